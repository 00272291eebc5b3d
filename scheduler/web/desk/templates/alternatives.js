// Alternatives: one click from one to another, and two of them side by side.

// As it was typed, if it was, also of one that is there no more; else by the name of its file
const titles = new Map();
const titleOf = (name) => {
  if (!name) return say("began");
  const [, , , title] = desk.alternatives.find((each) => each[0] === name) || [];
  if (title) titles.set(name, title);
  return titles.get(name) || name.replace(/\.yaml$/, "").replace(/\.desk$/, "");
};

function drawDesks() {
  const rows = desk.alternatives.map(([name, total, broken]) => make("button", {
    className: broken ? "bad" : "", "aria-current": name === desk.name ? "true" : null, title: name, data: { desk: name }, onclick: () => switchTo(name),
  }, make("span", {}, titleOf(name)), make("small", {}, total === null ? "…" : broken ? `${points(total)} · ${broken} ✕` : points(total))));
  const add = desk.mayWrite ? make("button", { id: "new-desk", className: "add", title: say("newOne"), "aria-label": say("newOne"), onclick: askName }, "+") : "";
  const more = desk.mayWrite ? make("button", { id: "edit-desk", className: "add", title: say("editOne"), "aria-label": say("editOne"), onclick: editDesk }, "⋯") : "";
  $("desks").replaceChildren(make("div", { className: "desk-list" }, ...rows), more, add);
  $("desks").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function askName() {
  naming($("new-desk"), "nameIt", "", "begin", async (title) => {
    const { name } = await ask("begin", { title });
    await switchTo(name);
    said(`${say("begunNow")} ${titleOf(name)}`);
  });
}

// What the alternative that is open is called; it may go, too, and those that went may come back
function editDesk() {
  const form = naming($("edit-desk"), "newName", titleOf(desk.name), "rename", async (title) => {
    const { name } = await ask("rename", { title, by: me });
    await switchTo(name);
    said(`${say("renamedNow")} ${titleOf(name)}`);
  });
  const remove = make("button", { type: "button", id: "delete-desk", className: "once", disabled: desk.alternatives.length < 2, onclick: () => sure(remove) }, say("remove"));
  form.append(remove, ...desk.deleted.map(([aside, title]) => make("button", { type: "button", className: "back", onclick: () => bringBack(aside) }, `${say("bringBack")} ${title || aside.replace(/\.deleted.*$/, "").replace(/\.desk$/, "")}`)),
    make("button", { type: "button", "aria-label": say("leave"), title: say("leave"), onclick: leaveNaming }, "×"));
}

// Asks once: the same button does it then
function sure(button) {
  if (button.dataset.asked) { removeDesk(); return; }
  button.dataset.asked = "1";
  button.classList.add("bad");
  button.textContent = `${say("reallyRemove")} ${titleOf(desk.name)}?`;
  announce(button.textContent);
}

async function removeDesk() {
  try {
    const gone = titleOf(desk.name);
    const { aside, name } = await ask("delete", { by: me });
    await switchTo(name);
    said(`${say("removedNow")} ${gone}`, () => bringBack(aside));
  } catch (error) { tell(error.message, true); }
}

async function bringBack(aside) {
  try {
    const { name } = await ask("restore", { aside });
    await switchTo(name);
    said(`${say("backNow")} ${titleOf(name)}`);
  } catch (error) { tell(error.message, true); }
}

function naming(place, label, value, button, done) {
  const input = make("input", { id: "desk-name", required: true, maxLength: 56, value, "aria-label": say(label), title: say(label), placeholder: say("nameShort") });
  const form = make("form", { className: "naming", onsubmit: async (event) => {
    event.preventDefault();
    try { await done(input.value); } catch (error) { tell(error.message, true); }
  }, onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); leaveNaming(place.id); } } }, input, make("button", { className: "main" }, say(button)));
  place.replaceWith(form);
  input.select();
  input.focus();
  return form;
}

