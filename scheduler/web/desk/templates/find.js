// The search: sessions that are found, in a list under its field, and those that a lens looks at.

const HITS = 12;
// What thins out the grid, the findings and the days
const isLooking = () => Boolean(desk.search || desk.which);

// Titles that are what is looked for come first, then those that begin with it, and those in which it stands; what is found
// by something else, as by the name of a person, comes last
function rankOf(id) {
  const title = desk.facts.sessions[id].title.toLowerCase();
  return title === desk.search ? 0 : title.startsWith(desk.search) ? 1 : title.includes(desk.search) ? 2 : 3;
}

function hits() {
  const { places } = desk.state;
  const start = (id) => places[id]?.[0] ?? Infinity;
  const rows = Object.keys(desk.facts.sessions).filter(isFound).map((id) => [id, rankOf(id), start(id)]);
  const byTitle = (a, b) => desk.facts.sessions[a].title.localeCompare(desk.facts.sessions[b].title);
  return rows.sort((a, b) => a[1] - b[1] || (a[2] === b[2] ? byTitle(a[0], b[0]) : a[2] - b[2])).map(([id]) => id);
}

// The names by which a session is found whose title does not have what is looked for
const foundBy = (id) => (rankOf(id) < 3 ? "" : namesOf(id).filter((each) => each.toLowerCase().includes(desk.search)).join("; "));

function drawHits(open = Boolean(desk.search)) {
  const box = $("found");
  const all = open && desk.search ? hits() : [];
  box.hidden = !open || !desk.search;
  $("search").setAttribute("aria-expanded", Boolean(all.length) && !box.hidden);
  $("search").removeAttribute("aria-activedescendant");
  $("hits").replaceChildren(...all.slice(0, HITS).map((id, at) => make("li", { role: "option", id: `hit-${at}`, "aria-selected": "false", data: { hit: id }, style: { "--kind": kindColour(desk.facts.sessions[id]) } },
    make("b", {}, desk.facts.sessions[id].title), make("small", {}, desk.state.places[id] ? whereIs(desk.state.places[id]) : say("unplaced")), foundBy(id) ? make("small", { className: "by" }, foundBy(id)) : "")));
  $("hits").hidden = !all.length;
  const more = all.length - HITS;
  $("hits-more").textContent = !all.length ? say("noHit") : more > 0 ? counted("moreHits", more) : "";
  $("hits-more").hidden = !$("hits-more").textContent;
}

// What is listed is so now: a step may have moved it, while it is looked for
function drawHitsAnew() {
  if ($("found").hidden) return;
  const hit = $("hits").children[chosen()]?.dataset.hit;
  drawHits();
  const at = [...$("hits").children].findIndex((each) => each.dataset.hit === hit);
  if (at >= 0) choose(at);
}

const chosen = () => [...$("hits").children].findIndex((each) => each.getAttribute("aria-selected") === "true");

function choose(next) {
  const options = [...$("hits").children];
  options.forEach((each, number) => each.setAttribute("aria-selected", number === next));
  $("search").setAttribute("aria-activedescendant", options[next].id);
  options[next].scrollIntoView({ block: "nearest" });
}

function activate(by) {
  const number = $("hits").children.length;
  if ($("found").hidden || !number) return;
  const at = chosen();
  choose(at < 0 ? (by > 0 ? 0 : number - 1) : (at + by + number) % number);
}

// The session that is found is shown, and picked up
async function takeHit(id) {
  drawHits(false);
  desk.shown = id;
  if (desk.state.places[id]) showSession(id);
  else showInTray(id);
  if (desk.held !== id) await pick(id);
}

// A session without a place is shown among those that have none
function showInTray(id) {
  desk.tab = "tray";
  drawPlan(); // none is shown there any more
  drawSide();
  $("tray").querySelector(`[data-session="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
}

function searchKeys(event) {
  const active = $("hits").querySelector('[aria-selected="true"]');
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if ($("found").hidden) drawHits();
    activate(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    if (active && !$("found").hidden) takeHit(active.dataset.hit);
    else { showFound(); drawHits(false); }
  } else if (event.key === "Escape" && !$("found").hidden) {
    event.preventDefault();
    event.stopPropagation();
    drawHits(false);
  } else if (event.key === "Escape" && desk.search) {
    event.preventDefault();
    event.stopPropagation();
    $("search").value = "";
    look("");
  }
}

function look(text) {
  desk.shown = null;
  desk.only = null;
  drawOnly();
  desk.search = text.trim().toLowerCase();
  drawDays();
  drawPlan();
  drawSide();
  drawHits();
}

// The next session that is found, after the one that is shown; the only one, once it is shown, is picked up
function showFound() {
  const found = hits();
  if (!found.length) { tell(say("noHit")); return; }
  if (found.length === 1 && desk.shown === found[0] && desk.held !== found[0]) { pick(found[0]); return; }
  desk.shown = found[(found.indexOf(desk.shown) + 1) % found.length];
  const place = desk.state.places[desk.shown];
  if (place) showSession(desk.shown);
  else showInTray(desk.shown);
  $("search").focus({ preventScroll: true });
  announce(`${desk.facts.sessions[desk.shown].title}, ${place ? whereIs(place) : say("unplaced")}`);
}

// A click on a finding shows its sessions, and the first of them; of a single one there is nothing else to be pale.
// Another click, Escape or the button in the bar shows all again.
function showFinding([, message, named, , all]) {
  if (desk.only?.message === message) { leaveOnly(); return; }
  const start = (id) => desk.state.places[id]?.[0] ?? Infinity;
  const sessions = (all || named).filter((id) => desk.facts.sessions[id]).sort((a, b) => start(a) - start(b));
  desk.only = sessions.length > 1 ? { message, sessions: new Set(sessions) } : null;
  if (sessions.length && !desk.state.places[sessions[0]]) desk.tab = "tray";
  seeOnly();
  if (desk.state.places[sessions[0]]) showSession(sessions[0]);
  if (desk.only) announce(counted("ofFinding", sessions.length));
}

function leaveOnly() {
  desk.only = null;
  seeOnly();
}

function seeOnly() { for (const each of [drawTop, drawDays, drawPlan, drawSide]) each(); }

function drawOnly() {
  $("only").hidden = !desk.only;
  $("only").textContent = desk.only ? `${counted("ofFinding", desk.only.sessions.size)} ×` : "";
  $("only").title = say("showAll");
}

function wireSearch() {
  $("only").onclick = leaveOnly;
  $("search").oninput = (event) => look(event.target.value);
  $("search").onkeydown = searchKeys;
  $("search").onblur = () => drawHits(false);
  $("search").onclick = () => { if ($("found").hidden) drawHits(); };
  $("found").onpointerdown = (event) => event.preventDefault(); // the field keeps the focus, and the list stays
  $("hits").onclick = (event) => { const hit = event.target.closest("[data-hit]"); if (hit) takeHit(hit.dataset.hit); };
}
