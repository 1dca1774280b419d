// What is wrong with the open text, below it: each finding with its place, its sentence and what mends it.

import { About } from "./about.tsx";
import { Fixes } from "./fixbuttons.tsx";
import { Icon } from "./marks.tsx";
import type { Diagnostic } from "./results.ts";
import { update } from "./session.ts";
import { severityWords } from "./problems.ts";
import { sentence } from "./words.ts";

/** How many findings are listed under the text; the list of problems has them all. */
const listed = 8;

export function FindingList({ found, policy, text, goTo }: { found: { diagnostic: Diagnostic; at: number }[]; policy: number; text: string; goTo(at: number): void }) {
  const showAll = () => update((before) => ({ ...before, view: { ...before.view, problems: true } }));
  return (
    <ul class="problems" aria-label="Findings in this text">
      {found.slice(0, listed).map(({ diagnostic: { severity, code, message, fixes = [] }, at }) => (
        <li class={`problem ${severity === "error" ? "err" : severity}`}>
          <Icon name={severity === "suggestion" ? "help" : "warn"} />
          <div class="grow">
            <button type="button" class="goto" onClick={() => goTo(at)}>
              <span class="soft num">
                {severity === "error" ? "" : `${severityWords[severity]}, `}
                {placeWord(text, at, severity === "error")}
              </span>{" "}
              {sentence(message)}
            </button>
            <Fixes fixes={fixes} policy={policy} text={text} />
          </div>
          <About topic={{ kind: "code", name: code }} short />
        </li>
      ))}
      {found.length > listed && (
        <li class="problem soft">
          <button type="button" onClick={showAll}>
            and {found.length - listed} more
          </button>
        </li>
      )}
    </ul>
  );
}

function placeWord(text: string, at: number, first: boolean): string {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return `${first ? "Line" : "line"} ${line}, column ${at - (before.lastIndexOf("\n") + 1) + 1}:`;
}
