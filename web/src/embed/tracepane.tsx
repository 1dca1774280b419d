// The trace and the requests of a framed page. The keys of the tree are those of the page (tree.tsx).

import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { asExpected, expectationWord } from "../expectation.ts";
import { Icon, lookOf, Mark, Say, Verdict } from "../marks.tsx";
import { changeRequest, isObject, selectedRequest, textOf, type Fields, type Playground } from "../state.ts";
import { decisiveStep, decisiveSteps, difference, rowsOf, statementMark, stepFrom, type Row } from "../trace.ts";
import type { Step } from "../results.ts";
import { answer, change, current, folds, selectRequestAt, selectStep, showing, stepId } from "./scene.ts";
import { outcomes } from "./policypane.tsx";
import { onTabKeys } from "./tabs.ts";

export function TraceAndRequests({ now }: { now: Playground }) {
  const asRequests = useSignal(false);
  const withRequests = !showing.value.hide?.includes("tests");
  const requests = withRequests && asRequests.value;
  const tab = (word: string, chosen: boolean, choose: () => void, count?: number) => (
    <button type="button" role="tab" id={`tab-${word}`} aria-selected={chosen} aria-controls={chosen ? "steps" : undefined} tabIndex={chosen ? 0 : -1} onClick={choose}>
      {word} {count !== undefined && <span class="n num">{count}</span>}
    </button>
  );
  return (
    <section class="steps" aria-label="Trace and requests">
      <div class="bar">
        <div class="tabs" role="tablist" aria-label="Trace and requests" onKeyDown={onTabKeys}>
          {tab("Trace", !requests, () => (asRequests.value = false))}
          {withRequests && tab("Requests", requests, () => (asRequests.value = true), now.scenario.requests.length)}
        </div>
      </div>
      <div class="scroll" id="steps" role="tabpanel" aria-labelledby={requests ? "tab-Requests" : "tab-Trace"}>
        {requests ? <Requests now={now} /> : <Tree />}
      </div>
    </section>
  );
}

