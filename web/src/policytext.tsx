// The text of the open policy, or of the surroundings: the editor, and what is wrong with the text.

import { useEffect, useRef } from "preact/hooks";
import { untracked, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { take } from "./actions.ts";
import type { Editor, Finding, Hooks } from "./editor.ts";
import { Menu } from "./menu.tsx";
import { byteLength, unitsOf } from "./offsets.ts";
import { next } from "./next.ts";
import { createPlainEditor } from "./plaineditor.ts";
import { changed, changesOf } from "./fixes.ts";
import { loadParts, parts } from "./parts.ts";
import { countsOf } from "./problems.ts";
import type { Diagnostic, Fix } from "./results.ts";
import { current, findings, mend, mended, openPasted, revealed, sought, state, switchStatementAt, update, type Answer, type Findings } from "./session.ts";
import { changeSettings, settings } from "./settings.ts";
import { StillText } from "./stilltext.tsx";
import { changePolicy, openPolicy, surroundingsTab, tabName, type Playground } from "./state.ts";
import { statementsIn } from "./statements.ts";
import { markedStatements, placeOf, type MarkedStatement } from "./trace.ts";
import { counted, sentence } from "./words.ts";

/** The text that is open, and how to change it. */
function openText({ scenario, view }: Playground): { key: number; text: string; label: string; tab: string } {
  const policy = scenario.policies.find((one) => one.id === view.tab);
  if (policy) return { key: policy.id, text: policy.text, label: `${policy.name}, policy text`, tab: tabName(policy.type) };
  return { key: surroundingsTab, text: scenario.surroundings, label: "Accounts and resources, JSON text", tab: "surroundings" };
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

/** What is wrong with a text, in places of that text; undefined while nobody has looked at it as it is now. */
function findingsIn(known: Findings | undefined, key: number, text: string): Found[] | undefined {
  if (!known) return undefined;
  const unit = unitsOf(text);
  const place = (span: [number, number] | undefined, shift = 0) => {
    const at = unit((span?.[0] ?? 0) - shift);
    return { at, ...underlined(text, at, unit((span?.[1] ?? 0) - shift)) };
  };
  if (key === surroundingsTab) {
    if (known.scenario.surroundings !== text) return undefined;
    const about = (path: string) => !/^(policies|requests)\b/.test(path);
    return known.diagnostics.filter(({ path }) => path !== undefined && about(path)).map((diagnostic) => ({ diagnostic, ...place(diagnostic.span, known.surroundings) }));
  }
  const index = known.scenario.policies.findIndex((policy) => policy.id === key);
  if (known.scenario.policies[index]?.text !== text) return undefined;
  const ownPath = `policies[${index}]`;
  const own = known.diagnostics.filter(({ policy, path, code }) => (policy === index || path?.startsWith(ownPath)) && !(known.scenario.policies[index]?.off && code === "UNATTACHED_POLICY"));
  return own.map((diagnostic) => ({ diagnostic, ...(diagnostic.policy === undefined ? { at: 0, from: 0, to: 0 } : place(diagnostic.span)) }));
}

/** A text with what is wrong with it. */
interface Looked {
  of: Findings | undefined;
  key: number;
  text: string;
  found: Found[];
}

function loadHelp(): void {
  void loadParts().catch(() => undefined); // without it the text is a text all the same
}

/** Hidden, it keeps its undo histories. */
export function PolicyText({ hidden }: { hidden: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const { plain } = settings.value;
  const editor = useSignal<Editor | undefined>(undefined);
  /** The editor's code did not arrive. */
  const missing = useSignal(false);
  /** The reader came from a step of the trace, to which Escape leads back. */
  const cameFromTrace = useRef(false);
  /** The number of the last place that was sought and found. */
  const found = useRef(0);
  /** The number of the last fix that was applied. */
  const applied = useRef(mended.peek().times);
  const cursor = useSignal({ line: 1, column: 1 });
  const shown = useComputed(() => openText(state.value));
  /** While the text is being changed, what was wrong before stays. */
  const before = useRef<Looked | undefined>(undefined);
  const looked = useComputed((): Looked => {
    const { key, text } = shown.value;
    const of = findings.value;
    const old = before.current;
    if (old?.key === key && old.text === text && old.of === of) return old;
    const found = findingsIn(of, key, text);
    if (old?.key === key && !found) return old;
    return (before.current = { of, key, text, found: found ?? [] });
  });

  useEffect(() => {
    // The editor is most of the page's code: what decides, and what is decided, does not wait for it.
    let gone = false;
    let made: Editor | undefined;
    const hooks: Hooks = {
      changed(key, text) {
        cameFromTrace.current = false;
        writeText(key, text);
        loadHelp();
      },
      cursor: (line, column) => (cursor.value = { line, column }),
      // Among the accounts and resources a policy would only be wrong.
      pasted: (text) => openPasted(text) || (shown.peek().key === surroundingsTab && /"Statement"\s*:/.test(text) && (take(text), true)),
      left: () => {
        if (cameFromTrace.current) document.getElementById("trace")?.focus();
        cameFromTrace.current = false;
      },
      switched: (at) => switchStatementAt(shown.peek().key, at),
    };
    if (plain) {
      const field = createPlainEditor(host.current!, hooks);
      editor.value = field;
      return () => field.destroy();
    }
    import("./editor.ts").then(
      async ({ createEditor }) => {
        await next(); // reading the code was a task
        if (gone) return;
        made = await createEditor(host.current!, hooks, shown.peek());
        if (gone) made.destroy();
        else editor.value = made;
      },
      () => (missing.value = true),
    );
    return () => {
      gone = true;
      editor.value = undefined;
      made?.destroy();
    };
  }, [plain]);

  // The editor follows the state; its own changes come back to it and are no news.
  useSignalEffect(() => {
    const { key, text, label } = shown.value;
    editor.value?.show(key, text, label);
    editor.value?.keep([...state.value.scenario.policies.map((policy) => policy.id), surroundingsTab]);
  });
  useSignalEffect(() => {
    const { key, text, found } = looked.value;
    const fix = ({ title, edits }: Fix) => ({ title, run: () => mend(key, text, changesOf(text, edits), title) });
    const placed = found.filter(({ diagnostic, to }) => diagnostic.policy !== undefined || to > 0);
    editor.value?.report(placed.map(({ diagnostic: { severity, message, fixes = [] }, from, to }): Finding => ({ from, to, severity, message: sentence(message), fixes: fixes.map(fix) })));
  });
  useSignalEffect(() => {
    if (editor.value) void parts.value?.equip(editor.value).catch(() => undefined);
  });
  useSignalEffect(() => {
    const { times, key, text, changes, said } = mended.value;
    if (times === applied.current) return;
    applied.current = times;
    const target = editor.peek();
    target?.show(key, text, shown.peek().label);
    if (target) target.apply(changes, said);
    else writeText(key, changed(text, changes));
  });
  useSignalEffect(() => {
    const { key, text } = shown.value;
    const known = current.value;
    const index = known?.scenario.policies.findIndex((policy) => policy.id === key) ?? -1;
    if (!known?.trace || known.scenario.policies[index]?.text !== text) {
      if (!known || index < 0) editor.value?.mark({ statements: offIn(key, text), here: undefined });
      return;
    }
    editor.value?.mark({ statements: [...markedStatements(known.trace, index, text), ...offIn(key, text)].sort((a, b) => a.from - b.from), here: hereIn(known, index, text) });
  });
  const revealHere = (focus: boolean) => {
    const { key, text, label } = shown.value;
    editor.value?.show(key, text, label); // the tab may have changed in the same breath, and its own effect come later
    const known = current.value;
    const here = known && hereIn(known, known.scenario.policies.findIndex((policy) => policy.id === key), text);
    if (!here) return;
    editor.value?.reveal(here.from, here.to);
    if (focus) editor.value?.goTo(here.from);
    cameFromTrace.current = focus;
  };
  useSignalEffect(() => {
    const { times, focus } = revealed.value;
    // Once for each time: what is looked up on the way may change later, when the focus is elsewhere.
    if (times > 0) untracked(() => revealHere(focus));
  });

  useSignalEffect(() => {
    const { times, key, at } = sought.value;
    if (times === 0 || shown.value.key !== key || times === found.current) return;
    found.current = times;
    const { text, label } = shown.peek();
    const target = editor.peek();
    target?.show(key, text, label);
    // On a narrow screen the pane may be shown only now.
    requestAnimationFrame(() => target?.goTo(at));
  });

  const { key, text, found: wrong } = looked.value;
  useEffect(() => {
    if (wrong.length > 0) loadHelp();
  }, [wrong.length > 0]);
  const goTo = (at: number) => editor.value?.goTo(at);
  const loaded = parts.value;
  return (
    <div class="document" id={hidden ? undefined : "document"} role="tabpanel" aria-labelledby={`tab-${shown.value.tab}`} hidden={hidden}>
      <div key={plain ? "plain" : "full"} class="ed" ref={host} onFocusIn={() => void loadParts().catch(() => undefined)}>
        {!editor.value && !missing.value && !plain && <StillText text={shown.value.text} label={shown.value.label} />}
        {missing.value && !plain && <textarea class="plain-text" aria-label={shown.value.label} spellcheck={false} value={shown.value.text} onInput={(event) => writeText(shown.value.key, event.currentTarget.value)} />}
      </div>
      {loaded && key !== surroundingsTab && <loaded.InWords policy={key} text={shown.value.text} line={cursor.value.line} goTo={goTo} />}
      {loaded && wrong.length > 0 && <loaded.FindingList found={wrong} policy={key} text={text} goTo={goTo} />}
      <div class="status">
        <span class="counts">{countsOf(wrong.map(({ diagnostic }) => diagnostic)) || "No findings"}</span>
        <Statements />
        <span class="grow" />
        <button type="button" class="about" aria-pressed={plain} onClick={() => changeSettings({ plain: !plain })}>
          Plain editor
        </button>
        <span class="num opt">
          Ln {cursor.value.line}, Col {cursor.value.column}
        </span>
        <span class="num opt">{byteLength(shown.value.text).toLocaleString("en")} bytes</span>
      </div>
    </div>
  );
}

/** The statements that are off, as marks. */
function offIn(key: number, text: string): MarkedStatement[] {
  const { offStatements } = state.value.scenario.policies.find((policy) => policy.id === key) ?? {};
  if (!offStatements) return [];
  return statementsIn(text).flatMap(({ start, end }) => (offStatements.includes(start) ? [{ from: start, to: end, mark: "off" as const }] : []));
}

/** The statements of the open policy, each with its switch. */
function Statements() {
  const policy = openPolicy(state.value);
  const statements = policy ? statementsIn(policy.text) : [];
  if (!policy || statements.length === 0) return null;
  const off = policy.offStatements ?? [];
  const on = statements.filter(({ start }) => !off.includes(start)).length;
  return (
    <Menu
      look="about"
      items={statements.map(({ start, name, effect }) => ({ word: name.replace(/^s/, (s) => (/^statement \d+$/.test(name) ? "S" : s)), means: `${effect || "No Effect"}, ${off.includes(start) ? "off" : "in effect"}`, checked: !off.includes(start), run: () => switchStatementAt(policy.id, start) }))}
    >
      {on === statements.length ? counted(on, "statement") : `${on} of ${counted(statements.length, "statement")}`}
    </Menu>
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
