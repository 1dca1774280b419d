// Fixes as changes of a text.

import { unitsOf } from "./offsets.ts";
import type { Edit } from "./results.ts";

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
