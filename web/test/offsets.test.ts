import assert from "node:assert/strict";
import { test } from "node:test";
import { byteLength, unitsOf } from "../src/offsets.ts";

const encoder = new TextEncoder();

test("ASCII text has the same offsets both ways", () => {
  const unit = unitsOf("abc");
  assert.deepEqual([0, 1, 2, 3].map(unit), [0, 1, 2, 3]);
});

test("every character's byte offset becomes its unit offset", () => {
  const text = 'a"ü€\u{1F511}z\r\n\u2028é😀😀!';
  const unit = unitsOf(text);
  for (let i = 0; i <= text.length; i++) {
    const low = text.charCodeAt(i);
    if (low >= 0xdc00 && low < 0xe000) continue; // the second half of a pair is no place
    assert.equal(unit(encoder.encode(text.slice(0, i)).length), i, `before unit ${i}`);
  }
});

test("an offset inside a character becomes the character's start", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map(unitsOf("é€")), [0, 0, 1, 1, 1]);
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(unitsOf("😀x")), [0, 0, 0, 0, 2, 3]);
});

test("offsets outside the text become its ends", () => {
  const unit = unitsOf("né");
  assert.equal(unit(-1), 0);
  assert.equal(unit(99), 2);
  assert.equal(unitsOf("")(5), 0);
});

test("a lone surrogate counts as the three bytes of its replacement", () => {
  const text = "\ud800a\udc00b";
  assert.equal(byteLength(text), encoder.encode(text).length);
  assert.equal(unitsOf(text)(3), 1);
  assert.equal(unitsOf(text)(7), 3);
});

test("the length in bytes is the encoder's", () => {
  for (const text of ["", "plain", "é€😀", "\ud83d", "😀\ud83d😀"]) assert.equal(byteLength(text), encoder.encode(text).length, JSON.stringify(text));
});
