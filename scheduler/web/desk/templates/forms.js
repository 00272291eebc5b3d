// Changes other than the slot of one session: a room is closed, a session comes, a rule matters more, many are locked.

const FORMS = ["add", "closeRoom", "prefer", "presence", "fact", "setLevel", "lockMany"];
const FACTS = { seats: ["rooms", "capacity"], length: ["sessions", "duration"], expected: ["sessions", "attendance"], teams: ["interpretation", "teams"] };
let weighing = 0;
let offering = 0;

function openForm(kind, given = {}) {
  leaveFound();
  desk.form = { kind, given, weighed: null, isPreset: Boolean(given.isGranting) };
  drawForm();
  $("form").querySelector("select, input, textarea")?.focus();
}

// Letters that are typed choose a form together: it opens once they rest, as they would each begin anew in another list
const RESTS = 400;
let typed = -RESTS;
let opening = 0;
function openWhatIsChosen(what) {
  what.onkeydown = () => { typed = performance.now(); };
  what.onchange = () => {
    clearTimeout(opening);
    if (performance.now() - typed > RESTS) openForm(what.value);
    else opening = setTimeout(() => { if (what.isConnected) openForm(what.value); }, RESTS);
  };
}

function closeForm() {
  if (desk.form) leaveFound();
  const way = desk.form?.kind === "way" ? document.querySelector(`[data-way="${CSS.escape(desk.form.given.key)}"]`) : null;
  desk.form = null;
  drawForm();
  (way || $("change")).focus({ preventScroll: true });
}

const option = (value, text, chosen) => make("option", { value, selected: String(value) === String(chosen ?? "") }, text);
const field = (label, input) => make("label", { className: "field" }, make("span", {}, label), input);
const chooser = (name, pairs, chosen) => make("select", { name }, ...pairs.map(([value, text]) => option(value, text, chosen)));
const days = () => desk.facts.dates.map((day, at) => [at, dayLabel(day)]);
const dateShown = () => Math.max(0, desk.facts.dates.findIndex((day) => day.midnight >= desk.facts.days[desk.day].midnight));

function hours(name, chosen) {
  const bands = desk.facts.dates.flatMap((day) => day.bands);
  const step = Math.max(15, Math.min(60, desk.facts.grid));
  const first = Math.min(...bands.map((band) => band.from));
  const last = Math.max(...bands.map((band) => band.to));
  const found = [[0, say("dayBegins")]];
  for (let at = first; at <= last; at += step) if (at > 0 && at < 1440) found.push([at, clock(at)]);
  return chooser(name, [...found, [1440, say("dayEnds")]], chosen);
}

// An example of the conference's own: its first kind, and a date on which it meets
function lineHint() {
  const [kind] = Object.values(desk.facts.lenses.kinds).map((each) => each.title).sort((a, b) => a.localeCompare(b));
  const date = desk.facts.withHours[Math.min(1, desk.facts.withHours.length - 1)];
  const begins = date.bands.some((band) => band.from <= 840 && band.to > 840) ? 840 : date.bands[0].from;
  const at = new Date((date.midnight + begins) * 60000);
  const written = new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", timeZone: desk.facts.zone }).format(at).toLowerCase().replace(".", "");
  const hour = inDays() ? "" : new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: desk.facts.zone }).format(at);
  return say("lineHint").replace("{kind}", kind).replace("{length}", 30).replace("{number}", 60).replace("{when}", `${written} ${hour}`.trim());
}

// A room that is given up for good
const EVERY = "every";

