// What stands above and beside the grid: totals, days, the session in the hand, findings, the tray, the history.

const LENSES = ["kinds", "bodies", "themes", "people", "delegations", "regions", "interpretation"];

function drawTop() {
  const { facts, state } = desk;
  $("title").textContent = facts.title;
  $("variant").textContent = facts.zone;
  $("total").textContent = points(state.total);
  $("broken").textContent = state.broken;
  $("hard-sum").classList.toggle("bad", state.broken > 0);
  // What was proved of another state, or of programmes nearby, says nothing of all of this one
  const proved = desk.bound?.number === state.number ? desk.bound : null;
  $("bound-sum").hidden = !proved;
  if (proved) {
    $("bound").textContent = points(proved.bound);
    $("bound-sum").querySelector("dt").textContent = proved.near < ANY ? `${say("bound")} (${movesAllowed(proved.near)})` : say("bound");
  }
  $("undo").disabled = state.done <= 1;
  $("redo").disabled = state.done >= state.steps.length;
  $("undo").title = state.done > 1 ? `${say("undo")}: ${state.steps[state.done - 1]}` : say("undo");
  $("redo").title = state.done < state.steps.length ? `${say("redo")}: ${state.steps[state.done]}` : say("redo");
  $("by-day").textContent = say(inDays() ? "month" : "day");
  $("by-week").textContent = say(inDays() ? "allMonths" : "week");
  $("lock").hidden = !desk.mayWrite || inDays();
  $("lock").textContent = say(isLocked() ? "unlock" : "lock");
  $("lock").disabled = desk.view !== "day" || !ofDay().length;
  $("by-day").setAttribute("aria-pressed", desk.view === "day");
  $("by-week").setAttribute("aria-pressed", desk.view === "week");
  $("by-compare").setAttribute("aria-pressed", desk.view === "compare");
  const some = LENSES.filter((each) => Object.keys(facts.lenses[each]).length);
  $("lens").replaceChildren(make("option", { value: "" }, say("all")), ...some.map((each) => make("option", { value: each }, say(each))));
  $("lens").value = desk.lens;
  $("which").hidden = !desk.lens;
  if (desk.lens) {
    const rows = Object.entries(facts.lenses[desk.lens]).sort((a, b) => a[1].title.localeCompare(b[1].title));
    $("which").replaceChildren(make("option", { value: "" }, "–"), ...rows.map(([id, row]) => make("option", { value: id }, row.title)));
    $("which").value = desk.which;
  }
}

const ofDay = () => Object.entries(desk.state.places).filter(([, place]) => dayOf(place[0]) === desk.day).map(([id]) => id);
const isLocked = () => { const own = ofDay(); return own.length > 0 && own.every((id) => desk.state.pins[id]); };

