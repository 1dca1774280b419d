// Starts the engine wherever the frame may: in the page's worker; in a worker made from a blob, where the frame has no origin and
// a worker of the site's is refused; else on the main thread, for scenarios that are small.

import type { ToWorker, WorkerLike } from "../engine.ts";
import { serving } from "../serving.ts";

/** The Content-Security-Policy asks for trusted types: these are the only addresses of scripts. */
const trusted = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } } }).trustedTypes;
const policy = trusted?.createPolicy("playground", { createScriptURL: (url) => url });

const address = new URL(workerFile, import.meta.url).href;

function open(url: string): WorkerLike {
  return new Worker(policy?.createScriptURL(url) ?? url, { type: "module" }) as WorkerLike;
}

/** A module of the site's may be imported from anywhere: its server says so. */
function fromBlob(): WorkerLike {
  const url = URL.createObjectURL(new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" }));
  return open(url);
}

/** How much may be asked at once where nothing can stop the engine, in UTF-16 units: its own bound of its work is soon reached then. */
const most = 64 << 10;

function onMainThread(): WorkerLike {
  const answer = serving(most);
  const like: WorkerLike = { postMessage: (message) => setTimeout(() => like.onmessage?.({ data: answer(message) })), terminate() {}, onmessage: null, onerror: null };
  return like;
}

/** The next way is tried where one is refused, before it ever spoke. */
export function startWorker(): WorkerLike {
  const ways = globalThis.origin === "null" ? [fromBlob, onMainThread] : [() => open(address), fromBlob, onMainThread];
  let current: WorkerLike | undefined;
  let ended = false;
  /** The module, which every way begins with. */
  let first: ToWorker | undefined;
  const like: WorkerLike = {
    postMessage(message) {
      first ??= message;
      current?.postMessage(message);
    },
    terminate() {
      ended = true;
      current?.terminate();
    },
    onmessage: null,
    onerror: null,
  };
  function next(message?: string): void {
    const way = ways.shift();
    if (!way) {
      like.onerror?.(message === undefined ? {} : { message });
      return;
    }
    let spoke = false;
    try {
      const worker = way();
      current = worker;
      worker.onmessage = (event) => {
        spoke = true;
        like.onmessage?.(event);
      };
      worker.onerror = (event) => {
        if (ended || worker !== current) return;
        if (spoke) like.onerror?.(event);
        else next(event.message);
      };
      if (first) worker.postMessage(first);
    } catch (error) {
      next(error instanceof Error ? error.message : String(error));
    }
  }
  // After this function has returned, so that a failure finds somebody who listens.
  queueMicrotask(() => next());
  return like;
}
