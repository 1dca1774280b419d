// The text editor: CodeMirror, set up for policies. It knows text, places and marks, and nothing of the state.
//
// What it can do besides, finding, underlining and helping with what is written, comes later: editortools.ts.
//
// It lives in a shadow root, because CodeMirror then puts its rules into an adopted style sheet. In the page itself it
// would add a <style> element, which the Content-Security-Policy "style-src 'self'" forbids.

import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorSelection, EditorState, RangeSetBuilder, StateEffect, StateField, type Extension, type TransactionSpec } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, gutter, GutterMarker, highlightSpecialChars, keymap, lineNumbers, rectangularSelection, type DecorationSet } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Change } from "./fixes.ts";
import { layOut } from "./jsontext.ts";
import { next } from "./next.ts";
import type { Severity } from "./results.ts";
import type { MarkedStatement, StatementMark } from "./trace.ts";

/** What is wrong with a stretch of the text. Places are in UTF-16 units. */
export interface Finding {
  from: number;
  to: number;
  severity: Severity;
  message: string;
  /** What can be done about it, the best first. */
  fixes: { title: string; run(): void }[];
}

/** What comes later. */
export interface Tools {
  extension: Extension;
  /** What shows findings in a text. */
  report(state: EditorState, findings: Finding[]): TransactionSpec;
}

/** What is shown in the text besides the text. Places are in UTF-16 units. */
export interface Marks {
  statements: MarkedStatement[];
  /** The current step's place, with its number. */
  here: { from: number; to: number; number: number } | undefined;
}

export interface Hooks {
  /** The reader changed the text that was shown under this key. */
  changed(key: number, text: string): void;
  /** 1-based. */
  cursor(line: number, column: number): void;
  /** Told of pasted text; answers whether it was taken care of. */
  pasted(text: string): boolean;
  /** Escape was pressed. */
  left(): void;
  /** The statement in which a place is was to be switched off, or on again. */
  switched(at: number): void;
}

export interface Editor {
  /** Shows a text; each key has its own undo history, selection and scroll position. */
  show(key: number, text: string, label: string): void;
  mark(marks: Marks): void;
  report(findings: Finding[]): void;
  /** Changes the text that is shown, as one step to be undone. */
  apply(changes: Change[], said: string): void;
  /** Gives the editor what comes later. */
  equip?(tools: Tools): void;
  /** Scrolls to a place, if it is outside. */
  reveal(from: number, to: number): void;
  /** Takes the focus and puts the cursor at a place. */
  goTo(from: number): void;
  /** Forgets the texts of other keys than these. */
  keep(keys: number[]): void;
  destroy(): void;
}

/** Marks are worked out again only for texts up to this length, in UTF-16 units; a longer one would make typing slow. */
const markedLength = 1 << 20;

const setMarks = StateEffect.define<Marks>();

interface Shown {
  text: DecorationSet;
  gutter: ReturnType<RangeSetBuilder<GutterMarker>["finish"]>;
}

const shown = StateField.define<Shown>({
  create: () => ({ text: Decoration.none, gutter: new RangeSetBuilder<GutterMarker>().finish() }),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return draw(transaction.state, effect.value);
    if (!transaction.docChanged) return value;
    return { text: value.text.map(transaction.changes), gutter: value.gutter.map(transaction.changes) };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.text),
});

const lineHere = Decoration.line({ class: "cm-here" });
const spanHere = Decoration.mark({ class: "cm-span-here" });
const effects: Record<StatementMark, Decoration> = {
  allowed: Decoration.mark({ class: "cm-effect cm-allowed" }),
  explicit: Decoration.mark({ class: "cm-effect cm-explicit" }),
  depends: Decoration.mark({ class: "cm-effect cm-depends" }),
  off: Decoration.mark({ class: "cm-off" }),
  none: Decoration.mark({ class: "cm-effect" }),
};

