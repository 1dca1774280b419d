// Asks the engines that run in Node.js, each workload in turn, and prints a line of JSON for each figure. The first
// argument is a folder that the benchmark's main program made: host.mjs, engine.wasm, opa.wasm and workloads.json. The
// second says what to do.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const [folder, what, ...rest] = process.argv.slice(2);
const read = (name) => readFileSync(join(folder, name));
const number = (name) => Number(process.env[`BENCH_${name}`]);
const [rounds, turnLength, warm, calls] = ["ROUNDS", "TURN", "WARM", "CALLS"].map(number);

/** Opens engine.wasm as the page does: a function that takes an operation and a text. */
async function open() {
  const { instantiate, serve } = await import(join(folder, "host.mjs"));
  const instance = instantiate(await WebAssembly.compile(read("engine.wasm")), () => {});
  return (operation, text) => serve(instance, operation, text);
}

const evaluate = 1;
const decide = 2;

/** A contender is a name and a function that does the work once; it throws where the answer is not the expected one. */
async function contenders(table, w) {
  const engine = await open();
  const expect = (answer, n) => {
    if (answer.split('"decision":"allowed"').length !== n + 1) throw new Error("not allowed: " + answer.slice(0, 300));
  };
  const list = [];
  const add = (name, run, per = 1) => list.push({ name, run, per, times: [] });
  if (table === "request") {
    add("engine.wasm", () => expect(engine(decide, w.many), w.requests), w.requests);
  } else {
    // The engine keeps documents that it compiled: each call gets a text that it has not seen.
    const parts = w.scenario.split('"Version":');
    let calls = 0;
    const fresh = () => parts.join(`"Id":"${calls++}","Version":`);
    add("engine.wasm", () => expect(engine(table === "text" ? decide : evaluate, fresh()), 1));
    add("engine.wasm, documents seen before", () => expect(engine(table === "text" ? decide : evaluate, w.scenario), 1));
  }
  if (w.simulation) await simulate(table, w, add);
  if (w.cedar && table !== "explanation") await cedar(table, w, add);
  if (w.opaData && table !== "explanation") await opa(table, w, add);
  return list;
}

async function simulate(table, w, add) {
  const { runSimulation, runUnsafeSimulation } = await import("@cloud-copilot/iam-simulate");
  const text = JSON.stringify(w.simulation);
  const asked = table === "request" ? () => w.simulation : () => JSON.parse(text);
  add("iam-simulate", async () => {
    const result = await runSimulation(asked(), {});
    if (result.overallResult !== "Allowed") throw new Error(JSON.stringify(result).slice(0, 300));
  });
  if (table !== "explanation") {
    add("iam-simulate, unsafe", async () => {
      const result = await runUnsafeSimulation(asked(), {});
      if ((result.result ?? result) !== "Allowed") throw new Error(JSON.stringify(result).slice(0, 300));
    });
  }
}

async function cedar(table, w, add) {
  const wasm = (await import("@cedar-policy/cedar-wasm/nodejs")).default;
  const check = (answer) => {
    if (answer.response?.decision !== "allow") throw new Error(JSON.stringify(answer).slice(0, 300));
  };
  if (table === "request") {
    wasm.preparsePolicySet("workload", { staticPolicies: w.cedar });
    add("cedar-wasm", () => check(wasm.statefulIsAuthorized({ ...w.cedarCall, entities: [], preparsedPolicySetId: "workload", validateRequest: false })));
  } else {
    add("cedar-wasm", () => check(wasm.isAuthorized({ ...w.cedarCall, entities: [], policies: { staticPolicies: w.cedar }, validateRequest: false })));
  }
}

async function opa(table, w, add) {
  const { loadPolicy } = (await import("@open-policy-agent/opa-wasm")).default;
  const policy = await loadPolicy(read("opa.wasm"), 1000);
  const text = JSON.stringify(w.opaData);
  policy.setData(w.opaData);
  add("opa-wasm", () => {
    if (table === "text") policy.setData(JSON.parse(text));
    const result = policy.evaluate(w.opaInput);
    if (result[0]?.result !== true) throw new Error(JSON.stringify(result));
  });
}

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const print = (line) => console.log(JSON.stringify(line));

