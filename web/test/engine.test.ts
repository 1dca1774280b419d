import assert from "node:assert/strict";
import { test } from "node:test";
import { startEngine, timeLimit, type EngineStatus, type FromWorker, type Question, type Reply, type ToWorker, type WorkerLike } from "../src/engine.ts";

class FakeWorker implements WorkerLike {
  asked: Question[] = [];
  terminated = false;
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message?: string }) => void) | null = null;
  postMessage(message: ToWorker) {
    if ("calls" in message) this.asked.push(message);
  }
  terminate() {
    this.terminated = true;
  }
  say(data: FromWorker) {
    this.onmessage?.({ data });
  }
  answerLast(text: string) {
    this.say({ kind: "answer", id: this.asked.at(-1)!.id, answers: [text], milliseconds: 1 });
  }
}

function set() {
  const workers: FakeWorker[] = [];
  const clocks: { milliseconds: number; callback(): void; stopped: boolean }[] = [];
  const statuses: EngineStatus[] = [];
  const modules = [new Promise<WebAssembly.Module>(() => {})];
  const engine = startEngine({
    startWorker() {
      workers.push(new FakeWorker());
      return workers.at(-1)!;
    },
    module: () => modules.at(-1)!,
    after(milliseconds, callback) {
      const clock = { milliseconds, callback, stopped: false };
      clocks.push(clock);
      return () => (clock.stopped = true);
    },
    onStatus: (status) => statuses.push(status),
  });
  return { engine, workers, clocks, statuses, modules };
}

const calls = (input: string) => [{ operation: 1, input }];

test("a question waits for the module without the clock running", async () => {
  const { engine, workers, clocks } = set();
  const reply = engine.ask(calls("a"));
  assert.equal(workers[0]!.asked.length, 0);
  assert.equal(clocks.length, 0);
  workers[0]!.say({ kind: "ready" });
  assert.equal(clocks[0]!.milliseconds, timeLimit);
  workers[0]!.answerLast("A");
  assert.deepEqual(await reply, { kind: "answer", answers: ["A"], milliseconds: 1 } satisfies Reply);
  assert.ok(clocks[0]!.stopped);
});

test("of the questions that wait only the latest is asked", async () => {
  const { engine, workers } = set();
  workers[0]!.say({ kind: "ready" });
  const first = engine.ask(calls("a"));
  const second = engine.ask(calls("b"));
  const third = engine.ask(calls("c"));
  assert.deepEqual(await second, { kind: "overtaken" });
  workers[0]!.answerLast("A");
  assert.equal((await first).kind, "answer");
  assert.deepEqual(
    workers[0]!.asked.map((message) => message.calls[0]!.input),
    ["a", "c"],
  );
  workers[0]!.answerLast("C");
  assert.equal((await third).kind, "answer");
});

test("a question that takes too long ends its worker, and the next one gets a new worker", async () => {
  const { engine, workers, clocks, statuses } = set();
  workers[0]!.say({ kind: "ready" });
  const slow = engine.ask(calls("slow"));
  const next = engine.ask(calls("next"));
  clocks[0]!.callback();
  assert.deepEqual(await slow, { kind: "tooSlow" });
  assert.ok(workers[0]!.terminated);
  assert.equal(workers.length, 2);
  assert.deepEqual(statuses, ["ready", "arriving"]);
  workers[0]!.answerLast("too late"); // nobody listens any more
  workers[1]!.say({ kind: "ready" });
  workers[1]!.answerLast("N");
  assert.deepEqual(await next, { kind: "answer", answers: ["N"], milliseconds: 1 });
});

test("an instance that stopped is reported, and asking goes on", async () => {
  const { engine, workers } = set();
  workers[0]!.say({ kind: "ready" });
  const reply = engine.ask(calls("a"));
  workers[0]!.say({ kind: "stopped", id: 1, message: "unreachable" });
  assert.deepEqual(await reply, { kind: "stopped", message: "unreachable" });
  const again = engine.ask(calls("b"));
  workers[0]!.answerLast("B");
  assert.equal((await again).kind, "answer");
});

test("without an engine every question hears why, until the module was fetched again", async () => {
  const { engine, workers, statuses, modules } = set();
  const reply = engine.ask(calls("a"));
  workers[0]!.say({ kind: "failed", message: "no memory" });
  const failed = { kind: "failed", message: "The engine does not start: no memory." } satisfies Reply;
  assert.deepEqual(await reply, failed);
  assert.deepEqual(await engine.ask(calls("b")), failed);
  assert.ok(workers[0]!.terminated);
  modules.push(Promise.reject(new Error("No network.")));
  assert.deepEqual(await engine.ask(calls("c")), { kind: "failed", message: "No network." });
  modules.push(new Promise(() => {}));
  const answered = engine.ask(calls("d"));
  workers[0]!.say({ kind: "ready" }); // nobody listens any more
  workers[2]!.say({ kind: "ready" });
  workers[2]!.answerLast("D");
  assert.equal((await answered).kind, "answer");
  assert.deepEqual(statuses, ["failed", "arriving", "failed", "arriving", "ready"]);
});

test("a worker that does not start is a failure, too", async () => {
  const { engine, workers } = set();
  const reply = engine.ask(calls("a"));
  workers[0]!.onerror?.({ message: "Script error." });
  const { kind, message } = (await reply) as Extract<Reply, { kind: "failed" }>;
  assert.equal(kind, "failed");
  assert.match(message, /worker does not start/);
});
