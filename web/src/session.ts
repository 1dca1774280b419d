// The session: the state in signals, and everything that follows from a change of it: evaluation, draft and address.

import { batch, computed, signal } from "@preact/signals";
import { readDraft, readEarlierDraft, setDraftAside, writeDraft, type Storage } from "./draft.ts";
import { decide, evaluate, type Call, type Engine, type EngineStatus, type Reply } from "./engine.ts";
import { firstExample } from "./example.ts";
import { BrokenLink, isLink, linkOf, maxScenario, openLink } from "./link.ts";
import { wordOf } from "./outcomes.ts";
import { recognize, understood } from "./recognize.ts";
import { readAnswers, type Diagnostic, type Result } from "./results.ts";
import { madePart } from "./made.ts";
import { arrived, noteLink } from "./sharing.ts";
import { addPolicy, appendRequest, NotAScenario, opened, readScenario, selectedRequest, selectRequest, surroundingsTab, writeScenario, type Playground, type Scenario } from "./state.ts";
import { counted } from "./words.ts";
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
  /** What stands behind the page's folder in the address: "", "new", or "x/" and the name of an example. */
  path(): string;
  /** What the query of the address says. */
  query(name: string): string | null;
  /** The address of the page's folder, with a slash at the end. */
  folder: string;
  /** Puts path, query and fragment into the address, and tells how it reads as a whole. */
  setAddress(behindFolder: string): string;
  copy(text: string): Promise<void>;
  /** Reads a file beside the page; throws if there is none. */
  read(file: string): Promise<string>;
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
/** The number of the step that the address asks for, until there is a trace. */
let wantedStep = 0;

/** Begins the session: opens the link of the address, else the draft, else the example. */
export async function begin(in_: World, with_: Engine): Promise<void> {
  world = in_;
  engine = with_;
  const draft = readDraft(world.storage);
  hasEarlierDraft.value = readEarlierDraft(world.storage) !== undefined;
  const path = world.path();
  if (await followLink()) return;
  const share = /^s\/([\w-]+)$/.exec(path)?.[1];
  if (share && (await import("./openshare.ts").then(({ openShare }) => openShare(share, world.hash()), () => false))) return;
  if (path === "new") show(blank());
  else if (!path.startsWith("x/") || !(await openExample(path.slice(2), true))) show(draft ?? firstExample());
  followView();
}

/** Selects the request and the step that the address names by their numbers. */
function followView(): void {
  const request = state.value.scenario.requests[Number(world.query("request")) - 1];
  if (request) update((before) => selectRequest(before, request.id));
  const tab = world.query("tab");
  const policy = state.value.scenario.policies[Number(tab) - 1];
  if (policy || tab === "0") update((before) => ({ ...before, view: { ...before.view, tab: policy?.id ?? surroundingsTab } }));
  wantedStep = Number(world.query("step")) || 0;
  if (request) ask();
}

/** The query that brings a reader to the selected request and step. It names them by number: nothing of the scenario is in it. */
export function viewQuery(): string {
  const { scenario, view } = state.value;
  const request = scenario.requests.findIndex((one) => one.id === view.request) + 1;
  const step = view.step === undefined ? 0 : (current.value?.trace?.numbers.get(view.step) ?? 0);
  const tab = view.tab === surroundingsTab ? 0 : scenario.policies.findIndex((one) => one.id === view.tab) + 1;
  const parts = [request > 1 || step > 0 ? `request=${request}` : "", step > 0 ? `step=${step}` : "", step === 0 && (tab > 1 || view.tab === surroundingsTab) ? `tab=${tab}` : ""].filter(Boolean);
  return parts.length > 0 ? `?${parts.join("&")}` : "";
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

/** A policy that was switched, and what the selected request got before: the next answer tells how the verdict moved. */
let switched: { name: string; off: boolean; request: number; before: string } | undefined;

/** Takes a policy out of the decision, or back in. */
export function switchPolicy(id: number): void {
  const policy = state.value.scenario.policies.find((one) => one.id === id);
  if (!policy) return;
  const off = !policy.off;
  const before = current.value?.selected?.decision;
  if (before) switched = { name: policy.name || "The policy", off, request: state.value.view.request, before };
  const { off: _, ...rest } = policy;
  const policies = state.value.scenario.policies.map((one) => (one.id === id ? (off ? { ...rest, off } : rest) : one));
  update((now) => ({ ...now, scenario: { ...now.scenario, policies } }));
  ask();
}

/** Says how the verdict moved. */
function tellMove(after: string | undefined): void {
  if (!switched || switched.request !== answer.value?.request || after === undefined) return;
  const { name, off, before } = switched;
  switched = undefined;
  const [from, to] = [wordOf(before), wordOf(after)];
  notice.value = { text: `${name} ${off ? "off" : "on"}: ${from === to ? `still ${to}` : `${from} became ${to}`}.`, tone: "said" };
}

/** Asks the engine now, without waiting for a pause. */
export function ask(): void {
  cancelAsking();
  const { scenario, view } = state.value;
  if (asked?.scenario === scenario && asked.request === view.request) return;
  const question = { scenario, request: view.request };
  asked = question;
  const one = selectedRequest(state.value);
  const written = writeScenario(scenario, true);
  const calls: Call[] = [{ operation: decide, input: written.text }];
  if (one) calls.push({ operation: evaluate, input: writeScenario({ ...scenario, requests: [one] }, true).text });
  const calm = world.after(pause, () => (busy.value = true));
  void engine.ask(calls).then((reply) => {
    calm();
    if (reply.kind === "overtaken") return;
    if (asked === question) busy.value = false;
    take(reply, question, written.surroundings);
  });
}

/** Asks something beside the question about the present state, which is answered first. */
export async function askBeside(calls: Call[]): Promise<Reply> {
  for (;;) {
    while (asked && answer.value?.scenario !== asked.scenario) await new Promise<void>((resolve) => world.after(30, resolve));
    const reply = await engine.ask(calls);
    if (reply.kind !== "overtaken") return reply;
  }
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
      tellMove(selected?.decision);
    });
    const wanted = wantedStep > 0 ? current.value?.trace?.steps[wantedStep - 1] : undefined;
    if (current.value) wantedStep = 0;
    if (wanted) selectStep(wanted.id);
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
  arrived.value = undefined;
  update((before) => opened(scenario, before.view.pane));
  cancelKeeping();
  ask();
}

