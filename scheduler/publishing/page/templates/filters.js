// What is shown: search, filters, view and clocks. All of it is in the address, so that it can be passed on.

const SELECTS = ["theme", "kind", "body", "region", "language"].filter((name) => byId(`_${name}`));

/** The view that nobody has to ask for: a plan of hours, or a list where sessions have dates alone. */
const USUAL = document.querySelector("[name=view][checked]").value;

const viewed = () => document.querySelector("[name=view]:checked").value;

const stored = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser that keeps nothing
  }
};

const store = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // a browser that keeps nothing: the page works until it is closed
  }
};

const KEY = `programme:${facts.conference}`;

/** Fill the list of zones: the venue's, the reader's, those of remote sites, and all others. */
const offerZones = () => {
  const select = byId("_zone");
  const option = (zone, text) => made("option", text, { value: zone });
  const named = (zone) => zoneName(zone, sessions[0]?.start ?? Date.now());
  const same = ownZone === facts.zone;
  select.replaceChildren(option(facts.zone, `${same ? words.mine_too : words.venue} · ${named(facts.zone)}`));
  if (!same && isZone(ownZone)) select.append(option(ownZone, `${words.yours} · ${named(ownZone)}`));
  const group = (label, options) => {
    if (!options.length) return;
    const made_ = made("optgroup", "", { label });
    made_.append(...options);
    select.append(made_);
  };
  group(words.sites, facts.sites.map((zone) => option(zone, named(zone))));
  const known = Intl.supportedValuesOf?.("timeZone") ?? []; // which browsers of 2021 lack
  const listed = (zone) => (zone.includes("/") ? `${placeOf(zone)} (${zone.split("/")[0]})` : zone);
  const sorted = [...known].sort((one, other) => placeOf(one).localeCompare(placeOf(other)));
  group(words.zones, sorted.map((zone) => option(zone, listed(zone))));
};

/** Choose a zone in the list, whether or not the browser offers it. */
const chooseZone = (zone) => {
  const select = byId("_zone");
  if (![...select.options].some((option) => option.value === zone)) {
    select.append(made("option", zoneName(zone, sessions[0]?.start ?? Date.now()), { value: zone }));
  }
  select.value = zone;
};

const readAddress = () => {
  const asked = new URLSearchParams(location.search);
  byId("_q").value = asked.get("q") ?? "";
  for (const name of SELECTS) {
    const select = byId(`_${name}`);
    const value = asked.get(name) ?? "";
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
  if (byId("_remote")) byId("_remote").checked = asked.has("remote");
  byId("_mine").setAttribute("aria-pressed", String(asked.has("agenda")));
  const view = ["grid", "list"].includes(asked.get("view")) ? asked.get("view") : USUAL;
  document.querySelector(`[name=view][value=${view}]`).checked = true;
  const zone = sessions.every(({ dates }) => dates) ? undefined : [asked.get("zone"), stored(`${KEY}:zone`)].find(isZone);
  chooseZone(zone ?? facts.zone);
  byId("_filters").open = usedFilters() > 0;
};

const wishes = () => ({
  q: byId("_q").value.trim(),
  ...Object.fromEntries(SELECTS.map((name) => [name, byId(`_${name}`).value])),
  remote: byId("_remote")?.checked ? "1" : "",
  agenda: byId("_mine").getAttribute("aria-pressed") === "true" ? "1" : "",
  view: viewed() === USUAL ? "" : viewed(),
  zone: byId("_zone").value === facts.zone ? "" : byId("_zone").value,
});

const usedFilters = () => {
  const wished = wishes();
  return [...SELECTS, "remote"].filter((name) => wished[name]).length;
};

const writeAddress = () => {
  const kept = Object.entries(wishes()).filter(([, value]) => value);
  const query = new URLSearchParams(kept).toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
  for (const link of document.querySelectorAll(".languages a")) {
    link.search = query;
    link.hash = location.hash;
  }
};

const fits = (session, wished, sought) =>
  sought.every((word) => has(session.text, word))
  && SELECTS.every((name) => !wished[name] || session[name].includes(wished[name]))
  && (!wished.remote || session.remote)
  && (!wished.agenda || chosen().has(session.id));

/** Show these of what has no time, and no heading over nothing. */
const showUntimed = (shown) => {
  for (const item of untimed) item.element.hidden = !shown.includes(item);
  for (const part of document.querySelectorAll("#_untimed, .contents a[href='#_untimed']")) {
    part.hidden = !shown.length;
  }
};

/** Show what is wished for, and say how much that is. */
const show = () => {
  const wished = wishes();
  const sought = folded(wished.q).split(/\s+/).filter(Boolean);
  document.documentElement.dataset.view = wished.view || USUAL;
  document.documentElement.toggleAttribute("data-agenda", Boolean(wished.agenda));
  const shown = sessions.filter((session) => fits(session, wished, sought));
  const visible = new Set(shown);
  for (const session of sessions) session.element.hidden = !visible.has(session);
  for (const day of days) {
    const held = shown.filter((session) => session.day === day);
    day.hidden = !held.length;
    document.querySelector(`.days a[data-day="${day.dataset.day}"]`).parentElement.hidden = !held.length;
    if (held.length) fitPlan(day, held);
  }
  showUntimed(untimed.filter((item) => fits(item, wished, sought)));
  const some = shown.length < sessions.length;
  byId("_status").textContent = filled(some ? words.shown : words.everything, {
    shown: shown.length,
    all: sessions.length,
  });
  byId("_clear").hidden = !some;
  byId("_nothing").hidden = shown.length > 0;
  showBest(shown, sought);
  const used = usedFilters();
  byId("_used").textContent = used ? `(${used})` : "";
  showAgenda(Boolean(wished.agenda));
  writeAddress();
  showNow();
};

const clear = () => {
  byId("_q").value = "";
  for (const name of SELECTS) byId(`_${name}`).value = "";
  if (byId("_remote")) byId("_remote").checked = false;
  byId("_mine").setAttribute("aria-pressed", "false");
  leaveShared();
  show();
  byId("_q").focus();
};

const watchControls = () => {
  byId("_q").addEventListener("input", show);
  for (const name of SELECTS) byId(`_${name}`).addEventListener("change", show);
  byId("_remote")?.addEventListener("change", show);
  for (const radio of document.querySelectorAll("[name=view]")) radio.addEventListener("change", show);
  byId("_zone").addEventListener("change", () => {
    store(`${KEY}:zone`, byId("_zone").value);
    showClocks(byId("_zone").value);
    show();
  });
  byId("_mine").addEventListener("click", ({ currentTarget }) => {
    const pressed = currentTarget.getAttribute("aria-pressed") === "true";
    currentTarget.setAttribute("aria-pressed", String(!pressed));
    show();
  });
  byId("_clear").addEventListener("click", clear);
  byId("_print").addEventListener("click", () => print());
};