function drawDays() {
  const bests = desk.held && desk.prices ? bestByDay() : null;
  const notes = bests ? [] : notesByDay();
  $("days").replaceChildren(...desk.facts.days.map((day, at) => {
    const best = bests?.[at];
    const [text, kind] = bests ? priceOf(best) : notes[at];
    return make("button", { "aria-current": at === desk.day && desk.view === "day" ? "date" : null, onclick: () => turn(at - desk.day), data: { day: at } },
      make("span", {}, pageLabel(day)), make("small", { className: kind }, text));
  }));
  $("days").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const priceOf = (best) => (!best ? ["", ""] : best[0] > 0 ? [say("none"), "no"] : [signed(best[1]), best[1] <= 0 ? "best" : ""]);

// Under each day without a session in the hand: how many are found there, or else how many break hard rules
function notesByDay() {
  findBroken();
  const looks = Boolean(desk.search || desk.which);
  const numbers = desk.facts.days.map(() => 0);
  for (const [id, place] of Object.entries(desk.state.places)) if (looks ? isFound(id) : broken.has(id)) numbers[dayOf(place[0])] += 1;
  return numbers.map((number) => (looks ? [`${number || "–"}`, ""] : number ? [`${number} ✕`, "no"] : ["", ""]));
}

const whereIs = (place) => `${whenOf(place)}, ${desk.facts.rooms.find((room) => room.id === place[2])?.title}`;

function bestByDay() {
  const { starts, forbidden, penalty } = desk.prices;
  const rooms = desk.facts.rooms.length;
  const found = [];
  starts.forEach((start, at) => {
    const day = dayOf(start);
    for (let index = at * rooms; index < (at + 1) * rooms; index += 1) {
      const one = [Math.max(0, forbidden[index]), penalty[index], index];
      if (!found[day] || one[0] < found[day][0] || (one[0] === found[day][0] && one[1] < found[day][1])) found[day] = one;
    }
  });
  return found;
}

// In the hand

function drawHand() {
  const box = $("hand");
  box.hidden = !desk.held;
  if (!desk.held) return;
  const session = desk.facts.sessions[desk.held];
  const place = desk.state.places[desk.held];
  const where = place ? whereIs(place) : say("unplaced");
  const people = session.people.slice(0, 4).map((each) => desk.facts.lenses.people[each]?.title || each);
  box.style.setProperty("--kind", kindColour(session));
  box.replaceChildren(
    make("button", { className: "close", "aria-label": say("close"), title: say("close"), onclick: putDown }, "×"),
    make("h2", {}, session.title),
    make("p", { className: "facts" }, [where, `${session.minutes} ${say("minutes")}`, session.attendance ? `${session.attendance} ${say("people_")}` : "", ...people, session.people.length > 4 ? `+${session.people.length - 4}` : ""].filter(Boolean).join(" · ")),
    desk.mayWrite ? acts(place) : null ?? "",
    desk.mayWrite ? make("div", { className: "why", id: "why", "aria-live": "off" }, desk.swap ? say("swapNow") : say("hoverHint")) : "",
    make("div", { id: "chains" }),
    desk.prices ? bests() : "",
    ...agenda());
  drawChains();
}

function acts(place) {
  const held = desk.held;
  const pinned = desk.state.pins[held];
  const one = (name, body) => make("button", { title: say(`${name}Hint`), onclick: () => wish({ do: body || name, session: held }) }, say(name));
  const swap = make("button", { onclick: () => { desk.swap = held; desk.prices = null; drawPlan(); drawHand(); document.body.classList.remove("carrying"); } }, say("swap"));
  if (!place) return make("div", { className: "acts" }, one("hold"), one("cancel"));
  return make("div", { className: "acts" }, one(pinned ? "unpin" : "pin"), swap, one("drop"), one("cancel"));
}

function bests() {
  const list = desk.prices.best.map((best) => make("li", {},
    make("button", { onclick: () => drop(best.start, best.room), onmouseenter: () => preview(best), onfocus: () => preview(best) },
      make("span", {}, whereIs([best.start, 0, best.room])), amount(best.forbidden, best.penalty))));
  return make("div", {}, make("h3", {}, say(desk.prices.best.some((each) => each.forbidden <= 0) ? "best" : "leastBroken")), make("ul", { className: "best" }, ...list));
}

function preview(best) {
  drawWhy({ ...best, sentence: null });
  askWhy(best.start, best.room);
}

function agenda() {
  const rows = desk.state.agendas[desk.held];
  return rows ? [make("h3", {}, say("agenda")), make("ul", { className: "agenda soft" }, ...rows.map(([title, minutes]) => make("li", {}, `${title} · ${minutes} ${say("minutes")}`)))] : [];
}

function amount(forbidden, penalty) {
  const kind = forbidden > 0 ? "no" : penalty < 0 ? "down" : penalty > 0 ? "up" : "";
  return make("span", { className: `amount ${kind}` }, forbidden > 0 ? say("isForbidden") : penalty === 0 ? "±0" : signed(penalty));
}

function drawWhy({ forbidden, penalty, start, room, sentence, way, impossible }) {
  const box = $("why");
  if (!box) return;
  const title = desk.facts.rooms.find((each) => each.id === room)?.title;
  box.className = `why ${forbidden > 0 ? "no" : penalty < 0 ? "better" : ""}`;
  const roomy = forbidden > 0 && sentence && !impossible ? make("button", { className: "roomy", onclick: () => makeRoom({ start, room }) }, say("room")) : "";
  box.replaceChildren(roomy, anywhere(start, forbidden > 0 && Boolean(sentence)), make("span", { className: "price" }, `${whenOf([start])}, ${title}: `), amount(forbidden, penalty), make("br"), sentence ? english(sentence) : "…");
  box.scrollTop = 0;
  for (const each of document.querySelectorAll(".session.way")) each.classList.remove("way");
  for (const each of way || []) document.querySelector(`#grid [data-session="${CSS.escape(each)}"]`)?.classList.add("way");
}

// A wish that breaks hard rules waits for a word
function drawBroken(body, found) {
  const box = $("why");
  box.className = "why no";
  const room = make("button", { className: "roomy", onclick: () => makeRoom(body) }, say("makeRoomFor"));
  box.replaceChildren(room, make("button", { className: "roomy", onclick: () => { putDown(); act("do", body); } }, say("anywayDo")),
    make("b", { lang: "en" }, found.said), make("br"), amount(found.forbidden, found.penalty), " ", english(found.sentence));
  announce(`${found.said} ${found.sentence}`);
  room.focus({ preventScroll: true });
}

// Room on a day on which no place is free: the search chooses where
function anywhere(start, isForbidden) {
  const at = dayOf(start);
  if (!isForbidden || !desk.prices || inDays() || !(bestByDay()[at]?.[0] > 0)) return "";
  return make("button", { className: "roomy", onclick: () => makeRoom({ day: desk.facts.days[at].date }) }, `${say("roomOn")} ${pageLabel(desk.facts.days[at])}`);
}

function drawChains() {
  const found = desk.found;
  const box = $(found?.form || (desk.form && !desk.held) ? "form-chains" : "chains");
  if (!box) return;
  if (!found) { box.replaceChildren(); return; }
  const rows = found.chains.map((chain) => make("li", {},
    make("div", { className: "acts" }, amount(chain.broken.length, chain.penalty), make("button", { className: "main", onclick: () => take(chain.key) }, say("takeIt"))),
    make("ul", { className: "moves" }, ...chain.moves.map(([, title, , after]) => make("li", {}, `${title} → ${after ? whereIs(after) : "–"}`))),
    chain.told.length ? make("p", { className: "soft" }, `${say("told")} ${chain.told.slice(0, 6).map((each) => each[1]).join(", ")}${chain.told.length > 6 ? ` +${chain.told.length - 6}` : ""}`) : ""));
  const state = found.running ? say("looking") : !found.chains.length ? say(found.impossible ? "impossible" : "noRoom") : found.proved ? say("proved") : say("notProved");
  box.replaceChildren(make("h3", {}, say("room")), make("ul", { className: "chains" }, ...rows), make("p", { className: "soft" }, state));
}

// The engine beside

const ANY = 10;
const movesAllowed = (step) => (Number(step) >= ANY ? say("anyMoves") : Number(step) === 0 ? say("oneMove") : say("moves").replace("{}", [1, 2, 3, 5, 8, 12, 20, 30, 45, 70][step]));

function drawEngine() {
  const box = $("engine");
  const engine = desk.engine;
  box.hidden = !engine;
  if (!engine) return;
  const shown = make("span", {}, movesAllowed(engine.near ?? 4));
  const slider = make("input", { type: "range", min: 0, max: ANY, value: engine.near ?? 4, "aria-label": `${say("near")} – ${say("far")}`, oninput: (event) => { desk.engine.near = Number(event.target.value); shown.textContent = movesAllowed(event.target.value); } });
  const start = () => ask("solve", { near: Number(slider.value), number: desk.state.number }).catch((error) => tell(error.message, true));
  const moves = (engine.moves || []).map(([session, title, , after], at) => make("li", {},
    make("button", { className: "card", style: { "--kind": kindColour(desk.facts.sessions[session] || { colour: 0 }) }, onclick: () => act("take", { key: engine.key, only: at }, false) }, title, make("small", {}, `→ ${after ? whereIs(after) : "–"} · ${say("takeOne")}`))));
  box.replaceChildren(
    make("h2", {}, say("engine")),
    make("div", { className: "slide" }, make("span", {}, say("near")), slider, make("span", {}, say("far"))), make("p", { className: "soft" }, shown),
    engine.running ? make("progress", { "aria-label": say("searching") }) : "",
    make("p", { className: "soft" }, engine.running ? say("searching") : engine.said || ""),
    engine.moves?.length ? make("p", {}, amount(0, engine.difference), ` · ${engine.moves.length} ${say("elsewhere")}`) : engine.running || engine.ended ? make("p", {}, say("noBetter")) : "",
    make("div", { className: "acts" },
      engine.running ? make("button", { onclick: () => ask("stop", {}) }, say("stop")) : make("button", { className: "main", onclick: start }, say("start")),
      engine.moves?.length ? make("button", { className: "main", onclick: () => act("take", { key: engine.key }, false) }, say("takeAll")) : "",
      make("button", { onclick: () => { ask("stop", {}).catch(() => {}); desk.engine = null; drawEngine(); } }, say("leave"))),
    make("ul", {}, ...moves));
}

// Findings, the tray, the history

function drawSide() {
  const { state, facts } = desk;
  const tray = Object.keys(facts.sessions).filter((id) => !state.places[id]);
  const tabs = { findings: state.findings.length + state.more, tray: tray.length, steps: state.done };
  for (const [name, number] of Object.entries(tabs)) {
    const tab = $(`tab-${name}`);
    tab.textContent = `${say(name)} ${number}`;
    tab.setAttribute("aria-selected", name === desk.tab);
    tab.tabIndex = name === desk.tab ? 0 : -1;
    tab.onclick = () => { desk.tab = name; drawSide(); };
    tab.onkeydown = (event) => arrow(event, Object.keys(tabs), name);
    $(name).hidden = name !== desk.tab;
  }
  if (desk.tab === "findings") drawFindings();
  if (desk.tab === "tray") $("tray").replaceChildren(...(tray.length ? tray.map(card) : [make("p", { className: "empty" }, say("allPlaced"))]));
  if (desk.tab === "steps") drawSteps();
}

function arrow(event, names, name) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  desk.tab = names[(names.indexOf(name) + by + names.length) % names.length];
  drawSide();
  $(`tab-${desk.tab}`).focus();
}

