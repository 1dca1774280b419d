// What the editor can do besides holding a text: find, underline what is wrong and mend it, offer what may be written, and
// explain what is. It is loaded after the editor.

import { acceptCompletion, autocompletion, closeCompletion, completionStatus, pickedCompletion, startCompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { forEachDiagnostic, nextDiagnostic, previousDiagnostic, setDiagnostics, type Action } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { closeHoverTooltips, EditorView, hasHoverTooltips, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import type { explanationAt, optionsAt } from "./advice.ts";
import type { Tools } from "./editor.ts";
import type { Severity } from "./results.ts";

/** Who knows what may stand at a place, and what stands there. */
export interface Help {
  optionsAt: typeof optionsAt;
  explanationAt: typeof explanationAt;
}

const look = EditorView.theme({
  ".cm-panels": { color: "var(--text)", backgroundColor: "var(--canvas)", font: "var(--t-small)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "6px 30px 6px 12px" },
  ".cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label": { margin: "2px 6px 2px 0" },
  ".cm-panel.cm-search label": { fontSize: "0.75rem" },
  ".cm-textfield": { height: "24px", border: "1px solid var(--line-strong)", borderRadius: "4px", background: "var(--surface)", color: "var(--text)", font: "var(--t-code-s)" },
  ".cm-button": { height: "24px", border: "1px solid var(--line-2)", borderRadius: "4px", background: "var(--surface)", backgroundImage: "none", color: "var(--text)", font: "var(--t-small)", cursor: "pointer" },
  ".cm-panel [name=close]": { width: "24px", height: "24px", color: "var(--text-2)", cursor: "pointer" },
  ".cm-searchMatch": { backgroundColor: "var(--accent-tint)", outline: "1px solid var(--accent-line)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-line)" },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-tint)" },
  // Each severity has its own line, so that they differ without colour.
  ".cm-lintRange": { backgroundImage: "none !important", textDecoration: "underline wavy 1.5px", textUnderlineOffset: "1px", textDecorationSkipInk: "none" },
  ".cm-lintRange-error": { textDecorationColor: "var(--explicit-solid)" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--implicit-solid)" },
  ".cm-lintRange-warning.cm-security": { textDecoration: "underline double 1.5px", textDecorationColor: "var(--implicit-solid)" },
  ".cm-lintRange-info": { textDecoration: "underline dotted 1.5px", textDecorationColor: "var(--line-strong)" },
  ".cm-lintRange-active": { backgroundColor: "transparent" },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--explicit-solid)" },
  ".cm-lintPoint-warning::after": { borderBottomColor: "var(--implicit-solid)" },
  ".cm-tooltip": { background: "var(--raised)", color: "var(--text)", border: "var(--border-2)", borderRadius: "var(--r-2)", boxShadow: "var(--shadow-2)", font: "var(--t-body)", maxWidth: "min(480px, 90vw)" },
  ".cm-tooltip-section:not(:first-child)": { borderTop: "var(--border)" },
  ".cm-diagnostic": { padding: "8px 12px", borderLeft: "0", overflowWrap: "anywhere" },
  ".cm-diagnosticText": { display: "block" },
  ".cm-diagnosticAction": { minHeight: "24px", margin: "4px 8px 0 0", padding: "0 8px", border: "var(--border-2)", borderRadius: "var(--r-1)", background: "var(--surface)", color: "var(--text)", font: "var(--t-small)", cursor: "pointer", textAlign: "left" },
  ".cm-diagnosticAction:hover": { background: "var(--hover)" },
  ".cm-explained": { padding: "8px 12px", overflowWrap: "anywhere" },
  ".cm-explained b": { font: "var(--t-code)", fontWeight: "600" },
  ".cm-explained p": { margin: "4px 0 0" },
  ".cm-explained .cm-page": { color: "var(--text-2)", font: "var(--t-small)" },
  ".cm-tooltip.cm-tooltip-autocomplete": { padding: "4px", "& > ul": { font: "var(--t-code-s)", maxHeight: "min(18em, 40vh)", maxWidth: "min(520px, 92vw)", minWidth: "min(240px, 80vw)" } },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { display: "flex", gap: "16px", alignItems: "baseline", minHeight: "24px", padding: "2px 8px", borderRadius: "var(--r-1)", color: "var(--text)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--accent-tint)", color: "var(--text)", outline: "1px solid var(--accent-line)", outlineOffset: "-1px" },
  ".cm-completionLabel": { overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-completionDetail": { flex: "1", marginLeft: "0", textAlign: "right", fontStyle: "normal", font: "var(--t-small)", color: "var(--text-2)", overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "650", color: "var(--accent)" },
  "@media (pointer: coarse)": {
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { minHeight: "40px", alignItems: "center" },
    ".cm-diagnosticText": { display: "block" },
  ".cm-diagnosticAction": { minHeight: "36px" },
  },
  "@media (forced-colors: active)": { ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { outline: "2px solid Highlight" } },
});

/** As the lint package names them. */
const severities: Record<Severity, "error" | "warning" | "info"> = { error: "error", securityWarning: "warning", warning: "warning", suggestion: "info" };

/** What an editor gets when there is time. */
export function editorTools(help: Help): Tools {
  return {
    extension: [look, search({ top: true }), highlightSelectionMatches(), completion(help), explanation(help), keymap.of([{ key: "Mod-.", run: mend }, { key: "F8", run: nextDiagnostic, shift: previousDiagnostic }, ...searchKeymap])],
    report: (state, findings) =>
      setDiagnostics(
        state,
        findings.map(({ from, to, severity, message, fixes }) => ({
          from,
          to,
          message,
          severity: severities[severity] ?? "error",
          markClass: severity === "securityWarning" ? "cm-security" : "",
          actions: fixes.map(({ title, run }) => ({ name: title, apply: run })),
        })),
      ),
  };
}

// ---- Fixes ----

/** The fixes of what is wrong nearest to the cursor, in its line. */
function fixesHere(state: EditorState): Action[] {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  let nearest = Infinity;
  let fixes: Action[] = [];
  forEachDiagnostic(state, ({ actions = [] }, from, to) => {
    if (actions.length === 0 || to < line.from || from > line.to) return;
    const distance = Math.max(from - head, head - to, 0);
    if (distance > nearest) return;
    fixes = distance < nearest ? [...actions] : [...fixes, ...actions];
    nearest = distance;
  });
  return fixes;
}

/** The fixes that the reader chooses from, while they are offered. */
let choosing: Action[] = [];

/** Applies the fix for what is wrong here; of several the reader chooses one. */
function mend(view: EditorView): boolean {
  const fixes = fixesHere(view.state);
  if (fixes.length === 0) view.dispatch({ effects: EditorView.announce.of("There is no fix for this line.") });
  else if (fixes.length === 1) fixes[0]!.apply(view, 0, 0);
  else {
    choosing = fixes;
    startCompletion(view);
  }
  return true;
}

function offerFixes({ pos }: CompletionContext): CompletionResult {
  const fixes = choosing;
  choosing = [];
  return {
    from: pos,
    filter: false,
    options: fixes.map((fix) => ({
      label: fix.name,
      apply: (view) => {
        closeCompletion(view);
        fix.apply(view, 0, 0);
      },
    })),
  };
}

// ---- Completion ----

function completion(help: Help): Extension {
  const source = async (context: CompletionContext): Promise<CompletionResult | null> => {
    if (choosing.length > 0) return offerFixes(context);
    // Whoever types a blank or a bracket is not looking for a word.
    if (!context.explicit && !/[^\s{}[\],]$/.test(context.state.sliceDoc(context.pos - 1, context.pos))) return null;
    const offers = await help.optionsAt(context.pos);
    if (!offers || context.aborted || (!context.explicit && isWritten(context.state, offers))) return null;
    if (hasHoverTooltips(context.state)) context.view?.dispatch({ effects: closeHoverTooltips }); // one box at a time
    const typed = context.state.sliceDoc(offers.from, context.pos).replace(/^"/, "");
    return {
      from: offers.from,
      to: offers.to,
      filter: false,
      options: offers.options.map(({ label, insert, detail, cursor }) => ({
        label,
        detail,
        type: cursor < insert.length ? "open" : "whole",
        apply: (view: EditorView, picked: Completion, from: number, to: number) =>
          view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + cursor }, scrollIntoView: true, userEvent: "input.complete", annotations: pickedCompletion.of(picked) }),
      })),
      getMatch: ({ label }) => matched(label, typed),
    };
  };
  return [
    autocompletion({ override: [source], icons: false, activateOnCompletion: ({ type }) => type === "open", maxRenderedOptions: 200 }),
    keymap.of([{ key: "Tab", run: acceptCompletion }]),
  ];
}

