// Sealing: AES-256-GCM with a key that is made here, and goes nowhere but behind the # of a link. What is sent is base64url of
// 12 random bytes, the ciphertext and its tag.

import { base64url, BrokenLink, bytesOf, deflated, inflated, textOfBytes } from "./link.ts";

/** Bytes of the initialization vector. */
const ivLength = 12;

export interface Sealed {
  sealed: string;
  /** 32 bytes as base64url. Its last character holds 4 bits, so it is never - or _, which programs cut off links. */
  key: string;
}

/** Seals a text under a new key. It is deflated first, so that more fits under a short link. */
export async function seal(text: string): Promise<Sealed> {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const sealed = await sealBytes(await deflated(text), key, crypto.getRandomValues(new Uint8Array(ivLength)));
  return { sealed: base64url(sealed), key: base64url(key) };
}

/** Opens what was sealed, or throws a BrokenLink. */
export async function unseal(sealed: string, key: string): Promise<string> {
  let plain: Uint8Array;
  try {
    plain = await openBytes(bytesOf(sealed), bytesOf(key));
  } catch {
    throw new BrokenLink("The key of this link does not fit: it was cut short or changed on its way, so it was not opened.");
  }
  // A scenario's text begins with a brace, which nothing deflated does here.
  return plain[0] === 0x7b ? textOfBytes(plain) : textOfBytes(await inflated(plain));
}

/** An initialization vector, the ciphertext and its tag. */
export async function sealBytes(plain: Uint8Array, key: Uint8Array, iv: Uint8Array): Promise<Uint8Array> {
  const secret = await crypto.subtle.importKey("raw", own(key), "AES-GCM", false, ["encrypt"]);
  const closed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: own(iv) }, secret, own(plain)));
  const all = new Uint8Array(iv.length + closed.length);
  all.set(iv);
  all.set(closed, iv.length);
  return all;
}

export async function openBytes(sealed: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  if (key.length !== 32) throw new Error("a key has 32 bytes");
  const secret = await crypto.subtle.importKey("raw", own(key), "AES-GCM", false, ["decrypt"]);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: own(sealed.subarray(0, ivLength)) }, secret, own(sealed.subarray(ivLength))));
}

/** WebCrypto takes bytes that nobody shares. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
