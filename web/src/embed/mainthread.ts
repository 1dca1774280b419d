// The engine without a worker. Nothing can stop it there, so it is asked about small scenarios only: the engine's own bound of its
// work is reached in a fraction of a second then.

import moduleFile from "../../gen/engine.wasm";
import type { FromWorker, ToWorker } from "../engine.ts";
import { instantiate, type Instance } from "../module.ts";

/** How much may be asked at once, in UTF-16 units. */
const most = 64 << 10;

export async function load(): Promise<(message: ToWorker) => FromWorker> {
  const response = await fetch(new URL(moduleFile, import.meta.url));
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const module = await WebAssembly.compileStreaming(response);
  const start = () => instantiate(module, (line) => console.warn("engine:", line));
  let engine: Instance | undefined = start();
  return ({ id, calls }) => {
    try {
      if (calls.some(({ input }) => input.length > most)) throw new Error("it is too large for a browser that refuses workers here");
      engine ??= start();
      const instance = engine;
      const began = performance.now();
      const answers = calls.map(({ operation, input }) => new TextDecoder().decode(instance(operation, new TextEncoder().encode(input))));
      return { kind: "answer", id, answers, milliseconds: performance.now() - began };
    } catch (error) {
      engine = undefined; // after a trap nothing in it can be trusted
      return { kind: "stopped", id, message: error instanceof Error ? error.message : String(error) };
    }
  };
}
