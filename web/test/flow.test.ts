import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf, flowSentence } from "../src/flow.ts";
import type { Step } from "../src/results.ts";
import { kept, linesOf, rowsOf, traceOf } from "../src/trace.ts";
import { offsetOf, shownRows } from "../src/window.ts";

const layer = (id: string, name: string, outcome: string, more: Partial<Step> = {}): Step => ({ id, op: "layer", name, answer: outcome === "allowed" ? "yes" : "no", outcome: outcome as never, ...more });
const context = (id: string, caller: string, resource: string): Step => ({
  id,
  op: "context",
  answer: "yes",
  steps: [
    { id: `${id}.p`, op: "contextKey", name: "aws:PrincipalAccount", got: caller, answer: "yes" },
    { id: `${id}.r`, op: "contextKey", name: "aws:ResourceAccount", got: resource, answer: "yes" },
  ],
});
const root = (...steps: Step[]): Step => ({ id: "request", op: "request", answer: "no", steps });
const words = (trace: Step, decision: string, at?: string) => flowOf(traceOf(trace), decision, at).lanes.map(({ title, nodes, idle }) => [title, nodes.map(({ word, outcome }) => `${word} ${outcome}`), idle.map(({ word }) => word)]);

test("one account has one lane, two have two", () => {
  const layers = [layer("scp", "scp", "none", { answer: "notAsked" }), layer("resource", "resource", "explicitDeny"), layer("identity", "identity", "allowed")];
  assert.deepEqual(words(root(context("context", "1", "1"), ...layers), "explicitDeny"), [["Account 1", ["Resource Denied", "Identity Allowed"], ["SCP"]]]);
  assert.deepEqual(words(root(context("context", "1", "2"), ...layers), "explicitDeny"), [
    ["Caller’s account 1", ["Identity Allowed"], ["SCP"]],
    ["Resource’s account 2", ["Resource Denied"], []],
  ]);
});

test("of the phases the current one is shown from inside, else the one that decides", () => {
  const gate = (id: string, decides: boolean): Step => ({ id, op: "gate", name: id, answer: "yes", outcome: "allowed", decides, steps: [context(`${id}.context`, "1", "1"), layer(`${id}.identity`, "identity", "allowed")] });
  const trace = root(gate("check1", false), gate("check2", true), { id: "decision", op: "decision", answer: "yes", say: "Both allow." });
  const flow = flowOf(traceOf(trace), "allowed", undefined);
  assert.ok(flow.phased);
  assert.deepEqual(flow.lanes[0]!.nodes.map(({ step }) => step.id), ["check1", "check2"]);
  assert.deepEqual(flow.lanes[1]!.nodes.map(({ step }) => step.id), ["check2.identity"]);
  const inside = flowOf(traceOf(trace), "allowed", "check1.identity");
  assert.deepEqual(inside.lanes.flatMap(({ nodes }) => nodes.filter(({ current }) => current).map(({ step }) => step.id)), ["check1", "check1.identity"]);
  assert.match(flowSentence(flow), /Both allow\.$/);
});

test("a layer that grants nothing is idle where another one granted it", () => {
  assert.deepEqual(words(root(layer("resource", "resource", "implicitDeny"), layer("identity", "identity", "allowed")), "allowed"), [["Policies", ["Identity Allowed"], ["Resource"]]]);
});

test("a filter keeps what it finds, and the way to it", () => {
  const trace = traceOf(
    root(
      { id: "a", op: "layer", answer: "yes", steps: [{ id: "a.1", op: "policy", answer: "no", say: "Tags differ" }, { id: "a.2", op: "policy", answer: "yes", decides: true, say: "Allowed" }] },
      { id: "b", op: "layer", answer: "notAsked", say: "No part" },
    ),
  );
  assert.equal(kept(trace, "all", " "), undefined);
  assert.deepEqual([...kept(trace, "failed", "")!].sort(), ["a", "a.1"]);
  assert.deepEqual([...kept(trace, "decisive", "")!].sort(), ["a", "a.2"]);
  assert.deepEqual([...kept(trace, "all", "TAGS")!].sort(), ["a", "a.1"]);
  const rows = rowsOf(trace, new Set(), kept(trace, "all", "tags"));
  assert.deepEqual(rows.map(({ step, expanded, siblings }) => [step.id, expanded, siblings]), [["a", true, 1], ["a.1", undefined, 1]]);
  assert.deepEqual(linesOf(trace)[1], "  2. Tags differ");
});

test("of many rows those in sight are drawn, and the room of the others is left", () => {
  const heights = Array.from({ length: 1000 }, () => 28);
  const shown = shownRows(heights, 14000, 560);
  assert.ok(shown.from > 400 && shown.to < 600);
  assert.equal(shown.before + (shown.to - shown.from) * 28 + shown.after, 28000);
  assert.equal(offsetOf(heights, shown.from), shown.before);
  assert.deepEqual(shownRows([], 0, 500), { from: 0, to: 0, before: 0, after: 0 });
  const beyond = shownRows(heights, 1e6, 500);
  assert.equal(beyond.before, 28000);
});
