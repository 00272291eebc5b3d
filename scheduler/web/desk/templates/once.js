// Who clicks twice on what does something means it once: a second press while the first is on its way, or just after it,
// does nothing, to what is there by then either.

const AGAIN = 600; // milliseconds
const NEAR = 4; // pixels
let clicked = { at: -AGAIN, x: 0, y: 0 };
window.addEventListener("click", (event) => {
  const now = performance.now();
  const isSame = Math.abs(event.clientX - clicked.x) < NEAR && Math.abs(event.clientY - clicked.y) < NEAR;
  if (event.detail && isSame && now - clicked.at < AGAIN) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  const isOnce = event.detail && event.target.closest?.(".main, .try, .once");
  clicked = { at: isOnce ? now : -AGAIN, x: event.clientX, y: event.clientY };
}, true);

// Of steps, the same one at once after itself is not taken again; undo and redo are meant as often as they are asked for
let last = { key: "", until: 0 };
function onlyOnce(path, body) {
  const key = `${path} ${JSON.stringify(body)}`;
  if (key === last.key && performance.now() < last.until && path !== "undo" && path !== "redo") return null;
  const own = last = { key, until: Infinity };
  return () => { own.until = performance.now() + AGAIN; };
}