/** One line of the gutter: a piece of a statement's rail, with the statement's mark or the number of the current step. */
class Rail extends GutterMarker {
  readonly mark: StatementMark | undefined;
  readonly part: "" | "first" | "last" | "first last";
  readonly number: number;
  override readonly elementClass: string;

  constructor(mark: StatementMark | undefined, part: Rail["part"], number: number) {
    super();
    this.mark = mark;
    this.part = part;
    this.number = number;
    this.elementClass = mark ? `cm-rail cm-${mark} ${part}` : "";
  }

  override eq(other: Rail): boolean {
    return this.mark === other.mark && this.part === other.part && this.number === other.number;
  }

  override toDOM(): Node {
    const dom = document.createElement("span");
    if (this.number) {
      dom.className = "cm-bead";
      dom.textContent = String(this.number);
    } else if (this.mark && this.part.startsWith("first")) dom.className = "cm-mark";
    if (this.mark && this.part.startsWith("first")) dom.title = this.mark === "off" ? "Switch this statement on" : "Switch this statement off";
    return dom;
  }
}

function draw(state: EditorState, { statements, here }: Marks): Shown {
  const text = new RangeSetBuilder<Decoration>();
  const rail = new RangeSetBuilder<GutterMarker>();
  const { doc } = state;
  if (doc.length > markedLength) return { text: Decoration.none, gutter: rail.finish() };
  const hereLines = here && { first: doc.lineAt(here.from).number, last: doc.lineAt(Math.max(here.from, here.to - 1)).number };
  const places: { from: number; to: number; decoration: Decoration }[] = [];
  for (const { from, to, mark } of statements) {
    if (mark === "off") {
      places.push({ from, to, decoration: effects.off });
      continue;
    }
    const effect = /"Effect"\s*:\s*("(?:Allow|Deny)")/.exec(doc.sliceString(from, to));
    if (effect) places.push({ from: from + effect.index + effect[0].length - effect[1]!.length, to: from + effect.index + effect[0].length, decoration: effects[mark] });
  }
  if (here && hereLines) {
    for (let n = hereLines.first; n <= hereLines.last; n++) places.push({ from: doc.line(n).from, to: doc.line(n).from, decoration: lineHere });
    if (here.to > here.from && hereLines.first === hereLines.last) places.push({ from: here.from, to: here.to, decoration: spanHere });
  }
  places.sort((a, b) => a.from - b.from || a.decoration.startSide - b.decoration.startSide);
  for (const { from, to, decoration } of places) text.add(from, to, decoration);

  const lines = new Map<number, Rail>();
  for (const { from, to, mark } of statements) {
    const first = doc.lineAt(from).number;
    const last = doc.lineAt(Math.max(from, to - 1)).number;
    for (let n = first; n <= last; n++) {
      if (lines.has(n)) continue; // several statements in a line: the first one's rail
      const part = `${n === first ? "first" : ""} ${n === last ? "last" : ""}`.trim() as Rail["part"];
      lines.set(n, new Rail(mark, part, 0));
    }
  }
  if (here && hereLines) {
    const under = lines.get(hereLines.first);
    lines.set(hereLines.first, new Rail(under?.mark, under?.part ?? "", here.number));
  }
  for (const n of [...lines.keys()].sort((a, b) => a - b)) rail.add(doc.line(n).from, doc.line(n).from, lines.get(n)!);
  return { text: text.finish(), gutter: rail.finish() };
}

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", font: "var(--t-code)" },
  "&.cm-focused": { outline: "none" },
  // Above the gutter, which would cover an outline.
  "&.cm-focused::after": { content: '""', position: "absolute", inset: "0", border: "1px solid var(--focus)", zIndex: "300", pointerEvents: "none" },
  ".cm-scroller": { font: "inherit", lineHeight: "1.25rem", scrollbarWidth: "thin", scrollbarColor: "var(--line-2) transparent" },
  ".cm-content": { padding: "8px 0 12px", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 12px 0 4px" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "var(--accent-line)", opacity: "0.5" },
  ".cm-gutters": { color: "var(--text-3)", backgroundColor: "var(--surface)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "36px", padding: "0 6px 0 0", fontSize: "0.6875rem" },
  ".cm-rails": { width: "26px" },
  ".cm-rails .cm-gutterElement": { position: "relative" },
  ".cm-rail::before": { content: '""', position: "absolute", left: "2px", top: "0", bottom: "0", width: "var(--rail)", background: "var(--v)" },
  ".cm-rail.first::before": { top: "3px", borderRadius: "2px 2px 0 0" },
  ".cm-rail.last::before": { bottom: "3px" },
  ".cm-rail.cm-none::before": { left: "3px", width: "1.5px", background: "repeating-linear-gradient(var(--v) 0 3px, transparent 3px 6px)" },
  ".cm-allowed": { "--v": "var(--allowed-solid)", "--vt": "var(--allowed)" },
  ".cm-explicit": { "--v": "var(--explicit-solid)", "--vt": "var(--explicit)" },
  ".cm-depends": { "--v": "var(--depends-solid)", "--vt": "var(--depends)" },
  ".cm-none": { "--v": "var(--line-strong)", "--vt": "var(--text)" },
  ".cm-off": { "--v": "var(--line-strong)" },
  ".cm-line .cm-off, .cm-line .cm-off *": { color: "var(--text-3)", textDecoration: "line-through" },
  ".cm-rail.cm-off::before": { width: "1.5px", left: "3px", background: "repeating-linear-gradient(var(--v) 0 1.5px, transparent 1.5px 5px)" },
  ".cm-rails .cm-rail.first": { cursor: "pointer" },
  ".cm-rails .cm-rail.first:hover .cm-mark": { boxShadow: "0 0 0 2px var(--surface), 0 0 0 3.5px var(--accent)", borderRadius: "6px", clipPath: "none" },
  ".cm-off .cm-mark": { width: "8px", height: "8px", left: "11px", top: "6px", background: "none", border: "1.5px solid var(--v)", borderRadius: "4px" },
  // One outline for each, so that the marks differ without colour: disc, octagon, diamond, small ring.
  ".cm-mark": { position: "absolute", left: "9px", top: "4px", width: "12px", height: "12px", background: "var(--v)" },
  ".cm-allowed .cm-mark": { borderRadius: "6px" },
  ".cm-explicit .cm-mark": { clipPath: "polygon(30% 0, 70% 0, 100% 30%, 100% 70%, 70% 100%, 30% 100%, 0 70%, 0 30%)" },
  ".cm-depends .cm-mark": { clipPath: "polygon(50% 0, 100% 50%, 50% 100%, 0 50%)" },
  ".cm-none .cm-mark": { width: "6px", height: "6px", left: "12px", top: "7px", background: "none", border: "1.5px solid var(--v)", borderRadius: "3px" },
  ".cm-allowed .cm-mark::after, .cm-explicit .cm-mark::after": { position: "absolute", inset: "0", color: "var(--on-solid)", font: "700 9px/12px var(--sans)", textAlign: "center" },
  ".cm-allowed .cm-mark::after": { content: '"✓"' },
  ".cm-explicit .cm-mark::after": { content: '"✕"' },
  ".cm-foldGutter .cm-gutterElement": { width: "12px", cursor: "pointer" },
  ".cm-fold": { display: "block", width: "6px", height: "6px", margin: "6px 0 0 1px", borderRight: "1.5px solid var(--text-3)", borderBottom: "1.5px solid var(--text-3)", transform: "rotate(45deg)", opacity: "0" },
  ".cm-fold.cm-folded": { transform: "rotate(-45deg)" },
  ".cm-gutters:hover .cm-fold, .cm-folded": { opacity: "1" },
  ".cm-foldPlaceholder": { border: "1px solid var(--line-2)", background: "var(--sunken)", color: "var(--text-2)", padding: "0 6px" },
  ".cm-bead": {
    position: "absolute", right: "0", top: "2px", minWidth: "18px", height: "15px", padding: "0 3px", borderRadius: "8px", textAlign: "center",
    background: "var(--accent)", color: "var(--on-accent)", font: "600 0.625rem/15px var(--sans)", zIndex: "1",
  },
  ".cm-here": { backgroundColor: "var(--code-active)" },
  ".cm-span-here": { borderRadius: "3px", boxShadow: "inset 0 0 0 1px var(--accent), 0 0 0 2px var(--code-active)" },
  ".cm-effect": { fontWeight: "600" },
  ".cm-effect, .cm-effect *": { color: "var(--vt, var(--text))" },
  ".cm-matchingBracket, .cm-nonmatchingBracket": { backgroundColor: "transparent" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-tint)", outline: "1px solid var(--accent-line)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--explicit-tint)" },
  ".cm-specialChar": { color: "var(--explicit)" },
  "@media (forced-colors: active)": {
    ".cm-here": { borderRight: "4px solid Highlight" },
    ".cm-span-here": { outline: "1px solid Highlight" },
    // The browser would put its own colours in place of these fills, which are system colours already.
    ".cm-rails .cm-rail, .cm-mark, .cm-bead": { forcedColorAdjust: "none" },
  },
});

