// Dragging: to a place of the day, over the tab of another day to a place there, or, in the week, to a half-day.
// The box keeps the offset at which it was taken. It is seen at once, and what places cost comes after.

const TURNS = 600; // milliseconds over a day's tab until that day is shown
let dragged = null;
const under = (x, y, selector) => document.elementFromPoint(x, y)?.closest?.(selector);
const isDragging = () => Boolean(dragged?.on);

grid.addEventListener("pointerdown", (event) => {
  const block = event.target.closest(".session, .half");
  if (!block || event.pointerType !== "mouse" || event.button !== 0 || !desk.mayWrite || (desk.held && desk.view !== "week")) return;
  const box = block.getBoundingClientRect();
  const from = [event.clientX - box.left, event.clientY - box.top];
  dragged = { session: block.dataset.session, x: event.clientX, y: event.clientY, on: false, day: desk.day, cell: block.closest("[data-half]"), turning: 0, from, late: from[0] / (minute * desk.zoom), size: [box.width, box.height] };
});

window.addEventListener("pointermove", (event) => {
  if (!dragged || dragged.gone) return;
  if (!dragged.on && Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) <= 6) return;
  dragged.at = [event.clientX, event.clientY];
  if (!dragged.on) {
    dragged.on = true;
    if (!dragged.cell) dragged.picking = pick(dragged.session);
  } else if (!dragged.cell && desk.held !== dragged.session) { leaveDrag(); return; } // it was put down meanwhile
  follow();
  if (!dragged.cell) turnOver(under(...dragged.at, "#days [data-day]"));
});

function leaveDrag() {
  clearTimeout(dragged?.turning);
  dragged = null;
  $("carried")?.remove();
  markHalf(null);
}

// The box is where the pointer is: on a line of the day as what would be there, elsewhere, and in the week, as it was taken
function follow() {
  if (!isDragging() || (!dragged.cell && desk.held !== dragged.session)) return;
  if (dragged.cell) { markHalf(under(...dragged.at, "[data-half]")); carry(true); return; }
  const to = targetAt(...dragged.at);
  carry(!to && !dragged.gone);
  const spot = to && desk.prices && spotAt(to.start, to.room);
  if (!to) clearGhosts();
  else if (spot && (spot !== dragged.spot || !spot.parentElement.querySelector(".ghost"))) pointAt(spot);
  else if (!spot) drawGhost(to.row, to.start - desk.facts.days[desk.day].midnight, desk.prices ? "" : say("working"));
  Object.assign(dragged, { to, spot });
}

// The start on a line that is nearest to where the box begins
function targetAt(x, y) {
  const row = under(x, y, ".line.of-room")?.querySelector(".rest");
  if (!row) return null;
  const { midnight } = desk.facts.days[desk.day];
  const { grid: apart } = desk.facts;
  const wanted = desk.span[0] + (x - row.getBoundingClientRect().left) / (minute * desk.zoom) - dragged.late;
  const [own, , ownRoom] = desk.state.places[dragged.session] || [];
  const known = desk.prices ? desk.prices.starts.map((start) => start - midnight) : [Math.round(wanted / apart) * apart];
  const starts = ownRoom === row.dataset.room ? [...known, own - midnight] : known;
  const next = starts.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best), Infinity);
  return Math.abs(next - wanted) > apart ? null : { row, room: row.dataset.room, start: midnight + next };
}

function carry(isSeen) {
  if (!isSeen) { $("carried")?.remove(); return; }
  const [x, y] = dragged.at;
  const [width, height] = dragged.size;
  const session = desk.facts.sessions[dragged.session];
  const box = $("carried") || document.body.appendChild(make("div", { id: "carried", "aria-hidden": "true", style: { "--kind": kindColour(session), width: `${width}px`, height: `${height}px` } }, session.title));
  box.style.translate = `${x - dragged.from[0]}px ${y - dragged.from[1]}px`;
}

// A session that is held over the tab of a day for a while is carried there
function turnOver(tab) {
  const at = tab ? Number(tab.dataset.day) : -1;
  if (at === dragged.tab) return;
  clearTimeout(dragged.turning);
  dragged.tab = at;
  if (at >= 0 && at !== desk.day) dragged.turning = setTimeout(() => turn(at - desk.day), TURNS);
}

window.addEventListener("pointerup", async (event) => {
  const was = dragged;
  if (!was?.on) { if (!was?.gone) dragged = null; return; }
  if (was.gone) return;
  clearTimeout(was.turning);
  // The click that ends it, if there is one, is none
  const none = (click) => { click.stopPropagation(); click.preventDefault(); };
  window.addEventListener("click", none, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", none, { capture: true }), 0);
  was.gone = true;
  was.at = [event.clientX, event.clientY];
  follow();
  try { await (was.cell ? dropOnHalf(was, under(...was.at, "[data-half]")) : letGo(was)); }
  finally { if (dragged === was) leaveDrag(); }
});

// Let go before it is known what places cost, it waits there for that
async function letGo(was) {
  const own = desk.state.places[was.session];
  const isOwn = () => own && was.to?.start === own[0] && was.to.room === own[2] && desk.held === was.session;
  if (!isOwn()) await was.picking;
  if (isOwn()) { leaveDrag(); putDown(); return; } // the hand has but trembled
  if (!was.to || desk.held !== was.session || !desk.prices) return;
  leaveDrag();
  await dropAfterWord(was.to.start, was.to.room);
}

// The week

function markHalf(cell) {
  for (const each of document.querySelectorAll(".week .over-here")) if (each !== cell) each.classList.remove("over-here");
  cell?.classList.add("over-here");
}

// The best place of a half-day, or a month, in a room, of equal ones that which is nearest to the hour at which it is now,
// and whether it is free: it may be but the one that breaks least
function bestWithin({ starts, forbidden, penalty }, { room, half, from, to }, hour) {
  const { rooms, days } = desk.facts;
  const number = roomNumber(room);
  const { midnight } = days[half];
  const within = starts.map((start, at) => [start, at * rooms.length + number])
    .filter(([start]) => dayOf(start) === Number(half) && start - midnight >= Number(from) && start - midnight < Number(to))
    .map(([start, at]) => [start, Math.max(0, forbidden[at]), penalty[at], Math.abs(start - midnight - hour)]);
  const [best] = within.sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[3] - b[3] || a[0] - b[0]);
  return best && { start: best[0], isFree: best[1] === 0 };
}

async function dropOnHalf({ session, cell }, to) {
  const { room, half, from, to: until } = to?.dataset || {};
  if (!room || (cell.dataset.room === room && cell.dataset.half === half && cell.dataset.from === from)) return;
  try {
    const prices = await ask("prices", { session });
    const [now] = desk.state.places[session];
    const best = bestWithin(prices, { room, half, from, to: until }, now - desk.facts.days[dayOf(now)].midnight);
    if (!best) { tell(say("noneThere"), true); return; }
    leaveDrag();
    Object.assign(desk, { held: session, prices, found: null });
    drawHand();
    if (best.isFree) { await drop(best.start, room); return; }
    // It stays in the hand, and what is read of the place offers to make room there
    tell(say(inDays() ? "noneInMonth" : "noneInHalf"), true);
    await askWhy(best.start, room);
  } catch (error) { tell(error.message, true); }
}
