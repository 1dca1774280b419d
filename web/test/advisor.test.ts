import assert from "node:assert/strict";
import { test } from "node:test";
import { startAdvisor } from "../src/advisor.ts";
import type { Catalog } from "../src/catalog.ts";
import type { Call, Reply } from "../src/engine.ts";
import { inLanes } from "../src/lanes.ts";

/** An engine that notes what it is asked, and answers when it is told to. */
function fakeEngine() {
  const asked: Call[][] = [];
  const answers: ((reply: Reply) => void)[] = [];
  const engine = { ask: (calls: Call[]) => new Promise<Reply>((answer) => (asked.push(calls), answers.push(answer))) };
  const answer = (...texts: unknown[]) => answers.shift()!({ kind: "answer", answers: texts.map((text) => JSON.stringify(text)), milliseconds: 1 });
  const fail = (kind: "tooSlow" | "stopped") => answers.shift()!(kind === "tooSlow" ? { kind } : { kind, message: "" });
  return { engine, asked, answer, fail };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const inputs = (asked: Call[][]) => asked.map((calls) => calls.map(({ operation, input }) => `${operation} ${input}`));

const records: Record<string, string> = { s3: "s s3|S3\na GetObject|R\n", sqs: "s sqs|SQS\n" };

function fakeCatalog(): Catalog {
  return {
    index: async () => ({ version: "", date: "", globalKeys: [], services: [{ prefix: "s3", name: "S3", actions: 1 }, { prefix: "sqs", name: "SQS", actions: 0 }] }),
    service: async () => undefined,
    records: async (prefix) => records[prefix],
    managedPolicies: async () => [],
  };
}

const index = "6 s s3|S3\ns sqs|SQS\n";
const learned = { engine: "", services: 1 };
const finding = { policy: 0, span: [1, 2], severity: "error", code: "X", message: "x" };

test("the more urgent question goes first, and of each kind only the latest waits", async () => {
  const { engine, asked, answer } = fakeEngine();
  const ask = inLanes(engine);
  const call = (input: string) => () => [{ operation: 1, input }];
  const replies = [ask(1, call("a")), ask(1, call("b")), ask(1, call("c")), ask(0, call("d"))];
  assert.deepEqual(await replies[1], { kind: "overtaken" });
  for (let i = 0; i < 3; i++) {
    answer(i);
    await settled();
  }
  assert.deepEqual(inputs(asked), [["1 a"], ["1 d"], ["1 c"]]);
  assert.deepEqual(await Promise.all([replies[0], replies[3], replies[2]].map(async (reply) => ((await reply) as { answers: string[] }).answers)), [["0"], ["1"], ["2"]]);
});

test("the first question brings the index, and what is wanted is learned before it is asked again", async () => {
  const { engine, asked, answer } = fakeEngine();
  const advisor = startAdvisor(engine, fakeCatalog());
  const early: unknown[] = [];
  const found = advisor.check("{}", (findings) => early.push(findings));
  await settled();
  answer(learned, { findings: [], wants: ["s3", "nosuch"] });
  await settled();
  assert.deepEqual(early, [[]]);
  answer(learned, { findings: [finding], wants: ["nosuch"] });
  assert.deepEqual(await found, [finding]);
  assert.deepEqual(inputs(asked), [[index, "7 {}"], [`6 ${records["s3"]}`, "7 {}"]]);
});

test("a new instance is taught the index anew", async () => {
  for (const kind of ["tooSlow", "stopped"] as const) {
    const { engine, asked, answer, fail } = fakeEngine();
    const advisor = startAdvisor(engine, fakeCatalog());
    const first = advisor.summary("a");
    await settled();
    answer(learned, { policies: [{ statements: [{ span: [0, 2], say: "Lets" }] }], wants: [] });
    assert.deepEqual(await first, [[{ span: [0, 2], say: "Lets" }]]);
    const slow = advisor.summary("b");
    await settled();
    fail(kind);
    assert.equal(await slow, undefined);
    void advisor.summary("c");
    await settled();
    assert.deepEqual(inputs(asked), [[index, "10 a"], ["10 b"], [index, "10 c"]]);
  }
});

test("a question that always wants more is asked a few times only", async () => {
  const { engine, asked, answer } = fakeEngine();
  const advisor = startAdvisor(engine, { ...fakeCatalog(), records: async (prefix) => `s ${prefix}|x\n` });
  const offers = advisor.complete("{}", { policy: 1, offset: 7 });
  for (let i = 0; i < 5; i++) {
    await settled();
    answer({ span: [0, 0], options: [], wants: [`s${i}`] });
  }
  assert.deepEqual(await offers, { span: [0, 0], options: [], wants: ["s4"] });
  assert.equal(asked.length, 5);
  assert.deepEqual(asked[4]!.at(-1), { operation: 8, input: '{"policy":1,"offset":7,"scenario":{}}' });
});

test("without the catalog it is asked all the same", async () => {
  const { engine, asked, answer } = fakeEngine();
  const advisor = startAdvisor(engine, { ...fakeCatalog(), index: () => Promise.reject(new Error("offline")), records: () => Promise.reject(new Error("offline")) });
  const found = advisor.check("{}", () => {});
  await settled();
  answer({ findings: [{ ...finding, policy: -1, path: "policies[0]" }], wants: ["s3"] });
  const { policy: _, ...about } = finding;
  assert.deepEqual(await found, [{ ...about, path: "policies[0]" }]);
  assert.deepEqual(inputs(asked), [["7 {}"]]);
});

test("a module that does not know the operation, and a place where nothing stands, are no answers", async () => {
  const { engine, answer } = fakeEngine();
  const advisor = startAdvisor(engine, fakeCatalog());
  const hovered = advisor.hover("{}", { policy: 0, offset: 1 });
  await settled();
  answer(learned, { engine: "", error: "no operation has this number" });
  assert.equal(await hovered, undefined);
  const nothing = advisor.hover("{}", { policy: 0, offset: 1 });
  await settled();
  answer({ engine: "" });
  assert.equal(await nothing, undefined);
});
