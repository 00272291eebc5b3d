// Dragging: to a place of the day, over the tab of another day to a place there, or, in the week, to a half-day.

const TURNS = 600; // milliseconds over a day's tab until that day is shown
let dragged = null;
const under = (x, y, selector) => document.elementFromPoint(x, y)?.closest?.(selector);

grid.addEventListener("pointerdown", (event) => {
  const block = event.target.closest(".session, .half");
  if (block && event.pointerType === "mouse" && event.button === 0 && desk.mayWrite && (!desk.held || desk.view === "week"))
    dragged = { session: block.dataset.session, x: event.clientX, y: event.clientY, on: false, day: desk.day, cell: block.closest("[data-half]"), turning: 0 };
});

window.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  if (!dragged.on && Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) > 6) {
    dragged.on = true;
    if (!dragged.cell) pick(dragged.session);
  }
  if (!dragged.on) return;
  if (dragged.cell) markHalf(under(event.clientX, event.clientY, "[data-half]"));
  else {
    const spot = under(event.clientX, event.clientY, ".spot");
    if (spot && spot !== dragged.over) { dragged.over = spot; pointAt(spot); }
    turnOver(under(event.clientX, event.clientY, "#days [data-day]"));
  }
});

// A session that is held over the tab of a day for a while is carried there
function turnOver(tab) {
  const at = tab ? Number(tab.dataset.day) : -1;
  if (at === dragged.tab) return;
  clearTimeout(dragged.turning);
  dragged.tab = at;
  if (at >= 0 && at !== desk.day) dragged.turning = setTimeout(() => turn(at - desk.day), TURNS);
}

window.addEventListener("pointerup", (event) => {
  const was = dragged;
  dragged = null;
  clearTimeout(was?.turning);
  markHalf(null);
  if (!was?.on) return;
  // The click that ends it, if there is one, is none
  const none = (click) => { click.stopPropagation(); click.preventDefault(); };
  window.addEventListener("click", none, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", none, { capture: true }), 0);
  if (was.cell) { dropOnHalf(was, under(event.clientX, event.clientY, "[data-half]")); return; }
  const spot = under(event.clientX, event.clientY, ".spot");
  // Let go where it was taken: the hand has but trembled
  if (spot && desk.day === was.day && spot === under(was.x, was.y, ".spot")) putDown();
  else if (spot && desk.held === was.session) drop(Number(spot.dataset.start), spot.dataset.room);
});

// The week

function markHalf(cell) {
  for (const each of document.querySelectorAll(".week .over-here")) if (each !== cell) each.classList.remove("over-here");
  cell?.classList.add("over-here");
}

// The best place of a half-day, or a month, in a room, and whether it is free: it may be but the one that breaks least
function bestWithin({ starts, forbidden, penalty, still }, { room, half, from, to }) {
  const { rooms, days } = desk.facts;
  const number = roomNumber(room);
  const within = starts.map((start, at) => [start, at * rooms.length + number])
    .filter(([start]) => dayOf(start) === Number(half) && start - days[half].midnight >= Number(from) && start - days[half].midnight < Number(to))
    .map(([start, at]) => [start, forbidden[at] > 0 ? forbidden[at] : still?.[at] ? LESS : 0, penalty[at]]);
  const [best] = within.sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[0] - b[0]);
  return best && { start: best[0], isFree: best[1] === 0 };
}

async function dropOnHalf({ session, cell }, to) {
  const { room, half, from, to: until } = to?.dataset || {};
  if (!room || (cell.dataset.room === room && cell.dataset.half === half && cell.dataset.from === from)) return;
  try {
    const prices = await ask("prices", { session });
    const best = bestWithin(prices, { room, half, from, to: until });
    if (!best) { tell(say("noneThere"), true); return; }
    Object.assign(desk, { held: session, prices, found: null });
    drawHand();
    if (best.isFree) { await drop(best.start, room); return; }
    // It stays in the hand, and what is read of the place offers to make room there
    tell(say(inDays() ? "noneInMonth" : "noneInHalf"), true);
    await askWhy(best.start, room);
  } catch (error) { tell(error.message, true); }
}
