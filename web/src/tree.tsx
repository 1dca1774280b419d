// The trace as a tree that the keyboard walks: arrows, Home and End as in any tree, n and p through the steps in the order
// of evaluation, d to the step that decided, Enter to its place in the policy.

import { useEffect, useRef } from "preact/hooks";
import { useComputed } from "@preact/signals";
import { Icon, lookOf, Mark, Say } from "./marks.tsx";
import type { Step } from "./results.ts";
import { current, folds, selectStep, state } from "./session.ts";
import { decisiveStep, decisiveSteps, difference, placeOf, rowsOf, statementMark, stepFrom, type Row, type Trace } from "./trace.ts";

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
  const rows = useComputed(() => (trace.value ? rowsOf(trace.value, open.value) : []));
  const list = useRef<HTMLUListElement>(null);
  const selected = rows.value.findIndex((row) => row.step.id === state.value.view.step);
  const row = rows.value[selected];

  useEffect(() => {
    if (row) document.getElementById(rowId(row.step))?.scrollIntoView?.({ block: "nearest" });
  }, [row?.step.id]);

  if (!trace.value) return <div class="scroll" />;
  const known = trace.value;
  const go = (step: Step | undefined) => step && selectStep(step.id);
  const fold = (step: Step, isOpen: boolean) => (folds.value = new Map(folds.value).set(step.id, isOpen));
  const at = row?.step.id;

  const keys: Record<string, () => void> = {
    ArrowDown: () => go(rows.value[Math.min(selected + 1, rows.value.length - 1)]?.step),
    ArrowUp: () => go(rows.value[Math.max(selected - 1, 0)]?.step),
    ArrowRight: () => {
      if (row?.expanded === false) fold(row.step, true);
      else if (row?.expanded) go(row.step.steps?.[0]);
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
      <Stepper trace={known} at={at} />
      <div class="scroll trace">
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
          {rows.value.map((one) => (
            <TreeRow key={one.step.id} row={one} selected={one === row} trace={known} onClick={onClick} />
          ))}
        </ul>
      </div>
    </>
  );
}

/** The same walk by buttons, for hands without a keyboard, with the step's sentence for those who do not see the row. */
function Stepper({ trace, at }: { trace: Trace; at: string | undefined }) {
  const number = (at !== undefined && trace.numbers.get(at)) || 0;
  const { length } = trace.steps;
  const button = (name: string, label: string, target: Step | undefined, off: boolean) => (
    <button type="button" class="b icon" aria-label={label} title={label} aria-disabled={off} onClick={() => !off && target && selectStep(target.id)}>
      <Icon name={name} />
    </button>
  );
  return (
    <div class="tbar" role="group" aria-label="Steps of the trace">
      <div class="bs">
        {button("first", "First step", trace.steps[0], number === 1)}
        {button("prev", "Previous step", stepFrom(trace, at, -1), number === 1)}
        {button("next", "Next step", stepFrom(trace, at, 1), number === length)}
        {button("last", "Last step", trace.steps.at(-1), number === length)}
      </div>
      <span class="soft num">{number ? `${number} of ${length}` : `${length} steps`}</span>
      <span class="vh" aria-live="polite">
        {number ? trace.steps[number - 1]?.say : ""}
      </span>
      <span class="grow" />
      <button
        type="button"
        class="b decisive"
        aria-label="Decisive step"
        onClick={() => {
          const step = decisiveStep(trace);
          if (step) selectStep(step.id);
        }}
      >
        <Icon name="target" />
        <span>Decisive</span>
      </button>
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
      class={step.decides ? "dec" : aside ? "aside" : ""}
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
    return <Mark of={lookOf({ allowed: "allowed", explicit: "explicitDeny", depends: "depends", none: "none" }[mark])} />;
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
  if (!compared && !policy) return null;
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
                step.got || <span class="quiet">nothing</span>
              )}
            </dd>
          </div>
        </dl>
      )}
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

function rowId(step: Step): string {
  return `step-${step.id}`;
}
