// The search beside: how far it may go, and what it has found, to be taken whole or move by move.

// The last step of the slider is without limit
const any = () => desk.facts.near.length;
const movesAllowed = (step) => (Number(step) >= any() ? say("anyMoves") : counted("moves", desk.facts.near[step]));
// What the slider says: a choice of which no search has told yet, or what is searched
const reach = () => desk.reach ?? desk.engine?.near ?? 4;
const SETTLED = 350;
let beginning = 0;
let restarts = false;

function drawEngine() {
  const box = $("engine");
  const { engine } = desk;
  box.hidden = !engine || desk.folded;
  $("solve").classList.toggle("busy", Boolean(engine?.running));
  $("solve").title = say(engine?.running ? "searching" : "solveHint");
  if (!engine) { box.replaceChildren(); return; }
  // The slider stays the same one, also while it is drawn to another place
  if (!$("reach") || box.dataset.language !== language()) makeEngine(box);
  $("reach").value = reach();
  sayReach();
  const focused = document.activeElement?.closest?.("#engine-acts") ? document.activeElement.dataset.act : "";
  const begins = engine.running && restarts;
  const one = (act, text, onclick, main) => make("button", { className: main ? "main" : "", data: { act }, onclick }, text);
  const moves = begins || engine.number !== desk.state.number ? [] : engine.moves || [];
  $("engine-state").replaceChildren(
    engine.running ? make("progress", { "aria-label": say("searching") }) : "",
    make("p", { className: "soft" }, engine.running ? say(begins ? "beginsAgain" : "searching") : ""),
    moves.length ? make("p", {}, amount(0, engine.difference), ` · ${countedMoves(moves)} (${movesAllowed(engine.near)})`) : engine.running || (engine.ended && engine.number === desk.state.number) ? make("p", {}, say(noneFound(engine))) : "", ...ending(engine));
  $("engine-acts").replaceChildren(
    engine.running ? one("run", say("stop"), stopEngine) : one("run", say("start"), startEngine, true),
    moves.length ? one("all", say("takeAll"), () => act("take", { key: engine.key }, false), true) : "",
    one("leave", say("leave"), leaveEngine));
  $("engine-moves").replaceChildren(...moves.map((move, at) => moveItem(move, make("span", { className: "acts" }, make("button", { "aria-label": `${say("takeOne")}${colon()} ${move[1]}`, onclick: () => takeOne(engine.key, at) }, say("takeOne"))))), ...(moves.length ? engine.panels || [] : []).map(panelItem));
  if (focused) document.querySelector(`#engine-acts [data-act="${focused}"]`)?.focus({ preventScroll: true });
}

// The list moves up under the pointer: the second click of a double click takes no other one
const TWICE = 700;
let tookAt = -TWICE;
function takeOne(key, only) {
  if (performance.now() - tookAt < TWICE) return;
  tookAt = performance.now();
  act("take", { key, only }, false);
}

// Nothing is better, where hard rules are kept; where they are broken, nothing was found that keeps them
const noneFound = (engine) => (desk.state.broken ? "noneKeeps" : engine.running ? "noBetter" : "noneBetter");

function makeEngine(box) {
  box.dataset.language = language();
  const slider = make("input", { type: "range", id: "reach", min: 0, max: any(), "aria-label": `${say("near")} – ${say("far")}`,
    oninput: () => { desk.reach = Number(slider.value); sayReach(); }, onchange: beginAgainSoon });
  box.replaceChildren(
    make("h2", {}, say("engine")),
    make("div", { className: "slide" }, make("span", {}, say("near")), slider, make("span", {}, say("far"))), make("p", { className: "soft", id: "reach-said" }),
    make("div", { id: "engine-state" }), make("div", { className: "acts", id: "engine-acts" }), make("ul", { id: "engine-moves" }));
}

function sayReach() {
  $("reach-said").textContent = movesAllowed(reach());
  $("reach").setAttribute("aria-valuetext", movesAllowed(reach()));
}

// A search that goes on begins again with another reach, once the slider rests
function beginAgainSoon() {
  desk.reach = Number($("reach").value);
  clearTimeout(beginning);
  if (!desk.engine?.running) return;
  restarts = true;
  drawEngine();
  beginning = setTimeout(startEngine, SETTLED);
}

async function startEngine() {
  clearTimeout(beginning);
  try { await ask("solve", { near: reach(), number: desk.state.number }); }
  catch (error) { tell(error.message, true); }
  restarts = false;
  drawEngine();
}

function stopEngine() {
  clearTimeout(beginning);
  return ask("stop", {}).catch((error) => tell(error.message, true));
}

function leaveEngine() {
  stopEngine();
  Object.assign(desk, { engine: null, folded: true, reach: null });
  drawEngine();
  $("solve").focus({ preventScroll: true });
}

// The panel goes, and the search goes on: its button tells of it, and shows it again
function foldEngine() {
  desk.folded = true;
  drawEngine();
}

function showEngine() {
  desk.engine ||= { idle: true };
  Object.assign(desk, { folded: false, outside: null });
  drawOutside();
  drawEngine();
  $("engine").scrollIntoView({ block: "nearest" });
}

// Moves: a session is elsewhere, is left out, or comes in

const turnOf = ([, , before, after]) => (!after ? "leftOut" : !before ? "comesIn" : "elsewhere");

function countedMoves(moves) {
  const numbers = ["elsewhere", "leftOut", "comesIn"].map((turn) => [turn, moves.filter((move) => turnOf(move) === turn).length]);
  return numbers.filter(([, number]) => number).map(([turn, number]) => counted(turn, number)).join(", ");
}

// Of a way of making room: whom it moves, which panels it changes, and how many hear of it, as they are listed: besides
// people and delegations those who keep rooms, sites, teams and resources, and audiences
function countedAll({ moves, panels, told }) {
  const keyOf = ([group]) => ({ people: "peopleTold", delegations: "delegationsTold" }[group] || "othersTold");
  const some = ["peopleTold", "delegationsTold", "othersTold"].map((key) => [key, told.filter((each) => keyOf(each) === key).length]).filter(([, number]) => number);
  const words = some.map(([key, number]) => counted(key, number));
  const who = [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(` ${say("and")} `);
  return [countedMoves(moves), panels.length ? counted("panelsChanged", panels.length) : "", who && say("areTold").replace("{}", who)].filter(Boolean).join(", ");
}

// Others on a panel than now
function panelItem([session, title, joined, left]) {
  const names = [[joined, "getsSeat"], [left, "losesSeat"]].filter(([people]) => people.length).map(([people, turn]) => `${say(turn)} ${people.join("; ")}`);
  return make("li", { className: "move" }, make("b", {}, `${say("panelOf")} ${sessionTitle(session, title)}`), ...names.map((each) => make("span", {}, each)));
}

// Why it has ended
function ending(engine) {
  if (engine.running || !engine.ended || engine.number !== desk.state.number) return [];
  return [desk.state.broken && !(engine.moves || []).length && !engine.proved ? "" : make("p", { className: "soft" }, say(engine.proved ? "provedBest" : "endedOpen"))];
}

function moveItem(move, button = "") {
  const [session, title, before, after] = move;
  const turn = turnOf(move);
  const to = turn === "leftOut" ? make("b", { className: "amount no" }, say("isLeftOut")) : whereIs(after);
  const from = turn === "comesIn" ? make("b", { className: "amount down" }, say("isComingIn")) : whereIs(before);
  return make("li", { className: "move", style: { "--kind": kindColour(desk.facts.sessions[session] || { colour: 0 }) } },
    make("b", {}, sessionTitle(session, title)), make("span", {}, from, " → ", to), button);
}
