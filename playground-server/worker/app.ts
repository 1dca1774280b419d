// The Go app: everything that is not answered without it.
//
// An instance of it takes about ten milliseconds to start, the whole of a request's time on Cloudflare's free plan, and
// has a heap of its own. So instances are kept and reused, one request at a time each, and there are never more than a
// few: an isolate has 128 MB for everything, an instance takes 5 to 8 MB of it, and more for a large share.

import { digest, pages } from "answers";
import "wasm_exec";
import appModule from "./app.wasm";
import { engine } from "./evaluator.ts";

/** How many requests the app answers at once in one isolate. */
const most = 4;

/** How many requests an instance answers: the library leaves a little in its memory for each. */
const enough = 1000;

/** How long a request waits for its turn, in milliseconds. */
const patience = 10_000;

/** After so many milliseconds a lease counts as lost: its request was ended from outside, and takes its instance along. */
const longest = 30_000;

/** What the Go side knows as the global "context". The bindings are those of the request under way. */
interface Context {
  env: object;
  ctx: ExecutionContext;
  binding: { handleRequest?(request: Request): Promise<Response> };
  /** null stands for an engine that trapped. */
  engine(operation: number, input: Uint8Array): Uint8Array | null;
  /** The SHA-256 of engine.wasm. */
  module: string;
  pages: typeof pages;
  /** What all instances know. */
  isolate: { migrated?: boolean };
}

interface App {
  context: Context;
  ended: Promise<never>;
  answered: number;
}

interface Lease {
  since: number;
}

const isolate = {};
const idle: App[] = [];
const leases = new Set<Lease>();
/** Those who wait for a turn, in the order they came. */
const waiting = new Set<() => void>();

/** Thrown when all instances stay busy. */
export class Busy extends Error {}

/** Lets the app answer. The request's body must be complete, so that no slow client keeps an instance. */
export async function app(request: Request, env: object, ctx: ExecutionContext): Promise<Response> {
  const lease = await turn();
  try {
    const instance = idle.pop() ?? (await start(env, ctx));
    Object.assign(instance.context, { env, ctx });
    const response = await Promise.race([instance.context.binding.handleRequest!(request), instance.ended]);
    if (++instance.answered < enough) idle.push(instance); // only now: one that failed is not used again
    return response;
  } finally {
    leases.delete(lease);
    for (const wake of waiting) {
      waiting.delete(wake);
      wake();
      break;
    }
  }
}

/** Waits until one of the leases is free, and takes it. */
async function turn(): Promise<Lease> {
  const came = Date.now();
  for (;;) {
    const now = Date.now(); // which may jump, also backwards
    for (const lease of leases) {
      if (Math.abs(now - lease.since) > longest) leases.delete(lease);
    }
    if (leases.size < most) {
      const lease = { since: now };
      leases.add(lease);
      return lease;
    }
    if (Math.abs(now - came) > patience) throw new Busy("all instances are busy");
    // With a timer of its own: a request that only waits for another one is taken for hung, and who would wake it may be gone.
    let wake!: () => void;
    const woken = new Promise<void>((resolve) => (wake = resolve));
    waiting.add(wake);
    await Promise.race([woken, scheduler.wait(250)]);
    waiting.delete(wake);
  }
}

async function start(env: object, ctx: ExecutionContext): Promise<App> {
  const go = new Go();
  const context: Context = { env, ctx, binding: {}, engine: engineForGo, module: digest, pages, isolate };
  let ready!: () => void;
  const started = new Promise<void>((resolve) => (ready = resolve));
  const instance = new WebAssembly.Instance(appModule, { ...go.importObject, workers: { ready } });
  const ended = go.run(instance, context).then(() => Promise.reject(new Error("the app ended")));
  ended.catch(() => {}); // whoever waits for an answer is told
  await Promise.race([started, ended]);
  return { context, ended, answered: 0 };
}

function engineForGo(operation: number, input: Uint8Array): Uint8Array | null {
  try {
    return engine(operation, input);
  } catch (error) {
    console.error(error);
    return null;
  }
}

// The library calls this to learn of exceptions, which Go cannot catch.
Object.assign(globalThis, {
  tryCatch(call: () => unknown) {
    try {
      return { result: call() };
    } catch (error) {
      return { error };
    }
  },
});
