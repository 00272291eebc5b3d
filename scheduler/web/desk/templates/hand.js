// The session in the hand: what it is, what can be done with it, what a place costs, and how room is made.

function drawHand() {
  const box = $("hand");
  box.hidden = !desk.held;
  if (!desk.held) { desk.question = false; return; }
  const question = desk.question ? $("why") : null; // what waits for a word goes on waiting
  const focused = question?.contains(document.activeElement) ? document.activeElement : null;
  const session = desk.facts.sessions[desk.held];
  const place = desk.state.places[desk.held];
  const where = place ? whereIs(place) : say("unplaced");
  const people = session.people.map((each) => desk.facts.lenses.people[each]?.title || each);
  box.style.setProperty("--kind", kindColour(session));
  const facts = [where, `${session.minutes} ${say("minutes")}`, session.attendance ? `${session.attendance} ${say("people_")}` : ""].filter(Boolean).join(" · ");
  box.replaceChildren(
    make("div", { className: "head" },
      make("button", { className: "close", "aria-label": say("close"), title: say("close"), onclick: putDown }, "×"),
      make("h2", {}, session.title),
      make("p", { className: "facts", title: facts }, facts),
      desk.mayWrite ? acts(place) : ""),
    people.length ? make("p", { className: "facts", id: "who" }, ...unfolded(people)) : "",
    seated().length ? make("p", { className: "facts", id: "panel" }, make("b", {}, `${say("panel")} `), seated().join("; ")) : "",
    desk.prices ? bests() : make("p", { className: "soft pricing", id: "hand-pricing", hidden: !desk.pricing }, say("pricing")),
    question || !desk.mayWrite ? question || "" : make("div", { className: desk.swap ? "why swap" : "why", id: "why", "aria-live": "off" }, desk.swap ? make("b", { className: "now" }, say("swapNow")) : say("hoverHint")),
    make("div", { id: "here" }),
    make("div", { id: "chains" }),
    ...agenda());
  focused?.focus({ preventScroll: true });
  drawChains();
}

// Who sits on its panel now: places are priced with them
const seated = () => (desk.state.panels[desk.held] || []).map(([id, typed]) => titleIn("people", id, typed));

function acts(place) {
  const held = desk.held;
  const pinned = desk.state.pins[held];
  const one = (name, body) => make("button", { title: say(`${name}Hint`), onclick: () => (name === "drop" ? takeAway : carryOut)({ do: body || name, session: held }) }, say(name));
  const swap = make("button", { id: "swap", "aria-pressed": Boolean(desk.swap), onclick: () => (desk.swap ? leaveSwap() : beginSwap()) }, say("swap"));
  const cancel = make("button", { id: "cancel-session", className: "once", title: say("cancelHint"), onclick: () => sureToCancel(cancel, held) }, say("cancel"));
  if (!place) return make("div", { className: "acts" }, one("hold"), cancel);
  const here = desk.swap ? "" : make("button", { id: "why-here", "aria-expanded": false, onclick: askHere }, say("whyHere"));
  return make("div", { className: "acts" }, here, one(pinned ? "unpin" : "pin"), swap, one("drop"), cancel);
}

// What takes a session away may break a quota: then it waits for a word, as a swap does
async function takeAway(body) {
  if (!await waits(body)) await carryOut(body);
}

// What leaves the conference waits for a word, as an alternative does that is deleted: the same button does it then
async function sureToCancel(button, session) {
  const body = { do: "cancel", session };
  if (button.dataset.asked) { await carryOut({ ...body, number: button.dataset.asked }); return; }
  try {
    const found = await ask("weigh", body);
    await desk.priced;
    const now = $("cancel-session");
    if (desk.held !== session || !now) return;
    const isBroken = found.broken.length > 0;
    question([make("b", {}, english(found.said)), make("br"), ...leavesSaid(found)], isBroken ? afterWord(body, found) : []);
    if (isBroken) { announce($("why").textContent); return; }
    Object.assign(now, { className: "once bad", textContent: say("reallyCancel") }).dataset.asked = found.number;
    now.focus({ preventScroll: true });
    announce(`${say("reallyCancel")} ${$("why").textContent}`);
  } catch (error) { tell(error.message, true); }
}

function leavesSaid(found) {
  const told = found.told.length ? [say("toldThen"), " ", ...unfolded(found.told.map(spoken))] : [say("nobodyToTell")];
  const broken = found.broken.length ? [amount(found.forbidden, found.penalty), " ", english(found.sentence), allOf(found), make("br")] : [];
  const items = found.unassigned.length ? [say("withoutMeeting"), make("ul", {}, ...found.unassigned.map((each) => make("li", {}, english(each))))] : [];
  return [...broken, `${say("leavesNow")} `, ...items, ...told];
}

