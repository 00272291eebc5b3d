// Why no programme keeps every hard rule: what collides, ways out, and the programme that breaks least.

// Where it is proved already that a change is not possible, only the reasons found are shown
const collisionSaid = ({ status, said, impossible, conflicts }) => impossible && status !== "infeasible" ? (conflicts.length ? "inTheWay" : "noReason") : ({ infeasible: said ? "cannotBeSo" : "cannotBe", feasible: said ? "canBeSo" : "canBe" }[status] || (said ? "notKnownSo" : "notKnown"));
const collisionTold = (found) => say(collisionSaid(found)).replace("{}", format("auto").format(found.seconds));

function collision() {
  if (!desk.mayWrite || !desk.state.broken) return [];
  const found = desk.collision?.number === desk.state.number ? desk.collision : null;
  if (!found) return [make("button", { id: "why-not", onclick: () => askConflicts() }, say("whyNot"))];
  if (found.running) return [whyRuns(found)];
  const least = found.key ? make("div", { className: "acts" }, make("button", { className: "main", onclick: () => act("take", { key: found.key }) }, say("takeLeast")), make("span", { className: "soft" }, countedMoves(found.moves))) : "";
  const left = found.key && found.left.length ? make("details", { className: "seen" }, make("summary", {}, `${say("leftBroken")} ${found.left.length}`), make("ul", {}, ...found.left.map((each) => make("li", {}, english(each[1]))))) : "";
  return [make("div", { className: "why no short collided", id: "conflicts" }, ...collided(found, askConflicts), least, left)];
}

// So many of what collides stand in the heading; of very many it is not known that all are needed
const CULPRITS = 6;

// What collides, with its ways out: of every programme, or of those with a change
function collided(found, again) {
  const one = (conflict, _, __, more = conflict.culprits.slice(CULPRITS)) => make("details", { className: "seen", open: true },
    make("summary", {}, ...conflict.culprits.slice(0, CULPRITS).flatMap(([, words], at) => [at ? " · " : "", english(words)])),
    more.length ? make("details", { className: "seen all" }, make("summary", {}, say("andMore").replace("{}", more.length)), make("ul", {}, ...more.map(([, words]) => make("li", {}, english(words))))) : "",
    conflict.sessions.length ? make("p", { className: "soft" }, ...unfolded(conflict.sessions.map(([id, title]) => sessionTitle(id, title)))) : "",
    make("ul", { className: "ways" }, ...conflict.ways.map((way) => make("li", {}, ...way.words.flatMap((words) => ["→ ", english(words), " "]), tryButton(way, found)))));
  const ways = (title, way) => (way.key ? make("div", {}, make("b", {}, say(title)), make("ul", { className: "ways" }, ...way.words.map((words) => make("li", {}, "→ ", english(words)))), tryButton(way, found)) : "");
  const proofs = found.proofs?.length ? make("ul", { className: "proofs" }, ...found.proofs.map((words) => make("li", {}, english(words)))) : "";
  const given = found.given.length ? make("p", {}, `${say("givenAre")} `, make("span", {}, ...found.given.flatMap((each, at) => [at ? "; " : "", english(each)]), ".")) : "";
  return [make("b", {}, collisionTold(found)), proofs, ...unproved(found, again), given, ways(found.fewest ? "togetherFewest" : "together", found.together), ...found.conflicts.slice(0, 4).map(one)];
}

// Where nothing is proved, what is broken now stays told, and it can be looked longer
function unproved(found, again) {
  if (["infeasible", "feasible"].includes(found.status)) return [];
  const now = found.said || found.conflicts.length ? [] : desk.state.rules.filter(([, , forbidden]) => forbidden).flatMap(([rule]) => desk.state.findings.filter((each) => each[0] === rule)).slice(0, 8);
  const longer = make("button", { id: "look-longer", onclick: () => again(true) }, say("lookLonger"));
  if (found.impossible) return [make("div", { className: "acts" }, longer)];
  return [make("p", {}, say("nothingProved").replace("{}", format("auto").format(found.seconds)), " ", longer),
    now.length ? make("div", {}, make("b", {}, say("brokenNow")), make("ul", {}, ...now.map(([, message]) => make("li", {}, english(message))))) : ""];
}

// What is still on its way when it has been stopped changes nothing
function hearCollision(event) {
  if (event.number !== desk.state.number || desk.stopped === event.number) return;
  desk.collision = event;
  drawSide();
  announce(collisionTold(event));
}

// For how long it is looked for what stands in the way, and how that is stopped: then what was known before is told again
let counting = 0;
const whyRunning = () => [desk.found?.why, desk.collision].find((each) => each?.running);

function looking(before) {
  clearInterval(counting);
  counting = setInterval(sayWhySeconds, 1000);
  return { running: true, begun: performance.now(), before: before && !before.running ? before : null };
}

const whyRuns = (search) => make("div", { className: "acts", id: "why-runs" }, make("span", { className: "soft" }, `${say("lookingWhy")} `, make("span", { id: "why-seconds" }, `${secondsOf(search)} s`)), make("button", { type: "button", id: "why-stop", onclick: stopWhy }, say("stop")));

function sayWhySeconds() {
  const search = whyRunning();
  if (!search) clearInterval(counting);
  else if ($("why-seconds")) $("why-seconds").textContent = `${secondsOf(search)} s`;
}

async function stopWhy() {
  const isHere = Boolean(desk.found?.why?.running);
  if (isHere) desk.found.why = desk.found.why.before;
  else Object.assign(desk, { collision: desk.collision?.before || null, stopped: desk.state.number });
  drawChains();
  drawSide();
  const next = isHere ? $("why-none") || $("conflicts-here")?.querySelector("#look-longer") : $("why-not") || $("conflicts")?.querySelector("#look-longer");
  next?.focus({ preventScroll: true });
  announce(say("whyStopped"));
  await ask("stop", { kind: "collide" }).catch((error) => tell(error.message, true));
}

// One of these searches takes the place of another: nobody waits for that
async function askConflicts(longer = false) {
  if (desk.found?.why?.running) { desk.found.why = desk.found.why.before; drawChains(); }
  desk.collision = { number: desk.state.number, ...looking(desk.collision) };
  desk.stopped = null;
  drawSide();
  try { await ask("collide", { number: desk.state.number, longer }); }
  catch (error) { desk.collision = null; drawSide(); tell(error.message, true); }
}

// A way out is weighed before it is done, as every change is
const tryButton = (way, { said }) => make("button", { className: "try", data: { way: way.key }, "aria-label": `${say(way.words.length > 1 ? "tryAll" : "tryIt")} ${way.words.join("; ")}`, onclick: () => openForm("way", { ...way, number: desk.state.number, isGranting: Boolean(said) }) }, say(way.words.length > 1 ? "tryAll" : "tryIt"));

function wayFields(given) {
  // Whoever asks for a slot means no others to move, unless that breaks more than where they go as it was tried
  const usual = given.isGranting ? "no" : "yes";
  const choice = (value, text) => make("label", { className: "check" }, make("input", { type: "radio", name: "found", value, checked: value === usual }), ` ${say(text)}`);
  return [make("ul", { className: "ways" }, ...given.words.map((words) => make("li", {}, "→ ", english(words)))), choice("yes", "asTried"), choice("no", given.isGranting ? "othersStay" : "allStay")];
}
