// A sign that something is worked on, wherever that takes longer than a moment: it is said, and what was pressed is busy.

const MOMENT = 150;
const MEANT = 400; // milliseconds within which a press is what a question was asked for
let atWork = 0;
let pressed = { button: null, at: 0 };
window.addEventListener("click", (event) => {
  const button = event.target.closest?.("button, a.button");
  pressed = { button: button?.matches(".spot, .session, .half") ? null : button, at: performance.now() };
}, true);

// Begins, and returns what ends it
function begin() {
  const button = performance.now() - pressed.at < MEANT ? pressed.button : null;
  let isShown = false;
  const showing = setTimeout(() => {
    isShown = true;
    atWork += 1;
    button?.setAttribute("aria-busy", "true");
    sayWorking();
  }, MOMENT);
  return () => {
    clearTimeout(showing);
    if (!isShown) return;
    atWork -= 1;
    button?.removeAttribute("aria-busy");
    sayWorking();
  };
}

function sayWorking() {
  $("working").hidden = !atWork;
  $("working").textContent = atWork ? say("working") : "";
  document.body.setAttribute("aria-busy", atWork > 0);
}

// A page that takes a while to make: the tab in which it will be says so
function openMade(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const tab = window.open("", "_blank");
  if (!tab) return; // the link itself opens one
  event.preventDefault();
  const { document: page } = tab;
  page.title = say("working");
  page.documentElement.lang = language();
  Object.assign(page.body.style, { colorScheme: "light dark", font: "1.25rem system-ui, sans-serif", margin: "20vh auto", maxWidth: "30rem", textAlign: "center" });
  page.body.append(say("pageIsMade"));
  tab.opener = null;
  tab.location = event.currentTarget.href;
}

async function saveMade(event) {
  event.preventDefault();
  const { href, download } = event.currentTarget;
  const over = begin();
  try {
    const answer = await fetch(href);
    if (!answer.ok) throw new Error((await answer.text()) || say("noAnswer"));
    const made = URL.createObjectURL(await answer.blob());
    make("a", { href: made, download }).click();
    setTimeout(() => URL.revokeObjectURL(made), 60000);
  } catch (error) { tell(error.message, true); }
  finally { over(); }
}
