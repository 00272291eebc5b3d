// The planner's desk: one module, no framework. The server has the last word on every number shown.

const $ = (id) => document.getElementById(id);
const desk = {
  facts: null, state: null, mayWrite: false, day: 0, view: "day", zoom: 1, lens: "", which: "", search: "", only: null,
  name: decodeURIComponent(location.hash.slice(1)), alternatives: [], deleted: [], against: "", compared: null,
  held: null, prices: null, pricing: false, question: false, moved: null, swap: null, engine: null, folded: true, reach: null, found: null, form: null, outside: null, collision: null, tab: "findings", bound: null,
};
const me = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);

// Who has not been answered for so long, in milliseconds, doubts that the desk is there
const PATIENCE = 3000;

// While it is known that the desk does not answer, nothing is sent that it might do later, unseen
async function ask(path, body = {}) {
  const over = begin();
  try { return await answerTo(path, body); } finally { over(); }
}

async function answerTo(path, body) {
  const { gone } = $("lost").dataset;
  if (gone) throw new Error(say(gone));
  const doubt = setTimeout(() => watch(), PATIENCE);
  const answer = await fetch(path, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ language: language(), ...(desk.name ? { desk: desk.name } : {}), ...body }),
  }).catch(() => { watch(); throw new Error(say("lost")); }).finally(() => clearTimeout(doubt));
  const found = learn(await answer.json().catch(() => ({})));
  if (!answer.ok) throw Object.assign(new Error(found.error || say(answer.status === 404 ? "lost" : "noAnswer")), { status: answer.status });
  return found;
}

// The days that have hours, and those on which a session is all the same; or the months. What was shown is shown
function shape(shown) {
  const { facts, state } = desk;
  facts.withHours ||= facts.days;
  facts.dates = [...facts.withHours, ...state.beyond].sort((a, b) => a.midnight - b.midnight);
  facts.days = inDays() ? monthsOf(facts.dates) : facts.dates;
  if (shown) desk.day = Math.max(0, dayOf(shown.midnight));
}

async function load() {
  let wanted = desk.name;
  const all = await ask("all").catch((error) => { if (!desk.name) throw error; wanted = desk.name = ""; return ask("all"); });
  if (desk.name !== wanted) return; // another alternative is opened meanwhile
  const shown = desk.facts?.days[desk.day];
  Object.assign(desk, { facts: all.facts, state: all.state, mayWrite: all.may_write, name: all.facts.variant, alternatives: all.alternatives, deleted: all.deleted });
  entitle();
  shape(shown);
  document.title = desk.facts.title;
  $("loading").hidden = true;
  $("main").setAttribute("aria-busy", "false");
  for (const each of document.querySelectorAll(".writes")) each.hidden = !desk.mayWrite;
  $("reading").hidden = desk.mayWrite;
  draw();
}

function draw() {
  drawTop();
  drawOutdated();
  if (!document.querySelector(".naming")) drawDesks();
  drawDays();
  drawPlan();
  drawSide();
  drawHitsAnew();
  drawEngine();
  if (desk.form?.kind === "way" && desk.form.given.number !== desk.state.number) { desk.form = null; drawForm(); }
  else if (desk.form?.weighed && desk.form.weighed.number !== desk.state.number) weighSoon();
  const { outside } = desk;
  if (outside?.seen && !outside.done && outside.seen.number !== desk.state.number) { outside.seen = null; drawOutside(); readAhead(); }
}

// The instance is no longer what was read: no step is taken until the desk is opened again
function drawOutdated() {
  const bar = $("outdated");
  const said = desk.state.outdated;
  bar.hidden = !said;
  bar.replaceChildren(...(said ? [english(said)] : []));
}

function drawPlan() {
  const begun = performance.now();
  if (desk.view === "compare") drawCompared();
  else if (desk.view === "week") drawWeek();
  else drawGrid();
  if (desk.held && desk.prices && desk.view === "day") drawSpots();
  document.body.classList.toggle("carrying", Boolean(desk.held) && Boolean(desk.prices));
  $("legend").hidden = !desk.held || Boolean(desk.swap);
  $("start-hint").hidden = !desk.mayWrite || desk.state.done > 1 || Boolean(desk.held) || desk.view !== "day";
  sayPricing();
  follow();
  performance.measure("draw", { start: begun, end: performance.now() });
}

