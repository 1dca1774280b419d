// JSON as text. What a reader typed or a file holds is shown as it is: a key that stands twice, or a number of forty
// digits, is what an error is about, and must not be lost by reading and writing it again.

/** Where a member's value stands, in UTF-16 units. */
export interface Place {
  key: string;
  start: number;
  end: number;
}

/** Returns the members of the object, or the elements of the array, that starts at a place of a valid JSON text. */
export function partsAt(text: string, start: number): Place[] {
  const parts: Place[] = [];
  const opening = text[start];
  if (opening !== "{" && opening !== "[") return parts;
  let at = skipBlanks(text, start + 1);
  while (at < text.length && text[at] !== "}" && text[at] !== "]") {
    let key = String(parts.length);
    if (opening === "{") {
      const end = endOfValue(text, at);
      key = JSON.parse(text.slice(at, end)) as string;
      at = skipBlanks(text, skipBlanks(text, end) + 1);
    }
    const end = endOfValue(text, at);
    parts.push({ key, start: at, end });
    at = skipBlanks(text, end);
    if (text[at] === ",") at = skipBlanks(text, at + 1);
  }
  return parts;
}

/** Lays a valid JSON text out in lines, two blanks a level. Every token stays as it is. */
export function layOut(text: string): string {
  let out = "";
  let level = 0;
  const line = () => "\n" + "  ".repeat(level);
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const c = text[at]!;
    if (c === "{" || c === "[") {
      const next = skipBlanks(text, at + 1);
      if (text[next] === "}" || text[next] === "]") {
        out += c + text[next]!;
        at = next + 1;
        continue;
      }
      level++;
      out += c + line();
    } else if (c === "}" || c === "]") {
      level--;
      out += line() + c;
    } else if (c === ",") out += c + line();
    else if (c === ":") out += ": ";
    else {
      const end = endOfScalar(text, at);
      out += text.slice(at, end);
      at = end;
      continue;
    }
    at++;
  }
  return out;
}

/** Sets one member of the object that a valid JSON text is, or takes it out where the value is undefined. What stands beside it stays as it is. */
export function setMember(text: string, name: string, value: unknown): string {
  const opening = skipBlanks(text, 0);
  const members = partsAt(text, opening);
  const at = members.findLastIndex((member) => member.key === name);
  if (value === undefined) return at < 0 ? text : withoutMember(text, opening, members, at);
  const written = layOut(JSON.stringify(value)).replaceAll("\n", "\n  ");
  if (at >= 0) return text.slice(0, members[at]!.start) + written + text.slice(members[at]!.end);
  const last = members.at(-1);
  const member = `\n  ${JSON.stringify(name)}: ${written}`;
  return last ? `${text.slice(0, last.end)},${member}${text.slice(last.end)}` : `{${member}\n}`;
}

function withoutMember(text: string, opening: number, members: Place[], at: number): string {
  if (members.length === 1) return "{}";
  // A member reaches from where the one before ends; the first one to where the next one's key begins.
  if (at > 0) return text.slice(0, members[at - 1]!.end) + text.slice(members[at]!.end);
  const next = skipBlanks(text, skipBlanks(text, members[0]!.end) + 1);
  return text.slice(0, skipBlanks(text, opening + 1)) + text.slice(next);
}

/** Where a valid JSON value that starts at a place ends. */
function endOfValue(text: string, start: number): number {
  let level = 0;
  for (let at = start; at < text.length; ) {
    const c = text[at]!;
    if (c === "{" || c === "[") level++;
    else if (c === "}" || c === "]") level--;
    else if (c !== "," && c !== ":" && !isBlank(c)) {
      at = endOfScalar(text, at);
      if (level === 0) return at;
      continue;
    }
    at++;
    if (level === 0) return at;
  }
  return text.length;
}

function endOfScalar(text: string, start: number): number {
  let at = start;
  if (text[at] !== '"') {
    while (at < text.length && !isBlank(text[at]!) && !",:]}".includes(text[at]!)) at++;
    return Math.max(at, start + 1);
  }
  for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
  return at + 1;
}

function skipBlanks(text: string, at: number): number {
  while (at < text.length && isBlank(text[at]!)) at++;
  return at;
}

function isBlank(c: string): boolean {
  return c === " " || c === "\n" || c === "\r" || c === "\t";
}
