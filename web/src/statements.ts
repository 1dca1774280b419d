// The statements of a policy's text, and the text without some of them: a reader switches a statement off to see what it does. The
// text itself stays as it is; what is decided has blanks in the statement's place, as many bytes, so that every span still fits.

import { layOut, partsAt, type Place } from "./jsontext.ts";
import { byteLength } from "./offsets.ts";

/** A statement with its place, in UTF-16 units. */
export interface Statement {
  start: number;
  end: number;
  /** Its Sid, else its number as the engine says it: "statement 2". */
  name: string;
  /** Allow, Deny, or whatever stands there. */
  effect: string;
}

interface Found {
  statements: Place[];
  /** A single statement may stand without a list around it. */
  bare: boolean;
}

/** Finds the statements of a policy, or of an authorizer's answer; nothing where the text is not JSON. */
function find(text: string): Found | undefined {
  try {
    if (!isObject(JSON.parse(text) as unknown)) return undefined;
  } catch {
    return undefined;
  }
  const members = partsAt(text, text.indexOf("{"));
  const document = members.findLast((member) => member.key === "policyDocument");
  const inside = document && text[document.start] === "{" ? partsAt(text, document.start) : members;
  const statement = inside.findLast((member) => member.key === "Statement");
  if (!statement) return undefined;
  if (text[statement.start] === "{") return { statements: [statement], bare: true };
  return { statements: partsAt(text, statement.start), bare: false };
}

/** The statements of a policy's text, in its order. */
export function statementsIn(text: string): Statement[] {
  return (find(text)?.statements ?? []).map(({ start, end }, i) => {
    const value: unknown = JSON.parse(text.slice(start, end));
    const { Sid, Effect } = isObject(value) ? value : {};
    return { start, end, name: typeof Sid === "string" && Sid !== "" ? Sid : `statement ${i + 1}`, effect: typeof Effect === "string" ? Effect : "" };
  });
}

/** The text with blanks in place of the statements that start at these places. It has as many bytes, and it is JSON if the text is. */
export function withoutStatements(text: string, off: readonly number[]): string {
  const found = off.length > 0 ? find(text) : undefined;
  if (!found) return text;
  const { statements, bare } = found;
  const kept = statements.map(({ start }) => !off.includes(start));
  if (kept.every(Boolean)) return text;
  if (bare) {
    const { start, end } = statements[0]!;
    return `${text.slice(0, start)}[${blanks(text.slice(start + 1, end - 1))}]${text.slice(end)}`;
  }
  let out = text.slice(0, statements[0]!.start);
  statements.forEach(({ start, end }, i) => {
    const own = text.slice(start, end);
    out += kept[i] ? own : blanks(own);
    if (i === statements.length - 1) return;
    // Between two statements stands a comma; it is wanted behind a kept one that another kept one follows.
    const between = text.slice(end, statements[i + 1]!.start);
    out += kept[i] && kept.includes(true, i + 1) ? between : blanks(between);
  });
  return out + text.slice(statements.at(-1)!.end);
}

/** As many bytes of nothing; lines stay lines. */
function blanks(text: string): string {
  let out = "";
  for (const character of text) out += /[ \t\r\n]/.test(character) ? character : " ".repeat(byteLength(character));
  return out;
}

/** Where the statements that are off start after the text was changed. One whose beginning was written over is on again. */
export function moveOff(before: string, after: string, off: readonly number[]): number[] {
  if (off.length === 0 || before === after) return [...off];
  const [old, now] = [find(before), find(after)];
  if (old && now && layOut(before) === layOut(after)) {
    return old.statements.flatMap(({ start }, i) => (off.includes(start) ? [now.statements[i]!.start] : []));
  }
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - same && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const moved = off.flatMap((at) => (at < same ? [at] : at >= before.length - tail ? [at + after.length - before.length] : []));
  // While the text is no JSON nobody knows where its statements are; what is left then must be one of them again.
  return now ? moved.filter((at) => now.statements.some(({ start }) => start === at)) : moved;
}

/** The engine counts what it is given; this is how its numbers are said of the whole text. */
export function numbering(text: string, off: readonly number[]): Map<number, number> {
  const numbers = new Map<number, number>();
  (find(text)?.statements ?? []).forEach(({ start }, i) => {
    if (!off.includes(start)) numbers.set(numbers.size + 1, i + 1);
  });
  return numbers;
}

/** A sentence with the numbers of the statements as the text has them. */
export function renumbered(sentence: string, numbers: Map<number, number>): string {
  return sentence.replace(/\bstatement (\d+)\b/g, (whole, number: string) => {
    const own = numbers.get(Number(number));
    return own === undefined ? whole : `statement ${own}`;
  });
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
