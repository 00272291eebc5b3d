// A session by itself: opened by its link, and by an address that ends with its id.

const dialogue = byId("_dialog");

const whenOf = (session) => {
  if (session.dates) return session.dates;
  const zone = byId("_zone").value;
  const [start, end] = [session.start, session.end].map((instant) => wallOf(instant, zone));
  const shift = shiftText(daysBetween(start.date, end.date));
  const date = longDate(session.start, zone);
  const text = `${date[0].toUpperCase()}${date.slice(1)}, ${start.time}–${end.time} ${shift}`.trim();
  return `${text}, ${zoneName(zone, session.start)}`;
};

const actionsOf = (session) => {
  const actions = made("p", "", { class: "actions" });
  const link = made("button", words.link, { type: "button" });
  link.addEventListener("click", () => copy(`${location.href.split("#")[0]}#${session.id}`));
  actions.append(starWithText(session), link);
  return actions;
};

const starWithText = (session) => {
  const button = starOf(session);
  button.classList.add("with-text");
  button.append(` ${words.agenda}`);
  return button;
};

const fillDialogue = (session) => {
  const close = made("button", words.close, { type: "button", class: "close" });
  close.addEventListener("click", () => dialogue.close());
  const title = made("h2", "", { id: "_dialog-title" });
  title.append(session.element.querySelector("h3 a > span").cloneNode(true));
  const facts_ = session.element.querySelector(".facts").cloneNode(true);
  const standing = session.element.querySelector(".standing")?.cloneNode(true);
  const told = made("p", "", { class: "told", role: "status" });
  dialogue.className = [...session.element.classList].filter((name) => /^(theme|kind)-|^cancelled$/.test(name)).join(" ");
  dialogue.setAttribute("aria-labelledby", "_dialog-title");
  dialogue.replaceChildren(
    close, title, made("p", whenOf(session), { class: "when" }), ...(standing ? [standing] : []),
    facts_, actionsOf(session), told,
  );
};

/** Open the session that the address ends with; close what is open if there is none. */
const followAddress = () => {
  const session = sessionById.get(location.hash.slice(1));
  if (!session) {
    if (dialogue.open) dialogue.close();
    return;
  }
  fillDialogue(session);
  // Two steps of the address may be told after the second: what had the focus has just been replaced.
  if (dialogue.open) dialogue.querySelector(".close").focus();
  else dialogue.showModal();
};

const watchDialogue = () => {
  dialogue.addEventListener("close", () => {
    const session = sessionById.get(location.hash.slice(1));
    if (!session) return;
    history.replaceState(null, "", `${location.pathname}${location.search}`);
    session.element.querySelector("h3 a").focus({ preventScroll: true });
  });
  dialogue.addEventListener("click", (event) => {
    if (event.target === dialogue) dialogue.close(); // outside of what it holds
  });
  addEventListener("hashchange", () => {
    readShared();
    if (shared) show();
    followAddress();
    writeAddress();
  });
};
