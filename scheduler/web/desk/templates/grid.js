// The grid: a line for each room, to scale by time; and the spots at which a session in the hand can be put.

let minute = 1.3;
const px = (minutes) => `${minutes * minute * desk.zoom}px`;

function fit() {
  const head = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--head")) * 16;
  const room = $("scroll").clientWidth - head - 2;
  minute = Math.max(inDays() ? 26 / DAY : 1.15, room / (desk.span[1] - desk.span[0]));
  $("grid").style.setProperty("--minute", `${minute}px`);
}

function make(tag, { style, data, ...fields } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue;
    if (key in made && !key.startsWith("aria")) made[key] = value;
    else made.setAttribute(key, value);
  }
  for (const [key, value] of Object.entries(style || {})) made.style.setProperty(key, value);
  Object.assign(made.dataset, data || {});
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const kindColour = (session) => `var(--k${session.colour % 10})`;

// What a session is found by but its title: its id, its title in the other language, its bodies, and people in roles and
// on its panel
function namesOf(id) {
  const { bodies, people } = desk.facts.lenses;
  const session = desk.facts.sessions[id];
  const panel = (desk.state.panels[id] || []).flatMap(([each, typed]) => titlesIn("people", each, typed));
  const some = (table, ids, rows) => ids.flatMap((each) => titlesIn(table, each, rows[each]?.title || each));
  return [id, ...titlesIn("sessions", id, session.title).filter((each) => each !== session.title), ...some("bodies", session.bodies, bodies), ...some("people", session.people, people), ...panel];
}

function isFound(id) {
  const session = desk.facts.sessions[id];
  if (!session) return false;
  const panel = desk.state.panels[id] || [];
  if (desk.search && !`${session.title} ${namesOf(id).join(" ")}`.toLowerCase().includes(desk.search)) return false;
  if (!desk.lens || !desk.which) return true;
  const by = { kinds: [session.kind], bodies: session.bodies, themes: session.themes, people: [...session.people, ...panel.map(([each]) => each)], regions: session.regions, interpretation: [session.interpreted] };
  if (desk.lens === "delegations") return desk.facts.lenses.delegations[desk.which]?.sessions.includes(id);
  return by[desk.lens].includes(desk.which);
}

// Of all that is found, only the sessions of a finding are seen as long as it is looked at
const isSeen = (id) => isFound(id) && (!desk.only || desk.only.sessions.has(id));

// Sessions of findings of hard rules; one that shares a finding with very many, or a quota, is marked more faintly
const MANY = 4;
let broken = new Set();
let shared = new Set();
function findBroken() {
  const hard = desk.state.findings.filter((each) => each[3] === null);
  const isShared = ([, , sessions, , ofQuota]) => ofQuota !== undefined || sessions.length > MANY;
  broken = new Set(hard.filter((each) => !isShared(each)).flatMap((each) => each[2]));
  shared = new Set(hard.filter(isShared).flatMap((each) => each[2]).filter((id) => !broken.has(id)));
}
const brokenClass = (id) => (broken.has(id) ? " bad" : shared.has(id) ? " shared" : "");

function drawGrid() {
  const day = desk.facts.days[desk.day];
  findBroken();
  const grid = $("grid");
  grid.className = "";
  const here = Object.entries(desk.state.places).filter(([, place]) => dayOf(place[0]) === desk.day);
  const earliest = Math.min(day.from, ...here.map(([, place]) => place[0] - day.midnight));
  const latest = Math.max(day.to, ...here.map(([, place]) => place[1] - day.midnight));
  desk.span = [Math.floor(earliest / 60) * 60, Math.ceil(latest / 60) * 60];
  fit();
  const byRoom = new Map(desk.facts.rooms.map((room) => [room.id, []]));
  for (const [id, place] of here) byRoom.get(place[2])?.push([id, place]);
  const head = make("div", { className: "line clock", role: "row" },
    make("div", { className: "room", role: "columnheader" }, make("b", {}, pageLabel(day)), isLocked(day) ? lockMark() : ""),
    make("div", { className: "rest", role: "none", style: { "--length": desk.span[1] - desk.span[0] } }, ...ticks()));
  grid.style.setProperty("--zoom", desk.zoom);
  grid.classList.toggle("from-afar", sitesShown().length > 0);
  grid.replaceChildren(head, ...extraLines(day), ...desk.facts.rooms.map((room) => lineOf(room, byRoom.get(room.id), day)));
}

