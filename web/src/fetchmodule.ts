// Fetches engine.wasm, and makes sure that it is the one that the page was built with: one that was changed on its way might
// decide otherwise.

/** Why there is no engine, in a sentence for the reader. */
export class NoEngine extends Error {}

const changed = "What arrived is not the engine that belongs to this page: it was changed or cut short on its way.";

/**
 * Fetches the module and compiles it. sum is its SHA-256, in hexadecimal digits. One that is not right is
 * fetched once more, by way of no cache: whatever has a hash in its name is kept there for ever, right or wrong. Throws a
 * NoEngine. A browser that has no digests, as where the page came without encryption, checks only that it is a module.
 */
export async function fetchModule(address: URL, sum: string): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === "undefined") throw new NoEngine("This browser has no WebAssembly, or was told not to use it, and the engine is made of it.");
  const module = (await fetchOnce(address, sum, "default")) ?? (await forget(address), await fetchOnce(address, sum, "reload"));
  if (!module) throw new NoEngine(changed);
  return module;
}

/** Undefined if what arrived is not the module. */
async function fetchOnce(address: URL, sum: string, cache: RequestCache): Promise<WebAssembly.Module | undefined> {
  const response = await fetch(address, { cache }).catch(() => {
    throw new NoEngine("The engine did not arrive: there is no network here, or something blocks it.");
  });
  if (!response.ok) throw new NoEngine(`The engine did not arrive: the server answered ${response.status}. If there is a newer version of the page, loading it again brings both.`);
  const bytes = await response.arrayBuffer().catch(() => undefined);
  if (!bytes) return undefined;
  const compiled = WebAssembly.compile(bytes);
  compiled.catch(() => undefined); // what is not the module need not compile
  if (await isOther(bytes, sum)) return undefined;
  return compiled.catch((error: Error) => {
    throw new NoEngine(`The browser does not compile the engine: ${error.message}.`);
  });
}

async function isOther(bytes: ArrayBuffer, sum: string): Promise<boolean> {
  if (!crypto.subtle) return !WebAssembly.validate(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== sum;
}

/** Takes the module out of what the service worker keeps. */
async function forget(address: URL): Promise<void> {
  try {
    for (const name of await caches.keys()) await (await caches.open(name)).delete(address);
  } catch {
    // no such storage, or denied
  }
}
