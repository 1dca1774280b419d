// The engine in the Worker: one instance, started by the first call, for chance and the clock are refused before that.

import engineModule from "./engine.wasm";
import { instantiate, type Instance } from "../../web/src/module.ts";

/** The operation that evaluates a scenario. */
export const evaluate = 1;

let instance: Instance | undefined;

/** Answers one call. An instance that trapped is dropped, and the next call gets a new one. */
export function engine(operation: number, input: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    instance ??= instantiate(engineModule, (line) => console.warn("engine:", line));
    return instance(operation, input);
  } catch (error) {
    instance = undefined;
    throw error;
  }
}
