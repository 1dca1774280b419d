// What the Worker uses of Cloudflare's platform, and of the files that are put beside it when it is built. The official
// types describe all of the platform in seventeen megabytes; these are the few that matter here.

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

/** Go's glue for GOOS=js, as the library workers has it: with a value of its own for the global name "context". */
declare module "wasm_exec" {}

/** Answers that the native server gave when the Worker was built: what is told here without the app is told alike. */
declare module "answers" {
  interface Recorded {
    status: number;
    headers: Record<string, string>;
    body: string;
  }
  /** Names the deployment: another engine, app or page has another version. */
  export const version: string;
  /** The SHA-256 of engine.wasm. */
  export const digest: string;
  /** Pages that the app hands out at other addresses, by their path. */
  export const pages: Record<string, string>;
  /** Stands around the engine's answer. */
  export const evaluated: Recorded;
  /** Stands around the page's engine.wasm. */
  export const moduleFile: Recorded;
  export const rateLimited: Recorded;
  export const busy: Recorded;
  export const fault: Recorded;
}

declare class Go {
  readonly importObject: WebAssembly.Imports;
  /** Resolves when main ends. */
  run(instance: WebAssembly.Instance, context: object): Promise<void>;
}

interface Assets {
  fetch(request: Request | URL | string): Promise<Response>;
}

interface RateLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

interface Database {
  prepare(sql: string): Statement;
}

interface Statement {
  bind(...values: (string | number | null)[]): Statement;
  run(): Promise<{ meta: { changes: number } }>;
}

interface ExecutionContext {
  /** Keeps the Worker going for a promise when the answer has been given, or the client has gone. */
  waitUntil(promise: Promise<unknown>): void;
}

interface CacheStorage {
  /** The cache of the data centre that answers. */
  readonly default: Cache;
}

interface Request {
  readonly cf?: { readonly clientAcceptEncoding?: string };
}

interface ResponseInit {
  /** "manual": the body is encoded already, as Content-Encoding says. */
  encodeBody?: "automatic" | "manual";
}

interface Scheduler {
  wait(milliseconds: number): Promise<void>;
}
