import assert from "node:assert/strict";
import { test } from "node:test";
import { BrokenLink } from "../src/link.ts";
import { openBytes, seal, sealBytes, unseal } from "../src/seal.ts";

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (all: Uint8Array) => Buffer.from(all).toString("hex");

/** Cases 13 to 15 of the specification of GCM (McGrew and Viega), which NIST took over. */
const vectors = [
  { key: "00".repeat(32), iv: "00".repeat(12), plain: "", sealed: "530f8afbc74536b9a963b4f1c4cb738b" },
  { key: "00".repeat(32), iv: "00".repeat(12), plain: "00".repeat(16), sealed: "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919" },
  {
    key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
    iv: "cafebabefacedbaddecaf888",
    plain: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
    sealed: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c",
  },
];

test("it is AES-256-GCM as the specification's vectors have it", async () => {
  for (const { key, iv, plain, sealed } of vectors) {
    assert.equal(hex(await sealBytes(bytes(plain), bytes(key), bytes(iv))), iv + sealed);
    assert.equal(hex(await openBytes(bytes(iv + sealed), bytes(key))), plain);
  }
});

test("what is sealed comes back, is never the same twice, and shows nothing", async () => {
  const text = JSON.stringify({ scenario: 1, policies: [], requests: [], title: "größer" });
  const [one, two] = [await seal(text), await seal(text)];
  assert.notEqual(one.sealed, two.sealed);
  assert.notEqual(one.key, two.key);
  assert.match(one.key, /^[A-Za-z0-9_-]{42}[A-Za-z0-9]$/);
  assert.equal(await unseal(one.sealed, one.key), text);
  assert.equal(Buffer.from(one.sealed, "base64url").includes("scenario"), false);
});

test("text that was not deflated opens as well", async () => {
  const key = new Uint8Array(32).fill(7);
  const sealed = await sealBytes(new TextEncoder().encode('{"scenario":1}'), key, new Uint8Array(12));
  assert.equal(await unseal(Buffer.from(sealed).toString("base64url"), Buffer.from(key).toString("base64url")), '{"scenario":1}');
});

test("a wrong key, a short key and changed data say so", async () => {
  const { sealed, key } = await seal("{}");
  const other = await seal("{}");
  const changed = (sealed[0] === "A" ? "B" : "A") + sealed.slice(1);
  for (const [data, with_] of [[sealed, other.key], [sealed, key.slice(0, 30)], [sealed, ""], [changed, key], ["", key], [sealed.slice(0, 10), key]] as const) {
    await assert.rejects(unseal(data, with_), (error) => error instanceof BrokenLink && /The key of this link does not fit/.test(error.message));
  }
});
