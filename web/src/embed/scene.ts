// What a framed page shows: the scenario and its answer in signals. It keeps nothing, has no address of its own to change, and knows
// nothing of who embeds it but what a port tells.

import { batch, computed, signal } from "@preact/signals";
import { decide, evaluate, type Call, type Engine, type EngineStatus } from "../engine.ts";
import { maxScenario } from "../link.ts";
import { readAnswers, type Diagnostic, type Result } from "../results.ts";
import type { Made } from "../made.ts";
import { openedAt } from "./view.ts";
import { readScenario, selectedRequest, textOf, writeScenario, type Playground, type Scenario } from "../state.ts";
import { decisiveStep, placeOf, traceOf, type Trace } from "../trace.ts";
import type { Settable, Showing, StepName, Told, Verdict } from "./channel.ts";

export interface Answer {
  scenario: Scenario;
  request: number;
  results: Map<number, Result>;
  diagnostics: Diagnostic[];
  selected: Result | undefined;
  trace: Trace | undefined;
  engine: string;
}

/** How long typing must pause before the engine is asked, in milliseconds. */
const pause = 150;

export const playground = signal<Playground | undefined>(undefined);
export const showing = signal<Showing>({});
export const answer = signal<Answer | undefined>(undefined);
/** Why nothing is shown, or nothing decided. */
export const trouble = signal<string | undefined>(undefined);
export const engineStatus = signal<EngineStatus>("arriving");
/** Steps that the reader opened (true) or closed (false), by id. */
export const folds = signal<ReadonlyMap<string, boolean>>(new Map());
/** The reader changed the scenario. */
export const edited = signal(0);
/** What was decided when the link was made. */
export const made = signal<Made | undefined>(undefined);

export const current = computed(() => (answer.value && answer.value.request === playground.value?.view.request ? answer.value : undefined));
export const stepId = computed(() => playground.value?.view.step);

let engine: Engine | undefined;
let asked: { scenario: Scenario; request: number } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The step that somebody asked for before there was a trace. */
let wantedStep: StepName | undefined;

export function begin(with_: Engine): void {
  engine = with_;
}

/** Opens a scenario's JSON text, with what was decided before of it; throws NotAScenario. */
export function openText(text: string, before?: Made): void {
  if (text.length > maxScenario) throw new Error("This scenario holds more than 1 MiB, so it was not opened.");
  const scenario = readScenario(text);
  batch(() => {
    trouble.value = undefined;
    made.value = before;
    folds.value = new Map();
    playground.value = openedAt(scenario, showing.value.request ?? 1);
    wantedStep = showing.value.step ?? "decisive";
  });
  ask();
}

/** Shows what a host or the address asks for. */
export function set(state: Settable): void {
  const { scenario, ...rest } = state;
  const before = showing.value;
  // What is told may come from anywhere: what is no setting of ours stays outside.
  showing.value = { ...before, ...rest };
  if (scenario !== undefined) {
    openText(typeof scenario === "string" ? scenario : JSON.stringify(scenario));
    return;
  }
  const { request, step } = rest;
  if (request !== undefined && request !== before.request) selectRequestAt(request);
  if (step !== undefined && (step !== before.step || (request !== undefined && request !== before.request))) goTo(step);
}

export function selectRequestAt(number: number): void {
  const now = playground.value;
  const id = now?.scenario.requests[number - 1]?.id;
  if (!now || id === undefined || id === now.view.request) return;
  wantedStep = "decisive";
  change({ ...now, view: { ...now.view, request: id, step: undefined } });
}

/** Changes the state; what is decided follows. */
export function change(after: Playground, byReader = false): void {
  const before = playground.value;
  batch(() => {
    playground.value = after;
    if (after.view.request !== before?.view.request) folds.value = new Map();
    if (byReader) edited.value++;
  });
  if (after.scenario !== before?.scenario) {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  } else if (after.view.request !== before.view.request) ask();
}

