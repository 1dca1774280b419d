// The page's start: only what connects the session to this browser.

import "../style.css";
import { h, render } from "preact";
import { App } from "./app.tsx";
import { startEngine, type WorkerLike } from "./engine.ts";
import { effect } from "@preact/signals";
import { loadSettings, settings } from "./settings.ts";
import { answer, begin, engineStatus, followLink, type World } from "./session.ts";

/** The Content-Security-Policy asks for trusted types: these are the page's only addresses of scripts. */
const trusted = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } } }).trustedTypes;
const policy = trusted?.createPolicy("playground", { createScriptURL: (url) => url });

function startWorker(): WorkerLike {
  const address = new URL("./worker.js", import.meta.url).href;
  return new Worker(policy?.createScriptURL(address) ?? address, { type: "module" }) as WorkerLike;
}

function after(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

/** A browser may refuse its storage, by throwing at the mere name. */
function storage(): World["storage"] {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** The folder in which the page stands. */
const folder = new URL(".", import.meta.url);

// The address changes its folder when an example opens, and the browser would look for the icon anew.
for (const link of document.querySelectorAll<HTMLLinkElement>("link[href]")) link.href = link.href;

const world: World = {
  storage: storage(),
  hash: () => location.hash,
  path: () => (location.pathname.startsWith(folder.pathname) ? location.pathname.slice(folder.pathname.length).replace(/\.html$/, "") : ""),
  query: (name) => new URLSearchParams(location.search).get(name),
  folder: folder.href,
  setAddress(behindFolder) {
    history.replaceState(null, "", folder.href + behindFolder);
    return location.href;
  },
  copy: (text) => navigator.clipboard.writeText(text),
  async read(file) {
    const response = await fetch(new URL(file, folder));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return response.text();
  },
  after,
};

loadSettings(world.storage);
effect(() => {
  const { theme } = settings.value;
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
});
const engine = startEngine({ startWorker, after, onStatus: (status) => (engineStatus.value = status) });
// For whoever measures the page: when the engine first answered.
const stopMarking = effect(() => {
  if (answer.value && performance.mark("answered")) queueMicrotask(() => stopMarking());
});
await begin(world, engine);
const root = document.getElementById("page")!;
root.replaceChildren();
render(h(App, null), root);
addEventListener("hashchange", () => void followLink());
// Offline the page is what it was at the last visit. A browser without service workers, or with them denied, has it online only.
const offline = new URL("./offline.js", import.meta.url).href;
navigator.serviceWorker?.register(policy?.createScriptURL(offline) ?? offline, { type: "module" }).catch(() => undefined);
