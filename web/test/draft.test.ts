import assert from "node:assert/strict";
import { test } from "node:test";
import { readDraft, readEarlierDraft, setDraftAside, writeDraft, type Storage } from "../src/draft.ts";
import { firstExample } from "../src/example.ts";

function memory(): Storage & { items: Map<string, string> } {
  const items = new Map<string, string>();
  return { items, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

const denied: Storage = {
  getItem() {
    throw new Error("denied");
  },
  setItem() {
    throw new Error("full");
  },
};

test("a draft comes back as it was, broken text and all", () => {
  const storage = memory();
  const draft = firstExample();
  draft.policies[0]!.text = "{ broken";
  draft.policies[0]!.attachedTo = undefined;
  assert.ok(writeDraft(storage, draft));
  assert.deepEqual(readDraft(storage), JSON.parse(JSON.stringify(draft)));
});

test("a draft that is put aside can be read, until the next one", () => {
  const storage = memory();
  assert.ok(!setDraftAside(storage));
  writeDraft(storage, { ...firstExample(), title: "one" });
  assert.ok(setDraftAside(storage));
  writeDraft(storage, { ...firstExample(), title: "two" });
  assert.equal(readEarlierDraft(storage)?.title, "one");
  assert.equal(readDraft(storage)?.title, "two");
});

test("storage that is denied or missing is no draft and no fault", () => {
  for (const storage of [denied, undefined]) {
    assert.equal(readDraft(storage), undefined);
    assert.ok(!writeDraft(storage, firstExample()));
    assert.ok(!setDraftAside(storage));
  }
});

test("what is no draft is not taken for one", () => {
  const storage = memory();
  const good = JSON.parse(JSON.stringify(firstExample())) as Record<string, unknown>;
  for (const stored of ["", "{", "null", "[]", "7", ...Object.keys(good).map((key) => JSON.stringify({ ...good, [key]: 1 })), JSON.stringify({ ...good, requests: [{ id: 1 }] })]) {
    storage.items.set("iam-policy-playground.draft", stored);
    assert.equal(readDraft(storage), undefined, stored);
  }
});
