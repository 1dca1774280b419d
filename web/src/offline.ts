// The service worker: the page is what it was at the last visit, at once and without a network. A newer version is fetched
// beside it, as this script then has other content, and stands there at the next visit; the page offers it before (main.ts).

const worker = self as unknown as ServiceWorkerGlobalScope;

/** The files of this version, besides what is kept as it is asked for; the last one stands for the page's content. */
declare const pageFiles: string[];

const cachePrefix = "iam-policy-playground";
const cacheName = `${cachePrefix} ${pageFiles.at(-1)}`;
const hashed = /-[0-9A-Z]{8}\.[a-z.0-9]+$/;

worker.addEventListener("install", (event) => {
  void worker.skipWaiting();
  event.waitUntil(Promise.all([keepAll(), takeShortcuts(event)]));
});
worker.addEventListener("activate", (event) => event.waitUntil(Promise.all([forgetOthers(), worker.clients.claim()])));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { scope } = worker.registration;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  if (!ofServer.test(request.url.slice(scope.length))) event.respondWith(answer(request, event));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(async () => (await lastPage()) ?? Response.error()));
});

/** What only a server knows is never kept: a share may be deleted. Without a network the page itself says so. */
const ofServer = /^(?:api|s|e|badge|problems)\/|^(?:healthz|oembed|e)(?:[?#]|$)/;

/** Most of it the page has loaded already, so that it comes from the browser's own cache. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(pageFiles.slice(0, -1).map((name) => new URL(name, worker.registration.scope).href));
}

/** Where a browser can, it answers with what is kept without starting this worker, which takes it a while. */
async function takeShortcuts(event: ExtendableEvent): Promise<void> {
  const { pathname } = new URL(worker.registration.scope);
  const files = pageFiles.filter((name) => name === "" || hashed.test(name));
  const condition = { or: files.map((name) => ({ urlPattern: { pathname: pathname + name, search: "" } })) };
  await (event as { addRoutes?(rule: unknown): Promise<void> }).addRoutes?.({ condition, source: { cacheName } });
}

/** Earlier versions go, but for the one before, which may stand open in a tab; and but for what cannot have changed of the catalog. */
async function forgetOthers(): Promise<void> {
  const cache = await caches.open(cacheName);
  const others = (await caches.keys()).filter((name) => name !== cacheName && name.startsWith(cachePrefix));
  for (const name of others) {
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      const { pathname } = new URL(request.url);
      const response = pathname.includes("/catalog/") && hashed.test(pathname) ? await old.match(request) : undefined;
      if (response) await cache.put(request, response);
    }
    if (name !== others.at(-1)) await caches.delete(name);
  }
}

async function answer(request: Request, event: FetchEvent): Promise<Response> {
  const cache = await caches.open(cacheName);
  const forever = hashed.test(new URL(request.url).pathname);
  const kept = await (forever ? caches : cache).match(request, { ignoreSearch: true });
  if (kept && (forever || request.mode === "navigate")) return kept;
  const coming = fetch(request).then(async (fresh) => {
    if (fresh.ok) await cache.put(request, fresh.clone()).catch(() => undefined); // a full disk takes nothing from the reader
    return fresh;
  });
  event.waitUntil(coming.catch(() => undefined));
  try {
    return await coming;
  } catch (error) {
    const instead = kept ?? (request.mode === "navigate" ? await lastPage() : undefined);
    if (instead) return instead;
    throw error;
  }
}

/** The page of the last visit, for an address in whatever folder. It names its files relative to its own. */
async function lastPage(): Promise<Response | undefined> {
  const { scope } = worker.registration;
  const page = await caches.match(scope);
  const text = (await page?.text())?.replace(/( (?:href|src)=")(?=[\w.-]+")/g, `$1${scope}`);
  const headers = new Headers(page?.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name); // of the text as it came
  return page && new Response(text, { headers });
}
