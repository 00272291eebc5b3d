// What comes of a step: what is asked before it is taken, what is told of it, and where it is seen.

// A place that breaks hard rules waits for a word, where nothing has been read of it: dragged there, or tapped. The box
// stands there meanwhile, although the pointer, which has it somewhere within, is over another place
let asking = false;
async function dropAfterWord(start, room) {
  const session = desk.held;
  const at = desk.prices.starts.indexOf(start) * desk.facts.rooms.length + roomNumber(room);
  const spot = spotAt(start, room);
  if (spot) ghostOf(spot);
  if (asksFirst(session, start, room) || asksMoved(session, start, room)) return;
  asking = true;
  try { if (desk.prices.forbidden[at] > 0 && await waits({ do: "move", session, start, room })) return; } finally { asking = false; }
  await drop(start, room, true);
}

// What waits for a word stays until it has it, or another place is chosen
function question(parts, buttons) {
  clearTimeout(waiting);
  clearTimeout(resting);
  asked += 1; // no answer about a place comes in its way
  desk.question = true;
  fillWhy("why no", parts, buttons);
  buttons.find(Boolean)?.focus({ preventScroll: true });
}

// Where a session is that another planner has moved while it was in the hand, and what that was
function noteMoved(before, said) {
  const [was, is] = [before[desk.held], desk.state.places[desk.held]];
  if (!desk.held || desk.swap || String(was) === String(is)) return;
  desk.moved = { session: desk.held, is: is ? whereIs(is) : say("unplaced"), said };
}

function asksMoved(session, start, room) {
  if (desk.moved?.session !== session) return false;
  const { is, said } = desk.moved;
  const to = `${whenOf([start])}, ${desk.facts.rooms[roomNumber(room)].title}`;
  const anyway = make("button", { onclick: () => drop(start, room, true) }, `${say("movedAnyway")} ${to}`);
  question([make("b", {}, `${say("other")} `, english(said)), make("br"), `${say("movedTo")} ${is}.`], [anyway, make("button", { onclick: putDown }, say("movedLeave"))]);
  announce(`${say("other")} ${spoken(said)} ${say("movedTo")} ${is}.`);
  return true;
}

// Findings of hard rules that were none before: of another rule, or of other sessions
function brokenAnew(before, after) {
  const hard = (state) => state.findings.filter((each) => each[3] === null);
  const all = ([, , sessions, , ofQuota]) => ofQuota || sessions;
  const was = (found) => hard(before).some((each) => each[0] === found[0] && all(found).every((session) => all(each).includes(session)) && (all(found).length || each[1] === found[1]));
  return hard(after).filter((each) => !was(each));
}

// The one session that a step is about: the one that was asked for, or the only one that is elsewhere
function isAbout(before, after, asked) {
  const { places } = after;
  if (asked && places[asked]) return asked;
  const moved = Object.keys(places).filter((id) => String(places[id]) !== String(before.places[id]));
  return moved.length === 1 ? moved[0] : null;
}

function done(before, after, body) {
  const row = desk.alternatives.find((each) => each[0] === desk.name);
  if (row) [row[1], row[2]] = [after.total, after.broken];
  const about = desk.held ? null : isAbout(before, after, body.session);
  const isElsewhere = about && String(after.places[about]) !== String(before.places[about]);
  if (isElsewhere && desk.view === "day") desk.day = dayOf(after.places[about][0]);
  draw();
  if (isElsewhere) seeSession(about);
  if (desk.view === "compare") compare();
  tellDone(before, after, body);
}

// The view goes to where a session is now, no further than needed
function seeSession(session) {
  document.querySelector(`#grid [data-session="${CSS.escape(session)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// After many moves, to the session for which they were made
function goWith(session) {
  const place = desk.state.places[session];
  if (!place || desk.view !== "day") return;
  if (dayOf(place[0]) !== desk.day) turnSilently(dayOf(place[0]) - desk.day);
  seeSession(session);
}

// That a move pins is told once
let isPinTold = false;
function pinNow(before, after, { do: what, session }) {
  if (isPinTold || what !== "move" || !after.pins[session] || before.pins[session]) return "";
  isPinTold = true;
  return ` ${say("pinnedNow")}`;
}

function tellDone(before, after, body) {
  const more = after.broken - before.broken;
  const anew = brokenAnew(before, after);
  const said = after.said || after.steps[after.done - 1];
  // A conference without a session costs less, but is no better one
  const change = before.total === after.total ? ` (${say("unchanged")})` : ` (${signed(after.total - before.total)})`;
  const from = before.total === after.total ? "" : `${points(before.total)} → `;
  const sum = `${say("penalty")} ${body.do === "cancel" ? points(after.total) : `${from}${points(after.total)}${change}`}`;
  const pinned = pinNow(before, after, body);
  const count = more > 0 ? counted("breaks", more) : anew.length ? counted("breaksOther", anew.length) : "";
  const named = anew.length ? [`${colon()} `, english(anew[0][1]), anew.length > 1 ? ` (+${anew.length - 1})` : ""] : [];
  const end = named.length && !/[.!?]$/.test(anew[0][1]) ? ". " : " ";
  tell(make("span", {}, english(said), count ? [` ${count}`, ...named, named.length ? end : ". ", sum] : ` ${sum}`, pinned && `.${pinned}`), Boolean(count));
  announce(`${spoken(said)} ${sum}. ${count}${anew.length ? `${colon()} ${spoken(anew[0][1])}` : ""}${pinned}`);
}
