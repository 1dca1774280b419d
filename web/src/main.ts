// The page's start: only what connects the session to this browser.

import "../style.css";
import moduleFile from "../gen/engine.wasm";
import preparedAnswer from "prepared";
import { awaken, show } from "./alive.ts";
import { effect } from "@preact/signals";
import { startEngine, type WorkerLike } from "./engine.ts";
import { fetchModule } from "./fetchmodule.ts";
import { readAnswer } from "./keptanswer.ts";
import { keepOffline } from "./keepoffline.ts";
import { withPrepared } from "./prepared.ts";
import { next } from "./next.ts";
import { loadSettings, settings } from "./settings.ts";
import { usualSizes, type Sizes } from "./sizes.ts";
import { answer, begin, engineStatus, followLink, notice, update, type World } from "./session.ts";

/** The Content-Security-Policy asks for trusted types: these are the page's only addresses of scripts. */
const trusted = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } } }).trustedTypes;
const policy = trusted?.createPolicy("playground", { createScriptURL: (url) => url });

/** Begun before anything else; the page is usable while it arrives. */
let module = loadModule();

function loadModule(): Promise<WebAssembly.Module> {
  const coming = fetchModule(new URL(moduleFile, import.meta.url), moduleSum);
  coming.catch(() => undefined); // whoever asks is told
  return coming;
}

function startWorker(): WorkerLike {
  const address = new URL(workerFile, import.meta.url).href;
  return new Worker(policy?.createScriptURL(address) ?? address, { type: "module" }) as WorkerLike;
}

function after(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

/** The picture has the panes in their usual sizes. */
function sameSizes(sizes: Sizes): boolean {
  return (Object.keys(usualSizes) as (keyof Sizes)[]).every((name) => sizes[name] === usualSizes[name]);
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
for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]')) link.href = link.href;

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
  module: moduleFile,
  startHelper: () => startEngine({ startWorker, module: () => module, after, onStatus: () => {} }),
  loadEngineAgain: () => (module = loadModule()),
  reload: () => location.reload(),
};

loadSettings(world.storage);
const engine = startEngine({ startWorker, module: () => module, after, onStatus: (status) => (engineStatus.value = status) });
// For whoever measures the page: when the module first answered.
const stopMarking = effect(() => {
  if (answer.value && answer.value.milliseconds > 0 && performance.mark("answered")) queueMicrotask(() => stopMarking());
});
const knowing = withPrepared(engine, [preparedAnswer, ...readAnswer(world.storage, world.module)], (milliseconds, alike) => {
  if (alike && answer.value?.milliseconds === 0) answer.value = { ...answer.value, milliseconds };
  else if (!alike) update((before) => ({ ...before, scenario: { ...before.scenario } })); // which asks again
});
await (document.readyState === "loading" ? new Promise((parsed) => addEventListener("DOMContentLoaded", parsed)) : next());
await begin(world, knowing);
await next();
// If the still picture is of what the page shows (nothing of the reader's own, and no query selects another request or step), it comes alive as it
// stands; else the page takes its place.
const root = document.getElementById("page")!;
const picture = root.querySelector(".app") && document.documentElement.dataset["own"] === undefined && answer.value?.milliseconds === 0 && location.search === "" && sameSizes(settings.value.sizes) && matchMedia("(min-width: 1200px)").matches;
await (picture ? awaken(root) : show(root));
// Until here the theme is as early.ts found it.
effect(() => {
  const { theme } = settings.value;
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
});
addEventListener("hashchange", () => void followLink());
// Drafts are kept, so that a newer version can be loaded at any time.
const offline = new URL("./offline.js", import.meta.url).href;
keepOffline(policy?.createScriptURL(offline) ?? offline, () => {
  notice.value = { text: "A newer version of the playground is here.", tone: "said", action: { word: "Load it", run: () => location.reload() } };
});
