// The trace as rows: which steps are shown, in which order, and where each leads.

import { unitsOf } from "./offsets.ts";
import type { Step } from "./results.ts";

/** A trace with what the page asks of it. */
export interface Trace {
  /** Every step below the request, in evaluation order. */
  steps: Step[];
  /** The 1-based number of a step in evaluation order, by id. */
  numbers: Map<string, number>;
  /** The id of the step above, by id; not there for those at the top. */
  parents: Map<string, string>;
  top: Step[];
  /** The id of the statement that came closest to allowing what is denied implicitly, if one did. */
  closest?: string;
}

/** One row of the tree. */
export interface Row {
  step: Step;
  /** 1 at the top. */
  level: number;
  /** 1-based place among its siblings. */
  position: number;
  siblings: number;
  /** Undefined for a step that has none below it. */
  expanded: boolean | undefined;
  /** How many steps are below, at any depth. */
  below: number;
  number: number;
}

export function traceOf(root: Step, closest?: string): Trace {
  const trace: Trace = { steps: [], numbers: new Map(), parents: new Map(), top: root.steps ?? [], ...(closest && { closest }) };
  const pending = trace.top.map((step) => ({ step, parent: "" })).reverse();
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { step, parent } = item;
    trace.steps.push(step);
    trace.numbers.set(step.id, trace.steps.length);
    if (parent) trace.parents.set(step.id, parent);
    for (const child of [...(step.steps ?? [])].reverse()) pending.push({ step: child, parent: step.id });
  }
  return trace;
}

/** The steps that stand open at first: those on the way to a step that decides, or to the statement that came closest. */
export function decisiveSteps(trace: Trace): Set<string> {
  const open = new Set<string>();
  for (const step of trace.steps) if (step.decides || step.id === trace.closest) for (const id of above(trace, step.id)) open.add(id);
  return open;
}

/** The ids of the steps above one, from the nearest. */
export function above(trace: Trace, id: string): string[] {
  const ids: string[] = [];
  for (let at = trace.parents.get(id); at !== undefined; at = trace.parents.get(at)) ids.push(at);
  return ids;
}

/** Which steps the tree shows. */
export type Filter = "decisive" | "failed" | "all";

/** Tells whether a step passes a filter. One that failed was asked, and its answer was not yes. */
export function passes(step: Step, filter: Filter): boolean {
  if (filter === "decisive") return step.decides === true;
  if (filter === "failed") return step.answer === "no" || step.answer === "unknown";
  return true;
}

/** The ids of the steps that pass a filter and speak of a text, with those above them; undefined where nothing is left out. */
export function kept(trace: Trace, filter: Filter, text: string): Set<string> | undefined {
  const words = text.trim().toLowerCase();
  if (filter === "all" && words === "") return undefined;
  const ids = new Set<string>();
  for (const step of trace.steps) {
    if (!passes(step, filter) || (words !== "" && !`${step.say ?? ""} ${step.name ?? ""} ${step.code ?? ""}`.toLowerCase().includes(words))) continue;
    ids.add(step.id);
    for (const id of above(trace, step.id)) ids.add(id);
  }
  return ids;
}

/** The rows to show when the steps with these ids are open; where only some are kept, all of those. */
export function rowsOf(trace: Trace, open: ReadonlySet<string>, only: ReadonlySet<string> | undefined = undefined): Row[] {
  const rows: Row[] = [];
  const visit = (all: Step[], level: number) => {
    const steps = only ? all.filter((step) => only.has(step.id)) : all;
    steps.forEach((step, i) => {
      const children = (step.steps ?? []).filter((child) => !only || only.has(child.id));
      const expanded = children.length ? only !== undefined || open.has(step.id) : undefined;
      const number = trace.numbers.get(step.id)!;
      rows.push({ step, level, position: i + 1, siblings: steps.length, expanded, below: countBelow(step), number });
      if (expanded) visit(children, level + 1);
    });
  };
  visit(trace.top, 1);
  return rows;
}

const belowCounts = new WeakMap<Step, number>();

function countBelow(step: Step): number {
  let n = belowCounts.get(step);
  if (n === undefined) {
    n = (step.steps ?? []).reduce((sum, child) => sum + 1 + countBelow(child), 0);
    belowCounts.set(step, n);
  }
  return n;
}

