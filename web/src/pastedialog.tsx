// A place to paste into, for those who do not know that the whole page is one.

import { useSignal } from "@preact/signals";
import { Dialog } from "./dialog.tsx";
import { understood } from "./recognize.ts";
import { sentence } from "./words.ts";

export function PasteDialog({ take, close }: { take(text: string): void; close(): void }) {
  const text = useSignal("");
  const done = () => {
    close();
    take(text.value);
  };
  return (
    <Dialog title="Paste" size="small" close={close}>
      <form
        class="paste"
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <textarea class="field mono" rows={10} aria-label="Text to take" placeholder="User: arn:aws:iam::111122223333:user/alice is not authorized to perform: …" spellcheck={false} value={text.value} onInput={(event) => (text.value = event.currentTarget.value)} />
        <p class="soft">{sentence(`the page understands ${understood}`)} Pasting anywhere outside a field does the same. Nothing is sent.</p>
        <p class="paste-acts">
          <button type="submit" class="b primary" disabled={text.value.trim() === ""}>
            Take it
          </button>
        </p>
      </form>
    </Dialog>
  );
}
