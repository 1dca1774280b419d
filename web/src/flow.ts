// The evaluation as a picture: the phases of a call in their order, and the layers of policies that were asked, in a lane for
// each account that takes part.

import { lookOf, type VerdictLook } from "./outcomes.ts";
import type { Step } from "./results.ts";
import { typeWord } from "./state.ts";
import { above, type Trace } from "./trace.ts";

export interface FlowNode {
  step: Step;
  word: string;
  look: VerdictLook;
  /** The outcome in one or two words. */
  outcome: string;
  /** The current step is it, or below it. */
  current: boolean;
}

export interface Lane {
  title: string;
  /** What takes part, in the order of evaluation. */
  nodes: FlowNode[];
  /** What was looked at and takes no part. */
  idle: FlowNode[];
}

export interface Flow {
  /** Whether the first lane holds phases, of which one is shown from inside in the others. */
  phased: boolean;
  lanes: Lane[];
  /** The step that says how it all came together. */
  end: Step | undefined;
}

/** Short words for the small boxes. */
const short: Record<string, string> = { allowed: "Allowed", explicitDeny: "Denied", implicitDeny: "No Allow", depends: "Depends", unauthenticated: "Refused", refused: "Refused", error: "Error" };

/** Phases whose names are too long for a box, by the ids of their steps. */
const shortPhase: Record<string, string> = { waf: "WAF", endpoint: "Endpoint policy", address: "Route" };

/** The layers that protect the resource. Where two accounts are involved they stand in its lane. */
const atResource = new Set(["rcp", "endpoint", "resource", "trust", "authorizer"]);

export function flowOf(trace: Trace, decision: string, at: string | undefined): Flow {
  const on = new Set(at === undefined ? [] : [at, ...above(trace, at)]);
  const node = (step: Step): FlowNode => nodeOf(step, decision, on);
  const gates = trace.top.filter((step) => step.op === "gate");
  const end = trace.top.findLast((step) => step.op === "decision");
  if (gates.length === 0) return { phased: false, lanes: lanesOf(trace.top, node), end };
  // Of the phases one is shown from inside: the current one, else the one that decides.
  const inside = gates.find((gate) => on.has(gate.id) && hasLayers(gate)) ?? gates.find((gate) => gate.decides && hasLayers(gate)) ?? gates.find(hasLayers);
  const checks = gates.some((gate) => gate.code === "GATE_CHECK");
  const phases = laneOf(checks ? "Permissions that the call needs" : "Phases of the call", gates.map(node));
  return { phased: true, lanes: [phases, ...lanesOf(inside?.steps ?? [], node)], end };
}

function hasLayers(gate: Step): boolean {
  return gate.steps?.some((step) => step.op === "layer") ?? false;
}

/** The layers in one lane, or, where caller and resource are in two accounts, in two. */
function lanesOf(steps: Step[], node: (step: Step) => FlowNode): Lane[] {
  const layers = steps.filter((step) => step.op === "layer");
  if (layers.length === 0) return [];
  const caller = accountIn(steps, "aws:PrincipalAccount");
  const resource = accountIn(steps, "aws:ResourceAccount");
  if (!caller || !resource || caller === resource) return [laneOf(caller || resource ? `Account ${caller || resource}` : "Policies", layers.map(node))];
  const isResource = (step: Step) => atResource.has(step.name ?? "");
  return [
    laneOf(`Caller’s account ${caller}`, layers.filter((step) => !isResource(step)).map(node)),
    laneOf(`Resource’s account ${resource}`, layers.filter(isResource).map(node)),
  ];
}

function laneOf(title: string, nodes: FlowNode[]): Lane {
  return { title, nodes: nodes.filter((node) => node.look.tone !== "none"), idle: nodes.filter((node) => node.look.tone === "none") };
}

function accountIn(steps: Step[], key: string): string {
  const context = steps.find((step) => step.op === "context");
  return context?.steps?.find((step) => step.name?.toLowerCase() === key.toLowerCase())?.got ?? "";
}

function nodeOf(step: Step, decision: string, on: Set<string>): FlowNode {
  const outcome = step.outcome ?? "none";
  // That one layer grants nothing is no reason for colour where another one did.
  const idle = outcome === "none" || (outcome === "implicitDeny" && decision === "allowed");
  const look = idle ? lookOf("none") : lookOf(outcome);
  const word = step.op === "layer" ? typeWord(step.name ?? "") : (shortPhase[step.id] ?? step.name ?? "");
  return { step, word, look, outcome: outcome === "none" ? noneWord(step) : (short[outcome] ?? look.word), current: on.has(step.id) };
}

function noneWord(step: Step): string {
  if (step.code === "NO_POLICY") return "none attached";
  if (step.code === "NOT_REACHED") return "not reached";
  return step.answer === "yes" ? "noted" : "no part";
}

/** The whole in a sentence, for those who do not see it. */
export function flowSentence({ lanes, end }: Flow): string {
  const parts = lanes.map(({ title, nodes }) => `${title}: ${nodes.map((node) => `${node.word} ${node.outcome.toLowerCase()}`).join(", ") || "nothing takes part"}`);
  return [...parts, end?.say ?? ""].filter(Boolean).join(". ");
}
