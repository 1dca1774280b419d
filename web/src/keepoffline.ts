// Has the browser keep the page for the next visit, and for when there is no network: offline.ts is what it keeps it with. A
// browser without service workers, or with them denied, has the page online only.

import { effect } from "@preact/signals";
import { engineStatus } from "./session.ts";

/** How long after the engine what is needed offline is fetched, in milliseconds: once more, so that everything else goes first. */
const delay = 1500;

/** Begins it. newer is called when a newer version of the page has arrived behind the present one. */
export function keepOffline(script: string, newer: () => void): void {
  try {
    navigator.serviceWorker?.controller && navigator.serviceWorker.addEventListener("controllerchange", newer, { once: true });
  } catch {
    return; // denied, as some browsers do by throwing at the mere name
  }
  const stop = effect(() => {
    if (engineStatus.value !== "arriving") setTimeout(() => (stop(), void register(script)), delay);
  });
}

async function register(script: string): Promise<void> {
  try {
    await navigator.serviceWorker?.register(script, { type: "module" });
  } catch {
    // denied, or there is no network
  }
}
