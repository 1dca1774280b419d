// The list of problems, above the status bar. Arrows walk it, Enter goes to the place, Escape closes it. Each severity can be
// left out of it.

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { focusOn } from "./actions.ts";
import { Fixes } from "./fixbuttons.tsx";
import { Icon } from "./marks.tsx";
import { problemsIn, severityOrder, severityWords, type Problem } from "./problems.ts";
import type { Severity } from "./results.ts";
import { findings, help, seek, update } from "./session.ts";
import { selectRequest } from "./state.ts";
import { counted } from "./words.ts";

/** The severities that the reader left out. */
const hidden = signal<ReadonlySet<Severity>>(new Set());

function toggle(severity: Severity): void {
  const next = new Set(hidden.value);
  if (!next.delete(severity)) next.add(severity);
  hidden.value = next;
}

export function closeProblems(): void {
  update((before) => ({ ...before, view: { ...before.view, problems: false } }));
}

function goTo({ target }: Problem): void {
  if (target?.kind === "text") seek(target.key, target.at);
  if (target?.kind !== "request") return;
  update((before) => {
    const next = selectRequest(before, target.id);
    return { ...next, view: { ...next.view, pane: "requests", requestAs: "form" } };
  });
  focusOn(target.field ? `#request-${CSS.escape(target.field)}` : ".rt [aria-current] button", ".rt [aria-current] button");
}

export function ProblemList() {
  const problems = problemsIn(findings.value);
  const shown = problems.filter(({ severity }) => !hidden.value.has(severity));
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    (list.current?.querySelector<HTMLElement>("li .goto") ?? list.current)?.focus();
    return () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("li .goto")];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") closeProblems();
    else if (next === undefined) return;
    else all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section class="problem-list" aria-labelledby="h-problems" tabIndex={-1} ref={list} onKeyDown={onKeyDown}>
      <header>
        <h2 id="h-problems">Problems</h2>
        <div class="severities" role="group" aria-label="Severities that are listed">
          {severityOrder.map((severity) => (
            <Filter key={severity} severity={severity} count={problems.filter((one) => one.severity === severity).length} />
          ))}
        </div>
        <span class="grow" />
        <button type="button" class="b ghost icon tiny" aria-label="Close the problems" onClick={closeProblems}>
          <Icon name="cross" />
        </button>
      </header>
      <ul aria-label="Problems in all policies and the scenario">
        {shown.map((problem) => (
          <li class={`problem ${problem.severity === "error" ? "err" : problem.severity}`}>
            <Icon name={problem.severity === "suggestion" ? "help" : "warn"} />
            <div class="grow">
              <button type="button" class="goto" onClick={() => goTo(problem)}>
                <span class="soft">
                  {severityWords[problem.severity] ?? problem.severity}, {problem.place}:
                </span>{" "}
                {problem.say}
              </button>
              {problem.target?.kind === "text" && <Fixes fixes={problem.fixes} policy={problem.target.key} text={problem.text} />}
            </div>
            <button type="button" class="about code" aria-label={`About ${problem.code}`} onClick={() => help({ kind: "code", name: problem.code })}>
              {problem.code}
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p class="empty">{problems.length === 0 ? "Nothing is wrong with the policies, the requests and the scenario." : `${counted(problems.length, "problem")} left out.`}</p>}
    </section>
  );
}

/** Leaves a severity out of the list, or takes it in again. */
function Filter({ severity, count }: { severity: Severity; count: number }) {
  const word = severityWords[severity] + (count === 1 ? "" : "s");
  return (
    <button type="button" class="b tiny wordy" aria-pressed={!hidden.value.has(severity)} onClick={() => toggle(severity)}>
      <span class="num">{count}</span> {word}
    </button>
  );
}
