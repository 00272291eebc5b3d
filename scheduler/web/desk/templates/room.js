// Making room: how long it is looked for, what is found, and how it is left.

// A search tells something within so many milliseconds, else something is wrong
const SILENT = 30000;
let ticking = 0;

async function lookForRoom(fields, change, longer = false) {
  const begun = performance.now();
  const found = desk.found = { chains: [], ...fields, change, running: true, begun, heard: begun };
  clearInterval(ticking);
  ticking = setInterval(sayRoomSeconds, 1000);
  drawChains();
  try { await ask("room", { ...change, number: desk.state.number, longer }); }
  catch (error) { if (desk.found === found) desk.found = null; drawChains(); tell(error.message, true); }
}

// What was found for the change of a form is shown, and searched for, until that change is another one
function leaveFound() {
  const { found } = desk;
  if (!found?.form) return;
  for (const [kind, search] of [["room", found], ["collide", found.why]]) if (search?.running) ask("stop", { kind }).catch((error) => tell(error.message, true));
  desk.found = null;
  $("form-chains")?.replaceChildren();
}

// News of the search; what is still on its way when it has been stopped changes nothing
function hearRoom(event) {
  if (desk.found.stopped) return;
  const now = performance.now();
  desk.found = { begun: now, ...desk.found, ...event, heard: now };
  if (!event.running) desk.found.over = now;
  drawChains();
  if (event.running) return;
  ($("why-none") || $("room-said"))?.scrollIntoView({ block: "nearest" });
  announce(roomSaid(desk.found));
}

const secondsOf = (found) => Math.max(1, Math.round(((found.over ?? performance.now()) - found.begun) / 1000));

function sayRoomSeconds() {
  const { found } = desk;
  if (!found?.running) { clearInterval(ticking); return; }
  if (!$("room-seconds")) return;
  const isSilent = performance.now() - found.heard > SILENT;
  $("room-seconds").textContent = `${secondsOf(found)} s${isSilent ? `. ${say("silent")}` : ""}`;
}

function leaveRoom() {
  if (!desk.found?.running) return;
  desk.found = { ...desk.found, running: false, stopped: true, over: performance.now() };
  drawChains();
  announce(roomSaid(desk.found));
}

async function stopRoom() {
  leaveRoom();
  $("room-said")?.focus({ preventScroll: true });
  await ask("stop", { kind: "room" }).catch((error) => tell(error.message, true));
}

function drawChains() {
  const found = desk.found;
  const box = $(found?.form || (desk.form && !desk.held) ? "form-chains" : "chains");
  if (!box) return;
  if (!found) { box.replaceChildren(); return; }
  const rows = found.chains.map((chain) => make("li", {},
    make("div", { className: "acts" }, make("span", {}, amount(chain.broken.length, chain.penalty), ` · ${countedAll(chain)}`), make("button", { className: "main", onclick: () => take(chain.key) }, say("takeIt"))),
    replacesOne(chain) ? make("b", {}, replacesOne(chain)) : "",
    make("ul", { className: "moves" }, ...chain.moves.map((move) => moveItem(move)), ...chain.panels.map(panelItem)),
    byRule(chain.rules || [], 5),
    chain.told.length ? make("p", { className: "soft" }, `${say("told")} `, ...unfolded(chain.told.map((each) => spoken(each[1])))) : ""));
  const stop = found.running ? make("div", { className: "acts", id: "room-runs" }, make("span", { className: "soft", id: "room-seconds" }), make("button", { id: "room-stop", onclick: stopRoom }, say("stop"))) : "";
  const isStopFocused = document.activeElement?.id === "room-stop";
  box.replaceChildren(make("h3", {}, say(found.form ? "waysToRoom" : "room")), stop, make("ul", { className: "chains" }, ...rows), make("p", { className: "soft", id: "room-said", tabIndex: -1 }, roomSaid(found)), ...roomLonger(found), ...whyNone(found));
  if (isStopFocused) $("room-stop")?.focus({ preventScroll: true });
  sayRoomSeconds();
}

