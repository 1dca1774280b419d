// Asks hosts of the engine every scenario of a corpus that build/conformance wrote, and compares each answer with the
// library's, byte for byte. It ends with status 1 where one differs.
//
//   node gen/test/bench/conformance.js CORPUS
//
// Node.js is always asked. PLAYGROUND_URL names a server of the page, for Chromium and for POST /api/evaluate; WORKER_URL
// one of the Worker.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { openSite, visit } from "../browser/site.ts";
import { evaluate } from "../src/engine.ts";
import { instantiate } from "../src/module.ts";

interface Asked {
  name: string;
  text: string;
  answer: string;
}

const corpus = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as { scenarios: Asked[]; sum: string };

/** The largest scenario that POST /api/evaluate takes, in bytes. */
const largest = 1 << 20;

const sumOf = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

let differing = 0;

async function compare(host: string, scenarios: Asked[], ask: (text: string) => Promise<Uint8Array> | Uint8Array): Promise<void> {
  const began = performance.now();
  let different = 0;
  for (const { name, text, answer } of scenarios) {
    if (sumOf(await ask(text)) === answer) continue;
    different++;
    console.log(`${host} answers otherwise: ${name}`);
  }
  tell(host, scenarios.length, began, different);
}

function tell(host: string, count: number, began: number, different: number): void {
  differing += different;
  console.log(`${host.padEnd(10)} ${String(count).padStart(6)} answers, ${((performance.now() - began) / 1000).toFixed(1)} s, ${different} differ`);
}

/** The page /conformance does it itself; it is handed this corpus in place of its own. */
async function askChromium(): Promise<void> {
  const site = await openSite();
  try {
    const began = performance.now();
    const { page, close } = await visit(site, "new");
    await page.context().route("**/conformance/corpus.json", (route) => route.fulfill({ path: process.argv[2]! }));
    await page.goto(new URL("conformance", site.address).href);
    await page.waitForFunction(() => document.documentElement.dataset["outcome"] ?? document.querySelector("#state.bad"), undefined, { timeout: 600_000 });
    const outcome = await page.locator("html").getAttribute("data-outcome");
    if (!outcome) throw new Error(await page.locator("#state").innerText());
    const { asked, alike } = JSON.parse(outcome) as { asked: number; alike: number };
    for (const name of await page.locator("#differences li").allInnerTexts()) console.log(`Chromium answers otherwise: ${name}`);
    tell("Chromium", asked, began, asked - alike);
    await close();
  } finally {
    await site.close();
  }
}

/** A server's POST /api/evaluate. */
const posting = (address: string) => async (text: string) => {
  const response = await fetch(new URL("api/evaluate", address), { method: "POST", body: text, headers: { "Content-Type": "application/json" } });
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return new Uint8Array(await response.arrayBuffer());
};

const module = new WebAssembly.Module(readFileSync(new URL("../../engine.wasm", import.meta.url)));
const instance = instantiate(module, console.error);
await compare("Node.js", corpus.scenarios, (text) => instance(evaluate, new TextEncoder().encode(text)));
const small = corpus.scenarios.filter(({ text }) => Buffer.byteLength(text) <= largest);
const { PLAYGROUND_URL: page, WORKER_URL: worker } = process.env;
if (page) {
  await askChromium();
  await compare("server", small, posting(page));
}
if (worker) await compare("workerd", small, posting(worker));
if (differing > 0) process.exit(1);
