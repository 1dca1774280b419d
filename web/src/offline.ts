// The service worker: without a network the page is what it was at the last visit. With one, the page itself is asked for anew,
// but waited for only a moment; what has a hash in its name never changes and is not asked for again.

const worker = self as unknown as ServiceWorkerGlobalScope;

/** The files of this version, besides what is kept as it is asked for; the last one stands for the page's content. */
declare const pageFiles: string[];

const cachePrefix = "iam-policy-playground";
const cacheName = `${cachePrefix} ${pageFiles.at(-1)}`;
const hashed = /-[0-9A-Z]{8}\.[a-z.0-9]+$/;

/** How long the network may take to bring the page, in milliseconds, before the last visit's is shown. */
const patience = 150;

worker.addEventListener("install", (event) => {
  void worker.skipWaiting();
  event.waitUntil(keepAll());
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

/** Earlier versions go, but not what they kept of examples and the catalog, as far as it cannot have changed. */
async function forgetOthers(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const name of await caches.keys()) {
    if (name === cacheName || !name.startsWith(cachePrefix)) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      const { pathname } = new URL(request.url);
      const response = pathname.includes("/catalog/") && hashed.test(pathname) ? await old.match(request) : undefined;
      if (response) await cache.put(request, response);
    }
    await caches.delete(name);
  }
}

async function answer(request: Request, event: FetchEvent): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept && hashed.test(new URL(request.url).pathname)) return kept;
  const coming = fetch(request).then(async (fresh) => {
    if (fresh.ok) await cache.put(request, fresh.clone()).catch(() => undefined); // a full disk takes nothing from the reader
    return fresh;
  });
  event.waitUntil(coming.catch(() => undefined));
  // Every address of the page has the same page behind it.
  const page = request.mode === "navigate" ? (kept ?? (await lastPage())) : undefined;
  try {
    return await (page ? Promise.race([coming, later(page)]) : coming);
  } catch (error) {
    if (kept ?? page) return (kept ?? page)!;
    throw error;
  }
}

function later(page: Response): Promise<Response> {
  return new Promise((resolve) => setTimeout(() => resolve(page), patience));
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
