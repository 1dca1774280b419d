import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { fetchModule, NoEngine } from "../src/fetchmodule.ts";

/** The smallest module there is, and one of another make. */
const right = Buffer.from("\0asm\x01\0\0\0", "latin1");
const other = Buffer.concat([right, Buffer.from([0, 1, 0])]);
const sum = createHash("sha256").update(right).digest("hex");
const address = new URL("https://iam.example.org/engine-ABCD2345.wasm");

type Served = Response | "no network";
const served = (body: Buffer | ReadableStream, type = "application/wasm", status = 200) => new Response(body as BodyInit, { status, headers: { "Content-Type": type } });

/** A body that ends in the middle. */
const cut = () => new ReadableStream({ start: (stream) => (stream.enqueue(right.subarray(0, 4)), stream.error(new Error("connection lost"))) });

for (const { name, answers, caches, said } of [
  { name: "the module", answers: [() => served(right)], caches: ["default"] },
  { name: "a module that the server calls something else", answers: [() => served(right, "application/octet-stream")], caches: ["default"] },
  { name: "a module of another make in the cache", answers: [() => served(other), () => served(right)], caches: ["default", "reload"] },
  { name: "half a module in the cache", answers: [() => served(right.subarray(0, 5)), () => served(right)], caches: ["default", "reload"] },
  { name: "a connection that breaks off", answers: [() => served(cut()), () => served(right)], caches: ["default", "reload"] },
  { name: "a module of another make from everywhere", answers: [() => served(other), () => served(other)], caches: ["default", "reload"], said: /not the engine that belongs to this page/ },
  { name: "a page that asks to sign in", answers: [() => served(Buffer.from("<p>Please sign in"), "text/html"), () => served(Buffer.from("<p>Please sign in"), "text/html")], caches: ["default", "reload"], said: /not the engine that belongs to this page/ },
  { name: "nothing", answers: [() => served(right, "text/html", 404)], caches: ["default"], said: /the server answered 404/ },
  { name: "no network", answers: [() => "no network" as const], caches: ["default"], said: /no network/ },
  { name: "another make in the cache and no network", answers: [() => served(other), () => "no network" as const], caches: ["default", "reload"], said: /no network/ },
] as { name: string; answers: (() => Served)[]; caches: string[]; said?: RegExp }[]) {
  test(`where there is ${name}`, async (t) => {
    const asked: string[] = [];
    t.mock.method(globalThis, "fetch", async (_: URL, init: RequestInit) => {
      asked.push(init.cache!);
      const answer = answers.shift()!();
      if (answer === "no network") throw new TypeError("fetch failed");
      return answer;
    });
    if (said) await assert.rejects(fetchModule(address, sum), (error) => error instanceof NoEngine && said.test(error.message) && error.message.endsWith("."));
    else assert.deepEqual(WebAssembly.Module.exports(await fetchModule(address, sum)), []);
    assert.deepEqual(asked, caches);
  });
}
