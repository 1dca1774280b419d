import assert from "node:assert/strict";
import { look } from "./look.ts";
import { decided } from "./site.ts";

look("without a network the page is what it was, and decides", {}, async (page) => {
  await decided(page, "allowed");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.reload(); // what the first visit loaded before the worker was there
  await decided(page, "allowed");
  await page.locator(".foot", { hasText: "Catalog of" }).waitFor();
  await page.context().setOffline(true);
  await page.reload();
  await decided(page, "allowed");
  await page.getByRole("switch", { name: "CallPets is in effect" }).click();
  await decided(page, "implicitDeny");
  await page.goto(new URL("new", page.url()).href);
  await page.locator("#verdict", { hasText: "Nothing asked" }).waitFor();
  assert.equal(await page.locator(".toast.problem").count(), 0);
});
