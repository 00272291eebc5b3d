// Why a session is where it is: the rules that decide on its time and its room, and the best place of each half-day.

const NOON = 13 * 60;

async function askHere() {
  const session = desk.held;
  if ($("here").firstChild) { drawHere(null); return; }
  try {
    const found = await ask("here", { session });
    if (desk.held === session && $("here")) drawHere(found);
  } catch (error) { tell(error.message, true); }
}

// Why at this time, which is what a planner asks first; then why in this room
function hereSaid({ time, room }) {
  const isOne = desk.facts.rooms.length === 1;
  return [desk.state.pins[desk.held] ? say("pinnedHere") : "", against("Time", time), isOne ? "" : against("Room", room)].filter(Boolean).join(" ");
}

function against(what, { best, penalty, broken, decides, relieved }) {
  if (!best) return say(`noOther${what}`);
  const key = relieved.length ? "onlyHere" : broken.length ? `allBreak${what}` : penalty > 0 ? `decides${what}` : penalty === 0 ? `noneDecides${what}` : `onlySearch${what}`;
  const parts = { place: whereIs([best[0], 0, best[1]]), room: desk.facts.rooms[roomNumber(best[1])].title, cost: signed(penalty), rule: ruleName(decides), rules: (relieved.length ? relieved : broken).slice(0, 3).map(ruleName).join(", ") };
  return say(key).replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

function drawHere(found) {
  const box = $("here");
  $("why-here")?.setAttribute("aria-expanded", Boolean(found));
  if (!found) { box.replaceChildren(); return; }
  const said = hereSaid(found);
  const rows = bestByHalfDay().map(([start, room, forbidden, penalty]) => make("tr", {},
    make("td", {}, make("button", { className: "link", onclick: () => goTo(start, room) }, whereIs([start, 0, room]))), make("td", {}, amount(forbidden, penalty))));
  box.replaceChildren(make("p", { id: "here-said" }, said), rows.length ? make("table", {}, make("caption", {}, say(inDays() ? "bestOfMonths" : "bestOfHalfDays")),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("place")), make("th", { scope: "col" }, say("penalty")))), make("tbody", {}, ...rows)) : "");
  announce(said);
  $("here-said").scrollIntoView({ block: "nearest" });
}

// The best place of each half-day, or month, in order of time, but the one where the session is
function bestByHalfDay() {
  if (!desk.prices) return [];
  const { starts, forbidden, penalty } = desk.prices;
  const { rooms, days } = desk.facts;
  const here = desk.state.places[desk.held] || [];
  const found = new Map();
  starts.forEach((start, at) => rooms.forEach((room, number) => {
    if (start === here[0] && room.id === here[2]) return;
    const index = at * rooms.length + number;
    const day = dayOf(start);
    const half = inDays() ? `${day}` : `${day} ${start - days[day].midnight >= NOON}`;
    const one = [start, room.id, forbidden[index], penalty[index], rankAt(index)];
    const best = found.get(half);
    if (!best || one[4] < best[4] || (one[4] === best[4] && one[3] < best[3])) found.set(half, one);
  }));
  return [...found.values()].sort((a, b) => a[0] - b[0]);
}

// Shows a place, and says of it what is said of any that is pointed at
function goTo(start, room) {
  const at = dayOf(start);
  if (at !== desk.day || desk.view !== "day") turn(at - desk.day);
  const spot = spotAt(start, room);
  spot?.scrollIntoView({ block: "center", inline: "center" });
  spot?.focus({ preventScroll: true });
}