const dayOf = (start) => {
  const days = desk.facts.days;
  let found = -1;
  days.forEach((day, at) => { if (day.midnight <= start) found = at; });
  return found;
};

// That places are priced is said as long as it is not known what they cost
function sayPricing() {
  $("pricing").hidden = !desk.pricing;
  if ($("hand-pricing")) $("hand-pricing").hidden = !desk.pricing;
  $("grid").setAttribute("aria-busy", desk.pricing);
}

// Picking up and putting down

async function pick(session) {
  if (desk.swap) return session === desk.swap ? leaveSwap() : swapWith(session);
  if (desk.held === session) return putDown();
  Object.assign(desk, { held: session, prices: null, pricing: desk.mayWrite, question: false, moved: null, found: null });
  const place = desk.state.places[session];
  if (place && (desk.view !== "day" || dayOf(place[0]) !== desk.day)) desk.day = dayOf(place[0]);
  desk.view = "day";
  drawTop();
  drawDays();
  drawPlan();
  drawHand();
  $("side").scrollTop = 0; // its head is seen, however far was read in what was there
  if (!desk.mayWrite) return undefined;
  desk.priced = priced(session);
  return desk.priced;
}

// Prices come and are drawn, and a place is read: a question about the session waits for that (`desk.priced`)
async function priced(session) {
  try {
    const prices = await ask("prices", { session }).finally(() => { if (desk.held === session) endPricing(); });
    if (desk.held !== session || desk.swap) return undefined;
    desk.prices = prices;
  } catch (error) { return tell(error.message, true); }
  drawDays();
  drawPlan();
  drawHand();
  announce(`${say("picked")} ${desk.facts.sessions[session].title}. ${say("keys")}`);
  if (!isDragging()) focusFirst();
  return undefined;
}

function endPricing() {
  desk.pricing = false;
  sayPricing();
}

function focusFirst() {
  const place = desk.state.places[desk.held];
  const best = desk.prices.best[0];
  const [start, room] = place && dayOf(place[0]) === desk.day ? [place[0], place[2]] : best ? [best.start, best.room] : [0, ""];
  (spotAt(start, room) || document.querySelector(".spot"))?.focus({ preventScroll: true });
}

function putDown() {
  const before = desk.held;
  Object.assign(desk, { held: null, prices: null, pricing: false, question: false, swap: null, found: null });
  clearSpots();
  drawDays();
  drawPlan();
  drawHand();
  document.querySelector(`[data-session="${CSS.escape(before || "")}"]`)?.focus({ preventScroll: true });
}

let waiting = 0;
let asked = 0;

async function askWhy(start, room) {
  const held = desk.held;
  if (!held) return;
  asked += 1;
  const own = asked;
  const isLate = () => own !== asked || desk.held !== held;
  try {
    const why = await ask("why", { session: held, start, room });
    if (!isLate()) drawWhy({ ...why, start, room });
  } catch (error) {
    if (!isLate()) drawWhy({ forbidden: 1, penalty: 0, start, room, sentence: error.message, way: [] });
  }
}

// On the way to the buttons of a reason the pointer crosses other places: it has to rest on one before that is read
const REST = 250;
let resting = 0;

function hover(start, room, pointed = false) {
  clearTimeout(resting);
  if (pointed && document.querySelector("#why .acts")) resting = setTimeout(() => desk.held && desk.prices && readAt(start, room), REST);
  else readAt(start, room);
}

function readAt(start, room) {
  const at = desk.prices.starts.indexOf(start) * desk.facts.rooms.length + roomNumber(room);
  drawWhy({ forbidden: desk.prices.forbidden[at], penalty: desk.prices.penalty[at], start, room, sentence: null });
  clearTimeout(waiting);
  asked += 1;
  waiting = setTimeout(() => askWhy(start, room), 70);
}

const roomNumber = (room) => desk.facts.rooms.findIndex((each) => each.id === room);

// Doing