/**
 * The step to show first: in the first statement that decides the last condition that was tested, else the statement; where
 * no statement decides, what failed in the one that came closest, else the deepest step that withholds the permission, else
 * how the layers were combined.
 */
export function decisiveStep(trace: Trace): Step | undefined {
  const deciding = trace.steps.filter((step) => step.decides);
  const statement = deciding.find((step) => step.op === "statement");
  if (statement) {
    const tested = deciding.filter((step) => step.op === "key" && above(trace, step.id).includes(statement.id));
    return tested.at(-1) ?? statement;
  }
  const missed = trace.steps[(trace.numbers.get(trace.closest ?? "") ?? 0) - 1];
  if (missed) return failing(missed);
  return deciding.find((step) => !(step.steps ?? []).some((child) => child.decides)) ?? trace.steps.at(-1);
}

/** The deepest first step below one that was answered with no, else the step itself. */
function failing(step: Step): Step {
  const child = step.steps?.find(({ answer }) => answer === "no");
  return child ? failing(child) : step;
}

/** The step so many places further in evaluation order, at most the last or the first. */
export function stepFrom(trace: Trace, id: string | undefined, by: number): Step | undefined {
  const from = (id !== undefined && trace.numbers.get(id)) || (by > 0 ? 0 : trace.steps.length + 1);
  return trace.steps[Math.min(Math.max(from + by, 1), trace.steps.length) - 1];
}

/** The nearest step, going up, that speaks of a policy. Without a span it speaks of the whole. */
export function placeOf(trace: Trace, id: string): Step | undefined {
  const byId = (at: string) => trace.steps[trace.numbers.get(at)! - 1]!;
  return [id, ...above(trace, id)].map(byId).find((step) => step.policy !== undefined);
}

/** The trace as lines of text: what is copied, and what a screen reader reads as a list. */
export function linesOf(trace: Trace): string[] {
  return trace.steps.map((step) => {
    const level = above(trace, step.id).length;
    return `${"  ".repeat(level)}${trace.numbers.get(step.id)}. ${step.say ?? step.name ?? ""}${step.decides ? " (decides)" : ""}`;
  });
}

/** What a statement did for the request that the trace is of. */
export type StatementMark = "allowed" | "explicit" | "depends" | "none" | "off";

/** A statement with its place in the policy's text, in UTF-16 units. */
export interface MarkedStatement {
  from: number;
  to: number;
  mark: StatementMark;
}

/** The statements of one policy that the trace speaks of, in the order of the text. */
export function markedStatements(trace: Trace | undefined, policy: number, text: string): MarkedStatement[] {
  const unit = unitsOf(text);
  const marked: MarkedStatement[] = [];
  for (const step of trace?.steps ?? []) {
    if (step.op !== "statement" || step.policy !== policy || !step.span) continue;
    const [from, to] = [unit(step.span[0]), unit(step.span[1])];
    marked.push({ from, to, mark: statementMark(step, text) });
  }
  return marked.sort((a, b) => a.from - b.from).filter((one, i, all) => i === 0 || one.from > all[i - 1]!.from);
}

/** What a statement did, given the text of its policy. */
export function statementMark(step: Step, text: string): StatementMark {
  if (step.answer === "unknown") return "depends";
  if (step.answer !== "yes") return "none";
  const unit = unitsOf(text);
  const statement = step.span ? text.slice(unit(step.span[0]), unit(step.span[1])) : "";
  return effectOf(statement) === "Deny" ? "explicit" : "allowed";
}

function effectOf(statement: string): unknown {
  try {
    return (JSON.parse(statement) as { Effect?: unknown }).Effect;
  } catch {
    return undefined;
  }
}

/** The first stretch in which two texts differ, in the second, as a range of UTF-16 units; undefined if nothing is common or nothing differs. */
export function difference(wanted: string, got: string): { from: number; to: number } | undefined {
  let start = 0;
  while (start < got.length && wanted[start] === got[start]) start++;
  let end = 0;
  while (end < Math.min(got.length, wanted.length) - start && wanted.at(-1 - end) === got.at(-1 - end)) end++;
  if (start + end < 3 || start === got.length) return undefined;
  return { from: start, to: got.length - end };
}
