import assert from "node:assert/strict";
import { test } from "node:test";
import { firstExample } from "../src/example.ts";
import { found, groupsOf, readIndex } from "../src/library.ts";
import { fileName, goTestOf, markdownOf } from "../src/out.ts";
import { changePolicy, opened } from "../src/state.ts";

const index = readIndex(JSON.stringify([{ name: "a", title: "One", description: "Tags", group: "G", expect: ["allowed"] }, 7, { name: "b" }]));

test("the index is read, and what is no example is left out", () => {
  assert.deepEqual(index.map(({ name, title, group }) => [name, title, group]), [["a", "One", "G"], ["b", "b", "Others"]]);
  assert.deepEqual(readIndex("{}"), []);
  assert.deepEqual(groupsOf(index), [{ group: "G", count: 1 }, { group: "Others", count: 1 }]);
});

test("a search finds every word anywhere", () => {
  assert.deepEqual(found(index, "", "tags ONE").map(({ name }) => name), ["a"]);
  assert.deepEqual(found(index, "Others", "").map(({ name }) => name), ["b"]);
  assert.deepEqual(found(index, "Others", "tags"), []);
});

test("Markdown fences hold whatever a policy holds", () => {
  const state = changePolicy(opened(firstExample()), 1, { text: "````\nx" });
  const text = markdownOf(state, "allowed", "Because.");
  assert.match(text, /^\*\*Allowed\*\*: Because\./);
  assert.ok(text.includes("`````json\n````\nx\n`````"));
});

test("a Go test holds the scenario as a literal, also one with back quotes", () => {
  assert.ok(goTestOf("{}").includes("const scenario = `{}`"));
  assert.ok(goTestOf('{"a": "`"}').includes('const scenario = "{\\"a\\": \\"`\\"}"'));
});

test("a title becomes the name of a file", () => {
  assert.equal(fileName("Alice calls: the Pets API!"), "alice-calls-the-pets-api");
  assert.equal(fileName("日本"), "playground");
});
