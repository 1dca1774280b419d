import assert from "node:assert/strict";
import { test } from "node:test";
import { listDrafts, mostDrafts, readDraft, removeDraft, writeDraft, type Storage } from "../src/draft.ts";
import { firstExample } from "../src/example.ts";

/** A storage with room for so many characters. */
function memory(room = Infinity): Storage & { items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      const used = [...items].reduce((sum, [name, text]) => sum + (name === key ? 0 : name.length + text.length), 0);
      if (used + key.length + value.length > room) throw new Error("full");
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
  };
}

const denied: Storage = {
  getItem() {
    throw new Error("denied");
  },
  setItem() {
    throw new Error("denied");
  },
  removeItem() {
    throw new Error("denied");
  },
};

const titled = (title: string) => ({ ...firstExample(), title });
const size = JSON.stringify(titled("")).length;

test("a draft comes back as it was, broken text, switched off statements and all", () => {
  const storage = memory();
  const draft = firstExample();
  draft.policies[0]!.text = "{ broken";
  draft.policies[0]!.attachedTo = undefined;
  draft.policies[0]!.offStatements = [4];
  const { outcome, pen } = writeDraft(storage, draft, undefined, 7);
  assert.equal(outcome, "kept");
  assert.deepEqual(readDraft(storage, pen!.id), JSON.parse(JSON.stringify(draft)));
});

test("drafts are listed with time and title, the latest first, and only so many", () => {
  const storage = memory();
  const first = writeDraft(storage, titled("one"), undefined, 1);
  writeDraft(storage, titled("two"), undefined, 2);
  assert.deepEqual(listDrafts(storage).map(({ title, time, policies }) => [title, time, policies]), [["two", 2, firstExample().policies.length], ["one", 1, firstExample().policies.length]]);
  writeDraft(storage, titled("one, changed"), first.pen, 3);
  assert.deepEqual(listDrafts(storage).map(({ title }) => title), ["one, changed", "two"]);
  writeDraft(storage, titled("two"), undefined, 4);
  assert.equal(listDrafts(storage).length, 2, "the same scenario is no other draft");
  for (let i = 0; i < 30; i++) writeDraft(storage, titled(`more ${i}`), undefined, 10 + i);
  assert.equal(listDrafts(storage).length, mostDrafts);
  assert.equal(storage.items.size, mostDrafts + 1, "what is not listed is not kept");
  const { id } = listDrafts(storage)[3]!;
  removeDraft(storage, id);
  assert.equal(readDraft(storage, id), undefined);
  assert.equal(listDrafts(storage).length, mostDrafts - 1);
});

test("two tabs with the same draft do not overwrite each other", () => {
  const storage = memory();
  const { pen } = writeDraft(storage, titled("shared"), undefined, 1);
  const here = writeDraft(storage, titled("from here"), pen, 2);
  const there = writeDraft(storage, titled("from there"), pen, 3);
  assert.deepEqual([here.copied, there.copied], [false, true]);
  assert.notEqual(here.pen!.id, there.pen!.id);
  assert.ok(!writeDraft(storage, titled("from here again"), here.pen, 4).copied);
  assert.ok(!writeDraft(storage, titled("from there again"), there.pen, 5).copied);
  assert.deepEqual(listDrafts(storage).map(({ title }) => title), ["from there again", "from here again"]);
});

test("when the room is used up the oldest drafts go; a draft that is too large alone takes none with it", () => {
  const storage = memory(3.6 * size);
  for (const title of ["one", "two", "three"]) writeDraft(storage, titled(title), undefined, 1);
  const fourth = writeDraft(storage, titled("four"), undefined, 2);
  assert.deepEqual([fourth.outcome, fourth.dropped], ["kept", 1]);
  assert.deepEqual(listDrafts(storage).map(({ title }) => title), ["four", "three", "two"]);
  const large = writeDraft(storage, { ...titled("large"), description: "x".repeat(5 * size) }, undefined, 3);
  assert.deepEqual([large.outcome, large.dropped], ["full", 0]);
  assert.deepEqual(listDrafts(storage).map(({ title, id }) => [title, readDraft(storage, id)?.title]), [["four", "four"], ["three", "three"], ["two", "two"]]);
});

test("storage that is denied or missing is no draft and no fault", () => {
  for (const storage of [denied, undefined]) {
    assert.deepEqual(listDrafts(storage), []);
    assert.equal(readDraft(storage, "x"), undefined);
    assert.equal(writeDraft(storage, firstExample(), undefined, 1).outcome, "denied");
    removeDraft(storage, "x");
  }
});

test("what is no draft is not taken for one", () => {
  const storage = memory();
  const good = JSON.parse(JSON.stringify(firstExample())) as Record<string, unknown>;
  const { id } = writeDraft(storage, firstExample(), undefined, 1).pen!;
  for (const stored of ["", "{", "null", "[]", "7", ...Object.keys(good).map((key) => JSON.stringify({ ...good, [key]: 1 })), JSON.stringify({ ...good, requests: [{ id: 1 }] })]) {
    storage.items.set(`iam-policy-playground.draft.${id}`, stored);
    assert.equal(readDraft(storage, id), undefined, stored);
  }
  for (const stored of ["{", "7", "[7]", '[{"id": 1}]']) {
    storage.items.set("iam-policy-playground.drafts", stored);
    assert.deepEqual(listDrafts(storage), [], stored);
  }
});
