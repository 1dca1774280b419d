// The session: the state in signals, and everything that follows from a change of it: evaluation, draft and address.

import { batch, computed, signal } from "@preact/signals";
import { readDraft, readEarlierDraft, setDraftAside, writeDraft, type Storage } from "./draft.ts";
import { decide, evaluate, type Call, type Engine, type EngineStatus, type Reply } from "./engine.ts";
import { firstExample } from "./example.ts";
import { BrokenLink, isLink, linkOf, openLink } from "./link.ts";
import { readAnswers, type Diagnostic, type Result } from "./results.ts";
import { NotAScenario, opened, readScenario, selectedRequest, selectRequest, writeScenario, type Playground, type Scenario } from "./state.ts";
import { above, placeOf, traceOf, type Trace } from "./trace.ts";

/** What the engine said of a scenario. */
export interface Answer {
  /** What was asked: spans are places in its texts, indices are places in its lists. */
  scenario: Scenario;
  /** Id of the request that the trace is of. */
  request: number;
  results: Map<number, Result>;
  diagnostics: Diagnostic[];
  /** What to add to an offset in the surroundings to get one in the scenario's text, both in bytes. */
  surroundings: number;
  selected: Result | undefined;
  trace: Trace | undefined;
  engine: string;
  milliseconds: number;
}

/** A message above the status bar. */
export interface Notice {
  text: string;
  tone: "said" | "problem";
  action?: { word: string; run(): void };
}

/** How long typing must pause before the engine is asked, in milliseconds. */
const pause = 150;
/** How long typing must pause before the draft and the address follow. */
const keepingPause = 400;

export const state = signal<Playground>(opened(firstExample()));
export const answer = signal<Answer | undefined>(undefined);
/** Why there is no answer, in a sentence; undefined if there is one, or will be. */
export const trouble = signal<string | undefined>(undefined);
export const engineStatus = signal<EngineStatus>("arriving");
/** The engine has been at it for a time that a reader notices. */
export const busy = signal(false);
/** There is a draft that the present one replaced. */
export const hasEarlierDraft = signal(false);
export const notice = signal<Notice | undefined>(undefined);
/** Steps that the reader opened (true) or closed (false), by id. */
export const folds = signal<ReadonlyMap<string, boolean>>(new Map());
/** Counts up when the editor should show the selected step; the value is whether it takes the focus, too. */
export const revealed = signal({ times: 0, focus: false });

/** The answer, if it is about the selected request. */
export const current = computed(() => (answer.value?.request === state.value.view.request ? answer.value : undefined));

/** What the session needs of the world. */
export interface World {
  storage: Storage | undefined;
  /** The fragment of the page's address. */
  hash(): string;
  setHash(hash: string): void;
  copy(text: string): Promise<void>;
  address(): string;
  after(milliseconds: number, callback: () => void): () => void;
}

let world: World;
let engine: Engine;
/** The scenario that was opened, until it is changed: it is no draft yet. */
let untouched: Scenario | undefined;
let cancelAsking = () => {};
let cancelKeeping = () => {};
let asked: { scenario: Scenario; request: number } | undefined;
let ownHash = "";

/** Begins the session: opens the link of the address, else the draft, else the example. */
export async function begin(in_: World, with_: Engine): Promise<void> {
  world = in_;
  engine = with_;
  const draft = readDraft(world.storage);
  hasEarlierDraft.value = readEarlierDraft(world.storage) !== undefined;
  if (!(await followLink())) show(draft ?? firstExample());
}

/** Changes the state. */
export function update(change: (state: Playground) => Playground): void {
  const before = state.value;
  const after = change(before);
  if (after === before) return;
  batch(() => {
    if (after.view.request !== before.view.request) folds.value = new Map();
    state.value = after;
  });
  if (after.scenario !== before.scenario) {
    cancelAsking();
    cancelAsking = world.after(pause, ask);
    cancelKeeping();
    cancelKeeping = world.after(keepingPause, keep);
  } else if (after.view.request !== before.view.request) ask();
}

