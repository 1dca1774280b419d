// What of a server the service worker leaves alone: shares, which may be deleted, and what a server says of itself. Only the page
// behind a sealed link is had from the last visit when there is no network, to say so.

const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { scope } = worker.registration;
  if (!request.url.startsWith(scope)) return;
  const path = request.url.slice(scope.length);
  if (!/^(?:api|s|e|badge|problems)\/|^(?:healthz|oembed|e)(?:[?#]|$)/.test(path)) return;
  event.stopImmediatePropagation();
  if (request.mode === "navigate" && path.startsWith("s/")) event.respondWith(fetch(request).catch(async (error: unknown) => (await caches.match(scope)) ?? Promise.reject(error)));
});
