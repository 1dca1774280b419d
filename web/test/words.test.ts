import assert from "node:assert/strict";
import { test } from "node:test";
import { sentence } from "../src/words.ts";

test("a message is a sentence, but names keep their case", () => {
  for (const [message, want] of [
    ["the policy is empty", "The policy is empty."],
    ["write it?", "Write it?"],
    ["aws:SourceIp is absent", "aws:SourceIp is absent."],
    ["s3:GetObject is allowed", "s3:GetObject is allowed."],
    ["note: this is new", "Note: this is new."],
  ] as const) assert.equal(sentence(message), want);
});
