// The worker that holds the engine. It loads the module once and then answers one message at a time; see engine.ts for
// the messages.

import moduleFile from "../gen/engine.wasm";
import type { FromWorker, ToWorker } from "./engine.ts";
import { instantiate, type Instance } from "./module.ts";

const say = (message: FromWorker) => postMessage(message);

const loaded = load();
let engine: Instance | undefined;

async function load(): Promise<WebAssembly.Module> {
  const response = await fetch(new URL(moduleFile, import.meta.url));
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return WebAssembly.compileStreaming(response);
}

const start = (module: WebAssembly.Module) => instantiate(module, (line) => console.warn("engine:", line));

addEventListener("message", async (event: MessageEvent<ToWorker>) => {
  const { id, calls } = event.data;
  let module: WebAssembly.Module;
  try {
    module = await loaded;
  } catch {
    return; // said below, once
  }
  try {
    engine ??= start(module);
    const instance = engine;
    const began = performance.now();
    const answers = calls.map(({ operation, input }) => new TextDecoder().decode(instance(operation, new TextEncoder().encode(input))));
    say({ kind: "answer", id, answers, milliseconds: performance.now() - began });
  } catch (error) {
    engine = undefined; // after a trap nothing in it can be trusted
    say({ kind: "stopped", id, message: error instanceof Error ? error.message : String(error) });
  }
});

loaded.then(
  (module) => {
    engine ??= start(module);
    say({ kind: "ready" });
  },
  (error: unknown) => say({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
);
