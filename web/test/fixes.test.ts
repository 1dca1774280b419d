import assert from "node:assert/strict";
import { test } from "node:test";
import { asOne, changed, changesOf } from "../src/fixes.ts";

test("edits count bytes, changes count UTF-16 units", () => {
  const text = '{"é": "😀", "a" 1}';
  // é takes two bytes and one unit, the face four and two.
  const changes = changesOf(text, [{ span: [19, 19], text: ":" }]);
  assert.deepEqual(changes, [{ from: 16, to: 16, insert: ":" }]);
  assert.equal(changed(text, changes), '{"é": "😀", "a" :1}');
});

test("changes are made in one go, and can be one", () => {
  const text = "[1 2 3,]";
  const changes = [
    { from: 2, to: 2, insert: "," },
    { from: 4, to: 4, insert: "," },
    { from: 6, to: 7, insert: "" },
  ];
  assert.equal(changed(text, changes), "[1, 2, 3]");
  const one = asOne(text, changes);
  assert.deepEqual(one, { from: 2, to: 7, insert: ", 2, 3" });
  assert.equal(changed(text, [one]), "[1, 2, 3]");
  assert.equal(changed(text, []), text);
});
