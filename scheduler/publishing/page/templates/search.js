// Search: which sessions have the words that are looked for, and which of them are most likely meant.

const BEST = 8; // so many are named above the programme

/** Return a text in plain words: "Committee 4 (1): work" is "committee 4 1 work". */
const plainWords = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ");

/** Whether a text has a word, or its beginning or a part; a number counts as a whole. */
const has = (text, word) =>
  /^\d+$/.test(word) ? text.split(/\D+/).includes(word) : text.includes(word);

/** Return how well a title answers: it begins so, says so, has these words, has parts of words, or none. */
const rankOf = (session, sought) => {
  const title = ` ${plainWords(session.title)} `;
  const phrase = plainWords(sought.join(" "));
  if (title.startsWith(` ${phrase} `)) return 4;
  if (title.includes(` ${phrase} `)) return 3;
  if (phrase.split(" ").every((word) => title.includes(` ${word} `))) return 2;
  return sought.every((word) => has(folded(session.title), word)) ? 1 : 0;
};

const bestLink = (session) => {
  const zone = byId("_zone").value;
  const item = linkTo(session);
  const when = session.dates ?? `${shortDate(session.start, zone)}, ${wallOf(session.start, zone).time}`;
  item.prepend(made("span", `${when} `, { class: "when" }));
  return item;
};

/** Name the best answers, the best first, where some are better than others; the programme stays by time. */
const showBest = (shown, sought) => {
  const place = byId("_best");
  const ranks = new Map(shown.map((session) => [session, sought.length ? rankOf(session, sought) : 0]));
  place.hidden = new Set(ranks.values()).size < 2;
  const best = [...shown].sort((one, other) => ranks.get(other) - ranks.get(one)).slice(0, BEST);
  const items = made("ol", "", { role: "list" });
  items.append(...(place.hidden ? [] : best.map(bestLink)));
  place.replaceChildren(made("h2", words.best), items);
};
