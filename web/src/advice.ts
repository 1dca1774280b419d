// Help with what is written: checks and summaries after each decision, completion and explanation when they are asked for.
// A second instance of the module gives it, so that no verdict waits for it.

import { effect, signal } from "@preact/signals";
import { startAdvisor, type Advisor, type Place } from "./advisor.ts";
import { byteLength, unitsOf } from "./offsets.ts";
import type { Diagnostic, Span } from "./results.ts";
import { answer, checked, helper, state, type Answer } from "./session.ts";
import { writeScenario, type Scenario } from "./state.ts";
import { catalog } from "./suggest.ts";

/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  from: number;
  to: number;
}

/** What may stand at a place of the open text. */
export interface Option {
  label: string;
  insert: string;
  detail: string;
  /** Where the cursor goes, in what is inserted. */
  cursor: number;
}

/** What a statement says, with the statement's place. */
export interface Sentence extends Stretch {
  say: string;
}

/** What the statements of each policy say, in the texts of that scenario; the policies are in its order. */
export const sentences = signal<{ scenario: Scenario; policies: { span: Span; say: string }[][] } | undefined>(undefined);

let advisor: Advisor | undefined;
let asked: Scenario | undefined;

/** Begins to help. */
export function startAdvice(): void {
  if (advisor) return;
  advisor = startAdvisor(helper(), catalog);
  effect(() => {
    const known = answer.value;
    if (!known || known.scenario === asked) return;
    asked = known.scenario;
    void look(advisor!, known);
  });
}

/** Checks a scenario that was decided, and says its statements in words. What a newer one overtakes is not told. */
async function look(with_: Advisor, known: Answer): Promise<void> {
  const { scenario } = known;
  const { text, surroundings } = writeScenario(scenario);
  const tell = (found: Diagnostic[]) => {
    if (asked === scenario) checked.value = { scenario, surroundings, diagnostics: [...found, ...others(known.diagnostics, found)] };
  };
  try {
    const found = await with_.check(text, tell);
    if (asked !== scenario) return;
    if (found) tell(found);
    else checked.value = undefined;
    const policies = await with_.summary(text);
    if (asked === scenario) sentences.value = policies && { scenario, policies };
  } catch {
    checked.value = undefined; // what it answered is nothing that the page can read
  }
}

/** What a decision said of requests, beyond what the checks found. */
function others(said: readonly Diagnostic[], found: readonly Diagnostic[]): Diagnostic[] {
  const told = new Set(found.map(({ path, code }) => `${path} ${code}`));
  return said.filter(({ path, code }) => path?.startsWith("requests") && !told.has(`${path} ${code}`));
}

/** The open policy at a place, for the module; undefined where none is open. */
function placeAt(at: number): { text: string; scenario: string; place: Place } | undefined {
  const { scenario, view } = state.value;
  const policy = scenario.policies.findIndex(({ id }) => id === view.tab);
  const text = scenario.policies[policy]?.text;
  return text === undefined ? undefined : { text, scenario: writeScenario(scenario).text, place: { policy, offset: byteLength(text.slice(0, at)) } };
}

function stretch(text: string, [start, end]: Span): Stretch {
  const unit = unitsOf(text);
  return { from: unit(start), to: unit(end) };
}

/** What may stand at a place of the open text. */
export async function optionsAt(at: number): Promise<(Stretch & { options: Option[] }) | undefined> {
  const asking = placeAt(at);
  const offers = asking && (await advisor?.complete(asking.scenario, asking.place));
  if (!offers) return undefined;
  const options = offers.options.map(({ label, insert, detail = "", cursor }) => ({ label, insert, detail, cursor: cursor === undefined ? insert.length : unitsOf(insert)(cursor) }));
  return { ...stretch(asking.text, offers.span), options };
}

/** What stands at a place of the open text. */
export async function explanationAt(at: number): Promise<(Stretch & { title: string; lines: string[]; page: string }) | undefined> {
  const asking = placeAt(at);
  const found = asking && (await advisor?.hover(asking.scenario, asking.place));
  return found && { ...stretch(asking.text, found.span), title: found.title, lines: found.lines, page: found.page ?? "" };
}

/** What the statements of a policy say, as far as its text is the one that was asked about. */
export function sentencesOf(id: number, text: string): Sentence[] | undefined {
  const known = sentences.value;
  const index = known?.scenario.policies.findIndex((policy) => policy.id === id) ?? -1;
  if (!known || known.scenario.policies[index]?.text !== text) return undefined;
  return known.policies[index]?.filter(({ say }) => say !== "").map(({ span, say }) => ({ ...stretch(text, span), say }));
}