/** Asks the engine now, without waiting for a pause. */
export function ask(): void {
  cancelAsking();
  const { scenario, view } = state.value;
  if (asked?.scenario === scenario && asked.request === view.request) return;
  const question = { scenario, request: view.request };
  asked = question;
  const one = selectedRequest(state.value);
  const written = writeScenario(scenario);
  const calls: Call[] = [{ operation: decide, input: written.text }];
  if (one) calls.push({ operation: evaluate, input: writeScenario({ ...scenario, requests: [one] }).text });
  const calm = world.after(pause, () => (busy.value = true));
  void engine.ask(calls).then((reply) => {
    calm();
    if (reply.kind === "overtaken") return;
    if (asked === question) busy.value = false;
    take(reply, question, written.surroundings);
  });
}

function take(reply: Reply, { scenario, request }: { scenario: Scenario; request: number }, surroundings: number): void {
  if (reply.kind !== "answer") {
    asked = undefined; // the next change, or Ctrl+Enter, asks again
    trouble.value = troubles[reply.kind as keyof typeof troubles];
    return;
  }
  try {
    const all = readAnswers(reply.answers[0]!);
    const one = reply.answers[1] === undefined ? undefined : readAnswers(reply.answers[1]);
    const index = scenario.requests.findIndex(({ id }) => id === request);
    const detailed = one?.results[0];
    const selected = detailed?.trace ? detailed : (all.results[index] ?? unread(all.diagnostics));
    batch(() => {
      trouble.value = undefined;
      answer.value = {
        scenario,
        request,
        results: new Map(scenario.requests.flatMap(({ id }, i) => (all.results[i] ? [[id, all.results[i]] as const] : []))),
        diagnostics: one ? withDetails(all.diagnostics, one.diagnostics, index) : all.diagnostics,
        surroundings,
        selected,
        trace: selected?.trace && traceOf(selected.trace),
        engine: all.engine,
        milliseconds: reply.milliseconds,
      };
    });
  } catch (error) {
    trouble.value = error instanceof Error ? error.message : String(error);
  }
}

/** The result of a request that was not even found, because the scenario cannot be read. */
function unread(diagnostics: Diagnostic[]): Result | undefined {
  const found = diagnostics.find(({ code }) => code === "INVALID_SCENARIO");
  return found && { decision: "error", reason: `accounts and resources: ${found.message}` };
}

/** The selected request was asked alone, as requests[0], and more is known of it. */
function withDetails(all: Diagnostic[], one: Diagnostic[], index: number): Diagnostic[] {
  const path = `requests[${index}]`;
  const others = all.filter((diagnostic) => !diagnostic.path?.startsWith(path));
  const own = one.filter((diagnostic) => diagnostic.path?.startsWith("requests[0]"));
  return [...others, ...own.map((diagnostic) => ({ ...diagnostic, path: diagnostic.path!.replace("requests[0]", path) }))];
}

const troubles = {
  tooSlow: "The engine needed more than two seconds for this, so it was stopped. After the next change it tries again.",
  stopped: "The engine stopped in the middle of this, and was started anew. After the next change it tries again.",
  failed: "The engine could not be loaded, so nothing can be decided. What you typed is kept.",
};

/** Opens a scenario from its beginning. It becomes the draft when it is changed. */
function show(scenario: Scenario): void {
  untouched = scenario;
  update((before) => opened(scenario, before.view.pane));
  cancelKeeping();
  ask();
}

/** Opens the link of the address, if it holds one that is new. Tells whether it did. What was there before can be had back. */
export async function followLink(): Promise<boolean> {
  const hash = world.hash();
  if (hash === ownHash || !isLink(hash)) return false;
  ownHash = hash;
  try {
    const scenario = readScenario(await openLink(hash));
    const earlier = readDraft(world.storage);
    show(scenario);
    notice.value = earlier
      ? { text: "This scenario came with the link. Your draft is kept.", tone: "said", action: { word: "Back to my draft", run: () => open(earlier) } }
      : undefined;
    return true;
  } catch (error) {
    const known = error instanceof BrokenLink || error instanceof NotAScenario;
    notice.value = { text: `${known ? error.message : "This link cannot be opened."} Your draft is as it was.`, tone: "problem" };
    return false;
  }
}

