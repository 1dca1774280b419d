// What is said above a scenario that came with a link: where it is from, until when, and what is decided otherwise than it was.

import { movedSince } from "./made.ts";
import { Icon, Verdict } from "./marks.tsx";
import { answer, state, update } from "./session.ts";
import { dateOf } from "./dates.ts";
import { selectRequest, textOf } from "./state.ts";
import { arrived } from "./sharing.ts";

export function ShareBar() {
  const { made, share } = arrived.value!;
  const known = answer.value;
  const { requests } = state.value.scenario;
  const moved = made && known ? movedSince(made, requests.map(({ id }) => known.results.get(id)?.decision)) : [];
  const sameEngine = made?.engine === known?.engine;
  const first = moved[0];
  const request = first && requests[first.request];
  if (!share && !(moved.length > 0 && !sameEngine)) return null;
  return (
    <aside class="sharebar" aria-label="The link">
      <Icon name={share?.kind === "sealed" ? "lock" : share ? "globe" : "link"} />
      <p role="status">
        {share && (
          <>
            {share.kind === "sealed" ? "A sealed link" : "A public link"}, until {dateOf(share.expires)}.{" "}
          </>
        )}
        {made && !sameEngine && moved.length === 0 && known && <>Made with engine {made.engine}; engine {known.engine} decides the same. </>}
        {first && request && !sameEngine && (
          <>
            Made with engine {made!.engine}, which said <Verdict outcome={first.then} />
            {requests.length > 1 && <> of “{textOf(request.fields["name"]) || `request ${first.request + 1}`}”</>}. Engine {known!.engine} says <Verdict outcome={first.now} />.
            {moved.length > 1 && <> {moved.length} of {requests.length} requests are decided otherwise.</>}
          </>
        )}
        {share && !first && <span class="soft">What it holds is its author’s word, not AWS’s, nor ours.</span>}
      </p>
      {request && !sameEngine && (
        <button type="button" class="b" onClick={() => update((before) => ({ ...selectRequest(before, request.id), view: { ...selectRequest(before, request.id).view, pane: "answer" } }))}>
          Why
        </button>
      )}
      {share && (
        <a class="b ghost" href={`mailto:abuse@${location.hostname}?subject=${encodeURIComponent(`Share ${share.id}`)}`}>
          Report
        </a>
      )}
      <button type="button" class="b ghost icon tiny" aria-label="Close" onClick={() => (arrived.value = undefined)}>
        <Icon name="cross" />
      </button>
    </aside>
  );
}
