import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { look } from "./look.ts";

look("the whole corpus is answered in the browser as by the library, byte for byte", { hash: "conformance" }, async (page) => {
  await page.locator("#state.good", { hasText: /^All [\d,]+ answers are the same/ }).waitFor({ timeout: 50_000 });
  const outcome = JSON.parse((await page.locator("html").getAttribute("data-outcome"))!) as { asked: number; alike: number; module: string };
  assert.ok(outcome.asked > 1000, `${outcome.asked} scenarios`);
  assert.equal(outcome.alike, outcome.asked);
  const binary = readFileSync(new URL("../../engine.wasm", import.meta.url));
  assert.equal(outcome.module, createHash("sha256").update(binary).digest("hex"));
});

look("an answer that differs is named", { hash: "new", width: 390, height: 844 }, async (page) => {
  await page.context().route("**/conformance/corpus.json", async (route) => {
    const corpus = (await (await route.fetch()).json()) as { scenarios: { name: string; answer: string }[] };
    corpus.scenarios = corpus.scenarios.slice(0, 5);
    corpus.scenarios[3]!.answer = "0".repeat(64);
    await route.fulfill({ json: corpus });
  });
  const name = new URL("conformance", page.url()).href;
  await page.goto(name);
  await page.locator("#state.bad", { hasText: "1 of 5 answers differ." }).waitFor();
  assert.equal(await page.locator("#differences li").count(), 1);
});