function leaveNaming(id = "edit-desk") {
  drawDesks();
  $(typeof id === "string" ? id : "edit-desk")?.focus();
}

function said(text, back = null) {
  tell(text, false, back);
  announce(text);
}

// Another planner has deleted an alternative
async function deleted(event) {
  if (event.by === me) return;
  if (desk.against === event.desk) desk.against = "";
  if (event.desk === desk.name) await leaveGone(event.aside);
  else await refresh();
}

async function leaveGone(aside) {
  const gone = titleOf(desk.name);
  await switchTo("", false);
  said(`${say("removedBy")} ${gone}`, aside && desk.mayWrite ? () => bringBack(aside) : null);
}

async function switchTo(name, stop = true) {
  if (stop && desk.engine?.running) ask("stop").catch(() => {});
  if (name === desk.against) desk.against = desk.name;
  Object.assign(desk, { name, held: null, prices: null, swap: null, found: null, only: null, form: null, outside: null, engine: null, bound: null, compared: null });
  clearSpots();
  document.querySelector(".naming")?.remove();
  await load();
  history.replaceState(null, "", `#${encodeURIComponent(desk.name)}`);
  for (const each of [drawHand, drawForm, drawOutside, drawEngine]) each();
  if (desk.view === "compare") compare();
  const hasFocus = document.activeElement !== document.body; // somebody types already, as in the search
  if (!hasFocus) document.querySelector('#desks [aria-current]')?.focus({ preventScroll: true });
}

async function refresh() {
  Object.assign(desk, await ask("alternatives"));
  if (!document.querySelector(".naming")) drawDesks();
  if (desk.view === "compare") compare();
}

async function compare() {
  const names = desk.alternatives.map((each) => each[0]).filter((name) => name !== desk.name);
  if (desk.against && !names.includes(desk.against)) desk.against = "";
  if (!desk.against && !desk.compared && names.length) desk.against = names[0];
  const asked = [desk.name, desk.against].join();
  desk.comparing = asked;
  drawPlan();
  try {
    const found = await ask("compare", desk.against ? { with: desk.against } : {});
    if (desk.comparing !== asked) return;
    desk.compared = found;
  } catch (error) { desk.compared = { error: error.message }; tell(error.message, true); }
  if (desk.view === "compare") drawPlan();
}

function drawCompared() {
  const found = desk.compared;
  const names = desk.alternatives.map((each) => each[0]).filter((name) => name !== desk.name);
  const choice = make("select", { id: "against", onchange: (event) => { desk.against = event.target.value; desk.compared ||= {}; compare(); } },
    ...["", ...names].map((name) => make("option", { value: name, selected: name === desk.against }, titleOf(name))));
  const all = names.length ? make("button", { type: "button", id: "compare-all", onclick: () => { if (desk.outside?.kind !== "committee") openOutside("committee"); } }, say("compareAll")) : "";
  const parts = [make("div", { className: "choice" }, make("label", {}, `${say("against")} `, choice), all)];
  if (!found?.labels) parts.push(make("p", { className: "soft" }, found?.error || say("comparing")));
  else {
    parts.push(make("ul", { className: "said" }, ...found.sentences.map((each) => make("li", {}, english(each)))), factsTable(found), rulesTable(found), sessionsTable(found), figuresTable(found), affectedTable(found));
  }
  $("grid").className = "compared";
  $("grid").replaceChildren(make("div", { role: "row" }, make("div", { role: "gridcell" }, ...parts.filter(Boolean))));
}

function table(title, head, rows, id) {
  if (!rows.length) return null;
  return make("table", { id }, make("caption", {}, title),
    make("thead", {}, make("tr", {}, ...head.map((each) => make("th", { scope: "col" }, each)))),
    make("tbody", {}, ...rows.map((row) => make("tr", { className: row.className || "" }, ...row.cells.map((cell, at) => make(at ? "td" : "th", at ? {} : { scope: "row" }, cell))))));
}