/** Opens the link of the address, if it holds one that is new. Tells whether it did. What was there before can be had back. */
export async function followLink(hash = world.hash()): Promise<boolean> {
  if (hash === ownHash || !isLink(hash)) return false;
  ownHash = hash;
  try {
    const text = await openLink(hash);
    const earlier = readDraft(world.storage);
    // The draft's own link, as after a reload: the draft remembers more, such as what is switched off.
    const own = earlier !== undefined && writeScenario(earlier).text === text;
    show(own ? earlier : readScenario(text));
    followView();
    noteLink(hash);
    notice.value = earlier && !own
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

/** Takes policies and requests from a pasted text, beside what is there, and says what was taken and what is missing. */
export function takePasted(text: string): void {
  const taken = text.length <= maxScenario ? recognize(text) : undefined;
  if (!taken) {
    notice.value = { text: `This text is nothing that the page knows. It understands ${understood}.`, tone: "problem" };
    return;
  }
  const before = state.value.scenario;
  update((now) => {
    const withPolicies = taken.policies.reduce((next, policy) => addPolicy(next, policy.type, policy.text, policy), now);
    return taken.requests.reduce((next, fields) => appendRequest(next, fields), withPolicies);
  });
  const parts = [counted(taken.policies.length, "policy"), counted(taken.requests.length, "request")].filter(Boolean).join(" and ");
  const missing = taken.missing.length > 0 ? ` It does not say ${taken.missing.join(", nor ")}.` : "";
  notice.value = { text: `Recognized as ${taken.kind}: ${parts} added.${missing}`, tone: "said", action: { word: "Undo", run: () => update((now) => ({ ...opened(before, now.view.pane) })) } };
}

/** Opens an example by its name; tells whether there is one. It becomes the draft when it is changed, and the one before is put aside. */
export async function openExample(name: string, byAddress = false): Promise<boolean> {
  const before = untouched || byAddress ? undefined : state.value.scenario;
  try {
    if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw new Error("no name of an example");
    const scenario = readScenario(await world.read(`examples/${name}.scenario.json`));
    if (before) keep();
    show(scenario);
    world.setAddress(`x/${name}`);
    ownHash = "";
  } catch {
    notice.value = { text: `The example ${name.slice(0, 60)} is not there, or cannot be read.`, tone: "problem" };
    return false;
  }
  if (!byAddress) notice.value = { text: "The example is open. Nothing is kept of it until you change it.", tone: "said", ...(before ? { action: { word: "Back to what was here", run: () => open(before) } } : {}) };
  return true;
}

/** Begins with nothing. What was there before can be had back. */
export function startNew(): void {
  const before = state.value.scenario;
  open(blank());
  notice.value = { text: "A clean slate.", tone: "said", action: { word: "Back to what was here", run: () => open(before) } };
}

/** A scenario with nothing in it. */
function blank(): Scenario {
  return readScenario('{"scenario": 1, "policies": [], "requests": []}');
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
    if (hash !== undefined && state.value.scenario === scenario) world.setAddress(ownHash = hash);
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

/** Copies a link to the present scenario, at the selected request and step. */
export async function copyLink(): Promise<void> {
  const hash = await freshLink();
  if (hash === undefined) {
    notice.value = { text: "There is no link yet: the accounts and resources are not JSON.", tone: "problem" };
    return;
  }
  const address = world.setAddress(viewQuery() + (ownHash = hash + madeNow()));
  await copyText(address, "Link copied. Whoever has it can read the whole scenario; nothing was sent anywhere.", "The browser did not let the page copy. The link is in the address bar.");
}

/** What a link records of the present answer; nothing while there is none. */
function madeNow(): string {
  const { scenario } = state.value;
  const known = answer.value;
  // What is switched off here is on in the link, so what was decided is not what the link holds.
  if (known?.scenario !== scenario || scenario.policies.some(({ off, offStatements }) => off || offStatements?.length)) return "";
  return madePart({ engine: known.engine, decisions: scenario.requests.map(({ id }) => known.results.get(id)?.decision ?? "") });
}

/** The browser's own storage, if it lets the page have it. */
export function ownStorage(): Storage | undefined {
  return world.storage;
}

/** Copies a text, and says so. */
export async function copyText(text: string, done: string, failed = "The browser did not let the page copy."): Promise<void> {
  try {
    await world.copy(text);
    notice.value = { text: done, tone: "said" };
  } catch {
    notice.value = { text: failed, tone: "problem" };
  }
}

/** The address of what stands beside the page. */
export function addressOf(path: string): string {
  return world.folder + path;
}

/** Reads a file beside the page. */
export function readBeside(file: string): Promise<string> {
  return world.read(file);
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
