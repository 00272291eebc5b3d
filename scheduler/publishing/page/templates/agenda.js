// My agenda: the sessions that the reader has picked, kept in this browser and nowhere else.

const readPicked = () => {
  try {
    const ids = JSON.parse(stored(`${KEY}:agenda`) ?? "[]");
    return new Set(Array.isArray(ids) ? ids.filter((id) => sessionById.has(id)) : []);
  } catch {
    return new Set();
  }
};

let picked = readPicked();
let shared = null; // sessions of an agenda that somebody passed on, while it is looked at

const chosen = () => shared ?? picked;

const star = () => {
  const shape = document.querySelector(".star-shape").cloneNode(true);
  const button = made("button", "", { type: "button", class: "star" });
  button.append(shape);
  return button;
};

const showStar = (button, session) => {
  const is = picked.has(session.id);
  button.setAttribute("aria-pressed", String(is));
  button.setAttribute("aria-label", `${session.title} – ${words.pick}`);
  button.title = is ? words.drop : words.pick;
};

const showStars = () => {
  for (const button of document.querySelectorAll(".star")) {
    showStar(button, sessionById.get(button.dataset.session));
  }
  byId("_count").textContent = picked.size ? String(picked.size) : "";
};

const starOf = (session) => {
  const button = star();
  button.dataset.session = session.id;
  button.addEventListener("click", () => {
    if (!picked.delete(session.id)) picked.add(session.id);
    store(`${KEY}:agenda`, JSON.stringify([...picked]));
    showStars();
    show();
  });
  showStar(button, session);
  return button;
};

/** Return the sessions of an agenda that take place, in order. */
const held = (ids) =>
  [...ids].map((id) => sessionById.get(id)).filter((session) => !session.cancelled)
    .sort((one, other) => one.start - other.start);

const showClashes = () => {
  for (const old of document.querySelectorAll(".clash")) old.remove();
  const mine = held(chosen());
  let clashes = 0;
  for (const session of mine) {
    const others = mine.filter((other) =>
      other !== session && other.start < session.end && session.start < other.end);
    if (!others.length) continue;
    clashes += 1;
    const titles = others.map((other) => other.title).join("; ");
    const text = filled(words.clash, { titles });
    session.element.querySelector(".meta").after(made("p", text, { class: "clash", dir: "auto" }));
  }
  return clashes;
};

const showAgenda = (open) => {
  const clashes = showClashes();
  const count = chosen().size;
  byId("_agenda").hidden = !open || shared !== null;
  byId("_shared").hidden = shared === null;
  byId("_picked").textContent = count
    ? [filled(words.picked, { count }), clashes ? filled(words.clashes, { count: clashes }) : ""]
      .filter(Boolean).join(" · ")
    : words.empty;
  for (const id of ["_share", "_download"]) byId(id).disabled = !count;
  offerPicked(held(picked));
  if (shared) byId("_shared").firstElementChild.textContent = filled(words.shared, { count });
};

const SHARED = /^#agenda=(.+)$/;

/** Look at an agenda that somebody passed on: its sessions are in the address, behind "#agenda=". */
const readShared = () => {
  const ids = SHARED.exec(location.hash)?.[1].split(/,|%2C/i).filter((id) => sessionById.has(id)) ?? [];
  if (!ids.length) return;
  shared = new Set(ids);
  byId("_mine").setAttribute("aria-pressed", "true");
};

const leaveShared = () => {
  if (!shared) return;
  shared = null;
  history.replaceState(null, "", `${location.pathname}${location.search}`);
};

const takeShared = () => {
  for (const id of shared) picked.add(id);
  store(`${KEY}:agenda`, JSON.stringify([...picked]));
  leaveShared();
  showStars();
  show();
  byId("_mine").focus();
};

const sharedAddress = () =>
  `${location.href.split(/[?#]/)[0]}#agenda=${[...picked].sort().join(",")}`;

const watchAgenda = () => {
  for (const session of sessions) session.element.append(starOf(session));
  byId("_take").addEventListener("click", takeShared);
  byId("_leave").addEventListener("click", clear);
  byId("_share").addEventListener("click", () => copy(sharedAddress()));
  byId("_download").addEventListener("click", () => download(held(picked)));
  addEventListener("storage", (event) => {
    if (event.key !== `${KEY}:agenda`) return;
    picked = readPicked();
    showStars();
    show();
  });
};
