// Byte offsets and editor positions. The engine counts UTF-8 bytes, the editor UTF-16 units; only this file converts.

/** The largest number of bytes that one UTF-16 unit takes in UTF-8. */
const widest = 3;

/** The texts that were asked about last: a page asks about the same few again and again. */
const recent = new Map<string, (byte: number) => number>();
const remembered = 8;

/**
 * Returns a function from byte offsets of the text's UTF-8 form to offsets in UTF-16 units. An offset inside a character
 * becomes the character's start, one beyond the end becomes the end. A lone surrogate counts as the three bytes of U+FFFD,
 * which encoders put in its place.
 */
export function unitsOf(text: string): (byte: number) => number {
  const known = recent.get(text);
  if (known) return known;
  const made = convert(text);
  if (recent.size >= remembered) recent.delete(recent.keys().next().value!);
  recent.set(text, made);
  return made;
}

function convert(text: string): (byte: number) => number {
  const bytes: number[] = []; // where each character that is not ASCII starts, in bytes …
  const units: number[] = []; // … and in units
  let byte = 0;
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      byte++;
      i++;
      continue;
    }
    bytes.push(byte);
    units.push(i);
    const wide = isPair(text, i);
    byte += code < 0x800 ? 2 : wide ? 4 : widest;
    i += wide ? 2 : 1;
  }
  return (offset) => {
    const at = Math.min(Math.max(offset, 0), byte);
    const k = lastNotAfter(bytes, at);
    if (k < 0) return at;
    const start = units[k]!;
    const wide = isPair(text, start);
    const width = text.charCodeAt(start) < 0x800 ? 2 : wide ? 4 : widest;
    const past = at - bytes[k]!;
    return past < width ? start : start + (wide ? 2 : 1) + (past - width);
  };
}

/** Returns the number of bytes of the text in UTF-8. */
export function byteLength(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) n++;
    else if (code < 0x800) n += 2;
    else if (isPair(text, i)) {
      n += 4;
      i++;
    } else n += widest;
  }
  return n;
}

/** Tells whether a whole surrogate pair starts at a unit. */
function isPair(text: string, i: number): boolean {
  const high = text.charCodeAt(i);
  const low = text.charCodeAt(i + 1);
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

/** Index of the last element of a rising list that is not above the limit, or -1. */
function lastNotAfter(list: number[], limit: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
