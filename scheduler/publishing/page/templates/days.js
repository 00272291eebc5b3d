// The days: which is today, and which is looked at.

const row = document.querySelector(".days ul");
const linkOf = (day) => row.querySelector(`a[data-day="${day.dataset.day}"]`);

/** Return today's date at the venue. */
const venueDate = () => wallOf(Date.now(), facts.zone).date;

/** Return the day of a date, if anything of it is shown. */
const shownOn = (date) => days.find((day) => day.dataset.day === date && !day.hidden);

/** Return where the page opens: today; on a day off between others, the next one. */
const dayToOpen = () => {
  const date = venueDate();
  const begun = days.some((day) => day.dataset.day <= date);
  return begun ? days.find((day) => day.dataset.day >= date && !day.hidden) : undefined;
};

/** Mark today and lead to it; what happens now stands there. */
const showToday = (happening) => {
  const today = shownOn(venueDate());
  byId("_today").hidden = !today;
  for (const link of row.querySelectorAll("a")) {
    link.toggleAttribute("data-today", link.dataset.day === today?.dataset.day);
  }
  if (!today) {
    days[0]?.before(happening);
    return;
  }
  byId("_today").href = `#${today.id}`;
  today.querySelector(".by-clocks").after(happening);
};

/** Open on today, unless the address names something else, or the reader comes back to where they were. */
const openToday = () => {
  const [visit] = performance.getEntriesByType("navigation");
  if (location.hash || byId("_q").value || (visit && visit.type !== "navigate")) return;
  dayToOpen()?.scrollIntoView({ behavior: "instant" });
};

/** Bring the link of a day into sight, in its row alone. */
const reveal = (link) => {
  const { left, right, width } = link.getBoundingClientRect();
  const sight = row.getBoundingClientRect();
  if (left < sight.left || right > sight.right) {
    row.scrollLeft += left + width / 2 - (sight.left + sight.right) / 2;
  }
};

const mark = (current) => {
  for (const day of days) {
    const link = linkOf(day);
    if (day === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const first = days.find((day) => !day.hidden);
  if (current) reveal(linkOf(current));
  else if (first?.getBoundingClientRect().top > 0) reveal(linkOf(first));
};

/** Mark the day that is looked at in the row of days; keep the names of rooms above their columns. */
const watchDays = () => {
  const seen = new Set();
  const watcher = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    mark(days.find((day) => seen.has(day)));
  }, { rootMargin: "-15% 0px -60% 0px" });
  for (const day of days) {
    watcher.observe(day);
    const [heads, plan] = day.querySelectorAll(".heads, .plan");
    plan.addEventListener("scroll", () => { heads.scrollLeft = plan.scrollLeft; }, { passive: true });
  }
  const bar = document.querySelector(".days");
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
  }).observe(bar);
};
