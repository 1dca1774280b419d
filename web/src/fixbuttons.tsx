// The buttons that mend what a finding is about.

import { changesOf } from "./fixes.ts";
import { Icon } from "./marks.tsx";
import type { Fix } from "./results.ts";
import { mend } from "./session.ts";

/** How many fixes of one finding have a button. */
const shown = 3;

export function Fixes({ fixes, policy, text, done }: { fixes: readonly Fix[]; policy: number; text: string; done?(): void }) {
  if (fixes.length === 0) return null;
  return (
    <div class="fixes">
      {fixes.slice(0, shown).map(({ title, edits }) => (
        <button
          key={title}
          type="button"
          class="b tiny wordy"
          onClick={() => {
            mend(policy, text, changesOf(text, edits), title);
            done?.();
          }}
        >
          <Icon name="check" />
          {title}
        </button>
      ))}
    </div>
  );
}
