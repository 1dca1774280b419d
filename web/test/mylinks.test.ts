import assert from "node:assert/strict";
import { test } from "node:test";
import type { Storage } from "../src/draft.ts";
import { addLink, forgetLink, mostLinks, readLinks, type MyLink } from "../src/mylinks.ts";

function memory(): Storage & { items: Map<string, string> } {
  const items = new Map<string, string>();
  return { items, getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value), removeItem: (key: string) => void items.delete(key) } as Storage & { items: Map<string, string> };
}

const denied = {
  getItem() {
    throw new Error("denied");
  },
  setItem() {
    throw new Error("full");
  },
} as unknown as Storage;

const now = new Date("2026-11-22T00:00:00Z");
const link = (id: string, more: Partial<MyLink> = {}): MyLink => ({ id, kind: "sealed", url: `https://iam.example/s/${id}#k=x`, title: id, deleteToken: "t", expires: "2027-02-20T00:00:00Z", engine: "1", ...more });

test("links are listed, the latest first, until they are forgotten or end", () => {
  const storage = memory();
  assert.ok(addLink(storage, link("a"), now));
  assert.ok(addLink(storage, link("b", { expires: "2026-11-23T00:00:00Z" }), now));
  assert.deepEqual(readLinks(storage, now).map(({ id }) => id), ["b", "a"]);
  assert.deepEqual(readLinks(storage, new Date("2026-11-24T00:00:00Z")).map(({ id }) => id), ["a"]);
  forgetLink(storage, "a");
  assert.deepEqual(readLinks(storage, now).map(({ id }) => id), ["b"]);
});

test("there is an end to the list", () => {
  const storage = memory();
  for (let i = 0; i < mostLinks + 5; i++) addLink(storage, link(`n${i}`), now);
  assert.equal(readLinks(storage, now).length, mostLinks);
  assert.equal(readLinks(storage, now)[0]!.id, `n${mostLinks + 4}`);
});

test("a clock that runs ahead loses no link, and what has ended makes room first", () => {
  const storage = memory();
  const wrong = new Date("2036-11-22T00:00:00Z");
  addLink(storage, link("a"), now);
  addLink(storage, link("b", { expires: "2036-11-23T00:00:00Z" }), wrong);
  forgetLink(storage, "b");
  assert.deepEqual(readLinks(storage, now).map(({ id }) => id), ["a"]);
  addLink(storage, link("ended", { expires: "2026-11-21T00:00:00Z" }), now);
  for (let i = 2; i <= mostLinks; i++) addLink(storage, link(`n${i}`), now);
  const kept = readLinks(storage, now);
  assert.equal(kept.length, mostLinks);
  assert.equal(kept.at(-1)!.id, "a");
});

test("what cannot be read or written is no list", () => {
  assert.deepEqual(readLinks(denied, now), []);
  assert.equal(addLink(denied, link("a"), now), false);
  assert.equal(addLink(undefined, link("a"), now), false);
  const storage = memory();
  for (const text of ["[", "{}", '[{"id":1}]', JSON.stringify([link("a", { url: "javascript:alert(1)" }), link("b", { expires: "x" })])]) {
    storage.items.set("iam-policy-playground.links", text);
    assert.deepEqual(readLinks(storage, now), [], text);
  }
});
