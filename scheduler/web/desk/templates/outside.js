// What leaves the desk: the page for the committee, and a release for participants, looked at before it is published.

function openOutside(kind) {
  if (desk.outside?.kind === kind) { closeOutside(); return; }
  desk.outside = { kind, asked: {}, seen: null };
  foldEngine();
  drawOutside();
  $("outside").scrollIntoView({ block: "nearest" });
  if (kind === "publish") readAhead();
  else $("outside").querySelector("input")?.focus();
}

function closeOutside() {
  const from = desk.outside?.kind;
  desk.outside = null;
  drawOutside();
  $(from)?.focus({ preventScroll: true });
}

function drawOutside() {
  const box = $("outside");
  box.hidden = !desk.outside;
  if (!desk.outside) return;
  const close = make("button", { className: "close", "aria-label": say("leave"), title: say("leave"), onclick: closeOutside }, "×");
  box.replaceChildren(close, ...(desk.outside.kind === "committee" ? committee() : publication()));
}

function check(name, text, checked, onchange) {
  return make("label", { className: "check" }, make("input", { type: "checkbox", name, checked, onchange }), ` ${text}`);
}

function committee() {
  desk.outside.names ||= desk.alternatives.map((each) => each[0]);
  const { names } = desk.outside;
  const choose = (name, on) => { desk.outside.names = desk.alternatives.map((each) => each[0]).filter((each) => (each === name ? on : names.includes(each))); drawOutside(); };
  const address = `report.html?language=${language()}&${names.map((name) => `desk=${encodeURIComponent(name)}`).join("&")}`;
  const links = names.length ? [make("a", { className: "button main", href: address, target: "_blank", rel: "noopener", onclick: openMade }, say("openPage")), make("a", { className: "button", href: address, download: `${titleOf(desk.alternatives[0][0])}-committee.html`, onclick: saveMade }, say("savePage"))] : [];
  return [make("h2", {}, say("committeeTitle")), make("p", { className: "soft" }, say("committeeHint")),
    ...desk.alternatives.map(([name]) => check("alternative", titleOf(name), names.includes(name), (event) => choose(name, event.target.checked))), make("div", { className: "acts" }, ...links)];
}

async function readAhead() {
  const { outside } = desk;
  try {
    const seen = await ask("preview", outside.asked);
    if (desk.outside === outside) { outside.seen = seen; outside.error = ""; drawOutside(); }
  } catch (error) { if (desk.outside === outside) { outside.error = error.message; drawOutside(); } }
}

function publication() {
  const { asked, seen, done, error } = desk.outside;
  if (done) return afterwards(done);
  const head = make("h2", {}, say("publishTitle"));
  if (error) return [head, make("p", { className: "why no short" }, error)];
  if (!seen) return [head, make("p", { className: "soft" }, say("readingRelease"))];
  const parts = [head];
  if (seen.broken) parts.push(make("p", { className: "why no short" }, `${say("broken")}${colon()} ${seen.broken}`));
  if (seen.release) parts.push(...whatTheySee(seen));
  else if (!seen.locked.length) return [...parts, make("p", {}, say("nothingNew"))];
  if (seen.locked.length) parts.push(make("div", { className: "why no short" }, say("locked"), make("ul", {}, ...firstOf(seen.locked.map((each) => make("li", {}, each)), 8))));
  const text = (name, label) => field(label, make("input", { name, maxLength: 500, value: asked[name] || "", onchange: (event) => { asked[name] = event.target.value; readAhead(); } }));
  if (seen.locked.length || asked.override) parts.push(text("override", say("reason")));
  parts.push(text("note", say("note")), check("draft", say("draftRelease"), asked.draft, (event) => { asked.draft = event.target.checked; readAhead(); }));
  if (seen.broken) parts.push(check("anyway", say("anyway"), asked.anyway, (event) => { asked.anyway = event.target.checked; drawOutside(); }));
  parts.push(make("div", { className: "acts" }, make("button", { className: "main", id: "publish-now", disabled: !seen.release || (seen.broken > 0 && !asked.anyway), onclick: publishNow }, say("publishNow"))));
  return parts;
}

