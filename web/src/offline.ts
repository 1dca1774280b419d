// The service worker: without a network the page is what it was at the last visit. With one, the network is asked first, so that
// a reader always has the newest page; what has a hash in its name never changes and is not asked for again.

import "./shareoffline.ts";

const worker = self as unknown as ServiceWorkerGlobalScope;

const cacheName = "iam-policy-playground";
const hashed = /-[0-9A-Z]{8}\.[a-z.0-9]+$/;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(worker.registration.scope)) event.respondWith(answer(request));
});

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const { pathname } = new URL(request.url);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept && hashed.test(pathname)) return kept;
  try {
    const fresh = await fetch(request);
    if (fresh.ok) {
      if (pathname.endsWith(".wasm")) await forgetModules(cache);
      await cache.put(request, fresh.clone());
    }
    return fresh;
  } catch (error) {
    if (kept) return kept;
    // Every address of the page has the same page behind it.
    const page = request.mode === "navigate" ? await cache.match(worker.registration.scope) : undefined;
    if (page) return page;
    throw error;
  }
}

/** Of the module, which is large, only the newest is kept. */
async function forgetModules(cache: Cache): Promise<void> {
  for (const request of await cache.keys()) if (new URL(request.url).pathname.endsWith(".wasm")) await cache.delete(request);
}