const FIELDS = {
  way: (given) => wayFields(given),
  add: (given) => [
    field(say("line"), make("textarea", { name: "line", rows: 3, required: true, maxLength: 200, placeholder: lineHint(), value: given.line || "" })),
    field(say("like"), chooser("like", [["", "–"], ...Object.entries(desk.facts.sessions).map(([id, each]) => [id, each.title])], given.like)),
    make("p", { className: "soft" }, `${say("kinds")}${colon()} ${Object.values(desk.facts.lenses.kinds).map((each) => each.title).join("; ")}`)],
  closeRoom: (given) => [
    field(say("roomName"), chooser("room", desk.facts.rooms.map((room) => [room.id, room.title]), given.room)),
    make("div", { className: "pair" }, field(say("fromDay"), chooser("day", [[EVERY, say("everyDay")], ...days()], given.day ?? dateShown())), field(say("toDay"), chooser("last", days(), given.last ?? given.day ?? dateShown()))),
    make("div", { className: "pair" }, field(say("from"), hours("from", 0)), field(say("until"), hours("to", 1440)))],
  prefer: (given) => [
    field(say("whose"), make("select", { name: "who" }, ...wanting().map(([table, rows]) => make("optgroup", { label: say(table) }, ...rows.map(([id, title]) => option(`${table}.${id}`, title, given.who)))))),
    field(say("what"), chooser("wanted", [["yes", say("areWanted")], ["no", say("notWanted")], ["back", say("takenBack")]], given.wanted)),
    field(say("whichPreference"), chooser("standing", desk.state.preferences.map(([id, text]) => [id, spoken(text)]), "")),
    make("div", { className: "pair" }, field(say("fromDay"), chooser("day", [[EVERY, say("everyDay")], ...days()], given.day ?? EVERY)), field(say("toDay"), chooser("last", days(), given.last))),
    make("div", { className: "pair" }, field(say("from"), hours("from", 0)), field(say("until"), hours("to", 1440))),
    make("div", { className: "pair" }, field(say("level"), chooser("level", [["", say("asPreferences")], ["hard", say("hardLevel")], ["weight", say("weight")]], "")),
      field(say("weight"), make("input", { name: "weight", type: "number", min: 0, step: "any", inputMode: "decimal" })))],
  presence: (given) => [
    field(say("people"), chooser("person", whoIsAway(), given.person)),
    field(say("what"), chooser("do", [["away", say("isAway")], ["available", say("onlyThere")], ["not_coming", say("notComing")]], given.do)),
    make("div", { id: "presence-hours" }, make("div", { className: "pair" }, field(say("fromDay"), chooser("day", days(), given.day ?? dateShown())), field(say("toDay"), chooser("last", days(), given.last ?? given.day ?? dateShown()))),
      make("div", { className: "pair", id: "presence-clock" }, field(say("from"), hours("from", 0)), field(say("until"), hours("to", 1440))))],
  fact: (given) => [
    field(say("what"), chooser("what", Object.keys(FACTS).filter((each) => rowsOf(each).length).map((each) => [each, say(each)]), given.what)),
    field(say("which"), make("select", { name: "row" })), field(say("newValue"), make("input", { name: "value", type: "number", min: 0, step: 1, required: true })), make("p", { className: "soft", id: "fact-now" })],
  setLevel: (given) => [
    field(say("rule"), chooser("rule", rulesInOrder().map((rule) => [rule, ruleName(rule)]), given.rule)),
    make("p", { className: "soft", id: "rule-sentence" }),
    make("div", { className: "pair" }, field(say("level"), chooser("level", [["hard", say("hardLevel")], ["weight", say("weight")], ["off", say("off")]], "")),
      field(say("weight"), make("input", { name: "weight", type: "number", min: 0, step: "any", inputMode: "decimal" }))),
    field(say("onlyItem"), make("select", { name: "item" }))],
  lockMany: (given) => [
    make("div", { className: "pair" }, field(say("what"), chooser("what", [["day", say("day")], ["before", say("before")], ["body", say("bodies")], ["room", say("roomName")]].filter(([each]) => each !== "body" || Object.keys(desk.facts.lenses.bodies).length), given.what)), field(say("action"), chooser("do", [["lock", say("lockThem")], ["unlock", say("unlockThem")]], given.do))),
    field(say("which"), make("select", { name: "which" }))],
};

// Whose sessions may be wanted at some hours: all of a body, a kind or a theme, or one
const wanting = () => [["bodies", titled(desk.facts.lenses.bodies)], ["kinds", titled(desk.facts.lenses.kinds)], ["themes", titled(desk.facts.lenses.themes)], ["sessions", titled(desk.facts.sessions)]].filter(([, rows]) => rows.length);

// Persons, and pools of interpretation teams, of which one is away for whole days
const POOL = "pool:";
const whoIsAway = () => [...titled(desk.facts.lenses.people), ...titled(desk.facts.lenses.interpretation).map(([id, title]) => [POOL + id, `${say("aTeamOf")} ${title}`])];

