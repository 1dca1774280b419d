// Answers of the app in the data centre's cache.

/** Says until when what was shared lasts, in seconds since 1970. From the app to here only. */
const lasts = "Edge-Expires";

/** Keeps a client's Cache-Control while an answer is in the cache, where that header says how long it may stay there. */
const forClient = "Edge-Cache-Control";

/**
 * How long an answer is kept, in seconds. A share never changes, but it may be deleted, and a cache far from whoever
 * deletes it is not told: for so long it may still be seen there.
 */
const longest = 60;

const paths = [/^\/s\/([\w-]{22})(?:\.json)?$/, /^\/e\/([\w-]{22})$/, /^\/api\/shares\/([\w-]{22})$/, /^\/badge\/([\w-]{22})\.svg$/];

/** Returns the id of the share that a path is about, if answers to it may be kept. */
export function shareOf(path: string): string | undefined {
  for (const pattern of paths) {
    const id = pattern.exec(path)?.[1];
    if (id) return id;
  }
  return undefined;
}

/** Answers from the cache, or by ask, whose answer is kept for as long as it holds. */
export async function cached(url: URL, version: string, ctx: ExecutionContext, ask: () => Promise<Response>): Promise<Response> {
  const key = keyOf(url, url.pathname, version);
  const hit = await caches.default.match(key);
  if (hit) return fromCache(hit);
  const answer = await ask();
  const until = Number(answer.headers.get(lasts));
  const response = plain(answer);
  const seconds = Math.min(longest, Math.floor(until - Date.now() / 1000));
  if (response.status === 200 && seconds > 0) ctx.waitUntil(caches.default.put(key, forCache(response.clone(), seconds)));
  return response;
}

/** Removes what the cache here has of a share. */
export async function forget(url: URL, id: string, version: string): Promise<void> {
  const all = [`/s/${id}`, `/s/${id}.json`, `/e/${id}`, `/api/shares/${id}`, `/badge/${id}.svg`];
  await Promise.all(all.map((path) => caches.default.delete(keyOf(url, path, version))));
}

/** An answer as the client gets it. */
export function plain(answer: Response): Response {
  const response = new Response(answer.body, answer);
  response.headers.delete(lasts);
  return response;
}

/** A new deployment may answer differently, and its cache is another. The app's answers do not depend on the query. */
function keyOf(url: URL, path: string, version: string): string {
  return new URL(`${path}?version=${version}`, url.origin).href;
}

function forCache(response: Response, seconds: number): Response {
  const kept = new Response(response.body, response);
  kept.headers.set(forClient, response.headers.get("Cache-Control") ?? "");
  kept.headers.set("Cache-Control", `public, max-age=${seconds}`);
  return kept;
}

function fromCache(hit: Response): Response {
  const response = new Response(hit.body, hit);
  const control = hit.headers.get(forClient);
  response.headers.delete(forClient);
  if (control) response.headers.set("Cache-Control", control);
  else response.headers.delete("Cache-Control");
  return response;
}
