import assert from "node:assert/strict";
import { test } from "node:test";
import type { Call, Engine, Reply } from "../src/engine.ts";
import { forgetAnswer, readAnswer, writeAnswer } from "../src/keptanswer.ts";
import { withPrepared } from "../src/prepared.ts";

function memory() {
  const items = new Map<string, string>();
  return { items, getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value), removeItem: (key: string) => void items.delete(key) };
}

const calls: Call[] = [{ operation: 2, input: '{"scenario":1}' }];
const allowed = '{"engine":"1","results":[{"decision":"allowed"}]}';
const denied = '{"engine":"1","results":[{"decision":"implicitDeny"}]}';

test("an answer is kept for the module that gave it, and for no other", () => {
  const storage = memory();
  writeAnswer(storage, "engine-A.wasm", { calls, answers: [allowed] });
  assert.deepEqual(readAnswer(storage, "engine-A.wasm"), [{ calls, answers: [allowed] }]);
  assert.deepEqual(readAnswer(storage, "engine-B.wasm"), []);
  forgetAnswer(storage);
  assert.deepEqual(readAnswer(storage, "engine-A.wasm"), []);
  assert.equal(storage.items.size, 0);
});

test("what is not an answer is none, and a long one takes no room from drafts", () => {
  const storage = memory();
  writeAnswer(storage, "m", { calls, answers: [JSON.stringify("x".repeat(500_000))] });
  assert.equal(storage.items.size, 0);
  for (const text of ["{", "null", "[]", '{"module":"m"}', '{"module":"m","calls":[],"answers":["{"]}', '{"module":"m","calls":[],"answers":3}']) {
    storage.items.set("iam-policy-playground.answer", text);
    assert.deepEqual(readAnswer(storage, "m"), [], text);
  }
});

test("a storage that is denied, or full, throws at nobody", () => {
  const refuse = () => {
    throw new Error("denied");
  };
  const storage = { getItem: refuse, setItem: refuse, removeItem: refuse };
  writeAnswer(storage, "m", { calls, answers: [allowed] });
  forgetAnswer(storage);
  assert.deepEqual(readAnswer(storage, "m"), []);
});

/** An engine that answers everything alike, when it is let. */
function slow(answer: string): Engine & { asked: Call[][]; finish(): void } {
  let finish = () => {};
  const done = new Promise<void>((go) => (finish = go));
  const asked: Call[][] = [];
  return {
    asked,
    finish,
    async ask(these): Promise<Reply> {
      asked.push(these);
      await done;
      return { kind: "answer", answers: [answer], milliseconds: 5 };
    },
  };
}

for (const { name, says, alike } of [
  { name: "alike", says: allowed, alike: true },
  { name: "otherwise", says: denied, alike: false },
]) {
  test(`a known answer is there at once, and the engine is asked all the same: it decides ${name}`, async () => {
    const engine = slow(says);
    const heard: boolean[] = [];
    const knowing = withPrepared(engine, [{ calls, answers: [allowed] }], (_, same) => void heard.push(same));
    assert.deepEqual(await knowing.ask(calls), { kind: "answer", answers: [allowed], milliseconds: 0 });
    assert.deepEqual([engine.asked, heard], [[calls], []]);
    engine.finish();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(heard, [alike]);
    const again = await knowing.ask(calls);
    assert.equal(again.kind === "answer" && again.answers[0], says, "only the first question is known by heart");
  });
}

test("another question is the engine's alone", async () => {
  const engine = slow(denied);
  engine.finish();
  const knowing = withPrepared(engine, [{ calls, answers: [allowed] }], () => assert.fail("nothing was known"));
  const reply = await knowing.ask([{ operation: 2, input: '{"scenario": 1}' }]);
  assert.equal(reply.kind === "answer" && reply.answers[0], denied);
});
