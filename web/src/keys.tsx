// The sheet of shortcuts, which "?" opens.

import { Dialog } from "./dialog.tsx";
import { addressOf } from "./session.ts";

/** A shortcut: what it does, and the keys, of which several are joined by a word. */
type Row = [what: string, ...keys: string[]];

const sections: { title: string; rows: Row[] }[] = [
  {
    title: "Anywhere",
    rows: [
      ["Evaluate now, go to the answer", "Ctrl", "Enter"],
      ["Search or run", "Ctrl", "K", "or", "F1"],
      ["Copy link", "Ctrl", "S"],
      ["Next, previous pane", "F6", "or", "Shift", "F6"],
      ["This sheet", "?"],
    ],
  },
  {
    title: "In an editor",
    rows: [
      ["Offer what may stand here", "Control", "Space"],
      ["Explain what stands here", "Ctrl", "I"],
      ["Fix what is wrong here", "Ctrl", "."],
      ["Next, previous finding", "F8", "or", "Shift", "F8"],
      ["Find in the text", "Ctrl", "F"],
      ["Format the text", "Shift", "Alt", "F"],
      ["Statement off and on", "Ctrl", "/"],
      ["Leave with Tab", "Esc", "then", "Tab"],
    ],
  },
  {
    title: "In the trace",
    rows: [
      ["Next, previous step", "n", "or", "p"],
      ["First, last row", "Home", "or", "End"],
      ["Decisive step", "d"],
      ["Open, close a branch", "→", "or", "←"],
      ["Go to the text, and back", "Enter", "then", "Esc"],
    ],
  },
  {
    title: "In the list of problems",
    rows: [["Go to the place", "Enter"]],
  },
  {
    title: "On a splitter",
    rows: [
      ["Move, move far", "←", "or", "Shift", "←"],
      ["Usual size", "Enter"],
    ],
  },
];

/** What is written on the keys of Apple's keyboards, and of others. */
const written = (key: string, apple: boolean) => (key === "Ctrl" && apple ? "⌘" : key === "Control" ? (apple ? "⌃" : "Ctrl") : key);

/** Words between keys, which are no keys. */
const joints = new Set(["or", "then"]);

export function KeySheet({ apple, close }: { apple: boolean; close(): void }) {
  return (
    <Dialog title="Keys" size="middle" close={close}>
      <div class="keys">
        {sections.map(({ title, rows }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(([what, ...keys]) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>{keys.map((key) => (joints.has(key) ? key : <kbd>{written(key, apple)}</kbd>))}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p class="soft">
          The playground and what it is made of: <a href={addressOf("licences.txt")}>licences</a>. <a href={addressOf("conformance")}>Conformance</a> compares this browser with the native engine.
        </p>
      </div>
    </Dialog>
  );
}
