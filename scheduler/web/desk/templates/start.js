// News of others, keys, and how the page begins.
let source = null;

function listen() {
  source?.close();
  source = new EventSource("events");
  heard();
  source.addEventListener("beat", heard);
  source.onmessage = async ({ data }) => {
    heard();
    const event = learn(JSON.parse(data));
    if (event.event === "alternatives" || (event.event === "step" && event.desk !== desk.name)) { await refresh(); return; }
    if (event.event === "gone") { await deleted(event); return; }
    if (event.event === "hello" && !event.numbers[desk.name] && desk.state) { await again(); return; }
    if (event.desk && event.desk !== desk.name) return;
    const isNews = event.event === "hello" && desk.state && event.outdated.includes(desk.name) !== Boolean(desk.state.outdated);
    if (event.event === "outdated" || isNews) { await load(); return; }
    if (event.event === "step" || event.event === "hello") {
      if (event.event === "hello" && !desk.state) return; // it is being loaded
      if ((event.number || event.numbers[desk.name]) === desk.state?.number || event.by === me) return;
      refused += 1;
      leaveRoom(); // the search has ended with the state from which it began
      const { places } = desk.state;
      await load();
      noteMoved(places, event.said || "");
      if (event.said) { tellNews(make("span", {}, `${say("other")} `, english(event.said))); announce(`${say("other")} ${spoken(event.said)}`); }
      if (desk.held && !desk.swap) await priceAgain();
    } else if (event.event === "room" && desk.found) {
      hearRoom(event);
    } else if (event.event === "collide") {
      if (event.said) hearWhyNone(event);
      else hearCollision(event);
    } else if (event.event === "stopped") {
      if (desk.engine) desk.engine.running = false;
      drawEngine();
    } else if (event.event === "lost") {
      endSearches(event.kind);
      tell([say("searchLost"), spoken(event.why)].filter(Boolean).join(" "), true);
    } else if (event.event === "solve") {
      desk.engine = event;
      if (event.near === desk.reach) desk.reach = null;
      if (event.bound !== null && event.bound !== undefined) desk.bound = event;
      drawEngine();
      drawTop();
    }
  };
  source.onerror = watch;
  source.onopen = () => lose("");
}

// No news can come of a search: of one kind, or of any
function endSearches(kind) {
  if (desk.engine?.running && kind !== "room" && kind !== "collide") desk.engine = { ...desk.engine, running: false };
  if (desk.found?.running && (!kind || kind === "room")) desk.found = { ...desk.found, running: false, over: performance.now() };
  if (desk.found?.why?.running && (!kind || kind === "collide")) desk.found.why = null;
  if (desk.collision?.running && (!kind || kind === "collide")) desk.collision = null;
  drawEngine();
  drawChains();
  drawSide();
}

// Whether the desk answers is looked at as long as its stream is not open; it is shown in a bar until it is there again
const OFTEN = 700;
const LATE = 2000;
const SILENCE = 5000; // without a beat of the stream, which comes every two seconds, whether or not there is news
const TICK = 1000;
let beat = 0;
let ticked = 0;
function heard() { beat = performance.now(); }

// A desk that hangs keeps its stream open, and says nothing. A page that has slept itself has heard nothing either.
setInterval(() => {
  const now = performance.now();
  if (now - ticked > 3 * TICK) heard();
  ticked = now;
  if (source && now - beat > SILENCE) watch();
}, TICK);

let watching = false;
let doubted = false;

async function watch() {
  doubted = true;
  if (watching) return;
  watching = true;
  while (doubted || source?.readyState !== EventSource.OPEN || !$("lost").hidden) {
    doubted = false;
    const gone = await fetch("icon.svg", { cache: "no-store", signal: AbortSignal.timeout(LATE) })
      .then((answer) => (answer.ok ? "" : "lost"), (error) => (error.name === "TimeoutError" ? "hangs" : "lost"));
    if (!gone && (source?.readyState === EventSource.CLOSED || performance.now() - beat > SILENCE)) listen();
    lose(gone);
    await new Promise((done) => setTimeout(done, OFTEN));
  }
  watching = false;
}

// It is lost, or hangs: then its searches go on once it is there again
function lose(gone) {
  const bar = $("lost");
  if ((bar.dataset.gone || "") === gone) return;
  bar.dataset.gone = gone;
  bar.hidden = !gone;
  bar.textContent = gone ? say(gone) : "";
  if (gone !== "lost" || !desk.state) return;
  endSearches();
  if (desk.outside && !desk.outside.seen && !desk.outside.done) { desk.outside.error = say("lost"); drawOutside(); }
}

async function priceAgain() {
  const session = desk.held;
  const prices = await ask("prices", { session }).catch(() => null);
  if (desk.held !== session || desk.swap) return;
  desk.prices = prices;
  drawPlan();
  drawDays();
  drawHand();
}

