// The page's start: only what connects the session to this browser.

import "../style.css";
import { h, render } from "preact";
import { App } from "./app.tsx";
import { startEngine, type WorkerLike } from "./engine.ts";
import { begin, engineStatus, followLink, type World } from "./session.ts";

/** The Content-Security-Policy asks for trusted types: this is the page's only address of a script. */
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

const world: World = {
  storage: storage(),
  hash: () => location.hash,
  setHash: (hash) => history.replaceState(null, "", hash),
  copy: (text) => navigator.clipboard.writeText(text),
  address: () => location.href,
  after,
};

const engine = startEngine({ startWorker, after, onStatus: (status) => (engineStatus.value = status) });
await begin(world, engine);
const root = document.getElementById("page")!;
root.replaceChildren();
render(h(App, null), root);
addEventListener("hashchange", () => void followLink());
