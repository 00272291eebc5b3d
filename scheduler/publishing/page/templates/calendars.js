// Calendars: addresses to subscribe to, and downloads of picked sessions.

/** Say something to everybody: at the bottom of the window, and to screen readers. */
const tell = (text) => {
  const place = document.querySelector("dialog[open] .told") ?? byId("_told");
  place.textContent = text;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { place.textContent = ""; }, 6000);
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    tell(words.copied);
  } catch {
    tell(`${words.copy_by_hand} ${text}`);
  }
};

const offerCalendars = () => {
  const select = byId("_calendar");
  if (!select) return; // of so many sessions that no calendar takes them
  for (const feeds of document.querySelectorAll(".feeds")) {
    const options = [...feeds.querySelectorAll("a")].map((link) =>
      made("option", link.textContent.trim(), { value: link.href }));
    const group = made("optgroup", "", { label: feeds.dataset.family ?? "" });
    group.append(...options);
    select.append(...(feeds.dataset.family ? [group] : options));
  }
  select.addEventListener("change", showCalendar);
  byId("_copy").addEventListener("click", () => copy(byId("_address").value));
  byId("_address").addEventListener("focus", ({ currentTarget }) => currentTarget.select());
  showCalendar();
};

/** Return the address of a calendar; as the publisher gave it, else as this page is reached. */
const published = (path) => {
  const below = new URL("..", location.href.split(/[?#]/)[0]).href;
  const address = new URL(path, location.href).href;
  return facts.site && address.startsWith(below) ? `${facts.site}/${address.slice(below.length)}` : address;
};

const webcal = (address) => address.replace(/^https?:/, "webcal:");

/** Show the address of a calendar; there is none where the page is a file that was not published. */
const showCalendar = () => {
  const address = published(byId("_calendar").value);
  document.querySelector(".ways").hidden = !address.startsWith("http");
  byId("_address").value = address;
  byId("_webcal").href = webcal(address);
};

/** Offer a calendar of exactly these sessions, where such are served. */
const offerPicked = (wanted) => {
  const link = byId("_follow");
  if (!link) return;
  const ids = wanted.map((session) => session.id).sort().join("+");
  link.parentElement.hidden = !ids;
  link.href = webcal(published(facts.picked.replace("{sessions}", ids)));
};

const SNAPSHOT = /^(NAME|DESCRIPTION|SOURCE|URL|LAST-MODIFIED|REFRESH-INTERVAL|X-[\w-]+)[;:]/;

/** Return an event that takes time: in the calendar of the whole programme none does. */
const busy = (event) =>
  event.replace("\r\nTRANSP:TRANSPARENT\r\n", "\r\nTRANSP:OPAQUE\r\n")
    .replace("\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n", "\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n");

/** Return a calendar with these events of another one only, and nothing that names it or keeps it fresh. */
const partOf = (calendar, uids) => {
  const [head, ...events] = calendar.split("BEGIN:VEVENT\r\n");
  const zones = head.indexOf("BEGIN:VTIMEZONE");
  const [about, rest] = zones < 0 ? [head, ""] : [head.slice(0, zones), head.slice(zones)];
  const lines = about.split(/\r\n(?! )/).filter((line) => !SNAPSHOT.test(line));
  const kept = events
    .map((event) => event.slice(0, event.indexOf("END:VEVENT\r\n")))
    .filter((event) => uids.has(/^UID:(.*?)\r?$/m.exec(event)?.[1]))
    .map((event) => `BEGIN:VEVENT\r\n${busy(event)}END:VEVENT\r\n`);
  return `${lines.join("\r\n")}${rest}${kept.join("")}END:VCALENDAR\r\n`;
};

const download = async (wanted) => {
  try {
    const answer = await fetch(facts.calendar);
    if (!answer.ok) throw new Error(answer.statusText);
    const part = partOf(await answer.text(), new Set(wanted.map((session) => session.uid)));
    const link = made("a", "", {
      href: URL.createObjectURL(new Blob([part], { type: "text/calendar;charset=utf-8" })),
      download: `${facts.conference}.ics`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch {
    tell(words.failed);
  }
};
