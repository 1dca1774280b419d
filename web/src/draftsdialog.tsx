// The drafts that the browser keeps, to go on with one of them.

import { Dialog } from "./dialog.tsx";
import { mostDrafts } from "./draft.ts";
import { Icon } from "./marks.tsx";
import { drafts, forgetDraft, openDraft } from "./session.ts";
import { counted } from "./words.ts";

const when = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export function DraftsDialog({ close }: { close(): void }) {
  return (
    <Dialog title="Drafts" size="small" close={close}>
      <ul class="list" aria-label="Drafts">
        {drafts.value.map((draft) => (
          <li key={draft.id}>
            <button
              type="button"
              class="row"
              onClick={() => {
                close();
                openDraft(draft.id);
              }}
            >
              <b>{draft.title}</b>
              <small>
                <time dateTime={new Date(draft.time).toISOString()}>{when.format(draft.time)}</time>
                {", "}
                {[counted(draft.policies, "policy"), counted(draft.requests, "request")].filter(Boolean).join(", ") || "empty"}
              </small>
            </button>
            <button type="button" class="b ghost icon" aria-label={`Delete ${draft.title}`} onClick={() => forgetDraft(draft.id)}>
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
      {drafts.value.length === 0 && <p class="empty">There is no other draft. Whatever you change is kept here, in this browser only.</p>}
      <footer>The last {mostDrafts} are kept, in this browser only. What is open now is kept, too.</footer>
    </Dialog>
  );
}
