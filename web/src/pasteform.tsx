// A field that takes whatever is pasted into it.

import { useSignal } from "@preact/signals";
import { take } from "./actions.ts";
import { understood } from "./recognize.ts";
import { sentence } from "./words.ts";

/** taken is called before the text is taken. */
export function PasteForm({ rows, taken = () => {} }: { rows: number; taken?(): void }) {
  const text = useSignal("");
  const done = (whole: string) => {
    taken();
    take(whole);
  };
  return (
    <form
      class="paste"
      onSubmit={(event) => {
        event.preventDefault();
        done(text.value);
      }}
    >
      <textarea
        class="field mono"
        rows={rows}
        aria-label="Text to take"
        placeholder="User: arn:aws:iam::111122223333:user/alice is not authorized to perform: …"
        spellcheck={false}
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData("text/plain") ?? "";
          if (text.value.trim() !== "" || pasted.trim() === "") return;
          event.preventDefault();
          done(pasted);
        }}
      />
      <p class="soft">{sentence(`the page understands ${understood}`)} Pasting anywhere outside a field does the same. Nothing is sent.</p>
      <p class="paste-acts">
        <button type="submit" class="b primary" disabled={text.value.trim() === ""}>
          Take it
        </button>
      </p>
    </form>
  );
}