function whatTheySee(seen) {
  const after = seen.before ? `${say("afterRelease")} ${seen.before}` : say("firstRelease");
  const page = `seen/${encodeURIComponent(desk.name)}/index.html`;
  const turns = (counts) => Object.entries(counts).map(([turn, number]) => `${number} ${spoken(turn)}`).join(", ");
  const lists = [
    [`${say("changesOf")} ${seen.changes.length}`, seen.changes.map(([id, title, change, old, now]) => make("li", {}, make("b", {}, sessionTitle(id, title)), ` ${spoken(change)}`, make("small", {}, `${spoken(old)} → ${spoken(now)}`)))],
    [`${say("toldOf")} · ${whoIsTold(seen)}`, [...seen.told.map(([name, counts, notice]) => make("li", {}, make("details", {}, make("summary", {}, `${name}${colon()} ${turns(counts)}`), make("pre", {}, notice)))), ...moreOf(seen.tell - seen.told.length)]],
  ].filter(([, rows]) => rows.length);
  return [make("p", {}, `${say("releaseNumber")} ${seen.release}, ${after}${colon()} ${counted("heldSessions", seen.held)}${seen.private ? ` ${counted("privateSessions", seen.private)}` : ""}. `, make("a", { id: "see-page", href: page, target: "_blank", rel: "noopener", onclick: openMade }, say("seePage"))),
    ...lists.map(([title, rows]) => make("details", { className: "seen" }, make("summary", {}, title), make("ul", {}, ...rows)))];
}

// A list that is cut says how many more there are
const moreOf = (number) => (number > 0 ? [make("li", { className: "soft more" }, counted("moreHits", number))] : []);
const firstOf = (rows, most) => [...rows.slice(0, most), ...moreOf(rows.length - most)];

// People and delegations, each counted by itself
const whoIsTold = ({ tell: number, delegations }) => [["peopleTold", number - delegations], ["delegationsTold", delegations]]
  .filter(([, some]) => some).map(([key, some]) => counted(key, some)).join(` ${say("and")} `) || counted("peopleTold", 0);

// Nobody is told by publishing: what is typed next
const COMMANDS = { feeds: "writeFeeds", page: "writePage", notices: "writeNotices", send: "sendNotices" };
function afterwards({ release, place, commands, ...told }) {
  const copy = (line) => make("button", { className: "copy", "aria-label": `${say("copy")}${colon()} ${line}`, onclick: async () => { await navigator.clipboard.writeText(line); announce(say("copied")); tell(say("copied")); } }, say("copy"));
  return [make("h2", { id: "is-published", tabIndex: -1 }, `${say("published")} ${release}`), make("p", {}, `${say("keptIn")} ${place}`),
    make("p", { className: "why no short" }, make("b", {}, say("nobodyTold")), " ", counted("toBeTold", told.tell).replace("{who}", whoIsTold(told)), " ", say("nextSteps")),
    make("ol", { className: "commands" }, ...Object.entries(COMMANDS).map(([key, what]) => make("li", {}, say(what), make("div", {}, make("code", { data: { command: key } }, commands[key]), copy(commands[key])))))];
}

async function publishNow() {
  const { asked, seen, isOnItsWay } = desk.outside;
  if (isOnItsWay) return;
  desk.outside.isOnItsWay = true;
  try {
    const done = await ask("publish", { ...asked, number: seen.number });
    desk.outside.done = done;
    drawOutside();
    $("is-published")?.scrollIntoView({ block: "start" }); // the list of who is told was longer
    $("is-published")?.focus({ preventScroll: true });
    const said = `${say("published")} ${done.release}`;
    tell(said);
    announce(said);
  } catch (error) {
    if (error.status === 409) await load();
    tell(error.message, true);
    if (!desk.outside) return;
    desk.outside.isOnItsWay = false;
    readAhead();
  }
}
