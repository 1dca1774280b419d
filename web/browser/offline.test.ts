import assert from "node:assert/strict";
import { look } from "./look.ts";
import { document_, scenario } from "./scenarios.ts";
import { decided, hashOf } from "./site.ts";

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

look("offline a policy is checked against the services that were seen before", { hash: hashOf(scenario(document_({ Effect: "Allow", Action: "s3:GetObjct", Resource: "*" }))) }, async (page) => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.reload();
  await page.locator(".cm-lintRange-error").waitFor();
  await page.context().setOffline(true);
  await page.reload();
  await page.locator(".cm-lintRange-error", { hasText: "s3:GetObjct" }).waitFor();
});
