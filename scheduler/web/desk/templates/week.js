// The week: half-days by rooms; and all months.

// What is said of a half-day, or a month, of a room that is closed for a part of its hours, or for all of them
function closedOf(room, day, from, to) {
  const bands = day.bands.map((band) => [Math.max(from, band.from), Math.min(to, band.to)]).filter(([start, end]) => start < end);
  const hours = bands.flatMap(([start, end]) => closedHours(room, day, start, end));
  const length = (spans) => spans.reduce((sum, [start, end]) => sum + end - start, 0);
  if (!hours.length) return "";
  if (length(hours) === length(bands)) return say("closed");
  return `${say("closed")} ${hours.map(([start, end]) => span(day, start, end)).join(", ")}`;
}

// In a narrow box, what several titles begin with is left out, if they go on in different words: the rest says which it is
const LONG = 9;
const SEVERAL = 3;
let beginnings = { of: null, words: new Map() };
function beginningsOf(facts) {
  if (beginnings.of === facts) return beginnings.words;
  beginnings = { of: facts, words: new Map() };
  for (const { title } of Object.values(facts.sessions))
    for (const cut of cutsOf(title)) beginnings.words.set(cut, (beginnings.words.get(cut) || new Set()).add(title.slice(cut.length).trim().split(" ")[0]));
  return beginnings.words;
}

const cutsOf = (title) => [...title.matchAll(/\s+(?=\p{L})/gu)].map(({ index }) => title.slice(0, index)).filter((each) => each.length >= LONG);

function shortTitle(title) {
  const cut = cutsOf(title).filter((each) => beginningsOf(desk.facts).get(each)?.size >= SEVERAL).pop();
  return cut ? `… ${title.slice(cut.length).trim()}` : title;
}

function drawWeek() {
  findBroken();
  const days = desk.facts.days;
  const columns = days.flatMap((day, at) => (inDays() ? [[at, "", day.from, Infinity]] : [[at, say("am"), day.from, 13 * 60], [at, say("pm"), 13 * 60, 24 * 60]]));
  const table = make("div", { className: "week", role: "none", style: { "--columns": columns.length } });
  const head = [make("div", { className: "corner", role: "columnheader" }, say(inDays() ? "allMonths" : "week"))];
  const pool = inDays() ? null : poolShown();
  for (const [at, half] of columns) head.push(make("div", { className: "over", role: "columnheader" }, `${pageLabel(days[at])} ${half}`, isLocked(days[at]) ? [" ", lockMark()] : "", pool && awayOn(pool, days[at].date) ? make("small", {}, awayOn(pool, days[at].date)) : ""));
  table.append(make("div", { role: "row", style: { display: "contents" } }, ...head));
  const places = Object.entries(desk.state.places).sort((a, b) => a[1][0] - b[1][0]);
  for (const room of desk.facts.rooms) {
    const cells = columns.map(([at, , from, to]) => {
      const shut = closedOf(room, days[at], from, to);
      const own = places.filter(([, place]) => place[2] === room.id && dayOf(place[0]) === at && place[0] - days[at].midnight >= (from === days[at].from ? 0 : from) && (to >= DAY || place[0] - days[at].midnight < to));
      return make("div", { role: "gridcell", className: shut ? "shut" : "", data: { half: at, room: room.id, from: from === days[at].from ? 0 : from, to } }, shut ? make("small", { className: "closed" }, shut) : "", ...own.map(([id, place]) => {
        const session = desk.facts.sessions[id];
        const when = clockAt(days[at], place[0] - days[at].midnight);
        return make("button", { className: `half${brokenClass(id)}${isSeen(id) ? "" : " dim"}`, title: `${session.title}\n${when}`, "aria-label": `${when} ${session.title}`, data: { session: id }, style: { "--kind": kindColour(session) } }, make("span", {}, `${when} ${shortTitle(session.title)}`));
      }));
    });
    table.append(make("div", { role: "row", style: { display: "contents" } }, make("div", { className: "room", role: "rowheader" }, make("b", {}, room.title)), ...cells));
  }
  $("grid").className = "weekly";
  $("grid").replaceChildren(table);
}
