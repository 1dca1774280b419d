// The session: the state in signals, and everything that follows from a change of it: evaluation, draft and address.

import { batch, computed, signal } from "@preact/signals";
import { listDrafts, readDraft, removeDraft, writeDraft, type Draft, type Pen, type Storage } from "./draft.ts";
import { decide, evaluate, type Call, type Engine, type EngineStatus, type Reply } from "./engine.ts";
import { firstExample } from "./example.ts";
import type { Change } from "./fixes.ts";
import { forgetAnswer, writeAnswer } from "./keptanswer.ts";
import { BrokenLink, isLink, linkOf, maxScenario, openLink } from "./link.ts";
import { madePart } from "./made.ts";
import { wordOf } from "./outcomes.ts";
import type { Prepared } from "./prepared.ts";
import { readAbout, readAnswers, type About, type Answers, type Diagnostic, type Result, type Step } from "./results.ts";
import { addPolicy, appendRequest, NotAScenario, opened, readScenario, selectedRequest, selectRequest, surroundingsTab, switchPolicies, switchStatement, writeScenario, type DialogName, type Pane, type Playground, type Scenario, type Topic } from "./state.ts";
import { arrived, noteLink } from "./sharing.ts";
import { numbering, renumbered, statementsIn } from "./statements.ts";
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

/** What is wrong, with the scenario that it is about. */
export type Findings = Pick<Answer, "scenario" | "surroundings" | "diagnostics">;

/** A message above the status bar. */
export interface Notice {
  text: string;
  tone: "said" | "problem";
  action?: { word: string; run(): void };
}

/** How long typing must pause before an answer is shown, in milliseconds. */
const pause = 150;
/** So much of the pause an engine that is quick gets for its answer. Who goes on typing has it thrown away. */
const headStart = 75;
/** An engine is quick if it answered within so many milliseconds. */
const quick = 40;
/** How long typing must pause before the draft and the address follow. */
const keepingPause = 400;

export const state = signal<Playground>(opened(firstExample()));
export const answer = signal<Answer | undefined>(undefined);
/** What the checks found, which look after each decision; undefined until they did. */
export const checked = signal<Findings | undefined>(undefined);
/** What is wrong: what the checks found, until then what the decision said. */
export const findings = computed<Findings | undefined>(() => checked.value ?? answer.value);
/** Why there is no answer, in a sentence; undefined if there is one, or will be. */
export const trouble = signal<string | undefined>(undefined);
export const engineStatus = signal<EngineStatus>("arriving");
/** The engine has been at it for a time that a reader notices. */
export const busy = signal(false);
/** The other drafts, the latest first. */
export const drafts = signal<Draft[]>([]);
/** What the engine's codes mean, once somebody asked. */
export const about = signal<About | undefined>(undefined);
export const notice = signal<Notice | undefined>(undefined);
/** Steps that the reader opened (true) or closed (false), by id. */
export const folds = signal<ReadonlyMap<string, boolean>>(new Map());
/** Counts up when the editor should show the selected step; the value is whether it takes the focus, too. */
export const revealed = signal({ times: 0, focus: false });

/** Counts up when a place in a text is sought: the editor of that key puts the cursor there. */
export const sought = signal({ times: 0, key: 0, at: 0 });

/** Counts up when a text is to be changed by a fix: what its editor was shown, and what takes the place of stretches of it. */
export const mended = signal<{ times: number; key: number; text: string; changes: Change[]; said: string }>({ times: 0, key: 0, text: "", changes: [], said: "" });

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
  /** Names the module: another one has another name. */
  module: string;
  /** Starts a second engine, for what may take longer than a verdict. */
  startHelper(): Engine;
  /** Fetches the module once more. Whoever asks an engine next gets it. */
  loadEngineAgain(): void;
  /** Loads the page again. */
  reload(): void;
}

let world: World;
let engine: Engine;
/** The scenario that was opened, until it is changed: it is no draft yet. */
let untouched: Scenario | undefined;
/** The draft that the present scenario is written to; undefined until there is one. */
let pen: Pen | undefined;
/** The scenario as it was kept last. */
let kept: Scenario | undefined;
/** Trouble with the storage is said once. */
let toldOfStorage = "";
let cancelAsking = () => {};
/** Shows what was asked within the pause as soon as it is there. */
let showAtOnce = () => {};
let cancelKeeping = () => {};
let asked: { scenario: Scenario; request: number } | undefined;
let ownHash = "";
/** The number of the step that the address asks for, until there is a trace. */
let wantedStep = 0;
/** What the engine said last, with the question. */
let told: { scenario: Scenario; prepared: Prepared } | undefined;

