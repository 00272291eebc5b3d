// Clocks: of the venue, of regions that follow from afar, and of calendars that count days over months.

const inDays = () => desk.facts.horizon === "days";
const DAY = 1440;

// Days of a calendar over months are shown month by month: a month takes the place of a day.
function monthsOf(days) {
  const found = new Map();
  for (const day of days) {
    const name = day.date.slice(0, 7);
    if (!found.has(name)) found.set(name, { date: day.date, month: true, midnight: day.midnight, from: 0, to: 0, bands: [] });
    const month = found.get(name);
    const from = day.midnight - month.midnight;
    month.to = from + DAY;
    const isRest = [0, 6].includes(new Date(`${day.date}T00:00Z`).getUTCDay());
    month.bands.push({ id: "day", from, to: from + DAY, official: !isRest, breaks: [] });
  }
  return [...found.values()];
}

// What the clocks of a page of the grid show so many minutes after it begins: a time, or a day of a month.
function clockAt(page, minutes) {
  if (!page.month) return clock(minutes);
  const date = new Date(Date.parse(`${page.date}T00:00Z`) + Math.floor(minutes / DAY) * 86400000);
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", timeZone: "UTC" }).format(date);
}

const span = (page, from, to) => (page.month && to - from <= DAY ? clockAt(page, from) : `${clockAt(page, from)}–${clockAt(page, page.month ? to - 1 : to)}`);
const whenOf = (place) => { const page = desk.facts.days[dayOf(place[0])]; const at = clockAt(page, place[0] - page.midnight); return page.month ? at : `${dayLabel(page)} ${at}`; };

