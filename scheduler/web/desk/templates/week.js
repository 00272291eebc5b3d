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

function drawWeek() {
  findBroken();
  const days = desk.facts.days;
  const columns = days.flatMap((day, at) => (inDays() ? [[at, "", day.from, Infinity]] : [[at, say("am"), day.from, 13 * 60], [at, say("pm"), 13 * 60, 24 * 60]]));
  const table = make("div", { className: "week", role: "none", style: { "grid-template-columns": `var(--head) repeat(${columns.length}, minmax(6.25rem, 1fr))` } });
  const head = [make("div", { className: "corner", role: "columnheader" }, say(inDays() ? "allMonths" : "week"))];
  for (const [at, half] of columns) head.push(make("div", { className: "over", role: "columnheader" }, `${pageLabel(days[at])} ${half}`, isLocked(days[at]) ? [" ", lockMark()] : ""));
  table.append(make("div", { role: "row", style: { display: "contents" } }, ...head));
  const places = Object.entries(desk.state.places).sort((a, b) => a[1][0] - b[1][0]);
  for (const room of desk.facts.rooms) {
    const cells = columns.map(([at, , from, to]) => {
      const shut = closedOf(room, days[at], from, to);
      const own = places.filter(([, place]) => place[2] === room.id && dayOf(place[0]) === at && place[0] - days[at].midnight >= (from === days[at].from ? 0 : from) && place[0] - days[at].midnight < to);
      return make("div", { role: "gridcell", className: shut ? "shut" : "", data: { half: at, room: room.id, from: from === days[at].from ? 0 : from, to } }, shut ? make("small", { className: "closed" }, shut) : "", ...own.map(([id, place]) => {
        const session = desk.facts.sessions[id];
        return make("button", { className: `half${broken.has(id) ? " bad" : ""}${isSeen(id) ? "" : " dim"}`, title: session.title, data: { session: id }, style: { "--kind": kindColour(session) } }, `${clockAt(days[at], place[0] - days[at].midnight)} ${session.title}`);
      }));
    });
    table.append(make("div", { role: "row", style: { display: "contents" } }, make("div", { className: "room", role: "rowheader" }, make("b", {}, room.title)), ...cells));
  }
  $("grid").className = "weekly";
  $("grid").replaceChildren(table);
}
