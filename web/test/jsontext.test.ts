import assert from "node:assert/strict";
import { test } from "node:test";
import { layOut, partsAt } from "../src/jsontext.ts";

const hard = '{"a":1.50e+99,"a":[],"b\\"}":{"x":[1,{"y":"],}\\\\"},true],"z":{}},"c":""}';

test("parts are the members with their places", () => {
  const parts = partsAt(hard, 0);
  assert.deepEqual(
    parts.map(({ key, start, end }) => [key, hard.slice(start, end)]),
    [
      ["a", "1.50e+99"],
      ["a", "[]"],
      ['b"}', '{"x":[1,{"y":"],}\\\\"},true],"z":{}}'],
      ["c", '""'],
    ],
  );
});

test("parts of an array are its elements", () => {
  const text = ' [ {"a": [1, 2]} , "x" , 3 ] ';
  assert.deepEqual(
    partsAt(text, 1).map(({ start, end }) => text.slice(start, end)),
    ['{"a": [1, 2]}', '"x"', "3"],
  );
});

test("what is neither has no parts", () => {
  assert.deepEqual(partsAt("12", 0), []);
  assert.deepEqual(partsAt("{}", 0), []);
});

test("laying out changes blanks only", () => {
  const laid = layOut(hard);
  assert.equal(laid.replace(/\s/g, ""), hard);
  assert.match(laid, /^\{\n  "a": 1\.50e\+99,\n  "a": \[\],\n/);
  assert.equal(layOut(laid), laid);
});
