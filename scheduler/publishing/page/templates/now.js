// What happens now, and what comes next.

const marker = made("span", "", { class: "now-line", "aria-hidden": "true" });

const linkTo = (session) => {
  const item = made("li");
  const link = made("a", session.title, { href: `#${session.id}`, dir: "auto" });
  item.append(link, made("span", ` ${session.room}`, { class: "soft", dir: "auto" }));
  return item;
};

const listOf = (label, found) => {
  const part = made("div");
  const items = made("ul", "", { role: "list" });
  items.append(...found.map(linkTo));
  part.append(made("h2", label), items);
  return part;
};

/** Mark what runs now, and what starts next if that is today. */
const showNow = () => {
  const now = Date.now();
  const zone = byId("_zone").value;
  const takesPlace = sessions.filter((session) => !session.cancelled);
  const running = takesPlace.filter(({ start, end }) => start <= now && now < end);
  const later = takesPlace.filter(({ start }) => start > now && start - now < DAY / 2);
  const soonest = Math.min(...later.map(({ start }) => start));
  const next = later.filter(({ start }) => start === soonest);
  for (const session of sessions) session.element.classList.toggle("running", running.includes(session));
  const place = byId("_now");
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
  const today = wallOf(now, facts.zone).date;
  const day = days.find((each) => each.dataset.day === today && !each.hidden);
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

/** Mark the day that is looked at in the row of days. */
const watchDays = () => {
  const seen = new Set();
  const links = new Map([...document.querySelectorAll(".days a")].map((link) => [link.dataset.day, link]));
  const watcher = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    const first = days.find((day) => seen.has(day));
    for (const [day, link] of links) {
      if (day === first?.dataset.day) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-15% 0px -60% 0px" });
  for (const day of days) watcher.observe(day);
};