/** The processor time of this process so far, in nanoseconds: on a machine that others use too, the clock tells of them. */
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1e3;
};

/** How long the runs between two looks at the processor's time take together, in nanoseconds: a look takes a microsecond or ten. */
const glance = 1e6;

/** Runs a contender for about so many milliseconds of processor time and returns nanoseconds a unit of work. */
async function turn(contender, length) {
  const { run, per, batch = 1 } = contender;
  const before = processor();
  let runs = 0;
  let took;
  do {
    for (let i = 0; i < batch; i++) {
      const result = run();
      if (result) await result;
    }
    runs += batch;
    took = processor() - before;
  } while (took < length * 1e6);
  contender.batch = Math.ceil(glance / (took / runs));
  return took / runs / per;
}

async function table(name, workload) {
  const w = JSON.parse(read("workloads.json")).find((one) => one.name === workload);
  const list = await contenders(name, w);
  for (const c of list) {
    try {
      await turn(c, warm);
    } catch (error) {
      c.error = String(error.message ?? error).split("\n")[0];
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const c of list) if (!c.error) c.times.push(await turn(c, turnLength));
  }
  for (const c of list) {
    print({ table: name, workload: w.name, engine: c.name, ...(c.error ? { error: c.error } : { nanoseconds: median(c.times) }) });
  }
}

/** One engine, from its import to its first decision, in this fresh process. */
async function start(name) {
  const w = JSON.parse(read("workloads.json")).find((one) => one.name === "M");
  const began = performance.now();
  const list = [];
  const add = (engine, run) => list.push({ engine, run });
  if (name === "engine.wasm") {
    const engine = await open();
    add(name, () => engine(decide, w.scenario));
  }
  if (name === "iam-simulate") await simulate("text", w, add);
  if (name === "cedar-wasm") await cedar("text", w, add);
  if (name === "opa-wasm") await opa("text", w, add);
  await list[0].run();
  print({ table: "start", workload: "M", engine: name, nanoseconds: (performance.now() - began) * 1e6 });
}

const compressed = (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length } }).length;

function size() {
  const cedarFolder = fileURLToPath(new URL("node_modules/@cedar-policy/cedar-wasm/web/", import.meta.url));
  print({ table: "size", workload: "module", engine: "engine.wasm", bytes: compressed(read("engine.wasm")) });
  print({ table: "size", workload: "module", engine: "cedar-wasm", bytes: compressed(readFileSync(join(cedarFolder, "cedar_wasm_bg.wasm"))) });
  print({ table: "size", workload: "module", engine: "opa-wasm", bytes: compressed(read("opa.wasm")) });
}

/** The module's memory never shrinks: what it is in the end is the most that any call needed. */
async function memory() {
  const { wasi } = await import(join(folder, "host.mjs"));
  let exports;
  const imports = { wasi_snapshot_preview1: wasi(() => exports.memory, () => {}) };
  exports = (await WebAssembly.instantiate(await WebAssembly.compile(read("engine.wasm")), imports)).exports;
  exports._initialize();
  // One call in a hundred has any of the texts, the others short ones, of which a hundred thousand take a minute.
  const texts = JSON.parse(read("mixed.json"));
  const short = texts.filter((text) => text.length < 2700);
  for (let i = 1; i <= calls; i++) {
    const text = i % 100 === 0 ? texts[(i / 100) % texts.length] : short[i % short.length];
    const input = new TextEncoder().encode(text.replace('"Version":', `"Id":"${i}","Version":`));
    const at = exports.buffer(input.length) >>> 0;
    new Uint8Array(exports.memory.buffer).set(input, at);
    exports.call((Math.floor(i / short.length) % 3) + 1, input.length);
    if ([calls / 100, calls / 10, calls / 2, calls].includes(i)) {
      print({ table: "memory", workload: String(i), engine: "engine.wasm", bytes: exports.memory.buffer.byteLength });
    }
  }
}

await { table, start, size, memory }[what](...rest);