/** Opens a scenario that the reader asked for in the page. The draft that was there is put aside. */
export function open(scenario: Scenario): void {
  putDraftAside();
  show(scenario);
  notice.value = undefined;
  cancelKeeping = world.after(0, keep);
}

/** Opens pasted text if it is a scenario; tells whether it was one. What was there before can be had back. */
export function openPasted(text: string): boolean {
  if (!/^\s*\{[^]*"scenario"\s*:/.test(text)) return false;
  let scenario: Scenario;
  try {
    scenario = readScenario(text);
  } catch {
    return false;
  }
  const before = state.value.scenario;
  open(scenario);
  notice.value = { text: "The pasted scenario is open.", tone: "said", action: { word: "Back to what was here", run: () => open(before) } };
  return true;
}

/** Begins with the example again. What was there before can be had back. */
export function startOver(): void {
  const before = state.value.scenario;
  open(firstExample());
  notice.value = { text: "The example is open.", tone: "said", action: { word: "Back to what was here", run: () => open(before) } };
}

/** Opens the draft that the present one replaced. */
export function openEarlierDraft(): void {
  const draft = readEarlierDraft(world.storage);
  if (draft) open(draft);
}

function putDraftAside(): void {
  if (setDraftAside(world.storage)) hasEarlierDraft.value = true;
}

/** Keeps the draft and brings the address up to date. */
function keep(): void {
  const { scenario } = state.value;
  if (untouched && untouched !== scenario) {
    putDraftAside();
    untouched = undefined;
  }
  writeDraft(world.storage, scenario);
  void freshLink().then((hash) => {
    if (hash !== undefined && state.value.scenario === scenario) world.setHash((ownHash = hash));
  });
}

/** The fragment for the present scenario; undefined while its surroundings are not JSON. */
async function freshLink(): Promise<string | undefined> {
  const { text } = writeScenario(state.value.scenario);
  try {
    readScenario(text);
  } catch {
    return undefined;
  }
  return linkOf(text);
}

/** Copies a link to the present scenario. */
export async function copyLink(): Promise<void> {
  const hash = await freshLink();
  if (hash === undefined) {
    notice.value = { text: "There is no link yet: the accounts and resources are not JSON.", tone: "problem" };
    return;
  }
  world.setHash((ownHash = hash));
  try {
    await world.copy(world.address());
    notice.value = { text: "Link copied. Whoever has it can read the whole scenario; nothing was sent anywhere.", tone: "said" };
  } catch {
    notice.value = { text: "The browser did not let the page copy. The link is in the address bar.", tone: "said" };
  }
}

/** Selects a step, opens what is above it, and shows where it stands in its policy. */
export function selectStep(id: string, focus = false): void {
  const trace = current.value?.trace;
  if (!trace) return;
  const place = placeOf(trace, id);
  const policy = place && answer.value!.scenario.policies[place.policy!];
  const next = new Map(folds.value);
  for (const above_ of above(trace, id)) next.set(above_, true);
  batch(() => {
    folds.value = next;
    update((before) => ({ ...before, view: { ...before.view, step: id, tab: policy?.id ?? before.view.tab, pane: focus && policy ? "policies" : before.view.pane } }));
    revealed.value = { times: revealed.value.times + 1, focus: focus && policy !== undefined };
  });
}

/** Selects a request by its place in the list, relative to the selected one. */
export function moveRequest(by: number): void {
  update((before) => {
    const { requests } = before.scenario;
    const at = requests.findIndex((request) => request.id === before.view.request);
    return selectRequest(before, requests[Math.min(Math.max(at + by, 0), requests.length - 1)]?.id ?? 0);
  });
}
