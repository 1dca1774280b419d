// The answer pane: the verdict, what it depends on, and the trace.

import { makeKnown, settleKey } from "./actions.ts";
import { Icon, lookOf, Mark, Say, Verdict } from "./marks.tsx";
import { sentence } from "./words.ts";
import { asExpected, expectationWord } from "./expectation.ts";
import type { Dependency, Result } from "./results.ts";
import { answer, busy, copyLink, current, engineStatus, state, trouble, tryAgain, update } from "./session.ts";
import { selectedRequest, textOf } from "./state.ts";
import { FlowDiagram } from "./flow.tsx";
import { Menu, type MenuItem } from "./menu.tsx";
import { copyOut, downloadScenario } from "./out.ts";
import { Stepper } from "./stepper.tsx";
import { TraceTree } from "./tree.tsx";

/** The forms in which the answer leaves the page. */
const copies: MenuItem[] = [
  { word: "Link", means: "Opens this scenario, at this request and step", run: () => void copyLink() },
  { word: "Markdown", means: "For an issue: request, policies and verdict", run: () => copyOut("markdown") },
  { word: "Trace as text", means: "Every step, in evaluation order", run: () => copyOut("trace") },
  { word: "Go test", means: "For the harness: the test function and its scenario", run: () => copyOut("go") },
  { word: "Scenario file", means: "Download what tests and other pages read", run: downloadScenario },
];

export function Answer() {
  const request = selectedRequest(state.value);
  const known = current.value?.trace;
  return (
    <>
      <div class="ph">
        <h2 id="h-answer">Answer</h2>
        <span class="count">{textOf(request?.fields["name"])}</span>
        <span class="grow" />
        <Menu look="b ghost" items={copies}>
          <Icon name="copy" />
          Copy as…
        </Menu>
      </div>
      <div class="ans-body">
        <Banner />
        <FlowDiagram />
      </div>
      {known && <Stepper trace={known} at={state.value.view.step} />}
      <TraceTree />
    </>
  );
}

/** What the banner says, also where there is no verdict. */
interface Saying {
  decision: string;
  tone: string;
  mark: string;
  word: string;
  say: string;
}

export function saying(): Saying {
  if (trouble.value !== undefined) return { decision: "none", tone: "plain error", mark: "v-error", word: "No answer", say: trouble.value };
  if (!selectedRequest(state.value)) return { decision: "none", tone: "none", mark: "v-none", word: "Nothing asked", say: "Add a request, and its decision appears here." };
  const result = current.value?.selected ?? answer.value?.results.get(state.value.view.request);
  if (!result) {
    const arriving = engineStatus.value === "arriving";
    return { decision: "none", tone: "none", mark: "v-none", word: arriving ? "Engine arriving" : "Deciding", say: arriving ? "Half a megabyte, once. You can edit meanwhile." : "" };
  }
  const look = lookOf(result.decision);
  const keys = result.dependsOn?.map(({ key }) => key) ?? [];
  return {
    decision: result.decision,
    tone: `${look.tone} ${result.decision === "error" ? "error" : ""}`,
    mark: look.mark,
    word: keys.length > 0 && keys.length < 3 ? `Depends on ${keys.join(" and ")}` : look.word,
    say: reasonOf(result),
  };
}

/** The reason as a sentence. A problem of the selected request needs no path to say which request it is in. */
function reasonOf({ reason = "", decision }: Result): string {
  if (decision !== "error" || !reason) return reason;
  return sentence(reason.replace(/^requests\[\d+\](?:\.(\S+))?: /, (_, field?: string) => (field ? `Its ${field}: ` : "")));
}

function Banner() {
  const { decision, tone, mark, word, say } = saying();
  const request = selectedRequest(state.value);
  const result = current.value?.selected;
  const verdict = request && asExpected(result, request.fields);
  return (
    <div class={`banner ${tone}`} id="verdict" role="status" data-decision={decision} aria-busy={busy.value} tabIndex={-1}>
      <Mark of={{ mark, tone }} size="l" />
      {/* Whoever measures the page asks the browser when this was first seen. */}
      <p class="word" {...{ elementtiming: "verdict" }}>
        {word}
      </p>
      {verdict !== undefined && (
        <p class="want">
          <Icon name={verdict ? "check" : "cross"} of={verdict ? "pass" : "fail"} />
          {verdict ? "As expected" : `Expected ${expectationWord(request!.fields["expect"])}`}
        </p>
      )}
      <p class="say">
        <Say text={say} />
      </p>
      {result?.error && <CallerSees status={result.status} error={result.error} />}
      {result?.dependsOn?.map((dependency) => <Cases key={dependency.key} dependency={dependency} />)}
      {trouble.value !== undefined && (
        <p class="more">
          <button type="button" class="b" onClick={tryAgain}>
            Try again
          </button>{" "}
          {engineStatus.value === "failed" && (
            <button type="button" class="b ghost" onClick={() => location.reload()}>
              Load the page again
            </button>
          )}
        </p>
      )}
    </div>
  );
}

/** What API Gateway or AWS answers the caller. */
function CallerSees({ status, error }: { status: number | undefined; error: string }) {
  return (
    <details class="more">
      <summary>What the caller sees{status === undefined ? "" : `: ${status}`}</summary>
      <p class="caller">
        {status !== undefined && <b>{status} </b>}
        {error}
      </p>
    </details>
  );
}

/** The decision for each way that an unknown key can go, and below it the buttons that settle the key. */
function Cases({ dependency: { key, ways } }: { dependency: Dependency }) {
  const values = ways.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return (
    <div class="decide">
      <ul class="cases" aria-label={`What ${key} decides`}>
        {ways.map(({ when, value, decision }, i) => (
          <li key={when}>
            <span class="if">{i === 0 ? "if" : value === undefined || i > 1 ? "or" : "else"}</span>
            <span class="when">
              <code>{key}</code> {when}
            </span>
            <Verdict outcome={decision} />
          </li>
        ))}
      </ul>
      <p class="settle" role="group" aria-label={`Settle ${key}`}>
        <span>Settle it:</span>
        {values.map((value) => (
          <button key={String(value)} type="button" class="b tiny wordy" aria-label={`Set ${key} to ${valueWord(value)}`} onClick={() => settleKey(key, "given", value)}>
            Set {valueWord(value)}
          </button>
        ))}
        <button type="button" class="b tiny wordy" aria-label={`Set ${key} to another value`} onClick={() => makeKnown(key)}>
          Set another value
        </button>
        <button type="button" class="b tiny wordy" aria-label={`Make absent: ${key}`} onClick={() => settleKey(key, "absent")}>
          Make absent
        </button>
      </p>
    </div>
  );
}

function valueWord(value: string | string[]): string {
  return (Array.isArray(value) ? value.join(", ") : value) || "empty";
}

/** On a narrow screen the verdict is always in sight, and leads to the answer. */
export function VerdictBar() {
  const { decision, tone, mark, word } = saying();
  const request = selectedRequest(state.value);
  const result = answer.value?.results.get(state.value.view.request);
  const verdict = request && asExpected(result, request.fields);
  return (
    <button type="button" class={`vbar ${tone}`} onClick={() => update((before) => ({ ...before, view: { ...before.view, pane: "answer" } }))}>
      <Mark of={{ tone: lookOf(decision).tone, mark, word }} />
      <span class="vbar-text">
        <b>{word}</b>
        {verdict === false && <span class="soft"> · expected {expectationWord(request!.fields["expect"])}</span>}
        <small>{textOf(request?.fields["name"])}</small>
      </span>
      <Icon name="right" />
    </button>
  );
}