function pageLabel(page) {
  if (!page.month) return dayLabel(page);
  return new Intl.DateTimeFormat(locale(), { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${page.date}T00:00Z`));
}

// The clocks of a region

const clocks = new Map();
function local(start, zone) {
  if (!clocks.has(zone)) clocks.set(zone, new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", weekday: "short", hour: "2-digit", minute: "2-digit" }));
  const parts = Object.fromEntries(clocks.get(zone).formatToParts(new Date(start * 60000)).map(({ type, value }) => [type, value]));
  return { weekday: parts.weekday, minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}

const WEEK = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
// Whether clocks show another day than those of the venue
const otherDay = (there, here) => (there === here ? "" : (WEEK.indexOf(there) - WEEK.indexOf(here) + 7) % 7 === 1 ? " +1" : " −1");
const city = (zone) => zone.split("/").pop().replaceAll("_", " ");
const sitesShown = () => (desk.lens === "regions" && desk.which && !inDays() ? desk.facts.sites.filter((site) => site.region === desk.which) : []);

function comfort(minutes) {
  const { comfortable, acceptable } = desk.facts.local;
  const within = ([from, to]) => minutes >= from && minutes < to;
  return within(comfortable) ? "good" : within(acceptable) ? "fair" : "night";
}

// What the clocks show for those who follow a session from the region that is looked at: where it is worst, whose colour it has
const WORST = ["night", "fair", "good"];
function localTimes(id, place) {
  const remote = desk.facts.sessions[id].remote;
  const sites = sitesShown().filter((site) => remote[site.id]);
  if (!sites.length) return null;
  const rows = sites.map(({ zone }) => {
    const kinds = [local(place[0], zone), local(place[1] - 1, zone)].map((each) => comfort(each.minutes));
    const [from, to] = [local(place[0], zone), local(place[1], zone)].map((each) => clock(each.minutes));
    return { kind: WORST.find((kind) => kinds.includes(kind)), zone, from, to, text: `${from}–${to} ${city(zone)}` };
  });
  const seen = [...new Map(rows.map((row) => [row.zone, row])).values()].sort((a, b) => WORST.indexOf(a.kind) - WORST.indexOf(b.kind));
  const [{ kind, from, to, zone }] = seen;
  const parts = [from, `–${to}`, ` ${city(zone)}${seen.length > 1 ? ` +${seen.length - 1}` : ""}`];
  return { kind, parts, text: parts.join(""), all: seen.map((row) => row.text) };
}

function band(title, hint, ...children) {
  return make("div", { className: "line extra", role: "row" }, make("div", { className: "room", role: "rowheader", title: hint }, make("b", {}, title)),
    make("div", { className: "rest", role: "none", style: { "--length": desk.span[1] - desk.span[0] } }, ...children));
}

const stretch = (className, from, length, text, hint) => make("div", { className, role: "gridcell", title: hint || text, style: { left: px(from - desk.span[0]), width: px(length) } }, text);

// Lines between the clock and the rooms: hours elsewhere, or what each team of interpreters does
function extraLines(day) {
  const zones = [...new Set(sitesShown().map((site) => site.zone))];
  const lines = zones.slice(0, 4).map((zone) => {
    const cells = [];
    for (let at = desk.span[0]; at < desk.span[1]; at += 60) {
      const there = local(day.midnight + at, zone);
      cells.push(stretch(`local ${comfort(there.minutes)}`, at, 60, `${clock(there.minutes)}${otherDay(there.weekday, local(day.midnight + at, desk.facts.zone).weekday)}`));
    }
    return band(city(zone), zone, ...cells);
  });
  return [...lines, ...teamLines(day)];
}

// How many teams of a pool are there on a date; and the dates of a page, which are many in a month
const teamsThere = (pool, date) => pool.there[date] ?? pool.teams;
const datesOf = (page) => (page.month ? desk.facts.dates.filter(({ date }) => date.slice(0, 7) === page.date.slice(0, 7)) : [page]);
const dateAt = (page, start) => (page.month ? datesOf(page).findLast((each) => each.midnight <= start) || page : page).date;
const poolShown = () => (desk.lens === "interpretation" && desk.facts.lenses.interpretation[desk.which]) || null;

function awayOn(pool, date) {
  const away = pool.teams - teamsThere(pool, date);
  return away > 0 ? say("teamsAway").replace("{away}", away).replace("{all}", pool.teams) : "";
}

// A day, or a day of a month, as a stretch that says who is away then
function awayThen(page, { date, midnight }, text) {
  const [from, to] = page.month ? [midnight - page.midnight, midnight - page.midnight + DAY] : desk.span;
  return stretch("served away", from, to - from, text, page.month ? `${clockAt(page, from)}${colon()} ${text}` : text);
}

// Of a pool with a roster, what each team serves, and when it is away; of others, how many teams are at work at once
function teamLines(day) {
  const pool = poolShown();
  if (!pool) return [];
  const roster = desk.state.roster.filter((each) => each[0] === desk.which);
  const here = Object.entries(desk.state.places).filter(([id, place]) => desk.facts.sessions[id]?.interpreted === desk.which && dayOf(place[0]) === desk.day);
  const cells = (ids, className = "served") => here.filter(([id]) => ids.includes(id)).map(([id, place]) => stretch(className, place[0] - day.midnight, place[1] - place[0], desk.facts.sessions[id].title));
  if (!roster.length) return [...withoutRoster(pool, day), teamsAtOnce(pool, here, day)];
  const lines = Array.from({ length: pool.teams }, (_, at) => {
    const own = roster.filter((each) => each[1] === at + 1).flatMap((each) => each[3]);
    const away = datesOf(day).filter(({ date }) => at >= teamsThere(pool, date)).map((each) => awayThen(day, each, say("away")));
    return band(`${say("team")} ${at + 1}`, `${pool.title}, ${say("team")} ${at + 1}`, ...nothingOr([...away, ...cells(own)]));
  });
  const busy = roster.flatMap((each) => each[3]);
  const without = cells(here.map(([id]) => id).filter((id) => !busy.includes(id)), "served no");
  return without.length ? [...lines, band(say("noTeam"), say("noTeam"), ...without)] : lines;
}

// That teams are away, and that there is no roster as there is too much to do for one
function withoutRoster(pool, day) {
  const isAsked = Object.keys(desk.state.places).some((id) => desk.facts.sessions[id]?.interpreted === desk.which);
  const away = datesOf(day).filter(({ date }) => awayOn(pool, date)).map((each) => awayThen(day, each, awayOn(pool, each.date)));
  const missing = pool.rostered && isAsked ? [stretch("served no", desk.span[0], desk.span[1] - desk.span[0], say("tooMuch"))] : [];
  return [...(missing.length ? [band(say("noRoster"), say("tooMuch"), ...missing)] : []), ...(away.length ? [band(say("teams"), pool.title, ...away)] : [])];
}

const nothingOr = (cells) => (cells.length ? cells : [make("span", { role: "gridcell", className: "hidden" }, "–")]);

function teamsAtOnce(pool, here, day) {
  const edges = [...new Set(here.flatMap(([, place]) => [place[0], place[1]]))].sort((a, b) => a - b);
  const cells = edges.slice(0, -1).map((start, at) => {
    const teams = teamsThere(pool, dateAt(day, start));
    const number = here.filter(([, place]) => place[0] <= start && place[1] > start).length;
    return number ? stretch(number > teams ? "served no" : "served", start - day.midnight, edges[at + 1] - start, `${number} ${say("ofAll")} ${teams}`) : null;
  });
  return band(say("teamsAtWork"), pool.title, ...nothingOr(cells.filter(Boolean)));
}