function difference(before, after) {
  const kind = after[1] !== before[1] ? (after[1] > before[1] ? "no" : "down") : after[0] === before[0] ? "" : after[0] > before[0] ? "up" : "down";
  const text = after[1] !== before[1] ? `${after[1] > before[1] ? "+" : "−"}${Math.abs(after[1] - before[1])} ✕` : after[0] === before[0] ? "=" : signed(after[0] - before[0]);
  return make("span", { className: `amount ${kind}` }, text);
}

function rulesTable(found) {
  const cost = ([penalty, hard]) => (hard ? make("span", { className: "amount no" }, `${points(penalty)} · ${hard} ✕`) : points(penalty));
  const line = (title, pair, className) => ({ className, cells: [title, cost(pair[0]), cost(pair[1]), difference(pair[0], pair[1])] });
  const head = [say("rule"), titleOf(found.labels[0]), titleOf(found.labels[1]), "±"];
  // Of as many findings of a hard rule, one programme may break more than the other
  const isOther = ([before, after]) => before[2] > 0 && before[2] === after[2] && before[0] !== after[0];
  const same = ([, , [before, after]]) => before[1] === after[1] && before[2] === after[2] && !isOther([before, after]);
  const by = (unit, [before, after]) => make("span", { className: `amount ${after[0] > before[0] ? "no" : "down"}` }, `${format("exceptZero").format(after[0] - before[0])} `, english(unit));
  const rows = (rules) => rules.map(([rule, unit, totals]) => {
    const row = line(ruleName(rule), totals.map(([, penalty, hard]) => [penalty, hard]), "");
    return isOther(totals) ? { ...row, cells: [...row.cells.slice(0, 3), by(unit, totals)] } : row;
  });
  const others = table(say("sameRules"), head, rows(found.rules.filter(same)), "compared-same");
  return make("div", {}, table(say("penalty"), head, [line(say("inAll"), found.totals, "sum"), ...rows(found.rules.filter((each) => !same(each)))], "compared-rules"),
    others ? make("details", { className: "seen" }, make("summary", {}, `${say("sameRules")} (${others.rows.length - 1})`), others) : "");
}

// What was changed at one of the two alone, as its history says it
function factsTable(found) {
  const sign = (is) => make("span", {}, is ? "✓" : "–");
  const rows = found.facts.map(([words, ...where]) => ({ cells: [english(words), ...where.map(sign)] }));
  return table(say("changedFacts"), [say("change"), titleOf(found.labels[0]), titleOf(found.labels[1])], rows, "compared-facts");
}

function sessionsTable(found) {
  const rows = found.sessions.map(([id, title, change, before, after]) => ({ cells: [
    desk.state.places[id] ? make("button", { className: "link", onclick: () => showSession(id) }, sessionTitle(id, title)) : sessionTitle(id, title), before ? english(before) : "–", after ? english(after) : "–", english(change)] }));
  return table(say("differing"), [`${say("session")} (${rows.length})`, titleOf(found.labels[0]), titleOf(found.labels[1]), say("change")], rows, "compared-sessions")
    || (found.sentences.length ? null : make("p", { className: "soft" }, say("noDifference")));
}

function figuresTable(found) {
  const number = (value) => (value === null ? "–" : format("auto").format(value));
  const rows = found.figures.map(([title, unit, better, [before, after]]) => {
    const up = before !== null && after !== null && (better === "higher" ? after > before : after < before);
    return { cells: [make("span", {}, english(title), " (", english(unit), ")"), number(before), make("span", { className: better === "neither" || before === null || after === null ? "" : `amount ${up ? "down" : "up"}` }, number(after))] };
  });
  return table(say("figures"), ["", titleOf(found.labels[0]), titleOf(found.labels[1])], rows, "compared-figures");
}

function affectedTable(found) {
  const rows = found.affected.map(([, title, times, rooms]) => ({ cells: [title, times || "–", rooms || "–"] }));
  if (found.more) rows.push({ cells: [`+${found.more}`, "", ""] });
  return table(say("affected"), ["", say("timesChange"), say("roomsOnly")], rows, "compared-affected");
}