const unit = () => (inDays() ? DAY : 60);

function ticks() {
  const found = [];
  for (let at = desk.span[0]; at < desk.span[1]; at += unit())
    found.push(make("div", { className: "tick", role: "columnheader", style: { left: px(at - desk.span[0]) } }, inDays() ? String(parseInt(clockAt(desk.facts.days[desk.day], at), 10) || clockAt(desk.facts.days[desk.day], at)) : clock(at)));
  return found;
}

function lineOf(room, own, day) {
  own.sort((a, b) => a[1][0] - b[1][0]);
  const lanes = [];
  const placed = own.map(([id, place]) => {
    let lane = lanes.findIndex((end) => end <= place[0]);
    if (lane < 0) lane = lanes.push(0) - 1;
    lanes[lane] = place[1];
    return [id, place, lane];
  });
  const rest = make("div", { className: "rest", role: "none", style: { "--length": desk.span[1] - desk.span[0], "--lanes": Math.max(1, lanes.length) }, data: { room: room.id } },
    ...backOf(day), ...closedIn(room, day), ...placed.map(([id, place, lane]) => blockOf(id, place, lane, Math.max(1, lanes.length), day)));
  if (!rest.querySelector("[role=gridcell]")) rest.append(make("span", { role: "gridcell", className: "hidden" }, "–"));
  const seats = room.seats ? `${room.seats} ${say("places")}` : "";
  return make("div", { className: "line of-room", role: "row" },
    make("div", { className: "room", role: "rowheader", title: room.title }, roomTitle(room), isRoomLocked(room, day) && !isLocked(day) ? lockMark("lockedRoom") : "", make("small", { title: seats }, room.seats ? String(room.seats) : "")), rest);
}

// When a room is closed between two times of a day, in minutes after it begins
function closedHours(room, day, from, to) {
  return (desk.state.closed[room.id] || []).map(([start, end]) => [Math.max(from, start - day.midnight), Math.min(to, end - day.midnight)]).filter(([start, end]) => start < end);
}

const WORDY = 56;
function closedIn(room, day) {
  return closedHours(room, day, ...desk.span).map(([from, to]) => {
    const wide = (to - from) * minute * desk.zoom >= WORDY;
    return make("div", { className: "closed", role: "gridcell", "aria-label": `${say("closed")}, ${span(day, from, to)}`, style: { left: px(from - desk.span[0]), width: px(to - from) } }, wide ? make("span", {}, say("closed")) : "");
  });
}

function roomTitle(room) {
  if (!desk.mayWrite) return make("b", {}, room.title);
  return make("b", {}, make("button", { className: "bare", title: `${say("closeRoom")}${colon()} ${room.title}`, onclick: () => openForm("closeRoom", { room: room.id }) }, room.title));
}

function backOf(day) {
  const found = [];
  for (const band of day.bands) {
    found.push(make("i", { className: band.official ? "band" : "band unofficial", "aria-hidden": "true", style: { left: px(band.from - desk.span[0]), width: px(band.to - band.from) } }));
    for (const [from, to, title] of band.breaks)
      found.push(make("i", { className: "break", title: titleIn("breaks", title, title), "aria-hidden": "true", style: { left: px(from - desk.span[0]), width: px(to - from) } }));
  }
  for (let at = desk.span[0] + unit(); at < desk.span[1]; at += unit())
    found.push(make("i", { className: "hour", "aria-hidden": "true", style: { left: px(at - desk.span[0]) } }));
  return found;
}

