// Dragging: to a place of the day, over the tab of another day to a place there, or, in the week, to a half-day.

const TURNS = 600; // milliseconds over a day's tab until that day is shown
let dragged = null;
const under = (x, y, selector) => document.elementFromPoint(x, y)?.closest?.(selector);

grid.addEventListener("pointerdown", (event) => {
  const block = event.target.closest(".session, .half");
  if (block && event.pointerType === "mouse" && event.button === 0 && desk.mayWrite && !desk.held)
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

// The best place of a half-day, or a month, in a room; none if every one there breaks a hard rule
function bestWithin({ starts, forbidden, penalty, still }, { room, half, from, to }) {
  const { rooms, days } = desk.facts;
  const number = roomNumber(room);
  const within = starts.map((start, at) => [start, at * rooms.length + number])
    .filter(([start, at]) => dayOf(start) === Number(half) && start - days[half].midnight >= Number(from) && start - days[half].midnight < Number(to) && forbidden[at] <= 0 && !still?.[at]);
  return within.reduce((best, each) => (!best || penalty[each[1]] < penalty[best[1]] ? each : best), null)?.[0];
}

async function dropOnHalf({ session, cell }, to) {
  const { room, half, from, to: until } = to?.dataset || {};
  if (!room || (cell.dataset.room === room && cell.dataset.half === half && cell.dataset.from === from)) return;
  try {
    const prices = await ask("prices", { session });
    const start = bestWithin(prices, { room, half, from, to: until });
    if (start === undefined) { tell(say(inDays() ? "noneInMonth" : "noneInHalf"), true); return; }
    Object.assign(desk, { held: session, prices });
    drawHand();
    await drop(start, room);
  } catch (error) { tell(error.message, true); }
}
