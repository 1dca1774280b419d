// The trace as a tree that the keyboard walks: arrows, Home and End as in any tree, n and p through the steps in the order
// of evaluation, d to the step that decided, Enter to its place in the policy.

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useComputed, useSignal, type Signal } from "@preact/signals";
import { About } from "./about.tsx";
import { Icon, lookOf, Mark, Say } from "./marks.tsx";
import type { Step } from "./results.ts";
import { Segmented } from "./segmented.tsx";
import { copyText, current, folds, selectStep, state } from "./session.ts";
import { topicsOf } from "./topics.ts";
import { decisiveStep, decisiveSteps, difference, kept, linesOf, passes, placeOf, rowsOf, statementMark, stepFrom, type Filter, type Row, type Trace } from "./trace.ts";
import { offsetOf, shownRows, type Shown } from "./window.ts";

/** Above this number of rows only those are drawn that can be seen. */
const manyRows = 200;

export function TraceTree() {
  const trace = useComputed(() => current.value?.trace);
  const open = useComputed(() => {
    const ids = new Set(trace.value && decisiveSteps(trace.value));
    for (const [id, isOpen] of folds.value) {
      if (isOpen) ids.add(id);
      else ids.delete(id);
    }
    return ids;
  });
  const filter = useSignal<Filter>("all");
  const searching = useSignal<string | undefined>(undefined);
  const plain = useSignal(false);
  const rows = useComputed(() => (trace.value ? rowsOf(trace.value, open.value, kept(trace.value, filter.value, searching.value ?? "")) : []));
  const list = useRef<HTMLUListElement>(null);
  const selected = rows.value.findIndex((row) => row.step.id === state.value.view.step);
  const row = rows.value[selected];
  const shown = useShownRows(list, rows.value, selected);

  if (!trace.value) return <div class="scroll" />;
  const known = trace.value;
  const go = (step: Step | undefined) => step && selectStep(step.id);
  const fold = (step: Step, isOpen: boolean) => (folds.value = new Map(folds.value).set(step.id, isOpen));
  const at = state.value.view.step;

  const keys: Record<string, () => void> = {
    ArrowDown: () => go(rows.value[Math.min(selected + 1, rows.value.length - 1)]?.step),
    ArrowUp: () => go(rows.value[Math.max(selected - 1, 0)]?.step),
    ArrowRight: () => {
      if (row?.expanded === false) fold(row.step, true);
      else if (row?.expanded) go(rows.value[selected + 1]?.step);
    },
    ArrowLeft: () => {
      if (row?.expanded) fold(row.step, false);
      else if (row) go(known.steps[(known.numbers.get(known.parents.get(row.step.id) ?? "") ?? 0) - 1]);
    },
    Home: () => go(rows.value[0]?.step),
    End: () => go(rows.value.at(-1)?.step),
    n: () => go(stepFrom(known, at, 1)),
    p: () => go(stepFrom(known, at, -1)),
    d: () => go(decisiveStep(known)),
    Enter: () => row && selectStep(row.step.id, true),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    act();
  };
  const onClick = (clicked: Row, event: MouseEvent) => {
    const onTwisty = (event.target as Element).closest(".tw") !== null;
    if (clicked.expanded !== undefined && (onTwisty || !clicked.expanded || clicked === row)) fold(clicked.step, !clicked.expanded);
    if (!onTwisty) selectStep(clicked.step.id);
    list.current?.focus({ preventScroll: true });
  };
  return (
    <>
      <TraceBar trace={known} filter={filter} searching={searching} plain={plain} />
      <div class="scroll trace">
        {plain.value ? (
          <PlainTrace trace={known} />
        ) : (
          <ul
            class="tree"
            id="trace"
            role="tree"
            aria-label="Trace"
            aria-description="Arrows move and open. N and P go through the steps in order, D goes to the decisive one, Enter to its place in the policy."
            tabIndex={0}
            ref={list}
            aria-activedescendant={row && rowId(row.step)}
            onKeyDown={onKeyDown}
          >
            {shown.before > 0 && <li role="none" style={{ height: `${shown.before}px` }} />}
            {rows.value.slice(shown.from, shown.to).map((one) => (
              <TreeRow key={one.step.id} row={one} selected={one === row} trace={known} onClick={onClick} />
            ))}
            {shown.after > 0 && <li role="none" style={{ height: `${shown.after}px` }} />}
          </ul>
        )}
        {rows.value.length === 0 && <p class="empty">No step of this trace matches.</p>}
      </div>
    </>
  );
}