/** Begins the session: opens the link of the address, else the draft, else the example. */
export async function begin(in_: World, with_: Engine): Promise<void> {
  world = in_;
  engine = with_;
  kept = state.value.scenario;
  // Whoever leaves before the pause is over has the draft all the same.
  (globalThis as { addEventListener?: (name: string, listener: () => void) => void }).addEventListener?.("pagehide", keepNow);
  refreshDrafts();
  const path = world.path();
  if (await followLink()) return;
  const share = /^s\/([\w-]+)$/.exec(path)?.[1];
  if (share && (await import("./later.ts").then(({ openShare }) => openShare(share, world.hash()), tellMissing))) return;
  if (path === "new") show(blank());
  else if (!path.startsWith("x/") || !(await openExample(path.slice(2), true))) showLatest();
  followView();
}

/** Shows the draft that was written last, else the first example. */
function showLatest(): void {
  const latest = latestDraft();
  if (latest) show(latest.scenario, latest.pen);
  else show(firstExample());
}

interface OwnDraft {
  scenario: Scenario;
  pen: Pen;
}

function latestDraft(like: (scenario: Scenario) => boolean = () => true): OwnDraft | undefined {
  for (const own of listDrafts(world.storage)) {
    const scenario = readDraft(world.storage, own.id);
    if (scenario && like(scenario)) return { scenario, pen: own };
  }
  return undefined;
}

function refreshDrafts(): void {
  drafts.value = listDrafts(world.storage).filter(({ id }) => id !== pen?.id);
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
    showAtOnce = () => {};
    const early = (answer.value?.milliseconds ?? Infinity) <= quick ? headStart : 0;
    cancelAsking = world.after(pause - early, () => send(early));
    cancelKeeping();
    cancelKeeping = world.after(keepingPause, keep);
  } else if (after.view.request !== before.view.request) ask();
}

/** What was switched, and what the requests got before: the next answer tells how the verdicts moved. */
let switched: { scenario: Scenario; what: string; off: boolean; request: number; before: Answer } | undefined;

/** Takes policies out of the decision, or back in; their name stands at the beginning of a sentence. */
export function switchThese(ids: readonly number[], off: boolean, what: string): void {
  switchTo((now) => switchPolicies(now, ids, off), what, off);
}

/** Takes a policy out of the decision, or back in. */
export function switchPolicy(id: number): void {
  const policy = state.value.scenario.policies.find((one) => one.id === id);
  if (policy) switchThese([id], !policy.off, policy.name || "The policy");
}

/** Takes the statement of a policy in which a place is out of the decision, or back in. */
export function switchStatementAt(id: number, at: number): void {
  const policy = state.value.scenario.policies.find((one) => one.id === id);
  const statement = policy && statementsIn(policy.text).findLast(({ start, end }) => start <= at && at <= end);
  if (!policy || !statement) return;
  const off = !policy.offStatements?.includes(statement.start);
  switchTo((now) => switchStatement(now, id, statement.start), `${policy.name || "The policy"}, ${statement.name}`, off);
}

function switchTo(change: (now: Playground) => Playground, what: string, off: boolean): void {
  const before = current.value;
  update(change);
  switched = before && { scenario: state.value.scenario, what, off, request: before.request, before };
  ask();
}

/** Says how the verdicts moved. */
function tellMove(): void {
  const now = answer.value;
  if (!switched || !now || switched.scenario !== now.scenario || switched.request !== now.request) return;
  const { what, off, before } = switched;
  switched = undefined;
  const [from, to] = [before.selected?.decision, now.selected?.decision];
  const moved = !from || !to ? "" : from === to ? `: still ${wordOf(to)}` : `: ${wordOf(from)} became ${wordOf(to)}`;
  const { length } = now.scenario.requests;
  const changed = now.scenario.requests.filter(({ id }) => before.results.get(id)?.decision !== now.results.get(id)?.decision).length;
  const count = length < 2 ? "" : changed === 0 ? " No request is decided otherwise." : ` ${changed} of ${length} requests ${changed === 1 ? "is" : "are"} decided otherwise.`;
  notice.value = { text: `${what} ${off ? "off" : "on"}${moved}.${count}`, tone: "said" };
}