function Requests({ now }: { now: Playground }) {
  const selected = selectedRequest(now);
  return (
    <>
      <ul class="asked">
        {now.scenario.requests.map((request, i) => {
          const result = answer.value?.results.get(request.id);
          const agrees = asExpected(result, request.fields);
          return (
            <li>
              <button type="button" aria-current={request === selected ? "true" : undefined} onClick={() => selectRequestAt(i + 1)}>
                <span class="what">{textOf(request.fields["name"]) || `Request ${i + 1}`}</span>
                {result && <Verdict outcome={result.decision} />}
                {agrees === false && <span class="fail">expected {expectationWord(request.fields["expect"])}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      {selected && !showing.value.readonly && <RequestText key={selected.id} now={now} fields={selected.fields} id={selected.id} />}
      {selected && showing.value.readonly && <pre tabIndex={0} aria-label="The request">{JSON.stringify(selected.fields, null, 2)}</pre>}
    </>
  );
}

/** A request as JSON; while the text is none, the request stays as it was. */
function RequestText({ now, id, fields }: { now: Playground; id: number; fields: Fields }) {
  const typed = useSignal(JSON.stringify(fields, null, 2));
  const wrong = useSignal(false);
  return (
    <label class="request-text">
      <span class="soft">The request, as JSON</span>
      <textarea
        class="field mono"
        rows={8}
        spellcheck={false}
        aria-invalid={wrong.value}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          try {
            const value: unknown = JSON.parse(typed.value);
            wrong.value = !isObject(value);
            if (isObject(value)) change(changeRequest(now, id, value), true);
          } catch {
            wrong.value = true;
          }
        }}
      />
      {wrong.value && <span class="bad">This is not a JSON object yet, so the request is as it was.</span>}
    </label>
  );
}

function Tree() {
  const list = useRef<HTMLUListElement>(null);
  const trace = current.value?.trace;
  const at = stepId.value;
  useEffect(() => {
    // The frame's own box alone: scrollIntoView would move the host's page too.
    const item = at === undefined ? null : document.getElementById(`step-${at}`);
    const outer = list.current?.closest<HTMLElement>(".scroll");
    if (!item || !outer) return;
    const top = item.getBoundingClientRect().top - outer.getBoundingClientRect().top;
    if (top < 0 || top + item.offsetHeight > outer.clientHeight) outer.scrollTop += top - outer.clientHeight / 3;
  }, [at]);
  if (!trace) return <p class="empty">{answer.value ? "There is no trace of this request." : ""}</p>;
  const open = decisiveSteps(trace);
  for (const [id, isOpen] of folds.value) {
    if (isOpen) open.add(id);
    else open.delete(id);
  }
  const rows = rowsOf(trace, open);
  const selected = rows.findIndex(({ step }) => step.id === at);
  const row = rows[selected];
  const go = (step: Step | undefined) => step && selectStep(step.id);
  const fold = (step: Step, isOpen: boolean) => (folds.value = new Map(folds.value).set(step.id, isOpen));
  const keys: Record<string, () => void> = {
    ArrowDown: () => go(rows[Math.min(selected + 1, rows.length - 1)]?.step),
    ArrowUp: () => go(rows[Math.max(selected - 1, 0)]?.step),
    ArrowRight: () => {
      if (row?.expanded === false) fold(row.step, true);
      else if (row?.expanded) go(rows[selected + 1]?.step);
    },
    ArrowLeft: () => {
      if (row?.expanded) fold(row.step, false);
      else if (row) go(trace.steps[(trace.numbers.get(trace.parents.get(row.step.id) ?? "") ?? 0) - 1]);
    },
    Home: () => go(rows[0]?.step),
    End: () => go(rows.at(-1)?.step),
    n: () => go(stepFrom(trace, at, 1)),
    p: () => go(stepFrom(trace, at, -1)),
    d: () => go(decisiveStep(trace)),
    Enter: () => document.getElementById("policy")?.focus({ preventScroll: true }),
  };
  return (
    <ul
      class="tree"
      id="trace"
      role="tree"
      aria-label="Trace"
      aria-description="Arrows move and open. N and P go through the steps in order, D goes to the decisive one, Enter to the policy."
      tabIndex={0}
      ref={list}
      aria-activedescendant={row && `step-${row.step.id}`}
      onKeyDown={(event) => {
        const act = keys[event.key];
        if (!act || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
        event.preventDefault();
        act();
      }}
    >
      {rows.map((one) => (
        <TreeRow
          key={one.step.id}
          row={one}
          selected={one === row}
          onClick={(event) => {
            const onTwisty = (event.target as Element).closest(".tw") !== null;
            if (one.expanded !== undefined && (onTwisty || !one.expanded || one === row)) fold(one.step, !one.expanded);
            if (!onTwisty) selectStep(one.step.id);
            list.current?.focus({ preventScroll: true });
          }}
        />
      ))}
    </ul>
  );
}

function StepMark({ step }: { step: Step }) {
  if (step.op === "statement") return <Mark of={lookOf(outcomes[statementMark(step, current.value?.scenario.policies[step.policy ?? -1]?.text ?? "")])} />;
  if (step.outcome !== undefined) return <Mark of={lookOf(step.outcome)} />;
  if (step.answer === "unknown") return <Mark of={lookOf("depends")} />;
  if (step.answer === "notAsked") return <Mark of={lookOf("none")} />;
  return <Icon name={step.answer === "yes" ? "check" : "cross"} of="quiet" />;
}

/** Steps that compare two values. */
const comparedOps = new Set(["element", "entry", "key", "value"]);

function TreeRow({ row, selected, onClick }: { row: Row; selected: boolean; onClick(event: MouseEvent): void }) {
  const { step, level, position, siblings, expanded, below, number } = row;
  const aside = step.op === "layer" && step.answer === "notAsked" && !selected;
  const differs = step.answer === "no" && step.want && step.got ? difference(step.want, step.got) : undefined;
  const compared = selected && comparedOps.has(step.op) && (step.want !== undefined || step.got !== undefined);
  return (
    <li
      id={`step-${step.id}`}
      role="treeitem"
      class={step.decides ? `dec ${lookOf(step.outcome ?? "none").tone}` : aside ? "aside" : ""}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={expanded}
      aria-selected={selected}
      onClick={onClick}
    >
      <div class="r">
        <Icon name={expanded ? "down" : "right"} of={`tw ${expanded === undefined ? "leaf" : ""}`} />
        {selected ? <b class="bead">{number}</b> : <StepMark step={step} />}
        <span class="what">
          <Say text={step.say ?? step.name ?? ""} />
        </span>
        <span class="end">
          {step.decides && step.op === "statement" && <span class="decides">decides</span>}
          {expanded === false && <span class="steps">{below === 1 ? "1 step" : `${below} steps`}</span>}
        </span>
      </div>
      {compared && (
        <div class="wg">
          <dl>
            <div>
              <dt>Wanted</dt>
              <dd>{step.want || <span class="quiet">nothing</span>}</dd>
            </div>
            <div>
              <dt>Got</dt>
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
        </div>
      )}
    </li>
  );
}
