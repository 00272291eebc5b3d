// Why no programme keeps every hard rule: what collides, ways out, and the programme that breaks least.

const collisionSaid = ({ status, said }) => ({ infeasible: said ? "cannotBeSo" : "cannotBe", feasible: said ? "canBeSo" : "canBe" }[status] || (said ? "notKnownSo" : "notKnown"));

function collision() {
  if (!desk.mayWrite || !desk.state.broken) return [];
  const found = desk.collision?.number === desk.state.number ? desk.collision : null;
  if (!found) return [make("button", { id: "why-not", onclick: () => askConflicts() }, say("whyNot"))];
  if (found.running) return [make("p", { className: "soft" }, say("lookingWhy"))];
  const least = found.key ? make("div", { className: "acts" }, make("button", { className: "main", onclick: () => act("take", { key: found.key }) }, say("takeLeast")), make("span", { className: "soft" }, countedMoves(found.moves))) : "";
  const left = found.key && found.left.length ? make("details", { className: "seen" }, make("summary", {}, `${say("leftBroken")} ${found.left.length}`), make("ul", { lang: "en" }, ...found.left.map((each) => make("li", {}, each[1])))) : "";
  return [make("div", { className: "why no short collided", id: "conflicts" }, ...collided(found, askConflicts), least, left)];
}

// What collides, with its ways out: of every programme, or of those that grant a wish
function collided(found, again) {
  const one = (conflict) => make("details", { className: "seen", open: true },
    make("summary", { lang: "en" }, conflict.culprits.map(([, words]) => words).join(" · ")),
    conflict.sessions.length ? make("p", { className: "soft" }, conflict.sessions.slice(0, 8).map(([, title]) => title).join("; ")) : "",
    make("ul", { className: "ways" }, ...conflict.ways.map((way) => make("li", {}, ...way.words.map((words) => english(`→ ${words} `)), tryButton(way, found)))));
  const ways = (title, way) => (way.key ? make("div", {}, make("b", {}, say(title)), make("ul", { className: "ways", lang: "en" }, ...way.words.map((words) => make("li", {}, `→ ${words}`))), tryButton(way, found)) : "");
  return [make("b", {}, say(collisionSaid(found))), ...unproved(found, again), found.given.length ? make("p", {}, `${say("givenAre")} `, english(`${found.given.join("; ")}.`)) : "", ways(found.fewest ? "togetherFewest" : "together", found.together), ways("byFacts", found.by_facts), ways("orElse", found.instead), ...found.conflicts.slice(0, 4).map(one)];
}

// Where nothing is proved, what is broken now stays told, and it can be looked longer
function unproved(found, again) {
  if (["infeasible", "feasible"].includes(found.status)) return [];
  const now = found.said || found.conflicts.length ? [] : desk.state.rules.filter(([, , forbidden]) => forbidden).flatMap(([rule]) => desk.state.findings.filter((each) => each[0] === rule)).slice(0, 8);
  const longer = make("button", { id: "look-longer", onclick: () => again(true) }, say("lookLonger"));
  return [make("p", {}, say("nothingProved").replace("{}", format("auto").format(found.seconds)), " ", longer),
    now.length ? make("div", {}, make("b", {}, say("brokenNow")), make("ul", { lang: "en" }, ...now.map(([, message]) => make("li", {}, message)))) : ""];
}

// One of these searches takes the place of another: nobody waits for that
async function askConflicts(longer = false) {
  if (desk.found?.why?.running) { desk.found.why = null; drawChains(); }
  desk.collision = { number: desk.state.number, running: true };
  drawSide();
  try { await ask("collide", { number: desk.state.number, longer }); }
  catch (error) { desk.collision = null; drawSide(); tell(error.message, true); }
}

// A way out is weighed before it is done, as every wish is
const tryButton = (way, { said }) => make("button", { className: "try", data: { way: way.key }, "aria-label": `${say(way.words.length > 1 ? "tryAll" : "tryIt")} ${way.words.join("; ")}`, onclick: () => openForm("way", { ...way, number: desk.state.number, isWish: Boolean(said) }) }, say(way.words.length > 1 ? "tryAll" : "tryIt"));

function wayFields(given) {
  // Who wishes for a place means no others to move; room is made for it in the form, if it is needed
  const usual = given.isWish ? "no" : "yes";
  const choice = (value, text) => make("label", { className: "check" }, make("input", { type: "radio", name: "found", value, checked: value === usual }), ` ${say(text)}`);
  return [make("ul", { className: "ways", lang: "en" }, ...given.words.map((words) => make("li", {}, `→ ${words}`))), choice("yes", "asTried"), choice("no", given.isWish ? "othersStay" : "allStay")];
}
