// The sessions, as the page lists them.

/** Return a text as it is searched: without accents and capitals. */
const folded = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(facts.language);

const list = (text) => (text ? text.split(" ") : []);

/** Return the texts of parts of an element, in lines. */
const textOf = (element, parts) =>
  [...element.querySelectorAll(parts)].map((part) => part.textContent).join("\n");

const read = (element) => {
  const [start, end] = element.querySelectorAll(".when time");
  const day = element.closest(".day");
  return {
    id: element.id,
    uid: element.dataset.uid,
    element,
    day,
    title: element.querySelector("h3").textContent.trim(),
    room: element.querySelector(".place").textContent.trim(),
    dates: element.querySelector(".when .whole-days")?.textContent, // where it has dates and no hours
    start: Date.parse(start.dateTime),
    end: Date.parse(end.dateTime),
    cancelled: element.classList.contains("cancelled"),
    theme: list(element.dataset.theme),
    kind: list(element.dataset.kind),
    body: list(element.dataset.body),
    region: list(element.dataset.region),
    language: list(element.dataset.language),
    remote: "remote" in element.dataset,
    text: folded(textOf(element, "h3, .place, .topic, .description, .dealt li, dd")),
  };
};

const days = [...document.querySelectorAll(".day")];
const sessions = [...document.querySelectorAll(".session")].map(read);
const sessionById = new Map(sessions.map((session) => [session.id, session]));

/** What has no time, as it is filtered. */
const untimed = [...document.querySelectorAll(".untimed > li")].map((element) => ({
  id: element.id,
  element,
  theme: list(element.dataset.theme),
  kind: list(element.dataset.kind),
  body: list(element.dataset.body),
  region: [],
  language: [],
  remote: false,
  text: folded(textOf(element, "h3, .topic, .description")),
}));

/** Show all times by the clocks of a zone; say where it is another day than at the venue. */
const showClocks = (zone) => {
  for (const day of days) {
    const date = day.dataset.day;
    for (const time of day.querySelectorAll("time")) {
      time.textContent = wallOf(Date.parse(time.dateTime), zone).time;
    }
    for (const tick of day.querySelectorAll(".tick")) {
      const instant = Date.parse(tick.firstElementChild.dateTime);
      const days = daysBetween(date, wallOf(instant, zone).date);
      tick.toggleAttribute("data-shifted", days !== 0);
      tick.dataset.shift = days ? (days > 0 ? `+${days}` : `−${-days}`) : "";
    }
    showDay(day, zone);
  }
  for (const session of sessions) showShifts(session, zone);
};

const showDay = (day, zone) => {
  const note = day.querySelector(".by-clocks");
  const held = sessions.filter((session) => session.day === day);
  const first = Math.min(...held.map((session) => session.start));
  const last = Math.max(...held.map((session) => session.end));
  const moment = (instant) => `${shortDate(instant, zone)} ${wallOf(instant, zone).time}`;
  note.hidden = zone === facts.zone;
  note.textContent = filled(words.by_clocks, {
    from: moment(first),
    to: moment(last),
    zone: zoneName(zone, first),
  });
};

const showShifts = (session, zone) => {
  const when = session.element.querySelector(".when");
  const date = session.day.dataset.day;
  const [start, end] = [session.start, session.end].map((instant) =>
    daysBetween(date, wallOf(instant, zone).date));
  for (const old of when.querySelectorAll(".shift")) old.remove();
  const [first, last] = when.querySelectorAll("time");
  if (start !== end && start) first.after(" ", made("span", shiftText(start), { class: "shift" }));
  if (end) last.after(" ", made("span", shiftText(end), { class: "shift" }));
};

/** Give a day's plan the rows and columns of the sessions that are shown, and no others. */
const fitPlan = (day, shown) => {
  const [heads, plan] = day.querySelectorAll(".heads, .plan");
  const held = sessions.filter((session) => session.day === day);
  if (shown.length === held.length) {
    plan.style.removeProperty("grid-template");
    heads.style.removeProperty("grid-template-columns");
    return;
  }
  const spans = shown.map(({ element }) => spanOf(element));
  const rows = [...day.querySelectorAll(".tick")].map((tick, index) => {
    const used = spans.some(({ top, bottom }) => top <= index + 2 && index + 2 < bottom);
    tick.hidden = !used;
    const minutes = Number(tick.dataset.minutes);
    return used ? `minmax(calc(var(--minute) * ${minutes}), auto)` : "0px";
  });
  const columns = [...heads.querySelectorAll(".head")].flatMap((head) => {
    const { left, right } = spanOf(head);
    const used = spans.some((span) => span.left < right && left < span.right);
    head.hidden = !used;
    return Array(right - left).fill(used ? "minmax(var(--column), 20rem)" : "0px");
  });
  plan.style.gridTemplate = `0px ${rows.join(" ")} / var(--clock) ${columns.join(" ")}`;
  heads.style.gridTemplateColumns = `var(--clock) ${columns.join(" ")}`;
};

/** Return the lines between which an element of a plan lies: its classes t2 b5 l3 r4. */
const spanOf = (element) => {
  const line = (letter) => {
    const found = [...element.classList].find((name) => name[0] === letter && /^.\d+$/.test(name));
    return found ? Number(found.slice(1)) : 0;
  };
  return { top: line("t"), bottom: line("b"), left: line("l"), right: line("r") };
};
