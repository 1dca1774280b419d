// The page /conformance: asks the engine in this browser every scenario of the corpus, and compares each answer with the
// library's by its SHA-256.

import "../style/conformance.css";
import moduleFile from "../gen/engine.wasm";
import { evaluate, type FromWorker, type ToWorker } from "./engine.ts";

/** build/corpus writes it. */
interface Corpus {
  engine: string;
  scenarios: { name: string; text: string; answer: string }[];
  sum: string;
}

/** What the run came to, for a test that reads it. */
interface Outcome {
  engine: string;
  module: string;
  asked: number;
  alike: number;
  sum: string;
  milliseconds: number;
}

/** How many scenarios the worker is asked at once. */
const batch = 20;

const trusted = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } } }).trustedTypes;
const policy = trusted?.createPolicy("playground", { createScriptURL: (url) => url });

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const sumOf = async (data: BufferSource) => hex(await crypto.subtle.digest("SHA-256", data));
const place = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;

async function load(file: string): Promise<Response> {
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`${file} could not be loaded: the server answered ${response.status}`);
  return response;
}

/** A worker that answers one batch after the other. */
async function startWorker(module: WebAssembly.Module): Promise<(texts: string[]) => Promise<string[]>> {
  const address = new URL(workerFile, import.meta.url).href;
  const worker = new Worker(policy?.createScriptURL(address) ?? address, { type: "module" });
  const hear = () =>
    new Promise<FromWorker>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => resolve(data);
      worker.onerror = (event) => reject(new Error(`the worker stopped: ${event.message}`));
    });
  const tell = (message: ToWorker) => {
    const heard = hear();
    worker.postMessage(message);
    return heard;
  };
  const ready = await tell({ module });
  if (ready.kind !== "ready") throw new Error("the engine could not be started");
  let id = 0;
  return async (texts) => {
    const reply = await tell({ id: ++id, calls: texts.map((input) => ({ operation: evaluate, input })) });
    if (reply.kind !== "answer") throw new Error("the engine stopped");
    return reply.answers;
  };
}

function figure(name: string, value: string): void {
  const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
  term.textContent = name;
  meaning.textContent = value;
  place("figures").append(term, meaning);
}

async function run(): Promise<void> {
  const binary = await (await load(moduleFile)).arrayBuffer();
  const corpus = (await (await load("conformance/corpus.json")).json()) as Corpus;
  const ask = await startWorker(await WebAssembly.compile(binary));
  const { scenarios } = corpus;
  const progress = place<HTMLProgressElement>("progress");
  progress.max = scenarios.length;
  const began = performance.now();
  const sums: string[] = [];
  for (let at = 0; at < scenarios.length; at += batch) {
    const answers = await ask(scenarios.slice(at, at + batch).map(({ text }) => text));
    for (const answer of answers) sums.push(await sumOf(new TextEncoder().encode(answer)));
    progress.value = sums.length;
    place("state").textContent = `${sums.length} of ${scenarios.length} scenarios are answered.`;
  }
  const milliseconds = Math.round(performance.now() - began);
  const different = scenarios.filter(({ answer }, i) => answer !== sums[i]);
  const sum = await sumOf(new TextEncoder().encode(sums.join("")));
  const count = (n: number) => n.toLocaleString("en");
  place("state").textContent =
    different.length === 0
      ? `All ${count(scenarios.length)} answers are the same, byte for byte.`
      : `${count(different.length)} of ${count(scenarios.length)} answers differ.`;
  place("state").className = different.length === 0 ? "good" : "bad";
  for (const { name } of different.slice(0, 100)) place("differences").querySelector("ol")!.append(Object.assign(document.createElement("li"), { textContent: name }));
  place("differences").hidden = different.length === 0;
  const module = await sumOf(binary);
  figure("SHA-256 of all answers here", sum);
  figure("of the native engine’s", corpus.sum);
  figure("Engine", `${corpus.engine}, ${count(binary.byteLength)} bytes, SHA-256 ${module}`);
  figure("Time", `${(milliseconds / 1000).toFixed(1)} s`);
  figure("Browser", navigator.userAgent);
  const outcome: Outcome = { engine: corpus.engine, module, asked: scenarios.length, alike: scenarios.length - different.length, sum, milliseconds };
  document.documentElement.dataset["outcome"] = JSON.stringify(outcome);
}

run().catch((error: unknown) => {
  place("state").textContent = `The run did not come to its end: ${error instanceof Error ? error.message : String(error)}.`;
  place("state").className = "bad";
});
