// Why no programme keeps every hard rule: what collides, ways out, and the programme that breaks least.

// Where it is proved already that a wish cannot be, it is but told what was found of why
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

// Ways are tried without agendas: what these break as they are is said
const itemsThen = ({ items }) => (items ? make("p", { className: "soft" }, say("itemsThen").replace("{}", items)) : "");

// So many of what collides stand in the heading; of very many it is not known that all are needed
const CULPRITS = 6;

// What collides, with its ways out: of every programme, or of those that grant a wish
function collided(found, again) {
  const several = !found.said && found.conflicts.filter((each) => each.ways.length).length > 1;
  const one = (conflict, at, _, more = conflict.culprits.slice(CULPRITS)) => make("details", { className: "seen", open: true },
    make("summary", {}, ...conflict.culprits.slice(0, CULPRITS).flatMap(([, words], at) => [at ? " · " : "", english(words)])),
    more.length ? make("details", { className: "seen all" }, make("summary", {}, say("andMore").replace("{}", more.length)), make("ul", {}, ...more.map(([, words]) => make("li", {}, english(words))))) : "",
    conflict.sessions.length ? make("p", { className: "soft" }, ...unfolded(conflict.sessions.map(([id, title]) => sessionTitle(id, title)))) : "",
    conflict.days?.length ? make("details", { className: "seen against" }, make("summary", {}, say("otherDays")), make("ul", {}, ...conflict.days.map(([day, reason]) => make("li", {}, make("b", {}, english(day)), `${colon()} `, english(reason))))) : "",
    make("ul", { className: "ways" }, ...conflict.ways.map((way) => make("li", {}, ...(several ? [pickOf(found, at, way)] : way.words.flatMap((words) => ["→ ", english(words), " "])), way.fits && found.together.words.length > 1 ? make("span", { className: "soft" }, `${say("fitsRest")} `) : "", itemsThen(way), tryButton(way, found)))));
  const ways = (title, way) => (way.key ? make("div", {}, make("b", {}, say(title)), make("ul", { className: "ways" }, ...way.words.map((words) => make("li", {}, "→ ", english(words)))), itemsThen(way), tryButton(way, found)) : "");
  const joined = (one, several, way) => ways(way.words.length > 1 ? several : one, way);
  const proofs = found.proofs?.length ? make("ul", { className: "proofs" }, ...found.proofs.map((words) => make("li", {}, english(words)))) : "";
  const given = found.given.length ? make("p", {}, `${say("givenAre")} `, make("span", {}, ...found.given.flatMap((each, at) => [at ? "; " : "", english(each)]), ".")) : "";
  const choice = several ? [make("div", { className: "acts" }, make("button", { id: "suffice", onclick: askChoice }, say("doSuffice"))), make("div", { id: "choice" }, ...choiceSaid())] : [];
  return [make("b", {}, collisionTold(found)), proofs, ...unproved(found, again), given, ways(found.fewest ? "togetherFewest" : "together", found.together), joined("byFacts", "byFactsAll", found.by_facts), joined("orElse", "orElseAll", found.instead), ...found.conflicts.slice(0, 4).map(one), ...choice];
}

// Of each of several conflicts one way is chosen: at first one of those that suffice together
const picked = (found) => found.conflicts.map(({ ways }, at) => ways.find(({ key }) => key === desk.picks?.[at]) || ways.find(({ words }) => found.together.words.includes(words[0])) || ways.find(({ fits }) => fits) || ways[0]);

function pickOf(found, at, way) {
  const pick = () => { desk.picks = { ...desk.picks, [at]: way.key }; desk.choice = null; $("choice").replaceChildren(); };
  return make("label", { className: "check" }, make("input", { type: "radio", name: `conflict-${at}`, value: way.key, checked: picked(found)[at] === way, onchange: pick }), ...way.words.flatMap((words) => [" ", english(words), " "]));
}

// Whether what was chosen suffices, as was tried
function choiceSaid() {
  const choice = desk.choice?.number === desk.state.number ? desk.choice : null;
  if (!choice) return [];
  if (choice.running) return [make("p", { className: "soft" }, say("tryingChoice"))];
  const left = choice.left.length && !choice.way ? make("ul", {}, ...choice.left.map(([, message]) => make("li", {}, english(message)))) : "";
  return [make("p", {}, make("b", {}, say(choiceKey(choice)))), choice.way ? tryButton(choice.way, choice) : "", left ? make("div", {}, say("leftBroken"), left) : ""];
}
const choiceKey = ({ status }) => ({ feasible: "suffices", infeasible: "sufficesNot", apart: "notBoth" }[status] || "sufficesUnknown");

async function askChoice() {
  const keys = picked(desk.collision).filter(Boolean).map(({ key }) => key);
  desk.choice = { number: desk.state.number, keys, running: true };
  $("choice").replaceChildren(...choiceSaid());
  try { await ask("choose", { number: desk.state.number, keys }); }
  catch (error) { desk.choice = null; $("choice").replaceChildren(); tell(error.message, true); }
}

function hearChoice(event) {
  if (event.number !== desk.state.number || !desk.choice || String(event.keys) !== String(desk.choice.keys)) return;
  desk.choice = event;
  $("choice")?.replaceChildren(...choiceSaid());
  $("choice")?.scrollIntoView({ block: "nearest" });
  announce(say(choiceKey(event)));
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
  desk.picks = desk.choice = desk.stopped = null;
  drawSide();
  try { await ask("collide", { number: desk.state.number, longer }); }
  catch (error) { desk.collision = null; drawSide(); tell(error.message, true); }
}

// A way out is weighed before it is done, as every wish is
const tryButton = (way, { said }) => make("button", { className: "try", data: { way: way.key }, "aria-label": `${say(way.words.length > 1 ? "tryAll" : "tryIt")} ${way.words.join("; ")}`, onclick: () => openForm("way", { ...way, number: desk.state.number, isWish: Boolean(said) }) }, say(way.words.length > 1 ? "tryAll" : "tryIt"));

function wayFields(given) {
  // Who wishes for a place means no others to move, unless that breaks more than where they go as it was tried
  const usual = given.isWish ? "no" : "yes";
  const choice = (value, text) => make("label", { className: "check" }, make("input", { type: "radio", name: "found", value, checked: value === usual }), ` ${say(text)}`);
  return [make("ul", { className: "ways" }, ...given.words.map((words) => make("li", {}, "→ ", english(words)))), choice("yes", "asTried"), choice("no", given.isWish ? "othersStay" : "allStay")];
}
