// The Worker. What is asked for often is answered here, without the Go app: the module of the page, evaluations, and
// shares that the data centre's cache has. The page's other files are served before the Worker is asked at all.

import { busy, evaluated, fault, moduleFile, rateLimited, version, type Recorded } from "answers";
import { app, Busy } from "./app.ts";
import { client } from "./client.ts";
import { cached, forget, plain, shareOf } from "./edge.ts";
import { engine, evaluate } from "./evaluator.ts";
import { purge } from "./purge.ts";

/** The bindings of wrangler.jsonc. */
interface Env {
  ASSETS: Assets;
  DB: Database;
  CREATES: RateLimit;
  EVALUATIONS: RateLimit;
}

/** The largest body that anything is made of, in bytes: a scenario to evaluate. */
const largest = 1 << 20;

/** How much of a larger one is read to its end, in bytes. */
const patience = 256 << 10;

export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    try {
      return await answer(request, env, ctx);
    } catch (error) {
      console.error(error);
      return recorded(error instanceof Busy ? busy : fault);
    }
  },

  async scheduled(event: { scheduledTime: number }, env: Env): Promise<void> {
    await purge(env.DB, new Date(event.scheduledTime));
  },
};

async function answer(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  const url = new URL(request.url);
  const { method } = request;
  if (url.pathname.startsWith("/engine-")) return engineFile(request, env, url);
  if (method === "POST" && url.pathname === "/api/evaluate") return evaluation(request, env, ctx);
  if (method === "POST" && url.pathname === "/api/shares") {
    const { success } = await env.CREATES.limit({ key: client(request) });
    if (!success) {
      await read(request);
      return recorded(rateLimited);
    }
  }
  const share = shareOf(url.pathname);
  if (share && method === "GET" && !url.search) return cached(url, version, ctx, () => ask(request, env, ctx));
  const response = plain(await ask(request, env, ctx));
  if (share && method === "DELETE" && response.ok) await forget(url, share, version);
  return response;
}

/** Asks the Go app. It goes on when the client has gone: what it began to write, it ends. */
async function ask(request: Request, env: Env, ctx: ExecutionContext, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
  const { method, headers } = request;
  const whole = method === "GET" || method === "HEAD" ? undefined : (body ?? (await read(request)));
  const response = app(new Request(request.url, { method, headers, ...(whole?.length ? { body: whole } : {}) }), env, ctx);
  ctx.waitUntil(response.catch(() => {}));
  return response;
}

/** Evaluates. What cannot be evaluated, by its form or its size, the app says what is wrong with. */
async function evaluation(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  const { success } = await env.EVALUATIONS.limit({ key: client(request) });
  const body = await read(request);
  if (!success) return recorded(rateLimited);
  const { headers } = request;
  if (body.length > largest || !isJSON(headers.get("Content-Type") ?? "") || headers.has("Content-Encoding")) return plain(await ask(request, env, ctx, body));
  return recorded(evaluated, engine(evaluate, body));
}

const isJSON = (type: string) => type.split(";", 1)[0]!.trim().toLowerCase() === "application/json";

/**
 * Reads a body, but keeps no more than one byte beyond the largest. A little more is thrown away: the answer to a client
 * that was cut off while it sent may not arrive.
 */
async function read(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader && length <= largest + patience) {
    const { done, value } = await reader.read();
    if (done) break;
    if (length <= largest) chunks.push(value);
    length += value.length;
  }
  await reader?.cancel();
  const whole = new Uint8Array(Math.min(length, largest + 1));
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, whole.length - at);
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * The page's engine.wasm, compressed when it was built: a fifth smaller than what is compressed while it is sent. What a
 * client takes is said by cf.clientAcceptEncoding; the header is Cloudflare's own.
 */
async function engineFile(request: Request, env: Env, url: URL): Promise<Response> {
  const accepted = request.cf?.clientAcceptEncoding ?? request.headers.get("Accept-Encoding") ?? "";
  if (request.method !== "GET" || !url.pathname.endsWith(".wasm") || !/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted)) return env.ASSETS.fetch(request);
  const file = await env.ASSETS.fetch(new URL(`${url.pathname}.br`, url));
  if (!file.ok) return env.ASSETS.fetch(request);
  const headers = { ...moduleFile.headers, "Content-Encoding": "br", Vary: "Accept-Encoding" };
  return new Response(file.body, { headers, encodeBody: "manual" });
}

function recorded({ status, headers, body }: Recorded, instead?: Uint8Array<ArrayBuffer>): Response {
  return new Response(instead ?? body, { status, headers });
}
