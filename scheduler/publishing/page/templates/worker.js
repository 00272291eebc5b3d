// Keeps the page for when there is no network. `kept` names what; all else is left alone.

const base = new URL("./", self.location).href;
const OURS = `programme ${base} `;
const CACHE = `${OURS}${kept.version}`;
const names = new Set([...kept.files, ...kept.calendars]);

/** Return which of the files a request asks for, if any. */
const nameOf = (request) => {
  const url = request.url.split(/[?#]/)[0];
  if (request.method !== "GET" || !url.startsWith(base)) return null;
  const name = url.slice(base.length);
  const file = name === "" || name.endsWith("/") ? `${name}index.html` : name;
  return names.has(file) ? file : null;
};

/** Fetch anew; what has been kept serves if that fails, or takes long. */
const fresh = async (request, name) => {
  const cache = await caches.open(CACHE);
  const asked = fetch(request).then((answer) => {
    if (answer.ok && !answer.redirected) cache.put(name, answer.clone());
    return answer;
  });
  const late = new Promise((resolve) => setTimeout(resolve, 4000)).then(() => cache.match(name));
  const first = await Promise.race([asked, late]).catch(() => null);
  return first ?? (await cache.match(name)) ?? asked;
};

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(kept.files.map((name) => new Request(name, { cache: "no-cache" })));
    await Promise.all(kept.calendars.map((name) => cache.add(name).catch(() => null)));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name) event.respondWith(fresh(event.request, name));
});