function drawFindings() {
  const { state, facts } = desk;
  const open = new Set([...document.querySelectorAll(".rule[open]")].map((each) => each.dataset.rule));
  const groups = state.rules.map(([rule, penalty, forbidden]) => {
    const own = state.findings.filter((each) => each[0] === rule && each[2].some(isFound));
    if (!own.length && (desk.search || desk.which)) return null;
    return make("details", { className: `rule${forbidden ? " bad" : ""}`, open: open.has(rule) || Boolean(forbidden), data: { rule } },
      make("summary", {}, make("span", { title: rule }, ruleName(rule)), make("span", { className: "amount" }, forbidden ? say("isForbidden") : points(penalty))),
      make("p", { className: "sentence" }, ruleCounts(rule), " ", desk.mayWrite ? make("button", { className: "link", onclick: () => openForm("setLevel", { rule }) }, say("setLevel")) : ""),
      make("ul", {}, ...own.slice(0, 60).map(([, message, sessions]) => make("li", {}, make("button", { lang: "en", onclick: () => sessions[0] && showSession(sessions[0]) }, message)))));
  });
  const shown = groups.filter(Boolean);
  $("findings").replaceChildren(...collision(), ...(shown.length ? shown : [make("p", { className: "empty" }, say("nothing"))]), state.more ? make("p", { className: "soft" }, `${state.more} ${say("more")}`) : "");
}

