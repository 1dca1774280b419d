import assert from "node:assert/strict";
import { test } from "node:test";
import { look, site } from "./look.ts";
import { decided } from "./site.ts";

look("the library is searched, and an example opens at its own address", {}, async (page) => {
  await decided(page, "allowed");
  await page.locator("input.title").fill("Mine");
  await page.waitForFunction(() => Object.values(localStorage).some((text) => String(text).includes("Mine")));
  await page.getByRole("button", { name: "Examples" }).click();
  const cards = page.getByRole("dialog").getByRole("link");
  await cards.first().waitFor();
  const all = await cards.count();
  assert.ok(all >= 25, `${all} examples`);
  await page.getByRole("button", { name: /^Private APIs/ }).click();
  assert.ok((await cards.count()) < all);
  await page.getByRole("button", { name: /^All/ }).click();
  await page.getByLabel("Search the examples").fill("across accounts both sides");
  assert.ok((await cards.count()) < 5);
  await cards.filter({ hasText: "Across accounts, both sides must allow" }).click();
  await page.waitForFunction(() => location.pathname === "/x/cross-account-both-sides");
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.match(await page.locator("input.title").inputValue(), /both sides must allow/);
  // Nothing of it is kept, and what was there comes back.
  await page.getByRole("button", { name: "Back to what was here" }).click();
  assert.equal(await page.locator("input.title").inputValue(), "Mine");
});

look("an example opens by its address, and what is changed in it becomes the draft", { hash: "x/first-api-call" }, async (page) => {
  await page.locator("#verdict:not([data-decision=none])").waitFor();
  assert.match(await page.locator(".requests .ph").innerText(), /(\d+) of \1 as expected/);
  await page.locator("input.title").fill("Changed");
  await page.waitForFunction(() => location.pathname === "/" && location.hash.startsWith("#v1."));
  await page.reload();
  assert.equal(await page.locator("input.title").inputValue(), "Changed");
});

look("a clean slate has an address, and the draft is kept", { hash: "new" }, async (page) => {
  await page.locator("#verdict", { hasText: "Nothing asked" }).waitFor();
  assert.equal(await page.locator(".rt tbody tr").count(), 0);
  await page.getByRole("tab", { name: "Start", selected: true }).waitFor();
  await page.getByRole("button", { name: "Scenario menu" }).click();
  await page.getByRole("menuitem", { name: /^Keys/ }).click();
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
});

test("an address of no example is not found", async () => {
  assert.equal((await fetch(`${site().address}x/nothing-like-it`)).status, 404);
});

test("every example is decided as its requests expect", { timeout: 120_000 }, async () => {
  const { address, browser } = site();
  const list = (await (await fetch(`${address}examples/index.json`)).json()) as { name: string }[];
  const page = await browser.newPage();
  const wrong: string[] = [];
  for (const { name } of list) {
    await page.goto(`${address}x/${name}`);
    await page.locator("#verdict:not([data-decision=none])").waitFor({ state: "attached" });
    if ((await page.locator(".rt .exp.fail").count()) > 0) wrong.push(name);
  }
  await page.close();
  assert.deepEqual(wrong, []);
});
