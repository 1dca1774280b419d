// Two to four choices beside each other, of which one holds: a radio group that the arrows walk.

import type { ComponentChildren } from "preact";

export interface Choice<T> {
  value: T;
  word: ComponentChildren;
}

export function Segmented<T extends string>({ label, choices, value, choose }: { label: string; choices: Choice<T>[]; value: T; choose(value: T): void }) {
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = choices.findIndex((choice) => choice.value === value);
    const next = (at + by + choices.length) % choices.length;
    choose(choices[next]!.value);
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <div class="seg" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {choices.map((choice) => (
        <button key={choice.value} type="button" role="radio" aria-checked={choice.value === value} tabIndex={choice.value === value ? 0 : -1} onClick={() => choose(choice.value)}>
          {choice.word}
        </button>
      ))}
    </div>
  );
}
