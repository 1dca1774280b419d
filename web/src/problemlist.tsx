// The list of problems, above the status bar. Arrows walk it, Enter goes to the place, Escape closes it.

import { useEffect, useRef } from "preact/hooks";
import { About } from "./about.tsx";
import { focusOn } from "./actions.ts";
import { Icon } from "./marks.tsx";
import { problemsIn, severityWords, type Problem } from "./problems.ts";
import { answer, seek, update } from "./session.ts";
import { selectRequest } from "./state.ts";

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
  const problems = problemsIn(answer.value);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    (list.current?.querySelector<HTMLElement>("li button") ?? list.current)?.focus();
    return () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("li > .goto")];
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
        <span class="soft num">{problems.length}</span>
        <span class="grow" />
        <button type="button" class="b ghost icon tiny" aria-label="Close the problems" onClick={closeProblems}>
          <Icon name="cross" />
        </button>
      </header>
      <ul aria-label="Problems in all policies and the scenario">
        {problems.map((problem) => (
          <li class={`problem ${problem.severity === "error" ? "err" : ""}`}>
            <Icon name="warn" />
            <button type="button" class="goto" onClick={() => goTo(problem)}>
              <span class="soft">
                {severityWords[problem.severity] ?? problem.severity}, {problem.place}:
              </span>{" "}
              {problem.say}
            </button>
            <About topic={{ kind: "code", name: problem.code }} short />
          </li>
        ))}
      </ul>
      {problems.length === 0 && <p class="empty">Nothing is wrong with the policies, the requests and the scenario.</p>}
    </section>
  );
}