const titled = (rows) => Object.entries(rows).map(([id, row]) => [id, row.title]).sort((a, b) => a[1].localeCompare(b[1]));

function rowsOf(what) {
  const { rooms, sessions, lenses } = desk.facts;
  const found = { seats: () => rooms.map((room) => [room.id, room.title, room.seats]), teams: () => Object.entries(lenses.interpretation).map(([id, pool]) => [id, pool.title, pool.teams]),
    length: () => titled(sessions).map(([id, title]) => [id, title, sessions[id].minutes]), expected: () => titled(sessions).map(([id, title]) => [id, title, sessions[id].attendance]) };
  return found[what]();
}

function rulesInOrder() {
  const found = desk.state.rules.map(([rule]) => rule);
  return [...found, ...Object.keys(desk.facts.rules).filter((rule) => !found.includes(rule)).sort((a, b) => ruleName(a).localeCompare(ruleName(b)))];
}

function drawForm() {
  const box = $("form");
  box.hidden = !desk.form;
  if (!desk.form) return;
  const { kind, given } = desk.form;
  const what = chooser("kind", FORMS.filter((each) => each !== "presence" || whoIsAway().length).map((each) => [each, say(each)]), kind);
  openWhatIsChosen(what);
  const form = make("form", { onsubmit: (event) => { event.preventDefault(); doForm(); }, oninput: (event) => { if (event.target !== what) { desk.form.isPreset = false; adjust(event.target.name); weighSoon(); } } },
    kind === "way" ? "" : field(say("change"), what), ...FIELDS[kind](given), make("div", { id: "weighed", className: "why", tabIndex: 0, role: "group", "aria-label": say("weighedLabel") }, say("fillIn")),
    make("div", { className: "acts", id: "form-acts" }, make("button", { className: "main", disabled: true }, say("doIt")), make("button", { type: "button", id: "form-room", hidden: true, onclick: roomForForm }, say("makeRoomFor"))));
  box.replaceChildren(make("button", { className: "close", "aria-label": say("leave"), title: say("leave"), onclick: closeForm }, "×"), make("h2", {}, say(kind === "way" ? "wayTitle" : "changeTitle")), form, make("div", { id: "form-chains" }));
  adjust("");
  if (kind !== "add" || given.line) weighSoon();
}

// What is about a day is seen on the grid of that day
function showDay(date) {
  const at = desk.facts.days.findIndex((day) => day.midnight === desk.facts.dates[date].midnight);
  if (at >= 0 && desk.view === "day" && !desk.held) turn(at - desk.day);
}

// What depends on another field
function adjust(name) {
  const { kind } = desk.form;
  const form = $("form").querySelector("form");
  if (kind === "setLevel" && (!name || name === "rule")) {
    const items = itemsOf(form.rule.value);
    form.item.replaceChildren(...items.map(([value, text]) => option(value, text, "")));
    form.item.parentElement.hidden = items.length < 2;
  }
  if (kind === "setLevel" && name !== "weight" && name !== "item") {
    const own = desk.facts.levels[form.rule.value];
    if (name !== "level") {
      form.level.value = typeof own === "number" ? "weight" : own;
      form.weight.value = typeof own === "number" ? own : "";
    }
    form.weight.disabled = form.level.value !== "weight";
    if (!form.weight.disabled && !form.weight.value) form.weight.value = 1;
    $("rule-sentence").textContent = `${ruleInBrief(form.rule.value)} ${say("levelNow")} ${typeof own === "number" ? exactly(own) : say(own === "hard" ? "hardLevel" : "off")}.`;
  }
  if (kind === "prefer") {
    const isBack = form.wanted.value === "back";
    form.standing.parentElement.hidden = !isBack || !desk.state.preferences.length;
    for (const each of ["who", "day", "from", "level"]) (form[each].closest(".pair") || form[each].parentElement).hidden = isBack;
    form.weight.disabled = form.level.value !== "weight";
    if (!form.weight.disabled && !form.weight.value) form.weight.value = desk.facts.levels.preference_missed > 0 ? desk.facts.levels.preference_missed : 1;
  }
  if (form.last && (!name || name === "day" || name === "last")) lastDay(form, name);
  if (name === "day" && form.day.value !== EVERY) showDay(form.day.value);
  if (kind === "presence") {
    const isTeam = form.person.value.startsWith(POOL);
    // What is said of a person and of a team alike is but that they are away
    if (name === "person" && form.dataset.isTeam !== String(isTeam)) form.do.value = "away";
    form.dataset.isTeam = isTeam;
    $("presence-hours").hidden = form.do.value === "not_coming";
    $("presence-clock").hidden = isTeam;
    form.do.options[1].textContent = say(isTeam ? "allThere" : "onlyThere");
    form.do.options[2].hidden = isTeam;
  }
  if (kind === "fact" && name !== "value") {
    const rows = rowsOf(form.what.value);
    if (name !== "row") form.row.replaceChildren(...rows.map(([id, text]) => option(id, text, desk.form.given.row)));
    form.value.value = rows.find(([id]) => id === form.row.value)?.[2] ?? "";
    $("fact-now").textContent = form.value.value && `${say("levelNow")} ${format("auto").format(form.value.value)}`;
  }
  if (kind === "lockMany" && (name === "what" || !name)) {
    const of = { day: days, before: days, room: () => desk.facts.rooms.map((room) => [room.id, room.title]), body: () => Object.entries(desk.facts.lenses.bodies).map(([id, each]) => [id, each.title]) };
    form.which.replaceChildren(...of[form.what.value]().map(([value, text]) => option(value, text, desk.form.given.which ?? dateShown())));
  }
}

