// What the open policy says, in words: below the text a line with the statement at the cursor, or all of them. Selecting one
// leads to its place.

import { useRef } from "preact/hooks";
import { sentencesOf, type Sentence } from "./advice.ts";
import { Icon, Say } from "./marks.tsx";
import { changeSettings, settings } from "./settings.ts";

export function InWords({ policy, text, line, goTo }: { policy: number; text: string; line: number; goTo(at: number): void }) {
  /** While the text is being changed, what it said before stays. */
  const last = useRef({ policy, text, said: [] as Sentence[] });
  const now = sentencesOf(policy, text);
  if (now || last.current.policy !== policy) last.current = { policy, text, said: now ?? [] };
  const { said, text: of } = last.current;
  const { words } = settings.value;
  if (said.length === 0) return null;
  const lineOf = (at: number) => of.slice(0, at).split("\n").length;
  const here = said.findLast(({ from }) => lineOf(from) <= line) ?? said[0]!;
  return (
    <section class="words" aria-label="The policy in words">
      <button type="button" class="words-head" aria-expanded={words} onClick={() => changeSettings({ words: !words })}>
        <Icon name={words ? "down" : "right"} />
        <span>In words</span>
        {!words && <span class="words-line soft">{here.say}</span>}
      </button>
      {words && (
        <ol>
          {said.map((one) => (
            <li key={one.from} aria-current={one === here ? "true" : undefined}>
              <button type="button" onClick={() => goTo(one.from)}>
                <span class="soft num">Line {lineOf(one.from)}</span>{" "}
                <span>
                  <Say text={one.say} />
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
