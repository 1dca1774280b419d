// An instance of engine.wasm, wherever JavaScript runs it: in the page's worker and in the server on Cloudflare.

import { wasi } from "./wasi.ts";

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  buffer(length: number): number;
  call(operation: number, length: number): bigint;
}

/** Answers one call. After it threw, nothing in the instance can be trusted: throw it away. */
export type Instance = (operation: number, input: Uint8Array) => Uint8Array<ArrayBuffer>;

export function instantiate(module: WebAssembly.Module, log: (line: string) => void): Instance {
  let exports: Exports | undefined;
  const imports = { wasi_snapshot_preview1: wasi(() => exports!.memory, log) };
  exports = new WebAssembly.Instance(module, imports).exports as unknown as Exports;
  exports._initialize();
  return (operation, input) => call(exports, operation, input);
}

/** The memory is looked at after buffer, which may have grown it, and the answer is copied out. */
function call(engine: Exports, operation: number, input: Uint8Array): Uint8Array<ArrayBuffer> {
  const at = engine.buffer(input.length) >>> 0;
  if (at === 0) throw new Error("this is more than the engine takes");
  new Uint8Array(engine.memory.buffer).set(input, at);
  const place = BigInt.asUintN(64, engine.call(operation, input.length));
  return new Uint8Array(engine.memory.buffer, Number(place >> 32n), Number(place & 0xffffffffn)).slice() as Uint8Array<ArrayBuffer>;
}

/** One call with text on both sides. */
export function serve(instance: Instance, operation: number, input: string): string {
  return new TextDecoder().decode(instance(operation, new TextEncoder().encode(input)));
}
