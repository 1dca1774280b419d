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