/** Asks the engine now, without waiting for a pause. */
export function ask(): void {
  cancelAsking();
  const { scenario, view } = state.value;
  if (asked?.scenario === scenario && asked.request === view.request) showAtOnce();
  else send(0);
}

/** Asks the engine about the present state; its answer is shown after so many milliseconds at the earliest. */
function send(wait: number): void {
  const { scenario, view } = state.value;
  const question = { scenario, request: view.request };
  asked = question;
  const due = new Promise<void>((show) => {
    showAtOnce = show;
    if (wait > 0) cancelAsking = world.after(wait, show);
    else show();
  });
  const one = selectedRequest(state.value);
  const written = writeScenario(scenario, true);
  const calls: Call[] = [{ operation: decide, input: written.text }];
  if (one) calls.push({ operation: evaluate, input: writeScenario({ ...scenario, requests: [one] }, true).text });
  const asksAbout = aboutWanted && !about.value;
  if (asksAbout) calls.push({ operation: aboutCodes, input: "" });
  const calm = world.after(pause, () => (busy.value = true));
  void engine.ask(calls).then((reply) => {
    calm();
    if (reply.kind === "overtaken") return;
    if (asked === question) busy.value = false;
    if (reply.kind === "answer") {
      if (asksAbout) about.value = readAbout(reply.answers.pop()!);
      told = { scenario, prepared: { calls: calls.slice(0, reply.answers.length), answers: reply.answers } };
    }
    void due.then(taken(reply, question, written.surroundings));
  });
}

/** The module's operation that tells what its codes mean. */
const aboutCodes = 4;
let aboutWanted = false;

/** Opens help on a topic. What the engine knows of it is asked together with the present question, so that it overtakes none. */
export function help(topic: Topic): void {
  update((before) => ({ ...before, view: { ...before.view, dialog: "help", help: topic } }));
  if (about.value) return;
  aboutWanted = true;
  asked = undefined;
  ask();
}

/** Opens a dialog, or closes the one that is open. */
export function showDialog(dialog: DialogName | undefined): void {
  if (dialog === "drafts") refreshDrafts();
  update((before) => ({ ...before, view: { ...before.view, dialog } }));
}

export function showPane(pane: Pane): void {
  update((before) => ({ ...before, view: { ...before.view, pane } }));
}

/** Opens a text and puts the cursor at a place in it. */
export function seek(key: number, at: number): void {
  batch(() => {
    update((before) => ({ ...before, view: { ...before.view, tab: key, pane: "policies" } }));
    sought.value = { times: sought.value.times + 1, key, at };
  });
}

/** Changes a policy's text by a fix, if it still is the text that the fix is for. */
export function mend(key: number, text: string, changes: Change[], said: string): void {
  if (state.value.scenario.policies.find(({ id }) => id === key)?.text !== text) return;
  batch(() => {
    update((before) => ({ ...before, view: { ...before.view, tab: key } }));
    mended.value = { times: mended.value.times + 1, key, text, changes, said };
  });
}

/** Reads a reply, and returns what shows it. */
function taken(reply: Reply, { scenario, request }: { scenario: Scenario; request: number }, surroundings: number): () => void {
  const worried = (words: string) => () => {
    trouble.value = words;
  };
  if (reply.kind !== "answer") {
    asked = undefined; // the next change, or Ctrl+Enter, asks again
    return worried(reply.kind === "failed" ? `${reply.message} Nothing can be decided without it; what you typed is kept.` : troubles[reply.kind as keyof typeof troubles]);
  }
  try {
    const all = numbered(readAnswers(reply.answers[0]!), scenario);
    const one = reply.answers[1] === undefined ? undefined : numbered(readAnswers(reply.answers[1]), scenario);
    const index = scenario.requests.findIndex(({ id }) => id === request);
    const detailed = one?.results[0];
    const selected = detailed?.trace ? detailed : (all.results[index] ?? unread(all.diagnostics));
    const next: Answer = {
      scenario,
      request,
      results: new Map(scenario.requests.flatMap(({ id }, i) => (all.results[i] ? [[id, all.results[i]] as const] : []))),
      diagnostics: one ? withDetails(all.diagnostics, one.diagnostics, index) : all.diagnostics,
      surroundings,
      selected,
      trace: selected?.trace && traceOf(selected.trace, selected.closest),
      engine: all.engine,
      milliseconds: reply.milliseconds,
    };
    return () => take(next);
  } catch (error) {
    return worried(error instanceof Error ? error.message : String(error));
  }
}