// The day that is the last one is none before the first, and stays where it is as long as it is not
function lastDay(form, name) {
  const isEvery = form.day.value === EVERY;
  form.last.disabled = isEvery;
  const isBefore = Number(form.last.value) < Number(form.day.value);
  if (!isEvery && isBefore) form[name === "last" ? "day" : "last"].value = form[name === "last" ? "last" : "day"].value;
  const isSeveral = isEvery || form.last.value !== form.day.value;
  form.from.previousElementSibling.textContent = say(isSeveral ? "eachDayFrom" : "from");
}

function daysOf(form) {
  const { dates } = desk.facts;
  const [first, last] = form.day.value === EVERY ? [0, dates.length - 1] : [form.day.value, form.last.value];
  return { day: dates[first].date, last: dates[last].date };
}

// All hours of all days are no preference
function preferenceOf(form) {
  if (form.wanted.value === "back") return form.standing.value ? { do: "take_back", preference: form.standing.value } : null;
  const [from, to] = [Number(form.from.value), Number(form.to.value)];
  if (form.day.value === EVERY && from === 0 && to === 1440) return null;
  const [table, ...row] = form.who.value.split(".");
  const level = form.level.value === "weight" ? Number(form.weight.value) : form.level.value;
  return { do: "prefer", table, row: row.join("."), unwanted: form.wanted.value === "no", ...daysOf(form), from, to, ...(level ? { level } : {}) };
}

// Of what a rule can have levels of its own: names, and ids where there are none
function itemsOf(rule) {
  const named = (kind) => (desk.facts.items[kind] || []).toSorted((a, b) => a[1].localeCompare(b[1]));
  const rows = desk.facts.items_of[rule].map((kind) => (kind === "session" ? titled(desk.facts.sessions) : named(kind)));
  return [["", say("allItems")], ...rows.flat()];
}

function changeOfForm() {
  const { kind } = desk.form;
  const form = $("form").querySelector("form");
  if (kind === "way") return { do: "way", key: desk.form.given.key, found: form.found.value === "yes" };
  if (kind === "add") return form.line.value.trim() ? { do: "add", line: form.line.value.trim(), ...(form.like.value ? { like: form.like.value } : {}) } : null;
  if (kind === "closeRoom") return { do: "close", room: form.room.value, ...daysOf(form), from: Number(form.from.value), to: Number(form.to.value) };
  if (kind === "prefer") return preferenceOf(form);
  if (kind === "presence" && form.person.value.startsWith(POOL)) {
    return form.do.value === "not_coming" ? null : { do: form.do.value, pool: form.person.value.slice(POOL.length), ...daysOf(form), from: 0, to: 1440 };
  }
  if (kind === "presence") return { do: form.do.value, person: form.person.value, ...(form.do.value === "not_coming" ? {} : { ...daysOf(form), from: Number(form.from.value), to: Number(form.to.value) }) };
  if (kind === "fact") {
    const [table, name] = FACTS[form.what.value];
    return form.value.value ? { do: "change", table, row: form.row.value, field: name, value: Number(form.value.value) } : null;
  }
  if (kind === "setLevel") {
    const level = form.level.value === "weight" ? Number(form.weight.value) : form.level.value;
    if (level === desk.facts.levels[form.rule.value] && !form.item.value.trim()) return null;
    return { do: "set", rule: form.rule.value, level, ...(form.item.value.trim() ? { item: form.item.value.trim() } : {}) };
  }
  const which = form.which.value;
  const key = { day: () => ({ day: desk.facts.dates[which].date }), before: () => ({ before: desk.facts.dates[which].midnight }), body: () => ({ body: which }), room: () => ({ room: which }) };
  return { do: form.do.value, ...key[form.what.value]() };
}