// Steps of this page wait for each other: each begins with the state that the one before has led to, or is that for which
// its change was weighed, if the effect has been read. After one that
// was refused as a colleague was first, those that waited are left: they were meant for what was seen before.
let queue = Promise.resolve();
let refused = 0;

function act(path, body, reload = true) {
  const over = onlyOnce(path, body);
  if (!over) return Promise.resolve(false);
  const [name, until] = [desk.name, refused];
  const own = queue.then(() => (desk.name === name && refused === until ? actNow(path, body, reload) : false));
  queue = own.catch(() => false).finally(over);
  return own;
}

async function actNow(path, body, reload) {
  const before = desk.state;
  try {
    const after = await ask(path, { number: before.number, ...body, by: me });
    desk.state = after;
    const shown = desk.facts.days[desk.day];
    if (reload) { desk.facts = (await ask("all")).facts; entitle(); }
    shape(shown);
    done(before, after, body);
    return true;
  } catch (error) {
    if (error.status === 410) { await leaveGone(); return false; }
    if (error.status === 409) { refused += 1; await load(); }
    tell(error.message, true);
    return false;
  }
}

// A session of a locked day, or room, is moved after a word only
function asksFirst(session, start, room) {
  const place = desk.state.places[session];
  const day = place && desk.facts.days[dayOf(place[0])];
  const from = place && desk.facts.rooms.find((each) => each.id === place[2]);
  if (!desk.state.pins[session] || !from || !isRoomLocked(from, day)) return false;
  const anyway = make("button", { onclick: () => drop(start, room, true) }, say("anywayDo"));
  question([make("b", {}, `${whenOf([start])}, ${desk.facts.rooms[roomNumber(room)].title}`), make("br"), say("isLocked")], [anyway]);
  announce(say("isLocked"));
  return true;
}

async function drop(start, room, isSure = false) {
  const session = desk.held;
  if (!isSure && (asksFirst(session, start, room) || asksMoved(session, start, room))) return;
  const reload = false;
  Object.assign(desk, { held: null, prices: null, pricing: false, question: false });
  clearSpots();
  const begun = performance.now();
  const ok = await act("do", { do: "move", session, start, room }, reload);
  performance.measure("drop", { start: begun, end: performance.now() });
  drawHand();
  if (ok) document.querySelector(`[data-session="${CSS.escape(session)}"]`)?.focus({ preventScroll: true });
}

// Whether a change needs confirmation as it breaks hard rules, or is not possible
async function waits(body) {
  try {
    const found = await ask("weigh", body);
    await desk.priced;
    clearTimeout(waiting);
    asked += 1; // no answer about a place comes in its way
    if (found.broken.length) drawBroken(body, found);
    return found.broken.length > 0;
  } catch (error) { putDown(); tell(error.message, true); return true; }
}

async function swapWith(other) {
  const body = { do: "swap", session: desk.swap, other };
  desk.swap = null;
  $("swap")?.setAttribute("aria-pressed", false);
  if (await waits(body)) return;
  putDown();
  await act("do", body, false);
}

async function carryOut(body) {
  const session = desk.held;
  const isTight = body.do === "hold" && desk.prices?.best.every((each) => each.forbidden > 0);
  if (isTight && await waits(body)) return;
  putDown();
  if (await act("do", body)) if (desk.state.places[session]) focusSession(session);
}

function focusSession(session) {
  document.querySelector(`[data-session="${CSS.escape(session)}"]`)?.focus({ preventScroll: true });
}

function showSession(session) {
  const place = desk.state.places[session];
  if (place) { desk.day = dayOf(place[0]); desk.view = "day"; }
  drawDays();
  drawPlan();
  const found = document.querySelector(`#grid [data-session="${CSS.escape(session)}"]`);
  found?.scrollIntoView({ block: "center", inline: "center" });
  found?.focus({ preventScroll: true });
}

function announce(text) { $("live").textContent = spoken(text); }

// Room is made, and solved beside

async function makeRoom(place) {
  await lookForRoom({}, { session: desk.held, ...place });
}

async function take(key) {
  const session = desk.held;
  const ok = await act("take", { key });
  if (ok && desk.form) closeForm();
  else if (ok && desk.held) { putDown(); goWith(session); }
}
