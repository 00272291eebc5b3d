// The search beside: how far it may go, and what it has found.

const ANY = 10;
const movesAllowed = (step) => (Number(step) >= ANY ? say("anyMoves") : Number(step) === 0 ? say("oneMove") : say("moves").replace("{}", [1, 2, 3, 5, 8, 12, 20, 30, 45, 70][step]));

function drawEngine() {
  const box = $("engine");
  const engine = desk.engine;
  box.hidden = !engine;
  if (!engine) return;
  const shown = make("span", {}, movesAllowed(engine.near ?? 4));
  const slider = make("input", { type: "range", min: 0, max: ANY, value: engine.near ?? 4, "aria-label": `${say("near")} – ${say("far")}`, oninput: (event) => { desk.engine.near = Number(event.target.value); shown.textContent = movesAllowed(event.target.value); } });
  const start = () => ask("solve", { near: Number(slider.value), number: desk.state.number }).catch((error) => tell(error.message, true));
  const moves = (engine.moves || []).map(([session, title, , after], at) => make("li", {},
    make("button", { className: "card", style: { "--kind": kindColour(desk.facts.sessions[session] || { colour: 0 }) }, onclick: () => act("take", { key: engine.key, only: at }, false) }, title, make("small", {}, `→ ${after ? whereIs(after) : "–"} · ${say("takeOne")}`))));
  box.replaceChildren(
    make("h2", {}, say("engine")),
    make("div", { className: "slide" }, make("span", {}, say("near")), slider, make("span", {}, say("far"))), make("p", { className: "soft" }, shown),
    engine.running ? make("progress", { "aria-label": say("searching") }) : "",
    make("p", { className: "soft" }, engine.running ? say("searching") : engine.said || ""),
    engine.moves?.length ? make("p", {}, amount(0, engine.difference), ` · ${engine.moves.length} ${say("elsewhere")}`) : engine.running || engine.ended ? make("p", {}, say("noBetter")) : "",
    make("div", { className: "acts" },
      engine.running ? make("button", { onclick: () => ask("stop", {}) }, say("stop")) : make("button", { className: "main", onclick: start }, say("start")),
      engine.moves?.length ? make("button", { className: "main", onclick: () => act("take", { key: engine.key }, false) }, say("takeAll")) : "",
      make("button", { onclick: () => { ask("stop", {}).catch(() => {}); desk.engine = null; drawEngine(); } }, say("leave"))),
    make("ul", {}, ...moves));
}
