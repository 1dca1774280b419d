import assert from "node:assert/strict";
import { test } from "node:test";
import { contextRows, keysAsked, setAllUnknown, setKey } from "../src/context.ts";
import type { Step } from "../src/results.ts";

const policy = JSON.stringify({
  Statement: [
    { Resource: "arn:aws:s3:::b/${aws:username}/*", Condition: { StringEquals: { "aws:SourceVpc": "v" }, Bool: { "aws:secureTransport": "true" } } },
    { Condition: { StringLike: { "AWS:SourceVPC": "w" } } },
  ],
});

test("conditions and variables ask for keys, each once whatever its case", () => {
  assert.deepEqual(keysAsked([policy, "{ broken", "[]", '{"Statement":7}']), ["aws:username", "aws:SourceVpc", "aws:secureTransport"]);
});

test("rows show what is given, derived, unknown and absent", () => {
  const trace: Step = { id: "request", op: "request", answer: "yes", steps: [{ id: "context", op: "context", answer: "yes", steps: [{ id: "context.aws:username", op: "contextKey", name: "aws:username", answer: "yes", got: "alice", notes: ["derived"] }] }] };
  const rows = contextRows({ context: { "AWS:SOURCEVPC": "vpc-1", "x:y": ["a", "b"] }, unknown: ["aws:SecureTransport"] }, [...keysAsked([policy]), "aws:SourceIp"], trace);
  assert.deepEqual(
    rows.map(({ key, status, value, asked }) => [key, status, value, asked]),
    [
      ["aws:username", "derived", "alice", true],
      ["AWS:SOURCEVPC", "given", "vpc-1", true],
      ["aws:secureTransport", "unknown", "", true],
      ["aws:SourceIp", "absent", "", true],
      ["x:y", "given", '["a", "b"]', false],
    ],
  );
});

test("a star makes every other key unknown", () => {
  const fields = setAllUnknown({ context: { "a:b": "1" } }, true);
  assert.deepEqual(fields["unknown"], ["*"]);
  assert.deepEqual(
    contextRows(fields, ["a:b", "c:d"], undefined).map(({ status }) => status),
    ["given", "unknown"],
  );
  assert.equal(setAllUnknown(fields, false)["unknown"], undefined);
});

test("a key is given, unknown or absent, never two of them", () => {
  const given = setKey({}, "aws:SourceIp", "given", "192.0.2.1");
  assert.deepEqual(given, { context: { "aws:SourceIp": "192.0.2.1" } });
  const unknown = setKey(given, "AWS:sourceip", "unknown");
  assert.deepEqual(unknown, { unknown: ["AWS:sourceip"] });
  assert.deepEqual(setKey(unknown, "aws:SourceIp", "given", "x"), { context: { "aws:SourceIp": "x" } });
  assert.deepEqual(setKey(unknown, "aws:SourceIp", "absent"), {});
});

test("a list is written as JSON, and text that only begins like one is text", () => {
  assert.deepEqual(setKey({}, "k:k", "given", '["a", "b"]')["context"], { "k:k": ["a", "b"] });
  assert.deepEqual(setKey({}, "k:k", "given", '["a",')["context"], { "k:k": '["a",' });
  assert.deepEqual(setKey({}, "k:k", "given", "[1]")["context"], { "k:k": "[1]" });
});
