// The engine's side of the messages in engine.ts: it is handed the compiled module and then answers one question at a time,
// in a worker or, where a browser refuses workers, on the page's own thread.

import type { FromWorker, ToWorker } from "./engine.ts";
import { instantiate, serve, type Instance } from "./module.ts";

const log = (line: string) => console.warn("engine:", line);

/** Answers messages. most is how long an input may be, in UTF-16 units. */
export function serving(most = Infinity): (message: ToWorker) => FromWorker {
  let module: WebAssembly.Module | undefined;
  let instance: Instance | undefined;
  return (message) => {
    if ("module" in message) {
      try {
        instance = instantiate((module = message.module), log);
        return { kind: "ready" };
      } catch (error) {
        return { kind: "failed", message: wordsOf(error) };
      }
    }
    const { id, calls } = message;
    try {
      if (calls.some(({ input }) => input.length > most)) throw new Error("it is too large for a browser that refuses workers here");
      const running = (instance ??= instantiate(module!, log));
      const began = performance.now();
      const answers = calls.map(({ operation, input }) => serve(running, operation, input));
      return { kind: "answer", id, answers, milliseconds: performance.now() - began };
    } catch (error) {
      instance = undefined; // after a trap nothing in it can be trusted
      return { kind: "stopped", id, message: wordsOf(error) };
    }
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