function blockOf(id, place, lane, lanes, day) {
  const session = desk.facts.sessions[id];
  const pin = desk.state.pins[id];
  const classes = ["session"];
  if (brokenClass(id)) classes.push(brokenClass(id).trim());
  if (pin) classes.push("pinned");
  if (id === desk.held) classes.push("held");
  if (id === desk.shown && desk.search) classes.push("shown");
  if (!isSeen(id)) classes.push("dim");
  const there = localTimes(id, place);
  const times = span(day, place[0] - day.midnight, place[1] - day.midnight);
  const label = `${session.title}, ${times}, ${desk.facts.rooms[roomNumber(place[2])].title}${there ? `, ${there.text}` : ""}${pin ? `, ${say("pinned")}` : ""}${broken.has(id) ? `, ${say("isForbidden")}` : shared.has(id) ? `, ${say("sharesBroken")}` : ""}`;
  const block = make("button", {
    className: classes.join(" "), role: "gridcell", title: [session.title, times, ...(there?.all || []), pin ? `${say("dotHint")}. ${say("pinHint")}` : ""].filter(Boolean).join("\n"), "aria-label": label, tabIndex: -1,
    style: { left: px(place[0] - day.midnight - desk.span[0]), width: `calc(${px(place[1] - place[0])} - 2px)`, top: `calc(100% / ${lanes} * ${lane})`, height: `calc(100% / ${lanes} - 2px)`, "--kind": kindColour(session) },
    data: { session: id },
  }, make("b", {}, session.title), make("small", { className: there?.kind || "" }, ...(there ? there.parts.map((text, at) => make("span", { className: ["since", "to", "city"][at] }, text)) : [times])));
  return block;
}

// Spots

const level = (forbidden, penalty) =>
  forbidden > 0 ? "no" : penalty < 0 || forbidden < 0 ? "better" : penalty === 0 ? "same" : penalty < 3000 ? "1" : penalty < 15000 ? "2" : "3";

function clearSpots() { clearGhosts(); for (const each of document.querySelectorAll(".spot")) each.remove(); }

function drawSpots() {
  clearSpots();
  const { starts, forbidden, penalty } = desk.prices;
  const day = desk.facts.days[desk.day];
  const rooms = desk.facts.rooms;
  const next = desk.facts.days[desk.day + 1]?.midnight ?? Infinity;
  const here = desk.state.places[desk.held];
  const rows = new Map([...document.querySelectorAll("#grid .rest[data-room]")].map((row) => [row.dataset.room, row]));
  const parts = new Map(rooms.map((room) => [room.id, document.createDocumentFragment()]));
  starts.forEach((start, at) => {
    const minute = start - day.midnight;
    if (minute < desk.span[0] || start >= next || minute >= desk.span[1]) return;
    const width = Math.min(desk.facts.grid, (starts[at + 1] ?? Infinity) - start);
    rooms.forEach((room, number) => {
      const index = at * rooms.length + number;
      const isHere = here && here[0] === start && here[2] === room.id;
      const spot = make("button", {
        className: `spot c-${isHere ? "here" : level(forbidden[index], penalty[index])}`, role: "gridcell", tabIndex: -1,
        "aria-label": `${clockAt(day, minute)}, ${room.title}: ${wordsFor(index)}`,
        style: { left: px(minute - desk.span[0]), width: px(width) }, data: { start, room: room.id, minute, at: index },
      });
      if (isOwn(spot)) { spot.classList.add("own"); spot.title = say("close"); }
      parts.get(room.id).append(spot);
    });
  });
  for (const [room, part] of parts) rows.get(room)?.append(part);
}

// Whether a spot lies within the session in the hand, as it is now: a click there puts it down, and only keys choose that start
function isOwn(spot) {
  const here = desk.state.places[desk.held];
  const start = Number(spot.dataset.start);
  return Boolean(here) && spot.dataset.room === here[2] && start >= here[0] && start < here[1];
}

const spotAt = (start, room) => document.querySelector(`.spot[data-start="${start}"][data-room="${CSS.escape(room)}"]`);

function wordsFor(index) {
  const { forbidden, penalty } = desk.prices;
  return forbidden[index] > 0 ? say("isForbidden") : penalty[index] ? signed(penalty[index]) : say("free");
}

const clearGhosts = () => { for (const each of document.querySelectorAll(".ghost")) each.remove(); };

// What would be on a line of the day, so many minutes after it begins
function drawGhost(row, minutesIn, says) {
  clearGhosts();
  const place = desk.state.places[desk.held];
  const minutes = place ? place[1] - place[0] : desk.facts.sessions[desk.held].minutes;
  row.append(make("div", { className: "ghost", style: { left: px(minutesIn - desk.span[0]), width: px(minutes) } }, make("span", {}, `${clockAt(desk.facts.days[desk.day], minutesIn)} ${says}`)));
}