/** What of the rows is drawn; the selected one is kept in sight. */
function useShownRows(list: RefObject<HTMLUListElement | null>, rows: Row[], selected: number): Shown {
  const measured = useRef(new Map<string, number>());
  const seen = useSignal({ top: 0, height: 1000 });
  const many = rows.length > manyRows;
  const usual = usualHeight(list.current);
  const heightsNow = () => rows.map(({ step }) => measured.current.get(step.id) ?? usual);
  const heights = many ? heightsNow() : [];
  const look = () => {
    if (!list.current || !many) return;
    const scroller = scrollerOf(list.current);
    const top = scroller.getBoundingClientRect().top - list.current.getBoundingClientRect().top;
    if (Math.abs(top - seen.value.top) > 100 || scroller.clientHeight !== seen.value.height) seen.value = { top, height: scroller.clientHeight };
  };
  useEffect(() => {
    if (!many) return;
    look();
    document.addEventListener("scroll", look, { capture: true, passive: true });
    return () => document.removeEventListener("scroll", look, { capture: true });
  });
  useLayoutEffect(() => {
    if (!many) return;
    for (const item of list.current?.querySelectorAll<HTMLElement>("[role=treeitem]") ?? []) measured.current.set(item.id.slice(rowPrefix.length), item.offsetHeight);
  });
  const id = rows[selected]?.step.id;
  useEffect(() => {
    if (id === undefined || !list.current) return;
    let gone = false;
    /** A row that is not drawn is looked for where it should be; drawn there, its neighbours may turn out higher, and push it on. */
    const reveal = (tries: number) => {
      if (gone || !list.current) return;
      const item = document.getElementById(rowPrefix + id);
      const scroller = scrollerOf(list.current);
      if (!item && many) {
        scroller.scrollTop += list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + offsetOf(heightsNow(), selected) - scroller.clientHeight / 2;
        look();
        if (tries > 0) requestAnimationFrame(() => reveal(tries - 1));
        return;
      }
      // Where the whole pane scrolls, the buttons of the stepper would be carried away from under the finger.
      if (scroller.classList.contains("pane") && document.activeElement !== list.current) return;
      requestAnimationFrame(() => {
        const drawn = document.getElementById(rowPrefix + id);
        if (drawn) drawn.scrollIntoView({ block: "nearest" });
        else if (many && tries > 0) reveal(tries - 1);
      });
    };
    reveal(10);
    return () => {
      gone = true;
    };
  }, [id]);
  return many ? shownRows(heights, seen.value.top, seen.value.height) : { from: 0, to: rows.length, before: 0, after: 0 };
}

/** The height of a row of one line, in pixels. */
function usualHeight(list: HTMLElement | null): number {
  return (list && parseFloat(getComputedStyle(list).getPropertyValue("--row"))) || 28;
}

/** On a narrow screen the whole pane scrolls, else the trace alone. */
function scrollerOf(list: HTMLElement): HTMLElement {
  const own = list.closest<HTMLElement>(".scroll")!;
  return getComputedStyle(own).overflowY === "visible" ? list.closest<HTMLElement>(".pane")! : own;
}

/** Which steps the tree shows, and as what. */
function TraceBar({ trace, filter, searching, plain }: { trace: Trace; filter: Signal<Filter>; searching: Signal<string | undefined>; plain: Signal<boolean> }) {
  const count = (which: Filter) => trace.steps.filter((step) => passes(step, which)).length;
  const word = (which: Filter, name: string) => ({
    value: which,
    word: (
      <>
        {name} <span class="quiet num">{count(which)}</span>
      </>
    ),
  });
  return (
    <div class="tbar">
      {searching.value === undefined ? (
        <Segmented label="Steps to show" choices={[word("decisive", "Decisive"), word("failed", "Failed"), word("all", "All")]} value={filter.value} choose={(next) => (filter.value = next)} />
      ) : (
        <input
          class="field find"
          type="search"
          aria-label="Search the trace"
          placeholder="A key, a policy, a word"
          spellcheck={false}
          value={searching.value}
          ref={(input) => input?.focus()}
          onInput={(event) => (searching.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            searching.value = undefined;
            document.getElementById("trace")?.focus();
          }}
        />
      )}
      <span class="grow" />
      <button type="button" class="b ghost icon" aria-label="Search the trace" title="Search the trace" aria-pressed={searching.value !== undefined} onClick={() => (searching.value = searching.value === undefined ? "" : undefined)}>
        <Icon name={searching.value === undefined ? "find" : "cross"} />
      </button>
      <button type="button" class="b ghost" aria-pressed={plain.value} aria-label="Plain text" onClick={() => (plain.value = !plain.value)}>
        <Icon name="doc" />
        <span>Plain text</span>
      </button>
    </div>
  );
}

