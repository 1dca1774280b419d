// The policies pane: tabs, the head of the open document, its text, and what is wrong with it.

import { useEffect, useRef } from "preact/hooks";
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { createEditor, type Editor, type Finding } from "./editor.ts";
import { Icon, lookOf, Mark } from "./marks.tsx";
import { byteLength, unitsOf } from "./offsets.ts";
import type { Diagnostic } from "./results.ts";
import { answer, current, openPasted, revealed, state, update, type Answer } from "./session.ts";
import { addPolicy, changePolicy, openPolicy, policyTypes, removePolicy, surroundingsTab, typeWord, type Playground, type Policy } from "./state.ts";
import { markedStatements, placeOf } from "./trace.ts";

/** What a new policy starts with. */
const newDocument = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    }
  ]
}
`;

/** How many findings are listed under the text; the rest is counted. */
const listed = 8;

export function Policies() {
  const { scenario } = state.value;
  return (
    <section class="pane policies" aria-labelledby="h-policies" tabIndex={-1}>
      <div class="ph">
        <h2 id="h-policies">Policies</h2>
        <span class="count num">{scenario.policies.length}</span>
        <span class="grow" />
        <button type="button" class="b" onClick={() => update((before) => addPolicy(before, "identity", newDocument))}>
          <Icon name="plus" />
          Add
        </button>
      </div>
      <Tabs />
      <DocumentHead />
      <DocumentText />
    </section>
  );
}

/** One tab for each policy, and one for the surroundings. */
function Tabs() {
  const { scenario, view } = state.value;
  const tabs = [...scenario.policies.map((policy) => policy.id), surroundingsTab];
  const at = Math.max(tabs.indexOf(view.tab), 0);
  const bar = useRef<HTMLDivElement>(null);
  const openTab = (id: number | undefined) => {
    if (id === undefined) return;
    update((before) => ({ ...before, view: { ...before.view, tab: id } }));
  };
  const keys: Record<string, number> = { ArrowLeft: Math.max(at - 1, 0), ArrowRight: Math.min(at + 1, tabs.length - 1), Home: 0, End: tabs.length - 1 };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keys[event.key];
    if (next === undefined) return;
    event.preventDefault();
    openTab(tabs[next]);
    bar.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  useEffect(() => {
    // Only the bar scrolls: scrollIntoView would move the page as well.
    const tab = bar.current?.querySelectorAll<HTMLElement>("[role=tab]")[at];
    if (!bar.current || !tab) return;
    if (tab.offsetLeft < bar.current.scrollLeft) bar.current.scrollLeft = tab.offsetLeft - 16;
    const right = tab.offsetLeft + tab.offsetWidth - bar.current.clientWidth;
    if (right > bar.current.scrollLeft) bar.current.scrollLeft = right + 16;
  }, [at, tabs.length]);
  return (
    <div class="tabs" role="tablist" aria-label="Policies" ref={bar} onKeyDown={onKeyDown}>
      {tabs.map((id, i) => {
        const policy = scenario.policies.find((one) => one.id === id);
        return (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={i === at}
            aria-controls="document"
            tabIndex={i === at ? 0 : -1}
            onClick={() => openTab(id)}
          >
            {policy ? <TabMark policy={policy} /> : <Icon name="org" />}
            {policy ? <span class="tab-name">{policy.name || "unnamed"}</span> : "Accounts and resources"}
            {policy && <span class="n">{typeWord(policy.type)}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** What the policy says to the selected request. */
function TabMark({ policy }: { policy: Policy }) {
  const known = current.value;
  const index = known?.scenario.policies.findIndex((one) => one.id === policy.id) ?? -1;
  const broken = answer.value?.diagnostics.some((finding) => finding.policy === answer.value?.scenario.policies.findIndex((one) => one.id === policy.id) && finding.severity === "error");
  const steps = known?.trace?.steps.filter((step) => step.op === "policy" && step.policy === index) ?? [];
  const outcome = steps.find((step) => step.decides)?.outcome ?? steps.find((step) => step.outcome && step.outcome !== "none")?.outcome ?? "none";
  // That a policy grants nothing is no verdict of its own: its neighbours may grant it.
  const look = lookOf(broken ? "error" : outcome === "implicitDeny" ? "none" : outcome);
  return (
    <>
      <Mark of={look} size="s" />
      <span class="vh">{broken ? "has errors:" : outcome === "none" ? "" : `${look.word}:`}</span>
    </>
  );
}

function DocumentHead() {
  const policy = openPolicy(state.value);
  if (!policy) {
    return (
      <div class="doc">
        <p class="soft">
          Who and what there is, as JSON: <code>accounts</code>, <code>principals</code>, <code>resources</code>, <code>endpoints</code>. All of it is optional.
        </p>
      </div>
    );
  }
  const change = (fields: Partial<Policy>) => update((before) => changePolicy(before, policy.id, fields));
  const type = policyTypes.find((row) => row.type === policy.type);
  return (
    <div class="doc">
      <div class="two">
        <input class="field name" aria-label="Name of the policy" value={policy.name} onInput={(event) => change({ name: event.currentTarget.value })} spellcheck={false} />
        <select class="pick" aria-label="Type of the policy" aria-describedby="type-means" value={policy.type} onChange={(event) => change({ type: event.currentTarget.value })}>
          {policyTypes.map((row) => (
            <option value={row.type} title={row.means}>
              {row.word}
            </option>
          ))}
          {!type && <option value={policy.type}>{policy.type || "no type"}</option>}
        </select>
      </div>
      <button type="button" class="b ghost icon" aria-label={`Remove ${policy.name}`} title="Remove this policy" onClick={() => update((before) => removePolicy(before, policy.id))}>
        <Icon name="trash" />
      </button>
      <p class="means" id="type-means">
        {type?.means ?? "This type is not known."}
      </p>
      <Attachments policy={policy} hint={type?.attaches ?? "ARN or id"} change={change} />
    </div>
  );
}

function Attachments({ policy, hint, change }: { policy: Policy; hint: string; change(fields: Partial<Policy>): void }) {
  const adding = useSignal(false);
  const { attachedTo } = policy;
  const add = (input: HTMLInputElement | null) => {
    const id = input?.value.trim();
    adding.value = false;
    if (id) change({ attachedTo: [...(attachedTo ?? []).filter((one) => one !== id), id] });
  };
  const follow = () => {
    adding.value = false;
    change({ attachedTo: undefined });
  };
  return (
    <div class="chips">
      Attached to
      {attachedTo === undefined && <span class="chip">whatever each request names</span>}
      {attachedTo?.length === 0 && (
        <span class="chip implicit">
          <Icon name="warn" />
          Attached to nothing, so it has no effect
        </span>
      )}
      {attachedTo?.map((id) => (
        <span class="chip" key={id}>
          <code title={id}>{id}</code>
          <button type="button" class="b ghost icon mini" aria-label={`Detach from ${id}`} onClick={() => change({ attachedTo: attachedTo.filter((one) => one !== id) })}>
            <Icon name="cross" />
          </button>
        </span>
      ))}
      {!adding.value && (
        <button type="button" class="b ghost icon tiny" aria-label="Attach to something" title={`Attach to: ${hint}`} onClick={() => (adding.value = true)}>
          <Icon name="plus" />
        </button>
      )}
      {adding.value && (
        <span
          class="attach"
          onFocusOut={(event) => {
            const { currentTarget, relatedTarget } = event;
            if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) add(currentTarget.querySelector("input"));
          }}
        >
          <input
            class="field mono"
            aria-label={`Attach to: ${hint}`}
            placeholder={hint}
            list="names"
            spellcheck={false}
            ref={(input) => input?.focus()}
            onKeyDown={(event) => {
              if (event.key === "Enter") add(event.currentTarget);
              if (event.key === "Escape") adding.value = false;
            }}
          />
          {attachedTo && (
            <button type="button" class="b tiny wordy" onClick={follow}>
              or to whatever each request names
            </button>
          )}
        </span>
      )}
    </div>
  );
}

/** The text that is open, and how to change it. */
function openText({ scenario, view }: Playground): { key: number; text: string; label: string } {
  const policy = scenario.policies.find((one) => one.id === view.tab);
  return policy ? { key: policy.id, text: policy.text, label: `${policy.name}, policy text` } : { key: surroundingsTab, text: scenario.surroundings, label: "Accounts and resources, JSON text" };
}

function writeText(key: number, text: string): void {
  update((before) => (key === surroundingsTab ? { ...before, scenario: { ...before.scenario, surroundings: text } } : changePolicy(before, key, { text })));
}

/** A finding with its place in the text that is open, and the stretch to underline. */
interface Found {
  diagnostic: Diagnostic;
  at: number;
  from: number;
  to: number;
}

/** The stretch to underline for a span: at least one character, and one that can be seen. */
function underlined(text: string, from: number, to: number): { from: number; to: number } {
  if (to > from + 1) return { from, to };
  const visible = (at: number) => at >= 0 && at < text.length && !/[\r\n]/.test(text[at]!);
  if (visible(from)) return { from, to: from + 1 };
  const before = from - (text[from] === "\n" && text[from - 1] === "\r" ? 2 : 1);
  return visible(before) ? { from: before, to: before + 1 } : { from, to: Math.min(from + 1, text.length) };
}

/** What the engine found in a text, in places of that text. */
function findingsIn(known: Answer | undefined, key: number, text: string): Found[] {
  if (!known) return [];
  const unit = unitsOf(text);
  const place = (span: [number, number] | undefined, shift = 0) => {
    const at = unit((span?.[0] ?? 0) - shift);
    return { at, ...underlined(text, at, unit((span?.[1] ?? 0) - shift)) };
  };
  if (key === surroundingsTab) {
    if (known.scenario.surroundings !== text) return [];
    const about = (path: string) => !/^(policies|requests)\b/.test(path);
    return known.diagnostics.filter(({ path }) => path !== undefined && about(path)).map((diagnostic) => ({ diagnostic, ...place(diagnostic.span, known.surroundings) }));
  }
  const index = known.scenario.policies.findIndex((policy) => policy.id === key);
  if (known.scenario.policies[index]?.text !== text) return [];
  const own = known.diagnostics.filter(({ policy, path }) => policy === index || path?.startsWith(`policies[${index}]`));
  return own.map((diagnostic) => ({ diagnostic, ...(diagnostic.policy === undefined ? { at: 0, from: 0, to: 0 } : place(diagnostic.span)) }));
}

const severities = { error: "error", securityWarning: "warning", warning: "warning", suggestion: "info" } as const;

function DocumentText() {
  const host = useRef<HTMLDivElement>(null);
  const editor = useSignal<Editor | undefined>(undefined);
  /** The reader came from a step of the trace, to which Escape leads back. */
  const cameFromTrace = useRef(false);
  const cursor = useSignal({ line: 1, column: 1 });
  const shown = useComputed(() => openText(state.value));
  const findings = useComputed(() => findingsIn(answer.value, shown.value.key, shown.value.text));

  useEffect(() => {
    const made = createEditor(host.current!, {
      changed(key, text) {
        cameFromTrace.current = false;
        writeText(key, text);
      },
      cursor: (line, column) => (cursor.value = { line, column }),
      pasted: openPasted,
      left: () => {
        if (cameFromTrace.current) document.getElementById("trace")?.focus();
        cameFromTrace.current = false;
      },
    });
    editor.value = made;
    return () => made.destroy();
  }, []);

  // The editor follows the state; its own changes come back to it and are no news.
  useSignalEffect(() => {
    const { key, text, label } = shown.value;
    editor.value?.show(key, text, label);
    editor.value?.keep([...state.value.scenario.policies.map((policy) => policy.id), surroundingsTab]);
  });
  useSignalEffect(() => {
    const found = findings.value.filter(({ diagnostic, to }) => diagnostic.policy !== undefined || to > 0);
    editor.value?.report(found.map(({ diagnostic, from, to }): Finding => ({ from, to, severity: severities[diagnostic.severity] ?? "error", message: sentence(diagnostic.message) })));
  });
  useSignalEffect(() => {
    const { key, text } = shown.value;
    const known = current.value;
    const index = known?.scenario.policies.findIndex((policy) => policy.id === key) ?? -1;
    if (!known?.trace || known.scenario.policies[index]?.text !== text) {
      if (!known || index < 0) editor.value?.mark({ statements: [], here: undefined });
      return;
    }
    editor.value?.mark({ statements: markedStatements(known.trace, index, text), here: hereIn(known, index, text) });
  });
  useSignalEffect(() => {
    const { times, focus } = revealed.value;
    if (times === 0) return;
    const { key, text, label } = shown.peek();
    editor.peek()?.show(key, text, label); // the tab may have changed in the same breath, and its own effect come later
    const known = current.peek();
    const here = known && hereIn(known, known.scenario.policies.findIndex((policy) => policy.id === key), text);
    if (!here) return;
    editor.peek()?.reveal(here.from, here.to);
    if (focus) editor.peek()?.goTo(here.from);
    cameFromTrace.current = focus;
  });

  const errors = findings.value.filter(({ diagnostic }) => diagnostic.severity === "error").length;
  const others = findings.value.length - errors;
  return (
    <div class="document" id="document" role="tabpanel" aria-labelledby={`tab-${shown.value.key}`}>
      <div class="ed" ref={host} />
      {findings.value.length > 0 && (
        <ul class="problems" aria-label="Findings in this text">
          {findings.value.slice(0, listed).map(({ diagnostic, at }) => (
            <li class={`problem ${diagnostic.severity === "error" ? "err" : ""}`}>
              <Icon name="warn" />
              <button type="button" onClick={() => editor.value?.goTo(at)} title={diagnostic.code}>
                <span class="soft num">{placeWord(shown.value.text, at)}</span> {sentence(diagnostic.message)}
              </button>
            </li>
          ))}
          {findings.value.length > listed && <li class="problem soft">and {findings.value.length - listed} more</li>}
        </ul>
      )}
      <div class="status">
        <span>{[counted(errors, "error"), counted(others, "warning")].filter(Boolean).join(", ") || "No findings"}</span>
        <span class="grow" />
        <span class="num">
          Ln {cursor.value.line}, Col {cursor.value.column}
        </span>
        <span class="num">{byteLength(shown.value.text).toLocaleString("en")} bytes</span>
      </div>
    </div>
  );
}

/** The place of the selected step, if it is in this policy. */
function hereIn(known: Answer, index: number, text: string): { from: number; to: number; number: number } | undefined {
  const { step } = state.value.view;
  if (!known.trace || step === undefined || !known.trace.numbers.has(step)) return undefined;
  const place = placeOf(known.trace, step);
  if (!place?.span || place.policy !== index || known.scenario.policies[index]?.text !== text) return undefined;
  const unit = unitsOf(text);
  return { from: unit(place.span[0]), to: unit(place.span[1]), number: known.trace.numbers.get(step)! };
}

function placeWord(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return `Line ${line}, column ${at - (before.lastIndexOf("\n") + 1) + 1}:`;
}

function counted(n: number, noun: string): string {
  return n === 0 ? "" : `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** The engine's messages begin small and have no full stop, so that hosts may put them into sentences. */
export function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? "" : ".");
}
