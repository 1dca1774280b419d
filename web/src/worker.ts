// The worker that holds the engine. It loads the module once and then answers one message at a time; see engine.ts for
// the messages.

import moduleFile from "../gen/engine.wasm";
import type { FromWorker, ToWorker } from "./engine.ts";
import { wasi } from "./wasi.ts";

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  buffer(length: number): number;
  call(operation: number, length: number): bigint;
}

const say = (message: FromWorker) => postMessage(message);

const loaded = load();
let engine: Exports | undefined;

async function load(): Promise<WebAssembly.Module> {
  const response = await fetch(new URL(moduleFile, import.meta.url));
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return WebAssembly.compileStreaming(response);
}

function start(module: WebAssembly.Module): Exports {
  let exports: Exports | undefined;
  const imports = { wasi_snapshot_preview1: wasi(() => exports!.memory, (line) => console.warn("engine:", line)) };
  exports = new WebAssembly.Instance(module, imports).exports as unknown as Exports;
  exports._initialize();
  return exports;
}

/** One call. The memory is looked at after buffer, which may have grown it, and the answer is copied out. */
function call(engine: Exports, operation: number, input: Uint8Array): string {
  const at = engine.buffer(input.length) >>> 0;
  if (at === 0) throw new Error("this is more than the engine takes");
  new Uint8Array(engine.memory.buffer).set(input, at);
  const place = BigInt.asUintN(64, engine.call(operation, input.length));
  const answer = new Uint8Array(engine.memory.buffer, Number(place >> 32n), Number(place & 0xffffffffn));
  return new TextDecoder().decode(answer.slice());
}

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
    const answers = calls.map(({ operation, input }) => call(instance, operation, new TextEncoder().encode(input)));
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
