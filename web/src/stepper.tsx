// The walk through the trace by buttons and a slider, and the current step as a sentence.

import { About } from "./about.tsx";
import { Icon, Say } from "./marks.tsx";
import type { Step } from "./results.ts";
import { selectStep } from "./session.ts";
import { topicsOf } from "./topics.ts";
import { decisiveStep, stepFrom, type Trace } from "./trace.ts";

export function Stepper({ trace, at }: { trace: Trace; at: string | undefined }) {
  const number = (at !== undefined && trace.numbers.get(at)) || 0;
  const { length } = trace.steps;
  const go = (step: Step | undefined) => step && selectStep(step.id);
  const button = (name: string, label: string, target: Step | undefined, off: boolean) => (
    <button type="button" class="b icon" aria-label={label} title={label} aria-disabled={off} onClick={() => !off && go(target)}>
      <Icon name={name} />
    </button>
  );
  const step = number ? trace.steps[number - 1] : undefined;
  const say = step?.say;
  const topic = step && topicsOf(step)[0];
  return (
    <div class="walk">
      <div class="stepper" role="group" aria-label="Steps of the trace">
        <div class="bs">
          {button("first", "First step", trace.steps[0], number === 1)}
          {button("prev", "Previous step", stepFrom(trace, at, -1), number === 1)}
          {button("next", "Next step", stepFrom(trace, at, 1), number === length)}
          {button("last", "Last step", trace.steps.at(-1), number === length)}
        </div>
        <input
          type="range"
          aria-label="Step"
          min={1}
          max={length}
          value={number || 1}
          aria-valuetext={say ? `Step ${number} of ${length}: ${say}` : `No step chosen, of ${length}`}
          style={{ "--at": `${length > 1 ? (Math.max(number - 1, 0) / (length - 1)) * 100 : 0}%` }}
          onInput={(event) => go(trace.steps[Number(event.currentTarget.value) - 1])}
        />
        <output class="num">{number ? `${number} of ${length}` : `${length} steps`}</output>
        <button type="button" class="b decisive" aria-label="Decisive step" onClick={() => go(decisiveStep(trace))}>
          <Icon name="target" />
          <span>Decisive</span>
        </button>
      </div>
      <div class="now">
        {say && <b class="bead">{number}</b>}
        <p>
          <span aria-live="polite">{say && <Say text={say} />}</span> {say && topic && <About topic={topic} />}
        </p>
      </div>
    </div>
  );
}