function take(next: Answer): void {
  batch(() => {
    trouble.value = undefined;
    answer.value = next;
    tellMove();
  });
  const wanted = wantedStep > 0 ? current.value?.trace?.steps[wantedStep - 1] : undefined;
  if (current.value) wantedStep = 0;
  if (wanted) selectStep(wanted.id);
}

/** Where statements are off, the engine counts only the others; the reader sees them all. */
function numbered(answers: Answers, scenario: Scenario): Answers {
  const numbers = scenario.policies.map(({ text, offStatements = [] }) => (offStatements.length > 0 ? numbering(text, offStatements) : undefined));
  if (!numbers.some(Boolean)) return answers;
  const say = (sentence: string, policy: number | undefined) => (policy !== undefined && numbers[policy] ? renumbered(sentence, numbers[policy]) : sentence);
  const visit = (step: Step, above: number | undefined): Step => {
    const policy = step.policy ?? above;
    const next = { ...step };
    if (step.say) next.say = say(step.say, policy);
    if (step.name && step.op === "statement") next.name = say(step.name, policy);
    if (step.steps) next.steps = step.steps.map((child) => visit(child, policy));
    return next;
  };
  /** A sentence about several policies: the one that is named last before a statement is meant. */
  const sayOf = (sentence: string) => {
    const at = scenario.policies.map(({ name }, i) => ({ i, at: name ? sentence.lastIndexOf(name, sentence.search(/\bstatement \d/)) : -1 })).sort((a, b) => b.at - a.at)[0];
    return at && at.at >= 0 ? say(sentence, at.i) : sentence;
  };
  return {
    ...answers,
    results: answers.results.map((result) => ({ ...result, ...(result.reason ? { reason: sayOf(result.reason) } : {}), ...(result.trace ? { trace: visit(result.trace, undefined) } : {}) })),
    diagnostics: answers.diagnostics.map((one) => ({ ...one, message: say(one.message, one.policy) })),
  };
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
};

/** Asks again, after there was no answer. */
export function tryAgain(): void {
  if (engineStatus.value === "failed") world.loadEngineAgain();
  trouble.value = undefined;
  ask();
}

/** Starts the engine that helps. */
export function helper(): Engine {
  return world.startHelper();
}

/** Opens a scenario from its beginning. It becomes the draft when it is changed. */
function show(scenario: Scenario, own: Pen | undefined = undefined): void {
  untouched = scenario;
  pen = own;
  kept = scenario;
  checked.value = undefined;
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
    // The link of a draft, as after a reload: the draft remembers more, such as what is switched off.
    const own = latestDraft((scenario) => writeScenario(scenario).text === text);
    const earlier = latestDraft();
    const scenario = own?.scenario ?? readScenario(text);
    keepNow();
    show(scenario, own?.pen);
    followView();
    noteLink(hash);
    notice.value = earlier && !own
      ? { text: "This scenario came with the link. Your draft is kept.", tone: "said", action: { word: "Back to my draft", run: () => openDraft(earlier.pen.id) } }
      : undefined;
    return true;
  } catch (error) {
    const known = error instanceof BrokenLink || error instanceof NotAScenario;
    notice.value = { text: `${known ? error.message : "This link cannot be opened."} Your draft is as it was.`, tone: "problem" };
    return false;
  }
}

