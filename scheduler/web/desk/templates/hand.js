// The session in the hand: what it is, what can be done with it, what a place costs, and how room is made.

function drawHand() {
  const box = $("hand");
  box.hidden = !desk.held;
  if (!desk.held) return;
  const session = desk.facts.sessions[desk.held];
  const place = desk.state.places[desk.held];
  const where = place ? whereIs(place) : say("unplaced");
  const people = session.people.slice(0, 4).map((each) => desk.facts.lenses.people[each]?.title || each);
  box.style.setProperty("--kind", kindColour(session));
  box.replaceChildren(
    make("button", { className: "close", "aria-label": say("close"), title: say("close"), onclick: putDown }, "×"),
    make("h2", {}, session.title),
    make("p", { className: "facts" }, [where, `${session.minutes} ${say("minutes")}`, session.attendance ? `${session.attendance} ${say("people_")}` : "", ...people, session.people.length > 4 ? `+${session.people.length - 4}` : ""].filter(Boolean).join(" · ")),
    desk.mayWrite ? acts(place) : null ?? "",
    desk.mayWrite ? make("div", { className: "why", id: "why", "aria-live": "off" }, desk.swap ? say("swapNow") : say("hoverHint")) : "",
    make("div", { id: "chains" }),
    desk.prices ? bests() : "",
    ...agenda());
  drawChains();
}

function acts(place) {
  const held = desk.held;
  const pinned = desk.state.pins[held];
  const one = (name, body) => make("button", { title: say(`${name}Hint`), onclick: () => wish({ do: body || name, session: held }) }, say(name));
  const swap = make("button", { onclick: () => { desk.swap = held; desk.prices = null; drawPlan(); drawHand(); document.body.classList.remove("carrying"); } }, say("swap"));
  if (!place) return make("div", { className: "acts" }, one("hold"), one("cancel"));
  return make("div", { className: "acts" }, one(pinned ? "unpin" : "pin"), swap, one("drop"), one("cancel"));
}

function bests() {
  const list = desk.prices.best.map((best) => make("li", {},
    make("button", { onclick: () => drop(best.start, best.room), onmouseenter: () => preview(best), onfocus: () => preview(best) },
      make("span", {}, whereIs([best.start, 0, best.room])), amount(best.forbidden, best.penalty))));
  return make("div", {}, make("h3", {}, say(desk.prices.best.some((each) => each.forbidden <= 0) ? "best" : "leastBroken")), make("ul", { className: "best" }, ...list));
}

function preview(best) {
  drawWhy({ ...best, sentence: null });
  askWhy(best.start, best.room);
}

function agenda() {
  const rows = desk.state.agendas[desk.held];
  return rows ? [make("h3", {}, say("agenda")), make("ul", { className: "agenda soft" }, ...rows.map(([title, minutes]) => make("li", {}, `${title} · ${minutes} ${say("minutes")}`)))] : [];
}

function amount(forbidden, penalty) {
  const kind = forbidden > 0 ? "no" : penalty < 0 ? "down" : penalty > 0 ? "up" : "";
  return make("span", { className: `amount ${kind}` }, forbidden > 0 ? say("isForbidden") : penalty === 0 ? "±0" : signed(penalty));
}

function drawWhy({ forbidden, penalty, start, room, sentence, way, impossible }) {
  const box = $("why");
  if (!box) return;
  const title = desk.facts.rooms.find((each) => each.id === room)?.title;
  box.className = `why ${forbidden > 0 ? "no" : penalty < 0 ? "better" : ""}`;
  const roomy = forbidden > 0 && sentence && !impossible ? make("button", { className: "roomy", onclick: () => makeRoom({ start, room }) }, say("room")) : "";
  box.replaceChildren(roomy, anywhere(start, forbidden > 0 && Boolean(sentence)), make("span", { className: "price" }, `${whenOf([start])}, ${title}: `), amount(forbidden, penalty), make("br"), sentence || "…");
  box.scrollTop = 0;
  for (const each of document.querySelectorAll(".session.way")) each.classList.remove("way");
  for (const each of way || []) document.querySelector(`#grid [data-session="${CSS.escape(each)}"]`)?.classList.add("way");
}

// A wish that breaks hard rules waits for a word
function drawBroken(body, found) {
  const box = $("why");
  box.className = "why no";
  const room = make("button", { className: "roomy", onclick: () => makeRoom(body) }, say("makeRoomFor"));
  box.replaceChildren(room, make("button", { className: "roomy", onclick: () => { putDown(); act("do", body); } }, say("anywayDo")),
    make("b", {}, found.said), make("br"), amount(found.forbidden, found.penalty), " ", found.sentence);
  announce(`${found.said} ${found.sentence}`);
  room.focus({ preventScroll: true });
}

// Room on a day on which no place is free: the search chooses where
function anywhere(start, isForbidden) {
  const at = dayOf(start);
  if (!isForbidden || !desk.prices || inDays() || !(bestByDay()[at]?.[0] > 0)) return "";
  return make("button", { className: "roomy", onclick: () => makeRoom({ day: desk.facts.days[at].date }) }, `${say("roomOn")} ${pageLabel(desk.facts.days[at])}`);
}

function drawChains() {
  const found = desk.found;
  const box = $(found?.form || (desk.form && !desk.held) ? "form-chains" : "chains");
  if (!box) return;
  if (!found) { box.replaceChildren(); return; }
  const rows = found.chains.map((chain) => make("li", {},
    make("div", { className: "acts" }, amount(chain.broken.length, chain.penalty), make("button", { className: "main", onclick: () => take(chain.key) }, say("takeIt"))),
    make("ul", { className: "moves" }, ...chain.moves.map(([, title, , after]) => make("li", {}, `${title} → ${after ? whereIs(after) : "–"}`))),
    chain.told.length ? make("p", { className: "soft" }, `${say("told")} ${chain.told.slice(0, 6).map((each) => each[1]).join(", ")}${chain.told.length > 6 ? ` +${chain.told.length - 6}` : ""}`) : ""));
  const state = found.running ? say("looking") : !found.chains.length ? say(found.impossible ? "impossible" : "noRoom") : found.proved ? say("proved") : say("notProved");
  box.replaceChildren(make("h3", {}, say("room")), make("ul", { className: "chains" }, ...rows), make("p", { className: "soft" }, state));
}
