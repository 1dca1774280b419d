// What the page does when the world is hostile, or parts of it are missing.

import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { broken, look } from "./look.ts";
import { alice, document_, scenario, statement } from "./scenarios.ts";
import { decided, hashOf, paste } from "./site.ts";

const deflated = (text: string | Buffer) => "#v1." + deflateRawSync(text, { level: 9 }).toString("base64url");

const hostile: { name: string; hash: string; said: RegExp }[] = [
  { name: "another version", hash: "#v2.AAAA", said: /form v2, and this page opens v1 only/ },
  { name: "a bomb of deflate", hash: deflated(Buffer.alloc(200 << 20, 32)), said: /more than 1 MiB/ },
  { name: "ten megabytes", hash: "#v1." + "A".repeat(10 << 20), said: /more than 1 MiB/ },
  { name: "a link that was cut", hash: hashOf(scenario(document_(statement("Allow")))).slice(0, 60), said: /was not opened/ },
  { name: "other characters", hash: "#v1.é%00<script>", said: /was not opened/ },
  { name: "no JSON", hash: deflated("{]"), said: /not (a scenario|JSON)/i },
  { name: "no text", hash: deflated(Buffer.from([0xff, 0xfe, 0x00, 0x80])), said: /not text/ },
  { name: "JSON that is no scenario", hash: hashOf([1, 2, 3]), said: /not a scenario/ },
  { name: "a scenario of another version", hash: hashOf({ scenario: 2, policies: [], requests: [] }), said: /version 2/ },
  { name: "policies that are none", hash: hashOf({ scenario: 1, policies: "all", requests: {} }), said: /./ },
  { name: "deep nesting", hash: deflated(`{"scenario":1,"policies":[{"type":"identity","document":${"[".repeat(400_000)}${"]".repeat(400_000)}}],"requests":[]}`), said: /./ },
];

for (const { name, hash, said } of hostile) {
  look(`a link that holds ${name} is refused with a sentence, and the draft stays`, {}, async (page) => {
    await decided(page, "allowed");
    await page.locator("input.title").fill("My draft");
    await page.waitForFunction(() => Object.values(localStorage).some((text) => String(text).includes("My draft")));
    await page.evaluate((next) => (location.hash = next), hash);
    const told = page.locator(".toast.problem");
    await told.waitFor();
    assert.match(await told.innerText(), said);
    assert.match(await told.innerText(), /Your draft is as it was/);
    assert.equal(await page.locator("input.title").inputValue(), "My draft");
    await decided(page, "allowed");
    await page.evaluate(() => history.replaceState(null, "", location.pathname));
    await page.reload();
    await decided(page, "allowed");
    assert.equal(await page.locator("input.title").inputValue(), "My draft");
  });
}

look("an address with a hostile link opens the page all the same", { hash: deflated(Buffer.alloc(64 << 20, 32)) }, async (page) => {
  await page.locator(".toast.problem", { hasText: "more than 1 MiB" }).waitFor();
  await decided(page, "allowed");
});

broken("an editor whose code does not come leaves a plain field", (page) => page.route(/\/editor-[^/]*\.js$|\/chunk-[^/]*\.js$/, async (route) => {
  const response = await route.fetch();
  if ((await response.text()).length > 150_000) await route.abort("failed");
  else await route.fulfill({ response });
}), async (page) => {
  const field = page.locator("textarea", { hasText: "CallPets" }).or(page.getByRole("textbox", { name: /policy text/ }));
  await field.first().fill(JSON.stringify(document_(statement("Deny"))));
  await decided(page, "explicitDeny");
});

broken("a page whose scripts do not come shows its example, and says what is wrong", (page) => page.route(/\/main-[^/]*\.js$/, (route) => route.abort("failed")), async (page) => {
  await page.locator('#verdict[data-decision="allowed"]').waitFor(); // the picture, which answers to nobody
  await page.getByText("A script of the page did not arrive").waitFor({ state: "visible" });
});

/** Stands in for an engine that never ends: the worker answers that it is ready, and then nothing. */
const endless = `onmessage = (e) => { if (e.data.module) postMessage({kind: "ready"}); else for (;;); };`;

broken("an evaluation that takes too long ends its worker, and says so", (page) => page.route(/\/worker-[^/]*\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: endless })), async (page) => {
  await paste(page, JSON.stringify(document_(statement("Deny"))));
  await page.locator("#verdict", { hasText: "needed more than two seconds" }).waitFor();
  await page.waitForFunction(() => document.querySelector("#verdict")?.textContent?.includes("Try again"));
  // The workers that did not end are gone, that of the checks as well, and others wait.
  await page.waitForFunction(() => performance.getEntriesByType("resource").filter(({ name }) => /\/worker-[^/]*\.js$/.test(name)).length > 2);
  for (let i = 0; i < 100 && page.workers().length > 2; i++) await page.waitForTimeout(100);
  assert.ok(page.workers().length <= 2, `${page.workers().length} workers`);
});

broken("a worker that traps is replaced, and the next question is answered", (page) => page.addInitScript(() => {
  const post = Worker.prototype.postMessage;
  let asked = 0;
  Worker.prototype.postMessage = function (this: Worker, message: { calls?: { operation: number; input: string }[] }) {
    // The first question becomes one that the module does not survive: more bytes than it can take.
    if (message.calls && asked++ === 0) message = { ...message, calls: [{ operation: 1, input: "x".repeat(300 << 20) }] };
    post.call(this, message);
  } as typeof post;
}), async (page) => {
  await paste(page, JSON.stringify(document_(statement("Deny"), statement("Allow", { Principal: alice }))));
  await page.locator("#verdict[data-decision]:not([data-decision=allowed])").waitFor();
});
