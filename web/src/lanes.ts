// Questions of several kinds to one engine: the more urgent kind goes first, and of each kind only the latest question waits.

import type { Call, Engine, Reply } from "./engine.ts";

/** Asks in a lane; lane 0 is the most urgent. What is asked is made up when it is the question's turn. */
export type Ask = (lane: number, calls: () => Call[]) => Promise<Reply>;

interface Waiting {
  calls(): Call[];
  answer(reply: Reply): void;
}

export function inLanes(engine: Engine): Ask {
  const waiting: (Waiting | undefined)[] = [];
  let asking = false;

  async function next(): Promise<void> {
    const lane = waiting.findIndex(Boolean);
    if (asking || lane < 0) return;
    const question = waiting[lane]!;
    waiting[lane] = undefined;
    asking = true;
    const reply = await engine.ask(question.calls());
    asking = false;
    question.answer(reply);
    void next();
  }

  return (lane, calls) =>
    new Promise((answer) => {
      waiting[lane]?.answer({ kind: "overtaken" });
      waiting[lane] = { calls, answer };
      void next();
    });
}