// The stream is there again, and the alternative may have gone meanwhile
async function again() {
  const before = desk.name;
  await load();
  if (desk.name !== before) { desk.name = before; await leaveGone(); }
}

// Panels close in the order in which they lie; tells whether one has
function closeTopmost() {
  const open = [[desk.form, closeForm], [desk.outside, closeOutside], [desk.engine && !desk.folded, foldEngine], [desk.only, leaveOnly]].find(([is]) => is);
  open?.[1]();
  return Boolean(open);
}

// By hand and by keys

function keys(event) {
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "Escape" && desk.swap) { event.preventDefault(); leaveSwap(); return; }
  if (event.key === "Escape" && desk.held) { event.preventDefault(); putDown(); return; }
  if (event.key === "Escape" && closeTopmost()) { event.preventDefault(); return; }
  if ((event.ctrlKey || event.metaKey) && !typing && /^[zy]$/i.test(event.key) && desk.mayWrite) {
    event.preventDefault();
    act(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo", {});
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); unfold(true); $("search").focus(); }
  if (event.key === "PageDown" || event.key === "PageUp") { event.preventDefault(); turn(event.key === "PageDown" ? 1 : -1); }
}

function onlyOne(lens) {
  const names = Object.keys(desk.facts.lenses[lens] || {});
  return names.length === 1 ? names[0] : "";
}

function turn(by) {
  turnSilently(by);
  announce(pageLabel(desk.facts.days[desk.day]));
}

// Turned for the sake of a session that was moved, of which it is told what was done
function turnSilently(by) {
  const days = desk.facts.days.length;
  const spot = document.activeElement?.dataset.start ? document.activeElement : null;
  const kept = spot && { minute: Number(spot.dataset.minute), room: spot.dataset.room };
  desk.day = Math.max(0, Math.min(days - 1, desk.day + by));
  desk.view = "day";
  drawTop();
  drawDays();
  drawPlan();
  if (kept) spotAt(desk.facts.days[desk.day].midnight + kept.minute, kept.room)?.focus();
  else if (desk.held && desk.prices) bestSpot(bestByDay()[desk.day])?.focus();
}

const bestSpot = (best) => best && spotAt(desk.prices.starts[Math.floor(best[2] / desk.facts.rooms.length)], desk.facts.rooms[best[2] % desk.facts.rooms.length].id);

function wire() {
  document.addEventListener("keydown", keys);
  $("more").onclick = () => unfold(!document.body.classList.contains("unfolded"));
  $("undo").onclick = () => act("undo", {});
  $("redo").onclick = () => act("redo", {});
  $("lock").onclick = () => act("do", { do: isLocked() ? "unlock" : "lock", day: desk.facts.days[desk.day].date }, false);
  $("committee").onclick = () => openOutside("committee");
  $("publish").onclick = () => openOutside("publish");
  $("change").onclick = () => (desk.form ? closeForm() : openForm("add"));
  $("solve").onclick = showEngine;
  $("theme").onclick = () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  $("language").onclick = () => { setLanguage(nextLanguage()); relabel(); entitle(); document.title = desk.facts.title; draw(); drawHand(); drawEngine(); drawForm(); drawOutside(); if (desk.view === "compare") compare(); load().catch((error) => tell(error.message, true)); };
  $("zoom").oninput = (event) => { desk.zoom = Number(event.target.value); drawPlan(); };
  wireSearch();
  $("lens").onchange = (event) => { desk.only = null; desk.lens = event.target.value; desk.which = onlyOne(desk.lens); drawTop(); drawDays(); drawPlan(); drawSide(); };
  $("which").onchange = (event) => { desk.only = null; desk.which = event.target.value; drawDays(); drawPlan(); drawSide(); };
  $("by-compare").onclick = () => { desk.view = "compare"; drawTop(); drawDays(); compare(); };
  for (const view of ["day", "week"]) $(`by-${view}`).onclick = () => { desk.view = view; drawTop(); drawDays(); drawPlan(); };
}

window.addEventListener("resize", () => { if (desk.state && desk.view === "day") drawPlan(); });

function theme(name) {
  document.documentElement.dataset.theme = name;
  localStorage.setItem("desk-theme", name);
}

function relabel() {
  document.documentElement.lang = language();
  if (!$("lost").hidden) $("lost").textContent = say($("lost").dataset.gone);
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  for (const each of document.querySelectorAll("[data-title]")) each.title = say(each.dataset.title);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
  for (const each of document.querySelectorAll("[data-hint]")) each.placeholder = say(each.dataset.hint);
  const next = nextLanguage();
  $("language").textContent = next.toUpperCase();
  $("language").title = new Intl.DisplayNames(next, { type: "language" }).of(next);
  $("language").lang = next;
}

theme(localStorage.getItem("desk-theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
relabel();
wire();
try { await load(); }
catch (error) { $("loading").textContent = spoken(error.message); throw error; }
listen();
document.documentElement.dataset.ready = "1";
