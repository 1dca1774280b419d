// Fixes as changes of a text.

import { unitsOf } from "./offsets.ts";
import type { Edit, Fix } from "./results.ts";

/** A stretch of a text, in UTF-16 units, and what takes its place. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** The edits of a fix, which count bytes, as changes of the text that they are of. */
export function changesOf(text: string, edits: readonly Edit[]): Change[] {
  const unit = unitsOf(text);
  return edits.map(({ span, text: insert }) => ({ from: unit(span[0]), to: unit(span[1]), insert }));
}

/** The text after changes that stand in its order and do not overlap. */
export function changed(text: string, changes: readonly Change[]): string {
  let out = "";
  let at = 0;
  for (const { from, to, insert } of changes) {
    out += text.slice(at, from) + insert;
    at = to;
  }
  return out + text.slice(at);
}

/** Several changes as one: the smallest stretch that holds them all. */
export function asOne(text: string, changes: readonly Change[]): Change {
  const from = changes[0]?.from ?? 0;
  const to = changes.at(-1)?.to ?? 0;
  const shifted = changes.map((one) => ({ ...one, from: one.from - from, to: one.to - from }));
  return { from, to, insert: changed(text.slice(from, to), shifted) };
}

/** One fix that does what the best fix of each does; undefined where there are fewer than two, or two are about the same bytes. */
export function allOf(title: string, fixes: readonly Fix[]): Fix | undefined {
  const edits = fixes.flatMap(({ edits }) => edits).sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  const apart = edits.every(({ span }, i) => i === 0 || edits[i - 1]!.span[1] <= span[0]);
  return fixes.length > 1 && apart ? { title, edits } : undefined;
}
