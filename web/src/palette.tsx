// The palette: a field, and what fits what is typed in it. Arrows choose, Enter runs.

import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { commandsOf, hitsOf, type Hit } from "./commands.ts";
import { Dialog } from "./dialog.tsx";
import { readIndex, type Example } from "./library.ts";
import { Icon } from "./marks.tsx";
import { readBeside } from "./session.ts";

export function Palette({ apple, close }: { apple: boolean; close(): void }) {
  const text = useSignal("");
  const at = useSignal(0);
  const examples = useSignal<Example[]>([]);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    readBeside("examples/index.json").then(
      (index) => (examples.value = readIndex(index)),
      () => undefined, // then there are none to choose
    );
  }, []);
  const hits = hitsOf(commandsOf(examples.value), text.value);
  const chosen = Math.min(at.value, hits.length - 1);
  useEffect(() => list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [chosen, text.value]);
  const run = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    requestAnimationFrame(() => hit.command.run()); // the focus has gone back by then
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowDown: (chosen + 1) % hits.length, ArrowUp: (chosen - 1 + hits.length) % hits.length, PageDown: Math.min(chosen + 8, hits.length - 1), PageUp: Math.max(chosen - 8, 0) }[event.key];
    if (event.key === "Enter") run(hits[chosen]);
    else if (next === undefined || hits.length === 0) return;
    else at.value = next;
    event.preventDefault();
  };
  const groups = [...new Set(hits.map(({ command }) => command.group))];
  return (
    <Dialog title="Search or run" size="small" bare close={close}>
      <div class="palette-in">
        <Icon name="find" />
        <input
          role="combobox"
          aria-label="Search or run"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `palette-${chosen}` : undefined}
          placeholder="Search or run"
          spellcheck={false}
          autocomplete="off"
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            at.value = 0;
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="palette" id="palette-list" role="listbox" aria-label="What fits" ref={list} tabIndex={-1}>
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <p class="palette-group" aria-hidden="true">
              {group}
            </p>
            {hits.map((hit, i) => hit.command.group === group && <Option key={i} hit={hit} id={`palette-${i}`} selected={i === chosen} apple={apple} run={() => run(hit)} />)}
          </div>
        ))}
      </div>
      <p class={hits.length === 0 ? "empty" : "vh"} role="status">
        {hits.length === 0 ? "Nothing is called that." : `${hits.length} found`}
      </p>
    </Dialog>
  );
}

function Option({ hit, id, selected, apple, run }: { hit: Hit; id: string; selected: boolean; apple: boolean; run(): void }) {
  const { command, from, to } = hit;
  return (
    <div id={id} role="option" aria-selected={selected} class="option" onClick={run}>
      <Icon name={command.icon} />
      <span class="option-word">
        {command.word.slice(0, from)}
        <mark>{command.word.slice(from, to)}</mark>
        {command.word.slice(to)}
      </span>
      <span class="end">
        {command.aside}
        {command.keys?.map((key) => <kbd key={key}>{apple && key === "Ctrl" ? "⌘" : key}</kbd>)}
      </span>
    </div>
  );
}
