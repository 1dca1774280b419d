// An instance of engine.wasm, and how it is asked; see wasm/main.go for the other side.

import { wasi } from "./wasi.ts";

export interface Instance {
  memory: WebAssembly.Memory;
  _initialize(): void;
  buffer(length: number): number;
  call(operation: number, length: number): bigint;
}

export function instantiate(module: WebAssembly.Module, log: (line: string) => void): Instance {
  let exports: Instance | undefined;
  exports = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi(() => exports!.memory, log) }).exports as unknown as Instance;
  exports._initialize();
  return exports;
}

/** One call. The memory is looked at after buffer, which may have grown it, and the answer is copied out. */
export function serve(instance: Instance, operation: number, input: string): string {
  const bytes = new TextEncoder().encode(input);
  const at = instance.buffer(bytes.length) >>> 0;
  if (at === 0) throw new Error("this is more than the engine takes");
  new Uint8Array(instance.memory.buffer).set(bytes, at);
  const place = BigInt.asUintN(64, instance.call(operation, bytes.length));
  const answer = new Uint8Array(instance.memory.buffer, Number(place >> 32n), Number(place & 0xffffffffn));
  return new TextDecoder().decode(answer.slice());
}
