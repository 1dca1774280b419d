// A scenario in the address: "#v1." and the base64url of its deflated JSON. Nothing of it ever reaches a server.

/** What stands before the data. A later form of the data gets another word. */
export const linkPrefix = "#v1.";

/** How large a scenario from a link may be, in bytes: deflate can make a thousandfold of what it is given. */
export const maxScenario = 1 << 20;

/** How long the data of a link may be, in characters. Text that does not shrink at all still fits. */
const maxData = Math.ceil((maxScenario * 4) / 3) + 4096;

/** A link that cannot be opened, with a sentence for its reader. */
export class BrokenLink extends Error {}

/** Tells whether the fragment of an address is meant to be a link to a scenario. */
export function isLink(hash: string): boolean {
  return /^#v\d+\./.test(hash);
}

/** Returns the fragment that opens a scenario. */
export async function linkOf(scenario: string): Promise<string> {
  // A link that ends in - or _ loses its last character in many a chat. A blank after the JSON changes the end.
  for (let blanks = 0; ; blanks++) {
    const data = base64url(await deflated(scenario + " ".repeat(blanks)));
    if (!/[-_]$/.test(data) || blanks === 8) return linkPrefix + data;
  }
}

/** Returns the scenario text of a fragment, or throws a BrokenLink. */
export async function openLink(hash: string): Promise<string> {
  if (!hash.startsWith(linkPrefix)) {
    const word = /^#(v\d+)\./.exec(hash)?.[1];
    throw new BrokenLink(word ? `This link has the form ${word}, and this page opens v1 only. A newer page may open it.` : "This link does not hold a scenario.");
  }
  const data = hash.slice(linkPrefix.length).split("&", 1)[0]!; // behind & stands what was recorded of it
  if (data.length > maxData) throw new BrokenLink("This link holds more than 1 MiB, so it was not opened.");
  return textOfBytes(await inflated(bytesOf(data)));
}

/** A text in UTF-8, made small. */
export function deflated(text: string): Promise<Uint8Array> {
  return through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text), Infinity);
}

/** Undoes deflated, up to the size that a scenario may have; throws a BrokenLink. */
export async function inflated(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await through(new DecompressionStream("deflate-raw"), bytes, maxScenario);
  } catch (error) {
    if (error instanceof BrokenLink) throw error;
    throw new BrokenLink("This link ends in the middle of its data, or was changed on its way, so it was not opened.");
  }
}

/** The text of bytes in UTF-8; throws a BrokenLink. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).trimEnd();
  } catch {
    throw new BrokenLink("The data of this link is not text, so it was not opened.");
  }
}

/** Runs bytes through a stream and gathers what comes out, up to a limit in bytes. */
async function through(stream: GenericTransformStream, bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const writer = (stream.writable as WritableStream<Uint8Array>).getWriter();
  // A fault in the data fails the reading below as well; here it needs no second word.
  writer.write(bytes).then(() => writer.close()).catch(() => undefined);
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      reader.cancel().catch(() => undefined);
      throw new BrokenLink("This link unpacks to more than 1 MiB, so it was not opened.");
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes of base64url; throws a BrokenLink. */
export function bytesOf(data: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(data) || data.length % 4 === 1) {
    throw new BrokenLink("This link was cut short or changed on its way, so it was not opened.");
  }
  const binary = atob(data.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
