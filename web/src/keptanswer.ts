// The answer to the draft that was written last, kept beside it: the next visit shows its verdict before the module has come.
// The module is asked all the same, and what it says counts. An answer counts only for the very module that gave it, and for
// the very question.

import type { Storage } from "./draft.ts";
import type { Prepared } from "./prepared.ts";

const answerKey = "iam-policy-playground.answer";

/** How long what is kept may be, in UTF-16 units: the room is the drafts'. */
const most = 400_000;

/** Keeps an answer in the place of the one before; module names the module that gave it. */
export function writeAnswer(storage: Storage | undefined, module: string, { calls, answers }: Prepared): void {
  const text = JSON.stringify({ module, calls, answers });
  try {
    if (text.length <= most) storage?.setItem(answerKey, text);
  } catch {
    // full, or denied: the next visit waits for the module
  }
}

/** The answer that is kept, if that module gave it. */
export function readAnswer(storage: Storage | undefined, module: string): Prepared[] {
  try {
    const kept = JSON.parse(storage?.getItem(answerKey) ?? "null") as (Prepared & { module: string }) | null;
    if (kept?.module !== module) return [];
    kept.answers.forEach((answer) => void JSON.parse(answer)); // throws if it is not ours
    return [{ calls: kept.calls, answers: kept.answers }];
  } catch {
    return [];
  }
}

/** Forgets the answer: it is of a draft that is no more, or not any longer like that. */
export function forgetAnswer(storage: Storage | undefined): void {
  try {
    storage?.removeItem(answerKey);
  } catch {
    // denied: there is none
  }
}