const ink = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--code-key)" },
  { tag: [tags.string, tags.number, tags.bool, tags.null], color: "var(--code-string)" },
  { tag: [tags.separator, tags.brace, tags.squareBracket], color: "var(--code-punct)" },
]);

/** What folds and unfolds an object or a list. */
function foldMark(open: boolean): HTMLElement {
  const mark = document.createElement("span");
  mark.className = open ? "cm-fold" : "cm-fold cm-folded";
  mark.title = open ? "Fold" : "Unfold";
  return mark;
}

/** Lays the text out, if it is JSON; every token stays as it is. */
function format(view: EditorView): boolean {
  const text = view.state.sliceDoc();
  try {
    JSON.parse(text);
  } catch {
    return true; // there is nothing to lay out, and the key is not the browser's
  }
  const laidOut = layOut(text);
  if (laidOut !== text.trimEnd()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: laidOut }, scrollIntoView: true, annotations: isolateHistory.of("full") });
  return true;
}

/** Characters that a reader cannot see but the engine does. A carriage return before a line feed is an ordinary line end. */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00a0\u00ad\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\r(?!$)/gu;

/** Puts an editor that shows a text into an element, which becomes the host of its shadow root. */
export async function createEditor(host: HTMLElement, hooks: Hooks, first: { key: number; text: string; label: string }): Promise<Editor> {
  const states = new Map<number, EditorState>();
  const scrolled = new Map<number, StateEffect<unknown>>();
  let { key, label: name } = first;
  let showing = false; // a change by show() is not the reader's

  const later = new Compartment();
  let tools: Tools | undefined;
  let reported: Finding[] = [];
  const extensions = (): Extension => [
    later.of(tools?.extension ?? []),
    lineNumbers(),
    gutter({
      class: "cm-rails",
      markers: (view) => view.state.field(shown).gutter,
      domEventHandlers: {
        click(view, line, event) {
          const row = (event.target as Element).closest(".cm-gutterElement");
          if (!row?.classList.contains("first")) return false;
          const { from, text } = view.state.doc.lineAt(line.from);
          hooks.switched(from + Math.max(text.indexOf("{"), 0));
          return true;
        },
      },
    }),
    foldGutter({ markerDOM: foldMark }),
    codeFolding({ placeholderText: "…" }),
    EditorState.allowMultipleSelections.of(true),
    rectangularSelection(),
    shown,
    history(),
    highlightSpecialChars({ specialChars: unseen }),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    json(),
    syntaxHighlighting(ink),
    look,
    // The text stays as it is: with another separator a carriage return would be lost, and every place after it wrong.
    EditorState.lineSeparator.of("\n"),
    EditorState.tabSize.of(2),
    EditorView.contentAttributes.of(() => ({ tabindex: "0", "aria-label": name, "aria-description": "Escape, then Tab, leaves the editor.", spellcheck: "false", autocapitalize: "off", autocorrect: "off" })),
    keymap.of([{ key: "Shift-Alt-f", run: format }, { key: "Mod-/", run: (view) => (hooks.switched(view.state.selection.main.head), true) }, { key: "Escape", run: () => (hooks.left(), false) }, ...foldKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.domEventHandlers({ paste: (event) => hooks.pasted(event.clipboardData?.getData("text/plain") ?? "") && (event.preventDefault(), true) }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !showing) hooks.changed(key, update.state.doc.toString());
      if (update.docChanged || update.selectionSet) tellCursor(update.state);
    }),
  ];

  function tellCursor(state: EditorState) {
    const { head } = state.selection.main;
    const line = state.doc.lineAt(head);
    hooks.cursor(line.number, head - line.from + 1);
  }

  // To set the editor up, to make it, to read the text and to show it are a task each. What the host showed before is seen until then.
  const set = extensions();
  const empty = EditorState.create({ extensions: set });
  await next();
  const root = host.attachShadow({ mode: "open" });
  const before = root.appendChild(document.createElement("slot"));
  const view = new EditorView({ root, state: empty });
  await next();
  view.setState(EditorState.create({ doc: first.text, extensions: set }));
  await next();
  before.replaceWith(view.dom);
  // Measures at once what would else move after it was painted.
  view.requestMeasure();
  view.coordsAtPos(0);
  tellCursor(view.state);

  const editor: Editor = {
    show(wanted, text, label) {
      showing = true;
      const renamed = label !== name;
      name = label;
      if (wanted !== key) {
        states.set(key, view.state);
        scrolled.set(key, view.scrollSnapshot());
        const kept = states.get(wanted);
        key = wanted;
        const known = kept?.sliceDoc() === text;
        view.setState(known ? kept : EditorState.create({ doc: text, extensions: extensions() }));
        if (known && tools && later.get(view.state) !== tools.extension) view.dispatch({ effects: later.reconfigure(tools.extension) });
        view.dispatch({ effects: (known && scrolled.get(wanted)) || EditorView.scrollIntoView(0) });
        tellCursor(view.state);
      } else if (view.state.sliceDoc() !== text) {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      } else if (renamed) view.dispatch({});
      showing = false;
    },
    mark(marks) {
      const { length } = view.state.doc;
      const inside = (place: { from: number; to: number }) => place.from <= length && place.to <= length;
      view.dispatch({ effects: setMarks.of({ statements: marks.statements.filter(inside), here: marks.here && inside(marks.here) ? marks.here : undefined }) });
    },
    report(findings) {
      reported = findings;
      const { length } = view.state.doc;
      if (tools) view.dispatch(tools.report(view.state, findings.filter((finding) => finding.to <= length)));
    },
    apply(changes, said) {
      view.dispatch({ changes, scrollIntoView: true, userEvent: "input.fix", annotations: isolateHistory.of("full"), effects: EditorView.announce.of(said) });
      view.focus();
    },
    equip(given) {
      tools = given;
      view.dispatch({ effects: later.reconfigure(tools.extension) });
      editor.report(reported);
    },
    reveal(from, to) {
      const { length } = view.state.doc;
      view.dispatch({ effects: EditorView.scrollIntoView(EditorSelection.range(Math.min(to, length), Math.min(from, length)), { y: "nearest", yMargin: 40 }) });
    },
    goTo(from) {
      view.dispatch({ selection: { anchor: Math.min(from, view.state.doc.length) }, scrollIntoView: true });
      view.focus();
    },
    keep(keys) {
      for (const old of [...states.keys()]) if (!keys.includes(old)) states.delete(old);
    },
    destroy: () => view.destroy(),
  };
  return editor;
}
