// The engine in the Worker: one instance, started by the first call, for chance and the clock are refused before that.

import engineModule from "./engine.wasm";
import { instantiate, type Instance } from "../../web/src/module.ts";

/** The operation that evaluates a scenario. */
export const evaluate = 1;

/** The instance, while nobody uses it. */
let idle: Instance | undefined;

/**
 * Answers one call. An instance that does not come back from it is not used again: it trapped, or the platform ended the
 * request in the middle. The next call gets a new one.
 */
export function engine(operation: number, input: Uint8Array): Uint8Array<ArrayBuffer> {
  const instance = idle ?? instantiate(engineModule, (line) => console.warn("engine:", line));
  idle = undefined;
  const answer = instance(operation, input);
  idle = instance;
  return answer;
}
