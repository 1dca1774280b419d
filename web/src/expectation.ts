// What a request is expected to get, and whether it got it.

import { wordOf } from "./outcomes.ts";
import type { Result } from "./results.ts";
import type { Expectation } from "./scenario.gen.ts";
import { textOf, type Fields } from "./state.ts";

/** Decisions that a request may expect. */
export const expectations: string[] = ["allowed", "explicitDeny", "implicitDeny", "denied", "depends", "unauthenticated", "refused", "error"] satisfies Expectation[];

/** Whether a decision is the expected one; undefined where nothing is expected, or not decided yet. */
export function asExpected(result: Result | undefined, fields: Fields): boolean | undefined {
  const expected = fields["expect"];
  if (!result || expected === undefined) return undefined;
  return expected === result.decision || (expected === "denied" && (result.decision === "explicitDeny" || result.decision === "implicitDeny"));
}

/** The word for an expectation. */
export function expectationWord(expected: unknown): string {
  return expected === "denied" || expected === "error" ? expected : wordOf(textOf(expected));
}