function card(id) {
  const session = desk.facts.sessions[id];
  const facts = [session.optional ? say("optional") : "", `${session.minutes} ${say("minutes")}`, session.attendance ? `${session.attendance} ${say("people_")}` : ""].filter(Boolean).join(" · ");
  return make("button", { className: `card${isFound(id) ? "" : " dim"}`, style: { "--kind": kindColour(session) }, data: { session: id }, onclick: () => pick(id) }, session.title, make("small", {}, facts));
}

function drawSteps() {
  const { state } = desk;
  const rows = state.steps.map((said, at) => make("li", { value: at + 1, className: at < state.done ? "" : "later", lang: "en" }, said));
  for (const [at, row] of rows.entries()) row.setAttribute("value", at + 1);
  $("steps").replaceChildren(make("ol", { className: "steps" }, ...rows.reverse()));
}

let leaving = 0;
function tell(text, bad = false, back = null) {
  const box = $("toast");
  box.replaceChildren(text, ...(back ? [" ", make("button", { className: "undo", onclick: () => { box.hidden = true; back(); } }, say("takeBack"))] : []));
  box.className = bad ? "no" : "";
  box.hidden = false;
  clearTimeout(leaving);
  leaving = setTimeout(() => { box.hidden = true; }, back ? 20000 : bad ? 9000 : 5000);
}