function weighSoon() {
  clearTimeout(weighing);
  leaveFound();
  desk.form.weighed = null;
  desk.form.change = null;
  offer({ same: true, forbidden: 0 });
  $("form-room").hidden = true;
  $("weighed").className = "why busy"; // what is there was about what was asked before
  $("weighed").replaceChildren(say("working"));
  weighing = setTimeout(weigh, 250);
}

const lacksPreference = () => $("form").querySelector("form").wanted?.value === "back" && !desk.state.preferences.length;

async function weigh() {
  const form = desk.form;
  const change = form && changeOfForm();
  if (form && !change) { form.change = null; $("weighed").className = "why"; $("weighed").textContent = say(lacksPreference() ? "noPreference" : "fillIn"); $("form-room").hidden = true; }
  if (!change) return;
  form.change = change;
  try {
    const found = await ask("weigh", change);
    const tried = form.isPreset && found.left ? await ask("weigh", { ...change, found: true }).catch(() => null) : null;
    if (desk.form !== form || form.change !== change) return;
    const isTried = tried?.left < found.left; // where others stay, more is broken than where they go as it was tried
    if (isTried) { $("form").querySelector('[name="found"][value="yes"]').checked = true; form.change = { ...change, found: true }; }
    form.weighed = isTried ? tried : found;
    drawWeighed(form.weighed);
  } catch (error) {
    if (desk.form === form && form.change === change) { $("weighed").className = "why no"; $("weighed").replaceChildren(english(error.message.replace(/^LINE /, ""))); $("form-room").hidden = true; }
  }
}

function drawWeighed(found) {
  const rules = byRule(found.rules.map(([rule, before, after]) => [rule, after - before]), 8);
  $("weighed").className = `why ${found.forbidden > 0 ? "no" : found.penalty < 0 ? "better" : ""}`;
  $("weighed").replaceChildren(
    make("b", {}, found.same ? say("sameAlready") : english(found.said)), make("br"), found.same ? "" : amount(found.forbidden, found.penalty), " ", found.same ? "" : english(found.sentence), found.same ? "" : allOf(found),
    desk.form.kind === "way" ? make("p", {}, `${say("brokenAfter")} ${found.left}`) : "", rules);
  if (desk.form.kind === "way") announce(`${spoken(found.said)} ${say("brokenAfter")} ${found.left}. ${spoken(found.sentence)}`);
  offer(found);
  $("form-room").hidden = !found.broken.length;
}

// What breaks hard rules is done by a press that was meant so: none that was on its way when it became known
function offer({ same, forbidden, broken = [] }) {
  const button = $("form").querySelector("button.main");
  clearTimeout(offering);
  button.textContent = say(forbidden > 0 ? "anywayDo" : "doIt");
  button.disabled = same || forbidden > 0;
  $("form-acts").classList.toggle("anyway", forbidden > 0 && broken.length > 0); // making room is then the first thing to do
  if (!same && forbidden > 0) offering = setTimeout(() => { button.disabled = false; }, AGAIN);
}

async function doForm() {
  const change = desk.form?.change;
  if (!change || !desk.form.weighed) return;
  if (!await act("do", { ...change, number: desk.form.weighed.number })) return;
  if (change.do === "add") { drawForm(); return; }
  closeForm();
  if (change.do === "way" && desk.held) putDown();
}

async function roomForForm() {
  await lookForRoom({ form: true, said: null }, desk.form.change);
}
