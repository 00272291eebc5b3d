// Facts of this page, and the clocks of any zone.

const facts = JSON.parse(document.getElementById("_data").textContent);
const words = facts.words;

const byId = (id) => document.getElementById(id);

/** Fill in the places of a text: "{all} sessions" with {all: 3}. */
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

/** Make an element with a text. Text is only ever set as text, so that none of it becomes markup. */
const made = (name, text = "", attributes = {}) => {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const formats = new Map();

/** Return a formatter of a zone, made once. */
const formatOf = (zone, language, options) => {
  const key = JSON.stringify([zone, language, options]);
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(language, { timeZone: zone, ...options }));
  }
  return formats.get(key);
};

const DIGITS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };

/** Return what clocks of a zone show at an instant: {date: "2021-11-08", time: "10:00"}. */
const wallOf = (instant, zone) => {
  const parts = {};
  const format = formatOf(zone, "en-GB", { ...DIGITS, hourCycle: "h23" });
  for (const { type, value } of format.formatToParts(instant)) parts[type] = value;
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
};

/** Return how many days a date is after another. */
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** Return days as "+1 day"; nothing for the same day. */
const shiftText = (days) => {
  if (!days) return "";
  const far = Math.abs(days) > 1;
  const later = far ? words.much_later : words.later;
  const earlier = far ? words.much_earlier : words.earlier;
  return filled(days > 0 ? later : earlier, { days: Math.abs(days) });
};

const LOCALE = facts.language === "en" ? "en-GB" : facts.language;

/** Return a date as the page itself writes it: "Monday 8 November 2021". */
const longDate = (instant, zone) => {
  const [year, month, day] = wallOf(instant, zone).date.split("-").map(Number);
  const { weekdays, months, first, form } = facts.dates;
  const weekday = weekdays[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7];
  return filled(form, { weekday, day: day === 1 ? first : day, month: months[month - 1], year });
};

const shortDate = (instant, zone) =>
  formatOf(zone, LOCALE, { weekday: "short", day: "numeric", month: "short" }).format(instant);

/** Return how far a zone is from UTC at an instant: "UTC+3", "UTC−4", "UTC". */
const offsetOf = (instant, zone) =>
  formatOf(zone, "en", { timeZoneName: "shortOffset" })
    .formatToParts(instant)
    .find((part) => part.type === "timeZoneName")
    .value.replace("GMT", "UTC").replace(/[+-]0$/, "").replace("-", "−");

/** Return the place that names a zone: "Addis Ababa". */
const placeOf = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

/** Return a zone as people name it, and how far its clocks are from UTC at an instant. */
const zoneName = (zone, instant) => {
  const [place, offset] = [placeOf(zone), offsetOf(instant, zone)];
  if (place === offset) return place;
  const of = /^[AEIOUÀÂÉÈÊËÎÏÔÛÜ]/i.test(place) ? "d’" : "de ";
  return filled(facts.zone_form, { place, offset, of });
};

const isZone = (zone) => {
  try {
    return Boolean(zone) && Boolean(formatOf(zone, "en", {}));
  } catch {
    return false;
  }
};

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
