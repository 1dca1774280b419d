// The text of a policy as lines for a reader who does not edit: tokens, the statements' rails, and the place of the current step.

import type { MarkedStatement, StatementMark } from "../trace.ts";

/** A piece of a line. kind: key, string, punctuation, the effect of a statement, or else plain. */
export interface Piece {
  text: string;
  kind: "k" | "s" | "p" | "e" | "";
  /** The current step speaks of exactly this. */
  marked: boolean;
}

export interface Line {
  pieces: Piece[];
  statement: StatementMark | undefined;
  first: boolean;
  last: boolean;
  here: boolean;
  /** The line on which the current step's number stands. */
  bead: boolean;
}

const token = /"(?:[^"\\\n]|\\.)*"(?=(\s*:)?)|[{}[\],:]+|[^"{}[\],:]+|"/g;

/** Cuts a text; places are UTF-16 units. */
export function linesOf(text: string, statements: readonly MarkedStatement[], here: { from: number; to: number } | undefined): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let begun = false;
  // The place of a step in one line is outlined; what takes more lines is a field.
  const outlined = here && !text.slice(here.from, here.to).includes("\n") ? here : undefined;
  const from = here && leading(text, here.from);
  for (const raw of text.split("\n")) {
    const end = start + raw.length;
    const statement = statements.find((one) => one.from <= end && one.to > start);
    const inside = from !== undefined && here !== undefined && from <= end && here.to > start && here.to > here.from;
    lines.push({
      pieces: piecesOf(raw, start, outlined, statement?.mark),
      statement: statement?.mark,
      first: statement !== undefined && statement.from >= start,
      last: statement !== undefined && statement.to <= end + 1,
      here: inside,
      bead: inside && !begun,
    });
    begun ||= inside;
    start = end + 1;
  }
  return lines;
}

/** What a member's value starts with on its line belongs to the place, but a line that only ends there does not. */
function leading(text: string, from: number): number {
  return text[from] === "\n" ? from + 1 : from;
}

function piecesOf(raw: string, start: number, outlined: { from: number; to: number } | undefined, mark: StatementMark | undefined): Piece[] {
  const pieces: Piece[] = [];
  let key = "";
  for (const match of raw.matchAll(token)) {
    const [text, colon] = match;
    const at = start + match.index;
    let kind: Piece["kind"] = "";
    if (text.length > 1 && text.startsWith('"')) {
      kind = colon === undefined ? "s" : "k";
      if (kind === "k") key = text;
      else if (key === '"Effect"' && mark !== undefined && mark !== "none") kind = "e";
    } else if (/^[{}[\],:]/.test(text)) kind = "p";
    if (!outlined || at + text.length <= outlined.from || at >= outlined.to) {
      pieces.push({ text, kind, marked: false });
      continue;
    }
    const [a, b] = [Math.max(outlined.from - at, 0), Math.min(outlined.to - at, text.length)];
    for (const [part, marked] of [[text.slice(0, a), false], [text.slice(a, b), true], [text.slice(b), false]] as const) if (part) pieces.push({ text: part, kind, marked });
  }
  return pieces;
}
