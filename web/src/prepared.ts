// The first example's answer, from when the page was built: a newcomer sees a verdict before the module has come. The module
// is asked all the same, and what it says counts.

import type { Call, Engine } from "./engine.ts";

export interface Prepared {
  calls: Call[];
  answers: string[];
}

/** An engine that knows one answer by heart. confirmed is told when the module has answered that question, too, and whether alike. */
export function withPrepared(engine: Engine, prepared: Prepared, confirmed: (milliseconds: number, alike: boolean) => void): Engine {
  let used = false;
  return {
    async ask(calls) {
      if (used || JSON.stringify(calls) !== JSON.stringify(prepared.calls)) {
        used = true;
        return engine.ask(calls);
      }
      used = true;
      void engine.ask(calls).then((reply) => {
        if (reply.kind === "answer") confirmed(reply.milliseconds, reply.answers.every((answer, i) => answer === prepared.answers[i]));
        else if (reply.kind !== "overtaken") confirmed(0, false); // the next question hears why
      });
      return { kind: "answer", answers: prepared.answers, milliseconds: 0 };
    },
  };
}
