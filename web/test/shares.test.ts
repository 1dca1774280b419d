import assert from "node:assert/strict";
import { test } from "node:test";
import { linkOf, openLink } from "../src/link.ts";
import { madeIn, madePart, movedSince } from "../src/made.ts";
import { maxShare, Shares, ShareTrouble } from "../src/shares.ts";

const problem = (status: number, name: string, more: object = {}, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: `/problems/${name}`, title: "T", status, detail: "D.", ...more }), { status, headers });

function answering(response: Response | Error): { shares: Shares; asked: { url: string; init: RequestInit | undefined }[] } {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  return {
    asked,
    shares: new Shares("https://iam.example/", (url, init) => {
      asked.push({ url, init });
      return response instanceof Error ? Promise.reject(response) : Promise.resolve(response.clone());
    }),
  };
}

test("a share is made, and a scenario goes as it is", async () => {
  const { shares, asked } = answering(new Response('{"id":"x","url":"https://iam.example/s/x","deleteToken":"t","expires":"2027-01-01T00:00:00Z"}', { status: 201 }));
  assert.equal((await shares.create({ kind: "public", scenario: '{"scenario": 1 }' }, "30d")).id, "x");
  assert.equal(asked[0]!.init!.body, '{"kind":"public","expires":"30d","scenario":{"scenario": 1 }}');
  assert.equal(asked[0]!.url, "https://iam.example/api/shares");
  assert.equal(asked[0]!.init!.credentials, "omit");
});

const create = (shares: Shares) => shares.create({ kind: "sealed", sealed: "AAAA" }, "90d");
const get = (shares: Shares) => shares.get("x");
const cases: { what: string; answer: Response | Error; ask(shares: Shares): Promise<unknown>; kind: string; says: RegExp }[] = [
  { what: "no network", answer: new TypeError("fetch failed"), ask: create, kind: "offline", says: /cannot be reached.*needs no server/ },
  { what: "a static folder", answer: new Response("<h1>404</h1>", { status: 404 }), ask: create, kind: "noServer", says: /no server of short links here/ },
  { what: "a static folder that answers everything with the page", answer: new Response("<!doctype html>"), ask: create, kind: "noServer", says: /no server/ },
  { what: "too many", answer: problem(429, "rate-limited", {}, { "Retry-After": "12" }), ask: create, kind: "rateLimited", says: /In 12 s there can be more/ },
  { what: "too many for long", answer: problem(429, "rate-limited", {}, { "Retry-After": "600" }), ask: create, kind: "rateLimited", says: /In 10 minutes/ },
  { what: "too large", answer: problem(413, "too-large", { size: 70000, limit: 65536 }), ask: create, kind: "tooLarge", says: /takes 70,000 bytes, and a short link holds 65,536\. The link with everything in it/ },
  { what: "switched off", answer: problem(503, "writing-off"), ask: create, kind: "off", says: /makes no short links at the moment/ },
  { what: "the ceiling", answer: problem(503, "ceiling-reached"), ask: create, kind: "off", says: /as many short links today/ },
  { what: "a broken store", answer: problem(503, "store-unavailable"), ask: get, kind: "off", says: /nothing was changed/ },
  { what: "no such share", answer: problem(404, "not-found"), ask: get, kind: "notFound", says: /no share under this link/ },
  { what: "a deleted share", answer: problem(410, "gone"), ask: get, kind: "gone", says: /was deleted, or it expired/ },
  { what: "nonsense", answer: new Response('{"kind":"sealed"}'), ask: get, kind: "noServer", says: /no server/ },
  { what: "a wrong token", answer: problem(403, "wrong-token"), ask: (shares) => shares.remove("x", "t"), kind: "refused", says: /does not take this browser/ },
  { what: "a scenario with mistakes", answer: problem(422, "invalid-scenario"), ask: create, kind: "refused", says: /^T\. D\.$/ },
];
for (const { what, answer, ask, kind, says } of cases) {
  test(`${what}: a sentence`, async () => {
    await assert.rejects(ask(answering(answer).shares), (error) => {
      assert.ok(error instanceof ShareTrouble);
      assert.equal(error.kind, kind);
      assert.match(error.message, says);
      return true;
    });
  });
}

test("what is too large is not even sent", async () => {
  const { shares, asked } = answering(new Error("not asked"));
  await assert.rejects(shares.create({ kind: "public", scenario: `{"title":"${"x".repeat(maxShare)}"}` }, "1d"), /takes 65,548 bytes/);
  assert.deepEqual(asked, []);
});

test("a server is there if it says so", async () => {
  assert.equal(await answering(new Response('{"module":"x","status":"ok"}')).shares.isThere(), true);
  assert.equal(await answering(new Response("<html>")).shares.isThere(), false);
  assert.equal(await answering(new TypeError("no")).shares.isThere(), false);
});

test("a link records what was decided, and opens as before", async () => {
  const made = { engine: "0.3.0+a_b.c", decisions: ["allowed", "explicitDeny", "depends", "", "error"] };
  const hash = (await linkOf('{"scenario":1}')) + madePart(made);
  assert.deepEqual(madeIn(hash), made);
  assert.equal(await openLink(hash), '{"scenario":1}');
  assert.match(hash, /[A-Za-z0-9]$/);
  assert.equal(madeIn("#v1.abc"), undefined);
  assert.equal(madeIn("#v1.abc&made=%E0%A4%A.a"), undefined);
  assert.deepEqual(movedSince(made, ["allowed", "implicitDeny", undefined, "allowed", "error"]), [{ request: 1, then: "explicitDeny", now: "implicitDeny" }]);
});