/** Selects a step of the trace, and opens the policy that it speaks of. */
export function selectStep(id: string): void {
  const [now, known] = [playground.value, current.value];
  if (!now || !known?.trace?.numbers.has(id)) return;
  const open = new Map(folds.value);
  for (let at = known.trace.parents.get(id); at !== undefined; at = known.trace.parents.get(at)) open.set(at, true);
  const place = placeOf(known.trace, id);
  const tab = known.scenario.policies[place?.policy ?? -1]?.id ?? now.view.tab;
  batch(() => {
    folds.value = open;
    playground.value = { ...now, view: { ...now.view, step: id, tab } };
  });
}

/** Goes to a step by its number or its part; tells whether there is one, or may be one later. */
export function goTo(step: StepName): boolean {
  const trace = current.value?.trace;
  if (!trace) {
    wantedStep = step;
    return true;
  }
  const found = step === "decisive" ? decisiveStep(trace) : step === "first" ? trace.steps[0] : step === "last" ? trace.steps.at(-1) : trace.steps[step - 1];
  if (found) selectStep(found.id);
  return found !== undefined;
}

/** What a host hears. */
export function told(): Told {
  const now = playground.value;
  const request = now ? now.scenario.requests.findIndex(({ id }) => id === now.view.request) + 1 : 0;
  const step = now?.view.step === undefined ? undefined : current.value?.trace?.numbers.get(now.view.step);
  return { scenario: now ? scenarioOf(now.scenario) : undefined, request, step, verdict: verdict() };
}

/** The scenario as JSON; as text where its surroundings are none. */
export function scenarioOf(scenario: Scenario): unknown {
  const { text } = writeScenario(scenario);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export function verdict(): Verdict | undefined {
  const [now, known] = [playground.value, current.value];
  if (!now || !known?.selected) return undefined;
  return {
    request: now.scenario.requests.findIndex(({ id }) => id === now.view.request) + 1,
    name: textOf(selectedRequest(now)?.fields["name"]),
    decision: known.selected.decision,
    reason: known.selected.reason ?? "",
  };
}

function ask(): void {
  clearTimeout(timer);
  const now = playground.value;
  if (!now || !engine || (asked?.scenario === now.scenario && asked.request === now.view.request)) return;
  const { scenario, view } = now;
  const question = { scenario, request: view.request };
  asked = question;
  const one = selectedRequest(now);
  const calls: Call[] = [{ operation: decide, input: writeScenario(scenario).text }];
  if (one) calls.push({ operation: evaluate, input: writeScenario({ ...scenario, requests: [one] }).text });
  void engine.ask(calls).then((reply) => {
    if (reply.kind === "overtaken") return;
    if (reply.kind !== "answer") {
      asked = undefined;
      trouble.value = reply.kind === "failed" ? reply.message : troubles[reply.kind];
      return;
    }
    try {
      take(reply.answers, question);
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
    }
  });
}

const troubles = {
  tooSlow: "The engine needed more than two seconds for this, so it was stopped.",
  stopped: "The engine stopped in the middle of this.",
};

function take(answers: string[], { scenario, request }: { scenario: Scenario; request: number }): void {
  const all = readAnswers(answers[0]!);
  const one = answers[1] === undefined ? undefined : readAnswers(answers[1]).results[0];
  const index = scenario.requests.findIndex(({ id }) => id === request);
  const selected = one?.trace ? one : (all.results[index] ?? problem(all.diagnostics));
  batch(() => {
    trouble.value = undefined;
    answer.value = {
      scenario,
      request,
      results: new Map(scenario.requests.flatMap(({ id }, i) => (all.results[i] ? [[id, all.results[i]] as const] : []))),
      diagnostics: all.diagnostics,
      selected,
      trace: selected?.trace && traceOf(selected.trace),
      engine: all.engine,
    };
    if (current.value && wantedStep !== undefined) {
      const step = wantedStep;
      wantedStep = undefined;
      goTo(step);
    }
  });
}

/** The result of a request that was not even found, because the scenario cannot be read. */
function problem(diagnostics: Diagnostic[]): Result | undefined {
  const found = diagnostics.find(({ path, severity }) => path !== undefined && severity === "error");
  return found && { decision: "error", reason: `${found.path}: ${found.message}` };
}
