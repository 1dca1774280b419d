import assert from "node:assert/strict";
import { test } from "node:test";
import type { Step } from "../src/results.ts";
import { above, decisiveStep, decisiveSteps, difference, markedStatements, placeOf, rowsOf, stepFrom, traceOf } from "../src/trace.ts";

const text = '{"Statement":[{"Sid":"é","Effect":"Allow"},{"Effect":"Deny"}]}';
const bytes = (part: string): [number, number] => {
  const start = Buffer.byteLength(text.slice(0, text.indexOf(part)));
  return [start, start + Buffer.byteLength(part)];
};

function step(id: string, op: string, more: Partial<Step> = {}): Step {
  return { id, op, answer: "yes", ...more };
}

const root = step("request", "request", {
  steps: [
    step("context", "context"),
    step("identity", "layer", {
      decides: true,
      steps: [
        step("identity.p0", "policy", {
          policy: 0,
          span: [0, 64],
          decides: true,
          steps: [
            step("identity.p0.s0", "statement", { policy: 0, span: bytes('{"Sid":"é","Effect":"Allow"}'), answer: "no", steps: [step("identity.p0.s0.action", "element")] }),
            step("identity.p0.s1", "statement", {
              policy: 0,
              span: bytes('{"Effect":"Deny"}'),
              decides: true,
              steps: [
                step("identity.p0.s1.action", "element", { decides: true }),
                step("identity.p0.s1.condition", "element", { decides: true, steps: [step("identity.p0.s1.condition.k", "key", { decides: true })] }),
              ],
            }),
          ],
        }),
      ],
    }),
    step("decision", "decision", { decides: true }),
  ],
});
const trace = traceOf(root);

test("steps are numbered in the order of evaluation", () => {
  assert.equal(trace.steps.length, 10);
  assert.equal(trace.numbers.get("context"), 1);
  assert.equal(trace.numbers.get("identity.p0.s1"), 6);
  assert.equal(trace.numbers.get("decision"), 10);
});

test("rows are the open part of the tree, with what a screen reader says of each", () => {
  const rows = rowsOf(trace, decisiveSteps(trace));
  assert.deepEqual(
    rows.map(({ step: { id }, level, position, siblings, expanded, below }) => [id, level, position, siblings, expanded, below]),
    [
      ["context", 1, 1, 3, undefined, 0],
      ["identity", 1, 2, 3, true, 7],
      ["identity.p0", 2, 1, 1, true, 6],
      ["identity.p0.s0", 3, 1, 2, false, 1],
      ["identity.p0.s1", 3, 2, 2, true, 3],
      ["identity.p0.s1.action", 4, 1, 2, undefined, 0],
      ["identity.p0.s1.condition", 4, 2, 2, true, 1],
      ["identity.p0.s1.condition.k", 5, 1, 1, undefined, 0],
      ["decision", 1, 3, 3, undefined, 0],
    ],
  );
  assert.equal(rowsOf(trace, new Set()).length, 3);
});

test("the decisive step is the last condition of the statement that decides", () => {
  assert.equal(decisiveStep(trace)?.id, "identity.p0.s1.condition.k");
});

test("without a deciding statement it is the deepest step that withholds", () => {
  const silent = traceOf(step("request", "request", { steps: [step("identity", "layer", { decides: true, steps: [step("identity.p0", "policy")] }), step("decision", "decision", { decides: true })] }));
  assert.equal(decisiveStep(silent)?.id, "identity");
});

test("an implicit deny leads to what failed in the statement that came closest", () => {
  const key = step("identity.p0.s0.condition.k", "key", { answer: "no" });
  const statement = step("identity.p0.s0", "statement", { answer: "no", steps: [step("identity.p0.s0.action", "element"), step("identity.p0.s0.condition", "element", { answer: "no", steps: [key] })] });
  const root = step("request", "request", { steps: [step("identity", "layer", { decides: true, steps: [step("identity.p0", "policy", { steps: [statement] })] }), step("decision", "decision", { decides: true })] });
  const near = traceOf(root, "identity.p0.s0");
  assert.equal(decisiveStep(near)?.id, key.id);
  assert.deepEqual([...decisiveSteps(near)].sort(), ["identity", "identity.p0"]);
});

test("stepping goes through all steps and stops at the ends", () => {
  assert.equal(stepFrom(trace, undefined, 1)?.id, "context");
  assert.equal(stepFrom(trace, undefined, -1)?.id, "decision");
  assert.equal(stepFrom(trace, "identity.p0.s0", 1)?.id, "identity.p0.s0.action");
  assert.equal(stepFrom(trace, "decision", 1)?.id, "decision");
  assert.equal(stepFrom(trace, "context", -1)?.id, "context");
});

test("a step without a place has the place of the nearest step above it", () => {
  assert.equal(placeOf(trace, "identity.p0.s1.condition.k")?.id, "identity.p0.s1");
  assert.equal(placeOf(trace, "identity"), undefined);
  assert.deepEqual(above(trace, "identity.p0.s1"), ["identity.p0", "identity"]);
});

test("statements have their places in units and what they did", () => {
  const marked = markedStatements(trace, 0, text);
  assert.deepEqual(
    marked.map(({ from, to, mark }) => [text.slice(from, to), mark]),
    [
      ['{"Sid":"é","Effect":"Allow"}', "none"],
      ['{"Effect":"Deny"}', "explicit"],
    ],
  );
  assert.deepEqual(markedStatements(trace, 1, text), []);
  assert.deepEqual(markedStatements(undefined, 0, text), []);
});

test("the difference is the part that is not common to both", () => {
  const part = (wanted: string, got: string) => {
    const found = difference(wanted, got);
    return found && got.slice(found.from, found.to);
  };
  assert.equal(part("a1b2/prod/DELETE/*", "a1b2/prod/GET/*"), "GET");
  assert.equal(part("vpc-1", "vpc-27"), "27");
  assert.equal(part("abc", "xyz"), undefined);
  assert.equal(part("same", "same"), undefined);
});

test("a trace of many thousand steps in one chain is no problem", () => {
  let deep = step("s0", "element");
  for (let i = 1; i < 5000; i++) deep = step(`s${i}`, "element", { steps: [deep] });
  assert.equal(traceOf(step("request", "request", { steps: [deep] })).steps.length, 5000);
});
