// What the first visit shows before any script ran. Times are measured by scripts/bench-page.sh.

import assert from "node:assert/strict";
import { test } from "node:test";
import { site } from "./look.ts";
import { hashOf } from "./site.ts";

test("the first example is decided in the page as it comes, and can be read without scripts", { timeout: 60_000 }, async () => {
  const html = await (await fetch(site().address)).text();
  const [head, body] = html.split("<body>");
  assert.deepEqual([head!.match(/<style/g)?.length, head!.match(/<script>/g)?.length], [1, 1], "one style sheet and one script are in the page itself");
  assert.doesNotMatch(body!, /<style|<script(?![^>]*\bsrc=)| style="| on[a-z]+="/);
  for (const width of [1440, 320]) {
    const context = await site().browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } });
    try {
      const page = await context.newPage();
      await page.goto(site().address);
      assert.match(await page.locator("#verdict").innerText(), /Allowed[^]*CallPets allows it/);
      for (const text of ["Alice reads the orders", '"DeleteOnlyWithMFA"']) await page.getByText(text).first().waitFor({ state: "visible" });
      assert.match(await page.locator("noscript").innerText(), /switched off/);
    } finally {
      await context.close();
    }
  }
});

test("the page takes the place of its picture without a jump", { timeout: 60_000 }, async () => {
  const context = await site().browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    let start = () => {};
    const started = new Promise<void>((resolve) => (start = resolve));
    await page.route(/\/main-[^/]*\.js$/, async (route) => {
      await started;
      await route.continue();
    });
    const places = () => page.evaluate(() => ["#verdict", ".flow", "#trace", ".rt", ".ph h2", ".ed", ".foot"].map((one) => JSON.stringify(document.querySelector(one)?.getBoundingClientRect())));
    await page.goto(site().address, { waitUntil: "commit" });
    await page.locator("#verdict[data-decision=allowed]").waitFor();
    const before = await places();
    start();
    await page.waitForFunction(() => performance.getEntriesByName("answered").length > 0);
    await page.locator(".cm-content").waitFor();
    assert.deepEqual(await places(), before);
  } finally {
    await context.close();
  }
});

test("the picture is not shown to who asks for something else", { timeout: 60_000 }, async () => {
  for (const { address, seen } of [
    { address: "", seen: true },
    { address: "?request=2", seen: false },
    { address: "x/cross-account-both-sides", seen: false },
    { address: hashOf({ scenario: 1, policies: [], requests: [] }), seen: false },
  ]) {
    const context = await site().browser.newContext();
    try {
      const page = await context.newPage();
      await page.route(/\/main-[^/]*\.js$/, (route) => route.abort("failed"));
      await page.goto(site().address + address);
      await page.getByText("A script of the page did not arrive").waitFor();
      assert.equal(await page.locator("#verdict").isVisible(), seen, address);
    } finally {
      await context.close();
    }
  }
});

test("a long text is there to its end before its editor is", { timeout: 60_000 }, async () => {
  const lines = Array.from({ length: 500 }, (_, i) => `  "line ${i}"`);
  const context = await site().browser.newContext();
  try {
    const page = await context.newPage();
    await page.route(/\/editor-[^/]*\.js$/, () => {}); // never comes
    await page.goto(site().address + hashOf({ scenario: 1, policies: [{ name: "Long", type: "identity", attachedTo: [], document: `[\n${lines.join(",\n")}\n]` }], requests: [] }));
    const text = page.getByRole("group", { name: "Long, policy text" });
    assert.equal((await text.textContent())?.trimEnd(), `[\n${lines.join(",\n")}\n]`);
  } finally {
    await context.close();
  }
});