/** The same as text, which is also what is copied. */
function PlainTrace({ trace }: { trace: Trace }) {
  const lines = linesOf(trace);
  return (
    <div class="plain-trace">
      <button type="button" class="b" onClick={() => void copyText(lines.join("\n"), "The trace is copied as text.")}>
        <Icon name="copy" />
        Copy
      </button>
      <pre tabIndex={0} aria-label="Trace as text">
        {lines.join("\n")}
      </pre>
    </div>
  );
}

function TreeRow({ row, selected, trace, onClick }: { row: Row; selected: boolean; trace: Trace; onClick(row: Row, event: MouseEvent): void }) {
  const { step, level, position, siblings, expanded, below, number } = row;
  // What takes no part is told in one line, until somebody asks.
  const aside = step.op === "layer" && step.answer === "notAsked" && !selected;
  return (
    <li
      id={rowId(step)}
      role="treeitem"
      class={step.decides ? `dec ${lookOf(step.outcome ?? "none").tone}` : aside ? "aside" : ""}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={expanded}
      aria-selected={selected}
      onClick={(event) => onClick(row, event)}
    >
      <div class="r">
        <Icon name={expanded ? "down" : "right"} of={`tw ${expanded === undefined ? "leaf" : ""}`} />
        {selected ? <b class="bead">{number}</b> : <StepMark step={step} />}
        <span class="what" title={aside ? step.say : undefined}>
          <Say text={step.say ?? step.name ?? ""} />
        </span>
        <span class="end">
          {step.side && !aside && <span class="tag">{step.side === "caller" ? "caller’s account" : "resource’s account"}</span>}
          {step.notes?.filter((note) => !["given", "absent"].includes(note) || (!step.want && !step.got)).map((note) => <span class="tag">{note}</span>)}
          {step.decides && step.op === "statement" && <span class="decides">decides</span>}
          {expanded === false && <span class="steps">{below === 1 ? "1 step" : `${below} steps`}</span>}
        </span>
      </div>
      {selected && <WantedAndGot step={step} trace={trace} />}
    </li>
  );
}

/** The outcome of what has one; else whether the answer was yes. */
function StepMark({ step }: { step: Step }) {
  if (step.op === "statement") {
    const policy = current.value?.scenario.policies[step.policy ?? -1];
    const mark = statementMark(step, policy?.text ?? "");
    return <Mark of={lookOf({ allowed: "allowed", explicit: "explicitDeny", depends: "depends", none: "none", off: "none" }[mark])} />;
  }
  if (step.outcome !== undefined) return <Mark of={lookOf(step.outcome)} />;
  if (step.answer === "unknown") return <Mark of={lookOf("depends")} />;
  if (step.answer === "notAsked") return <Mark of={lookOf("none")} />;
  return <Icon name={step.answer === "yes" ? "check" : "cross"} of="quiet" />;
}

function WantedAndGot({ step, trace }: { step: Step; trace: Trace }) {
  const place = placeOf(trace, step.id);
  const policy = place && current.value?.scenario.policies[place.policy!];
  const compared = comparedOps.has(step.op) && (step.want !== undefined || step.got !== undefined);
  const topics = topicsOf(step);
  if (!compared && !policy && topics.length === 0) return null;
  const source = step.notes?.find((note) => ["given", "derived", "absent"].includes(note));
  const differs = step.answer === "no" && step.want && step.got ? difference(step.want, step.got) : undefined;
  return (
    <div class="wg" onClick={(event) => event.stopPropagation()}>
      {compared && (
        <dl>
          <div>
            <dt>Wanted</dt>
            <dd>{step.want || <span class="quiet">nothing</span>}</dd>
          </div>
          <div>
            <dt>Got {source && <span class="tag">{source}</span>}</dt>
            <dd>
              {differs ? (
                <>
                  {step.got!.slice(0, differs.from)}
                  <span class="diff">{step.got!.slice(differs.from, differs.to)}</span>
                  {step.got!.slice(differs.to)}
                </>
              ) : (
                (source !== "absent" && step.got) || <span class="quiet">nothing</span>
              )}
            </dd>
          </div>
        </dl>
      )}
      {topics.map((topic) => (
        <About key={topic.name} topic={topic} />
      ))}
      {policy && (
        <button type="button" class="b ghost tiny wordy" onClick={() => selectStep(step.id, true)}>
          <Icon name="doc" />
          Show in {policy.name}
        </button>
      )}
    </div>
  );
}

/** Steps whose wanted and got are compared with each other. */
const comparedOps = new Set(["element", "entry", "key", "value"]);

const rowPrefix = "step-";

function rowId(step: Step): string {
  return rowPrefix + step.id;
}
