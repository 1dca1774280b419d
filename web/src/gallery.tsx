// The library of examples as a dialog: groups, a search, and a card for each.

import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Dialog } from "./dialog.tsx";
import { found, groupsOf, readIndex, type Example } from "./library.ts";
import { lookOf, Mark } from "./marks.tsx";
import { addressOf, openExample, readBeside } from "./session.ts";
import { counted } from "./words.ts";

export function Gallery({ close }: { close(): void }) {
  const examples = useSignal<Example[] | undefined>(undefined);
  const problem = useSignal(false);
  const group = useSignal("");
  const search = useSignal("");
  useEffect(() => {
    readBeside("examples/index.json").then(
      (text) => (examples.value = readIndex(text)),
      () => (problem.value = true),
    );
  }, []);
  const all = examples.value ?? [];
  const shown = found(all, group.value, search.value);
  const open = (event: MouseEvent, name: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab or window
    event.preventDefault();
    close();
    void openExample(name);
  };
  return (
    <Dialog
      title="Examples"
      size="large"
      close={close}
      head={
        <input class="field" type="search" aria-label="Search the examples" placeholder={`Search ${counted(all.length, "example")}`} spellcheck={false} value={search.value} onInput={(event) => (search.value = event.currentTarget.value)} />
      }
    >
      <div class="gallery">
        <div class="groups" role="group" aria-label="Groups">
          {[{ group: "", count: all.length }, ...groupsOf(all)].map((one) => (
            <button key={one.group} type="button" aria-pressed={group.value === one.group} onClick={() => (group.value = one.group)}>
              {one.group || "All"}
              <span class="num">{one.count}</span>
            </button>
          ))}
        </div>
        <ul class="cards" aria-label="Examples">
          {shown.map((example) => (
            <li key={example.name}>
              <a class="card" href={addressOf(`x/${encodeURIComponent(example.name)}`)} onClick={(event) => open(event, example.name)}>
                <b>{example.title}</b>
                <p>{example.description}</p>
                <Expected decisions={example.expect} />
              </a>
            </li>
          ))}
        </ul>
        <p class="soft" role="status">
          {problem.value && "The library cannot be read at the moment. Is the page offline, or its folder incomplete?"}
          {examples.value && shown.length === 0 && "No example speaks of that."}
        </p>
      </div>
      <footer>Your draft is kept: the scenario menu brings it back.</footer>
    </Dialog>
  );
}

/** What the requests of an example are expected to get, as marks. */
function Expected({ decisions }: { decisions: string[] }) {
  const kinds = [...new Set(decisions)];
  return (
    <span class="res">
      {kinds.map((decision) => (
        <Mark key={decision} of={lookOf(decision === "denied" ? "implicitDeny" : decision)} size="s" />
      ))}
      <span class="vh">{kinds.map((decision) => lookOf(decision).word).join(", ")}</span>
      <span>{counted(decisions.length, "request")}</span>
    </span>
  );
}
