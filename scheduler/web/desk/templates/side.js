// What stands above and beside the grid: totals, days, findings, the tray, the history.

const LENSES = ["kinds", "bodies", "themes", "people", "delegations", "regions", "interpretation"];

function drawTop() {
  const { facts, state } = desk;
  $("title").textContent = facts.title;
  $("variant").textContent = facts.zone;
  $("total").textContent = points(state.total);
  $("since").textContent = state.total === facts.began[0] ? "" : signed(state.total - facts.began[0]);
  $("since").title = scale();
  $("broken").textContent = state.broken;
  $("hard-sum").classList.toggle("bad", state.broken > 0);
  // What was proved of another state, or of programmes nearby, says nothing of all of this one
  const proved = desk.bound?.number === state.number ? desk.bound : null;
  $("bound-sum").hidden = !proved;
  if (proved) {
    $("bound").textContent = points(proved.bound);
    $("bound-sum").querySelector("dt").textContent = proved.near < any() ? `${say("bound")} (${movesAllowed(proved.near)})` : say("bound");
  }
  $("undo").disabled = state.done <= 1;
  $("redo").disabled = state.done >= state.steps.length;
  $("undo").title = state.done > 1 ? `${say("undo")}${colon()} ${state.steps[state.done - 1]}` : say("undo");
  $("redo").title = state.done < state.steps.length ? `${say("redo")}${colon()} ${state.steps[state.done]}` : say("redo");
  $("by-day").textContent = say(inDays() ? "month" : "day");
  $("by-week").textContent = say(inDays() ? "allMonths" : "week");
  drawOnly();
  drawLocks();
  $("lock").hidden = !desk.mayWrite || inDays();
  $("lock").textContent = say(isLocked() ? "unlock" : "lock");
  $("lock").disabled = desk.view !== "day" || !(ofDay().length || isLocked());
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

// From which dates on what is published stays as it was, unless there is a reason
function drawLocks() {
  const today = new Intl.DateTimeFormat("sv", { timeZone: desk.facts.zone }).format(new Date());
  const written = (date) => new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${date}T00:00Z`));
  const words = { topics: ["topicsLocked", "topicsToLock"], schedule: ["scheduleLocked", "scheduleToLock"] };
  const said = Object.entries(desk.facts.locks).map(([what, date]) => say(words[what][today >= date ? 0 : 1]).replace("{}", written(date)));
  $("locks").hidden = !said.length;
  $("locks").replaceChildren(lockMark("locks"), ` ${say("toPublish")} ${said.join(", ")}.`);
}

const ofDay = () => Object.entries(desk.state.places).filter(([, place]) => dayOf(place[0]) === desk.day).map(([id]) => id);
const isLocked = (day = desk.facts.days[desk.day]) => !inDays() && desk.facts.rooms.every((room) => isRoomLocked(room, day));
const isRoomLocked = (room, day) => Boolean(desk.state.locked[room.id]?.includes(day.date));

const DRAWN = "http://www.w3.org/2000/svg";
function lockMark(key = "lockedDay") {
  const [drawn, path] = ["svg", "path"].map((tag) => document.createElementNS(DRAWN, tag));
  drawn.setAttribute("viewBox", "0 0 20 20");
  drawn.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M4.5 9h11v8h-11zM7 9V6a3 3 0 0 1 6 0v3");
  drawn.append(path);
  return make("span", { className: "lock", role: "img", "aria-label": say(key), title: say(key) }, drawn);
}

function drawDays() {
  const bests = desk.held && desk.prices ? bestByDay() : null;
  $("more").classList.toggle("thinned", isLooking()); // by what may be folded away
  const notes = bests ? [] : notesByDay();
  $("days").replaceChildren(...desk.facts.days.map((day, at) => {
    const best = bests?.[at];
    const [text, kind, words] = bests ? priceOf(best) : notes[at];
    return make("button", { "aria-current": at === desk.day && desk.view === "day" ? "date" : null, onclick: () => turn(at - desk.day), data: { day: at } },
      make("span", {}, pageLabel(day), isLocked(day) ? [" ", lockMark()] : ""), make("small", { className: kind, title: words || null }, words ? [make("span", { "aria-hidden": "true" }, text), make("span", { className: "hidden" }, words)] : text));
  }));
  $("days").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const rankAt = (index) => Math.max(0, desk.prices.forbidden[index]);
const priceOf = (best) => (!best ? ["", ""] : best[0] > 0 ? [say("none"), "no", desk.state.panels[desk.held] ? say("noneWith") : say("noneFits")] : [signed(best[1]), best[1] <= 0 ? "best" : ""]);

// Under each day without a session in the hand: how many are found there, or else how many hard rules are broken: each on the day of the first session concerned
function notesByDay() {
  findBroken();
  const looks = isLooking() || desk.only;
  const numbers = desk.facts.days.map(() => 0);
  if (looks) for (const [id, place] of Object.entries(desk.state.places)) numbers[dayOf(place[0])] += isSeen(id) ? 1 : 0;
  else for (const [, , sessions, price] of desk.state.findings) {
    const first = price === null && sessions.find((id) => desk.state.places[id]);
    if (first) numbers[dayOf(desk.state.places[first][0])] += 1;
  }
  return numbers.map((number) => (looks ? [`${number || "–"}`, ""] : number ? [`${number} ✕`, "no"] : ["", ""]));
}

const whereIs = (place) => `${whenOf(place)}, ${desk.facts.rooms.find((room) => room.id === place[2])?.title}`;

function bestByDay() {
  const { starts, penalty } = desk.prices;
  const rooms = desk.facts.rooms.length;
  const found = [];
  starts.forEach((start, at) => {
    const day = dayOf(start);
    for (let index = at * rooms; index < (at + 1) * rooms; index += 1) {
      const one = [rankAt(index), penalty[index], index];
      if (!found[day] || one[0] < found[day][0] || (one[0] === found[day][0] && one[1] < found[day][1])) found[day] = one;
    }
  });
  return found;
}

// What the penalty was, what it is, how low it could be, and what one point is worth

function scale() {
  const { facts: { began: [began, bound] }, state } = desk;
  const isOne = Math.abs(state.total) === 1000;
  const now = say("pointsUnit").split("|")[isOne ? 0 : 1].replace("{}", points(state.total));
  const lowest = bound === null ? "" : ` (${bound >= began ? say("provedThen") : say("boundThen").replace("{}", points(bound))})`;
  return `${say("penalty")}${colon()} ${now}. ${say("startedAt")} ${points(began)}${lowest}. ${spoken(state.worth)}`.trim();
}

// Findings, the tray, the history

function drawSide() {
  const { state, facts } = desk;
  const tray = Object.keys(facts.sessions).filter((id) => !state.places[id]);
  const all = state.findings.length + state.more;
  const shown = isLooking() ? state.findings.filter(isFoundFinding).length : all;
  const looked = isLooking() ? state.findings.length : all; // of very many the gravest are known here
  const tabs = { findings: shown < all ? `${shown} ${say("ofAll")} ${looked}` : all, tray: tray.length, steps: state.done };
  for (const [name, number] of Object.entries(tabs)) {
    const tab = $(`tab-${name}`);
    tab.textContent = `${say(name)} ${number}`;
    tab.classList.toggle("thinned", name === "findings" && number !== all);
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

const LISTED = 60;
const isFoundFinding = ([, , sessions]) => !isLooking() || sessions.some(isFound);

function drawFindings() {
  const { state } = desk;
  const open = new Set([...document.querySelectorAll(".rule[open]")].map((each) => each.dataset.rule));
  const groups = state.rules.map(([rule, penalty, forbidden]) => {
    const own = state.findings.filter((each) => each[0] === rule && isFoundFinding(each));
    if (!own.length && isLooking()) return null;
    // Where some are listed alone, what those cost
    const [cost, isBad] = isLooking() ? [own.reduce((sum, each) => sum + (each[3] ?? 0), 0), own.some((each) => each[3] === null)] : [penalty, Boolean(forbidden)];
    return make("details", { className: `rule${isBad ? " bad" : ""}`, open: open.has(rule) || isBad, data: { rule } },
      make("summary", {}, make("span", { title: rule }, ruleName(rule)), make("span", { className: "amount" }, isBad ? say("isForbidden") : points(cost))),
      make("p", { className: "sentence" }, ruleInBrief(rule), " ", desk.mayWrite ? make("button", { className: "link", onclick: () => openForm("setLevel", { rule }) }, say("setLevel")) : ""),
      ruleInBrief(rule) === ruleCounts(rule) ? "" : make("details", { className: "seen exactly" }, make("summary", {}, say("howCounted")), make("p", { className: "soft" }, ruleCounts(rule).slice(ruleInBrief(rule).length).trim())),
      make("ul", {}, ...own.slice(0, LISTED).map((each) => make("li", {}, make("button", { "aria-pressed": desk.only?.message === each[1] || null, onclick: () => showFinding(each) }, english(each[1])))),
        own.length > LISTED ? make("li", { className: "soft" }, counted("moreFindings", own.length - LISTED)) : ""));
  });
  const shown = groups.filter(Boolean);
  const thinned = isLooking() && (shown.length < groups.length || state.findings.some((each) => !isFoundFinding(each)));
  $("findings").replaceChildren(make("p", { className: "soft", id: "scale" }, scale()), ...collision(), thinned ? make("p", { className: "soft", id: "thinned" }, say("thinned")) : "", ...(shown.length ? shown : [make("p", { className: "empty" }, !thinned ? say("nothing") : state.more ? counted("noneOfGravest", state.findings.length) : say("nothingFound"))]), state.more ? make("p", { className: "soft" }, `${state.more} ${say("more")}`) : "");
}

function card(id) {
  const session = desk.facts.sessions[id];
  const facts = [session.optional ? say("optional") : "", `${session.minutes} ${say("minutes")}`, session.attendance ? `${session.attendance} ${say("people_")}` : ""].filter(Boolean).join(" · ");
  return make("button", { className: `card${isSeen(id) ? "" : " dim"}${id === desk.shown && desk.search ? " shown" : ""}`, style: { "--kind": kindColour(session) }, data: { session: id }, onclick: () => pick(id) }, session.title, make("small", {}, facts));
}

function drawSteps() {
  const { state } = desk;
  const rows = state.steps.map((said, at) => make("li", { value: at + 1, className: at < state.done ? "" : "later" }, english(said)));
  for (const [at, row] of rows.entries()) row.setAttribute("value", at + 1);
  $("steps").replaceChildren(make("p", { className: "soft" }, say("savedIn").replace("{}", desk.name)), make("ol", { className: "steps" }, ...rows.reverse()));
}

// On a narrow screen, what is not wanted all the time is folded away
function unfold(isOpen) {
  document.body.classList.toggle("unfolded", isOpen);
  $("more").setAttribute("aria-expanded", isOpen);
  $("desks").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

let leaving = 0;
function tell(text, bad = false, back = null) {
  const box = $("toast");
  box.replaceChildren(typeof text === "string" ? spoken(text) : text, ...(back ? [" ", make("button", { className: "undo", onclick: () => { box.hidden = true; back(); } }, say("takeBack"))] : []));
  box.className = bad ? "no" : "";
  box.hidden = false;
  clearTimeout(leaving);
  leaving = setTimeout(() => { box.hidden = true; }, back ? 20000 : bad ? 9000 : 5000);
}

// News of a colleague: it does not replace a refusal or an error that you may still be reading
function tellNews(text) {
  const box = $("toast");
  if (box.hidden || box.className !== "no") tell(text);
}
