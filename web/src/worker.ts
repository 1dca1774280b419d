// The worker that holds the engine. It is handed the compiled module and then answers one message at a time; see engine.ts
// for the messages.

import type { FromWorker, ToWorker } from "./engine.ts";
import { instantiate, serve, type Instance } from "./module.ts";

const say = (message: FromWorker) => postMessage(message);
const log = (line: string) => console.warn("engine:", line);

let module: WebAssembly.Module | undefined;
let instance: Instance | undefined;

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if ("module" in data) {
    try {
      instance = instantiate((module = data.module), log);
      say({ kind: "ready" });
    } catch (error) {
      say({ kind: "failed", message: wordsOf(error) });
    }
    return;
  }
  const { id, calls } = data;
  try {
    const running = (instance ??= instantiate(module!, log));
    const began = performance.now();
    const answers = calls.map(({ operation, input }) => serve(running, operation, input));
    say({ kind: "answer", id, answers, milliseconds: performance.now() - began });
  } catch (error) {
    instance = undefined; // after a trap nothing in it can be trusted
    say({ kind: "stopped", id, message: wordsOf(error) });
  }
});

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