const ghostOf = (spot) => drawGhost(spot.parentElement, Number(spot.dataset.minute), wordsFor(Number(spot.dataset.at)));

function pointAt(spot, pointed = false) {
  ghostOf(spot);
  hover(Number(spot.dataset.start), spot.dataset.room, pointed);
}

function step(spot, key) {
  const rooms = desk.facts.rooms;
  if (key === "ArrowLeft" || key === "ArrowRight") {
    let next = spot;
    do { next = key === "ArrowRight" ? next.nextElementSibling : next.previousElementSibling; } while (next && !next.classList.contains("spot"));
    return next;
  }
  const number = roomNumber(spot.dataset.room) + (key === "ArrowDown" ? 1 : -1);
  return rooms[number] ? spotAt(spot.dataset.start, rooms[number].id) : null;
}

function stepSession(block, key) {
  const row = block.closest(".rest");
  const own = [...row.querySelectorAll(".session")];
  const at = own.indexOf(block);
  if (key === "ArrowLeft" || key === "ArrowRight") return own[at + (key === "ArrowRight" ? 1 : -1)];
  const rows = [...document.querySelectorAll("#grid .rest[data-room]")];
  const left = block.offsetLeft;
  for (let next = rows.indexOf(row) + (key === "ArrowDown" ? 1 : -1); rows[next]; next += key === "ArrowDown" ? 1 : -1) {
    const there = [...rows[next].querySelectorAll(".session")];
    if (there.length) return there.reduce((best, each) => (Math.abs(each.offsetLeft - left) < Math.abs(best.offsetLeft - left) ? each : best));
  }
  return null;
}

const grid = $("grid");
grid.addEventListener("click", (event) => {
  const spot = event.target.closest(".spot");
  if (spot && (event.detail ? isOwn(spot) : spot.classList.contains("c-here"))) return putDown();
  if (spot) return (event.pointerType === "touch" ? dropAfterWord : drop)(Number(spot.dataset.start), spot.dataset.room);
  const block = event.target.closest("[data-session]");
  if (block) return pick(block.dataset.session);
  return desk.held ? putDown() : undefined;
});
grid.addEventListener("pointerover", (event) => { const spot = event.target.closest(".spot"); if (spot && desk.prices && !isOwn(spot) && !isDragging() && !desk.question && !asking) pointAt(spot, true); });
grid.addEventListener("pointerleave", () => clearTimeout(resting));
grid.addEventListener("focusin", (event) => {
  const spot = event.target.closest(".spot");
  if (spot && desk.prices && !isDragging()) pointAt(spot);
  const block = event.target.closest(".session");
  if (block) { for (const each of grid.querySelectorAll('.session[tabindex="0"]')) each.tabIndex = -1; block.tabIndex = 0; }
});
// With a session in the hand, what comes after the grid is the hand, and before the hand the place that was left
let leave = {};
grid.addEventListener("keydown", (event) => {
  if (event.key === "Tab" && !event.shiftKey && desk.held && event.target.closest(".spot, .session")) {
    event.preventDefault();
    leave = { held: desk.held, ...event.target.dataset };
    $("hand").querySelector("button").focus();
  }
});
$("hand").addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || !event.shiftKey || event.target !== $("hand").querySelector("button")) return;
  const held = grid.querySelector(`.session[data-session="${CSS.escape(desk.held)}"]`);
  const back = (leave.start && leave.held === desk.held && spotAt(leave.start, leave.room)) || grid.querySelector(".spot.c-here") || grid.querySelector(".spot") || held || grid.querySelector(".session");
  if (back) { event.preventDefault(); back.focus(); }
});
grid.addEventListener("keydown", (event) => {
  if (!event.key.startsWith("Arrow")) return;
  const spot = event.target.closest(".spot");
  const block = event.target.closest(".session");
  const next = spot ? step(spot, event.key) : block ? stepSession(block, event.key) : null;
  if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest", inline: "nearest" }); }
});