// Choosing the other session of a swap: no place is chosen meanwhile; the session stays in the hand when it is left
function beginSwap() {
  desk.swap = desk.held;
  desk.prices = null;
  desk.question = false;
  desk.found = null;
  clearTimeout(waiting);
  asked += 1; // no answer about a place comes in its way
  clearSpots();
  drawDays();
  drawPlan();
  drawHand();
  $("swap").focus({ preventScroll: true });
  announce(say("swapNow"));
}

async function leaveSwap() {
  const session = desk.held;
  Object.assign(desk, { swap: null, held: null });
  await pick(session);
}

function bests() {
  const list = desk.prices.best.map((best) => make("li", {},
    make("button", { onclick: () => dropAfterWord(best.start, best.room), onmouseenter: ({ target }) => desk.question || preview(best, target), onfocus: ({ target }) => preview(best, target) },
      make("span", {}, whereIs([best.start, 0, best.room])), amount(best.forbidden, best.penalty))));
  return make("div", { className: "bests" }, make("h3", {}, say(desk.prices.best.some((each) => each.forbidden <= 0) ? "best" : "leastBroken")), make("ul", { className: "best" }, ...list));
}

// On a telephone the reason stands above the places: it would push away what is being pressed, so only the keyboard asks for it
function preview(best, button) {
  if (isNarrow() && !button.matches(":focus-visible")) return;
  drawWhy({ ...best, sentence: null });
  askWhy(best.start, best.room);
}

function agenda() {
  const rows = desk.state.agendas[desk.held];
  return rows ? [make("h3", {}, say("agenda")), make("ul", { className: "agenda soft" }, ...rows.map(([title, minutes, id]) => make("li", {}, `${titleIn("items", id, title)} · ${minutes} ${say("minutes")}`)))] : [];
}

function amount(forbidden, penalty) {
  const kind = forbidden > 0 ? "no" : penalty < 0 ? "down" : penalty > 0 ? "up" : "";
  return make("span", { className: `amount ${kind}` }, forbidden > 0 ? say("isForbidden") : penalty === 0 ? "±0" : signed(penalty));
}

function drawWhy({ forbidden, penalty, start, room, sentence, way, all, impossible }) {
  if (!$("why")) return;
  desk.question = false;
  const title = desk.facts.rooms.find((each) => each.id === room)?.title;
  const roomy = forbidden > 0 && sentence && !impossible ? make("button", { onclick: () => makeRoom({ start, room }) }, say("room")) : "";
  fillWhy(`why ${forbidden > 0 ? "no" : penalty < 0 ? "better" : ""}`, [make("b", {}, `${whenOf([start])}, ${title}${colon()} `), amount(forbidden, penalty), make("br"), sentence ? english(sentence) : "…", allOf({ all }), roomy && seated().length ? make("i", {}, ` ${say("withPanel")}`) : ""],
    [roomy, anywhere(start, forbidden > 0 && Boolean(sentence))]);
  for (const each of document.querySelectorAll(".session.way")) each.classList.remove("way");
  for (const each of way || []) document.querySelector(`#grid [data-session="${CSS.escape(each)}"]`)?.classList.add("way");
}

const isNarrow = () => matchMedia("(max-width: 44rem)").matches;

// What is read, and under it what can be done; it does not shrink from place to place, so that what is below stays where it is,
// but on a telephone, where nothing hovers and there is no room for nothing
function fillWhy(className, text, buttons) {
  const box = $("why");
  const before = box.clientHeight;
  box.className = className;
  box.replaceChildren(make("p", {}, ...text), ...(buttons.some(Boolean) ? [make("div", { className: "acts" }, ...buttons)] : []));
  box.style.minHeight = isNarrow() ? "0" : `${Math.min(before, innerHeight * 0.4)}px`;
  box.scrollTop = 0;
  if (isNarrow()) box.scrollIntoView({ block: "nearest" });
}

// A change that breaks hard rules needs confirmation
const afterWord = (body, { number }) => [make("button", { onclick: () => makeRoom(body) }, say("makeRoomFor")), make("button", { onclick: () => { putDown(); act("do", { ...body, number }); } }, say("anywayDo"))];

function drawBroken(body, found) {
  question([make("b", {}, english(found.said)), make("br"), amount(found.forbidden, found.penalty), " ", english(found.sentence), allOf(found)], afterWord(body, found));
  announce(`${spoken(found.said)} ${spoken(found.sentence)}`);
}

// Room on a day on which no place is free: the search chooses where
function anywhere(start, isForbidden) {
  const at = dayOf(start);
  if (!isForbidden || !desk.prices || inDays() || !(bestByDay()[at]?.[0] > 0)) return "";
  return make("button", { onclick: () => makeRoom({ day: desk.facts.days[at].date }) }, `${say("roomOn")} ${pageLabel(desk.facts.days[at])}`);
}