/** Opens a scenario that the reader asked for in the page. The draft that was there stays among the drafts. */
export function open(scenario: Scenario): void {
  keepNow();
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

/** Says that a part of the page did not arrive. A browser may not ask for it again before the page is loaded again. */
export function tellMissing(): undefined {
  const text = "A part of the page did not arrive: there is no network, or a newer version of the page has taken its place. Loading the page again brings it; what you typed is kept.";
  notice.value = { text, tone: "problem", action: { word: "Load the page again", run: () => world.reload() } };
}

/** Takes policies and requests from a pasted text, beside what is there, and says what was taken and what is missing. */
export async function takePasted(text: string): Promise<void> {
  const loaded = await import("./recognize.ts").catch(tellMissing);
  if (!loaded) return;
  const { recognize, understood } = loaded;
  const taken = text.length <= maxScenario ? recognize(text) : undefined;
  if (!taken) {
    notice.value = { text: `This text is nothing that the page knows. It understands ${understood}.`, tone: "problem" };
    return;
  }
  if (taken.policies.length + taken.requests.length === 0) {
    notice.value = { text: `Recognized as ${taken.kind}, which does not say ${taken.missing.join(", nor ")}. ${taken.note ?? ""}`, tone: "problem" };
    return;
  }
  const before = state.value.scenario;
  update((now) => {
    const withPolicies = taken.policies.reduce((next, policy) => addPolicy(next, policy.type, policy.text, policy), now);
    return taken.requests.reduce((next, fields) => appendRequest(next, fields), withPolicies);
  });
  const parts = [counted(taken.policies.length, "policy"), counted(taken.requests.length, "request")].filter(Boolean).join(" and ");
  const missing = taken.missing.length > 0 ? ` It does not say ${taken.missing.join(", nor ")}.` : "";
  notice.value = { text: `Recognized as ${taken.kind}: ${parts} added.${missing}${taken.note ? ` ${taken.note}` : ""}`, tone: "said", action: { word: "Undo", run: () => update((now) => ({ ...opened(before, now.view.pane) })) } };
}

/** Opens an example by its name; tells whether there is one. It becomes the draft when it is changed, and the one before is put aside. */
export async function openExample(name: string, byAddress = false): Promise<boolean> {
  const before = untouched || byAddress ? undefined : state.value.scenario;
  try {
    if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw new Error("no name of an example");
    const scenario = readScenario(await world.read(`examples/${name}.scenario.json`));
    keepNow();
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

/** Opens one of the drafts, and goes on with it. */
export function openDraft(id: string): void {
  const scenario = readDraft(world.storage, id);
  keepNow();
  const own = listDrafts(world.storage).find((one) => one.id === id);
  if (!scenario || !own) {
    notice.value = { text: "This draft is no longer there.", tone: "problem" };
    refreshDrafts();
    return;
  }
  show(scenario, own);
  notice.value = undefined;
  refreshDrafts();
  followAddress();
}

/** Forgets one of the drafts; it can be had back. */
export function forgetDraft(id: string): void {
  const scenario = readDraft(world.storage, id);
  const title = drafts.value.find((one) => one.id === id)?.title ?? "The draft";
  removeDraft(world.storage, id);
  forgetAnswer(world.storage);
  refreshDrafts();
  notice.value = { text: `${title} is deleted.`, tone: "said", ...(scenario ? { action: { word: "Undo", run: () => (writeDraft(world.storage, scenario, undefined, Date.now()), refreshDrafts()) } } : {}) };
}

const storageTroubles = {
  full: "The browser has no room left for this draft, so it is not kept. Download the scenario to keep it.",
  denied: "The browser lets the page keep nothing, so the draft ends with this tab. Copy its link or download it to keep it.",
};

/** Keeps what was changed since it was kept last. */
function keepNow(): void {
  if (state.value.scenario !== kept) writeDown();
}

function writeDown(): void {
  const { scenario } = state.value;
  untouched = untouched === scenario ? untouched : undefined;
  forgetAnswer(world.storage); // which also makes room
  const { outcome, pen: own, copied, dropped } = writeDraft(world.storage, scenario, pen, Date.now());
  pen = own;
  kept = scenario;
  if (outcome === "kept" && told?.scenario === scenario) writeAnswer(world.storage, world.module, told.prepared);
  refreshDrafts();
  const said =
    outcome !== "kept" ? storageTroubles[outcome]
    : copied ? "Another tab changed the same draft. Both are kept: this tab goes on with a copy of its own."
    : dropped > 0 ? `The browser’s storage was full, so ${dropped === 1 ? "the oldest draft" : `the ${dropped} oldest drafts`} had to go.`
    : "";
  if (said && (copied || said !== toldOfStorage)) notice.value = { text: said, tone: outcome === "kept" ? "said" : "problem" };
  if (!copied) toldOfStorage = said || (outcome === "kept" ? "" : toldOfStorage);
}

/** Keeps the draft and brings the address up to date. */
function keep(): void {
  writeDown();
  followAddress();
}

function followAddress(): void {
  const { scenario } = state.value;
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