/** What is offered stands there already. */
function isWritten(state: EditorState, { from, to, options }: { from: number; to: number; options: { insert: string }[] }): boolean {
  return options.length === 1 && options[0]!.insert === state.sliceDoc(from, to);
}

/** Where what was typed stands in an option. */
function matched(label: string, typed: string): number[] {
  const at = typed === "" ? -1 : label.toLowerCase().indexOf(typed.toLowerCase());
  return at < 0 ? [] : [at, at + typed.length];
}

// ---- Explanation ----

interface Explained {
  title: string;
  lines: string[];
  page: string;
}

function box({ title, lines, page }: Explained): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-explained";
  const add = (name: string, text: string, className = "") => {
    const element = document.createElement(name);
    element.textContent = text;
    element.className = className;
    dom.append(element);
  };
  if (title) add("b", title);
  for (const line of lines) add("p", line);
  if (page) add("p", page, "cm-page");
  return dom;
}

const setExplained = StateEffect.define<Tooltip | null>();

/** The explanation that a key asked for; it goes with the cursor's next move. */
const explained = StateField.define<Tooltip | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setExplained)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

function explanation(help: Help): Extension {
  const explain = (view: EditorView): boolean => {
    const { state } = view;
    const { head } = state.selection.main;
    void help.explanationAt(head).then((found) => {
      if (view.state.doc !== state.doc || view.state.selection.main.head !== head) return;
      const wrong: string[] = [];
      forEachDiagnostic(state, ({ message }, from, to) => from <= head && head <= to && wrong.push(message));
      const said = { title: found?.title ?? "", lines: [...(found?.lines ?? []), ...wrong], page: found?.page ?? "" };
      const nothing = said.title === "" && said.lines.length === 0;
      const words = nothing ? "There is nothing to explain here." : [said.title, ...said.lines].filter(Boolean).join(". ");
      view.dispatch({ effects: [setExplained.of(nothing ? null : { pos: found?.from ?? head, above: true, create: () => ({ dom: box(said) }) }), EditorView.announce.of(words)] });
    });
    return true;
  };
  const close = (view: EditorView): boolean => {
    if (!view.state.field(explained)) return false;
    view.dispatch({ effects: setExplained.of(null) });
    return true;
  };
  return [
    explained,
    keymap.of([{ key: "Mod-i", run: explain }, { key: "Escape", run: close }]),
    hoverTooltip(async (view, at) => {
      if (completionStatus(view.state) !== null) return null;
      const found = await help.explanationAt(at);
      return found ? { pos: found.from, end: found.to, above: true, create: () => ({ dom: box(found) }) } : null;
    }),
  ];
}