// By how much rules change, the first ones; all others in one sum, so that it adds up
function byRule(rules, most) {
  const item = (name, change) => make("li", {}, make("span", {}, name), make("span", { className: `amount ${change > 0 ? "up" : "down"}` }, signed(change)));
  const shown = rules.length > most + 1 ? rules.slice(0, most) : rules;
  const rest = rules.slice(shown.length);
  const sum = rest.reduce((all, [, change]) => all + change, 0);
  const others = rest.length ? [item(`${say("otherRules")} (${rest.length})`, sum)] : [];
  return rules.length ? make("ul", { className: "by-rule" }, ...shown.map(([rule, change]) => item(ruleName(rule), change)), ...others) : "";
}

// Where nothing is proved it can be looked longer; what was found stays there meanwhile
function roomLonger(found) {
  if (found.running || found.stopped || found.impossible || found.proved) return [];
  const again = () => { lookForRoom({ form: found.form, chains: found.chains }, found.change, true); $("room-stop")?.focus({ preventScroll: true }); };
  return [make("button", { id: "room-longer", onclick: again }, say("lookLonger"))];
}

// Where no room is found, what stands in the way of this change is one click away, with what would help
function whyNone(found) {
  if (found.running || found.stopped || found.chains.length) return [];
  if (!found.why) return [make("button", { id: "why-none", onclick: () => askWhyNone() }, say("whyNone"))];
  if (found.why.running) return [whyRuns(found.why)];
  return [make("div", { className: "why no short collided", id: "conflicts-here", tabIndex: -1 }, ...collided(found.why, askWhyNone))];
}

async function askWhyNone(longer = false) {
  const found = desk.found;
  if (desk.collision?.running) { desk.collision = desk.collision.before; drawSide(); }
  const show = (why) => { if (desk.found === found) { found.why = why; drawChains(); } };
  const before = found.why;
  show(looking(before));
  try { await ask("collide", { number: desk.state.number, longer, change: found.change }); }
  catch (error) { show(before); tell(error.message, true); }
}

function hearWhyNone(event) {
  if (!desk.found?.why?.running) return;
  desk.found.why = { ...event, impossible: desk.found.impossible };
  drawChains();
  const box = $("conflicts-here");
  box?.scrollIntoView({ block: box.clientHeight > $("side").clientHeight / 2 ? "start" : "nearest" });
  box?.focus({ preventScroll: true });
  announce(collisionTold(desk.found.why));
}

// The first of many names, and the others once it is asked for them
const NAMED = 6;
function unfolded(names) {
  if (names.length <= NAMED) return [names.join("; ")];
  const rest = make("button", { className: "link", "aria-label": `${say("showRest")} ${names.length - NAMED}`, onclick: () => rest.replaceWith(`; ${names.slice(NAMED).join("; ")}`) }, `+${names.length - NAMED}`);
  return [names.slice(0, NAMED).join("; "), " ", rest];
}

// All findings of which a sentence tells the first ones
const allOf = ({ all }) => (all?.length ? make("details", { className: "seen all" }, make("summary", {}, say("showEvery").replace("{}", all.length)), make("ul", {}, ...all.map((each) => make("li", {}, english(each))))) : "");

// What has come of a search for room; that there is none is said only where it is proved
function roomSaid(found) {
  if (found.running) return say("looking");
  if (found.stopped && !found.chains.length) return say("roomStopped");
  if (!found.chains.length) return found.impossible ? say("impossible") : say("noRoom").replace("{}", secondsOf(found));
  const seated = found.chains.some((chain) => chain.panels.length);
  return `${say(!found.proved ? "notProved" : found.holds ? "provedHeld" : "proved")}${seated ? ` ${say(found.proved && found.panels ? "panelsProved" : "panelsNotProved")}` : ""}`;
}

// A way in which nobody but one person on a panel is replaced, by whom
function replacesOne({ others, panels }) {
  if (others || panels.length !== 1) return "";
  const [[, , joined, left]] = panels;
  return joined.length === 1 && left.length === 1 ? say("replaceOne").replace("{}", joined[0]).replace("{}", left[0]) : "";
}
