// The part of WASI that the engine asks of its host: a clock, chance, and a place for last words. There are no files.

const badDescriptor = 8; // EBADF, which ends the search for preopened folders
const success = 0;

/** Thrown when the module ends itself, after which the instance is of no use. */
export class EngineExit extends Error {}

/** Returns the imports of the module. memory gives its memory, which can only be known once it is running. */
export function wasi(memory: () => WebAssembly.Memory, log: (line: string) => void): WebAssembly.ModuleImports {
  const view = () => new DataView(memory().buffer);
  const bytes = () => new Uint8Array(memory().buffer);
  let unfinished = "";
  return {
    args_get: () => success,
    args_sizes_get: none,
    environ_get: () => success,
    environ_sizes_get: none,
    clock_time_get(id: number, _precision: bigint, out: number) {
      const milliseconds = id === 0 ? Date.now() : performance.now();
      // Never 0, which the Go runtime takes for a broken clock.
      view().setBigUint64(out, BigInt(Math.floor(milliseconds * 1e6)) || 1n, true);
      return success;
    },
    fd_close: () => success,
    fd_fdstat_get(_fd: number, out: number) {
      bytes().fill(0, out, out + 24);
      view().setUint8(out, 2); // a character device
      return success;
    },
    fd_fdstat_set_flags: () => success,
    fd_prestat_get: () => badDescriptor,
    fd_prestat_dir_name: () => badDescriptor,
    fd_read: () => badDescriptor,
    /** Must succeed: a runtime that cannot write why it stops stops without end. */
    fd_write(_fd: number, vectors: number, count: number, written: number) {
      let total = 0;
      for (let i = 0; i < count; i++) {
        const start = view().getUint32(vectors + 8 * i, true);
        const length = view().getUint32(vectors + 8 * i + 4, true);
        unfinished += new TextDecoder().decode(bytes().slice(start, start + length));
        total += length;
      }
      const lines = unfinished.split("\n");
      unfinished = lines.pop()!;
      lines.forEach(log);
      view().setUint32(written, total, true);
      return success;
    },
    /** Reports every subscription as due: nothing in the engine waits for anything. */
    poll_oneoff(subscriptions: number, events: number, count: number, written: number) {
      const v = view();
      for (let i = 0; i < count; i++) {
        v.setBigUint64(events + 32 * i, v.getBigUint64(subscriptions + 48 * i, true), true);
        v.setUint16(events + 32 * i + 8, success, true);
        v.setUint8(events + 32 * i + 10, v.getUint8(subscriptions + 48 * i + 8));
      }
      v.setUint32(written, count, true);
      return success;
    },
    proc_exit(code: number) {
      throw new EngineExit(`the engine ended itself with status ${code}`);
    },
    random_get(start: number, length: number) {
      for (let at = 0; at < length; at += 65536) {
        crypto.getRandomValues(bytes().subarray(start + at, start + Math.min(length, at + 65536)));
      }
      return success;
    },
    sched_yield: () => success,
  };

  function none(count: number, size: number): number {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return success;
  }
}
