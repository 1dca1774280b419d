// A share of the server, for a frame: a public one is a scenario; of a sealed one the key is in the frame's address.

import { maxScenario } from "../link.ts";

/** What GET /api/shares/{id} answers. */
type Share = { kind: "public"; scenario: unknown } | { kind: "sealed"; sealed: string };

/** Fetches a share and returns the text of its scenario; throws an error that is a sentence for its reader. */
export async function fetchShare(id: string, key: string | undefined, folder: string): Promise<string> {
  const response = await fetch(new URL(`api/shares/${id}`, folder), { credentials: "omit" });
  const text = await response.text();
  if (!response.ok) throw new Error(problemOf(text) ?? `The server answered ${response.status}.`);
  const share = JSON.parse(text) as Share;
  if (share.kind === "public") return JSON.stringify(share.scenario);
  if (key === undefined) throw new Error("This link is sealed, and its key is missing: it stands behind the # of the whole link.");
  return open(share.sealed, key);
}

function problemOf(text: string): string | undefined {
  try {
    const { title, detail } = JSON.parse(text) as { title?: unknown; detail?: unknown };
    return [title, detail].filter((part) => typeof part === "string" && part !== "").join(". ") || undefined;
  } catch {
    return undefined;
  }
}

async function open(sealed: string, key: string): Promise<string> {
  let plain: Uint8Array<ArrayBuffer>;
  try {
    const data = bytesOf(sealed);
    const secret = await crypto.subtle.importKey("raw", bytesOf(key), "AES-GCM", false, ["decrypt"]);
    plain = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: data.subarray(0, 12) }, secret, data.subarray(12)));
  } catch {
    throw new Error("The key of this link does not fit: it was cut short or changed on its way.");
  }
  // A scenario begins with a brace, and what was deflated never does.
  return /^\s*\{/.test(new TextDecoder().decode(plain.subarray(0, 64))) ? new TextDecoder().decode(plain) : inflate(plain);
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > maxScenario) throw new Error("This link unpacks to more than 1 MiB, so it was not opened.");
    text += decoder.decode(value, { stream: true });
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
