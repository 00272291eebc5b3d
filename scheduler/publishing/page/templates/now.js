// What happens now, and what comes next.

const marker = made("span", "", { class: "now-line", "aria-hidden": "true" });

const linkTo = (session) => {
  const item = made("li");
  const link = made("a", session.title, { href: `#${session.id}`, dir: "auto" });
  item.append(link, made("span", ` ${session.room}`, { class: "soft", dir: "auto" }));
  return item;
};

const SEEN = 8; // so many at once; the rest is behind a word

const linksTo = (found) => {
  const items = made("ul", "", { role: "list" });
  items.append(...found.map(linkTo));
  return items;
};

const listOf = (label, found) => {
  const part = made("div");
  part.append(made("h2", label), linksTo(found.slice(0, SEEN)));
  if (found.length > SEEN) {
    const rest = made("details");
    const count = found.length - SEEN;
    rest.append(made("summary", filled(words.more, { count })), linksTo(found.slice(SEEN)));
    part.append(rest);
  }
  return part;
};

/** Mark what runs now, and what starts next if that is today. */
const showNow = () => {
  const now = Date.now();
  const zone = byId("_zone").value;
  const takesPlace = sessions.filter((session) => !session.cancelled);
  const running = takesPlace.filter(({ start, end }) => start <= now && now < end);
  const later = takesPlace.filter(({ dates, start }) => !dates && start > now && start - now < DAY / 2);
  const soonest = Math.min(...later.map(({ start }) => start));
  const next = later.filter(({ start }) => start === soonest);
  for (const session of sessions) session.element.classList.toggle("running", running.includes(session));
  const place = byId("_now");
  showToday(place);
  place.hidden = !running.length && !next.length;
  place.replaceChildren(
    ...(running.length ? [listOf(words.now, running)] : []),
    ...(next.length ? [listOf(filled(words.next, { time: wallOf(soonest, zone).time }), next)] : []),
  );
  drawLine(now);
};

/** Draw a line across today's plan, at the height of the present time. */
const drawLine = (now) => {
  marker.remove();
  const day = shownOn(venueDate());
  if (!day) return;
  const ticks = [...day.querySelectorAll(".tick:not([hidden])")];
  const begun = ticks.filter((tick) => Date.parse(tick.firstElementChild.dateTime) <= now).at(-1);
  const minutes = begun ? Number(begun.dataset.minutes) : 0;
  if (!minutes) return;
  const passed = (now - Date.parse(begun.firstElementChild.dateTime)) / MINUTE / minutes;
  if (passed >= 1) return;
  begun.append(marker);
  marker.style.top = `${100 * passed}%`;
};

