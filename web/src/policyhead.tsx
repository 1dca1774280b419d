// The head of the open policy: its name, what to do with it, whether it is in effect, and what it is attached to.

import { useSignal } from "@preact/signals";
import { Icon } from "./marks.tsx";
import { Menu } from "./menu.tsx";
import { notice, state, switchPolicy, update } from "./session.ts";
import { changePolicy, duplicatePolicy, insertPolicy, movePolicy, policyTypes, removePolicy, typeWord, type Policy } from "./state.ts";

export function PolicyHead({ policy }: { policy: Policy }) {
  const change = (fields: Partial<Policy>) => update((before) => changePolicy(before, policy.id, fields));
  const { policies } = state.value.scenario;
  const alike = policies.filter((one) => one.type === policy.type);
  const type = policyTypes.find((row) => row.type === policy.type);
  const place = alike.indexOf(policy);
  const remove = () => {
    const at = policies.indexOf(policy);
    update((before) => removePolicy(before, policy.id));
    notice.value = { text: `${policy.name || "The policy"} is removed.`, tone: "said", action: { word: "Undo", run: () => update((before) => insertPolicy(before, policy, at)) } };
  };
  return (
    <div class="doc">
      <div class="doc-name">
        {alike.length > 1 && (
          <select
            class="pick which"
            aria-label={`${typeWord(policy.type)} policy to show`}
            value={String(policy.id)}
            onChange={(event) => {
              const tab = Number(event.currentTarget.value);
              update((before) => ({ ...before, view: { ...before.view, tab } }));
            }}
          >
            {alike.map((one, i) => (
              <option value={String(one.id)}>{`${i + 1} of ${alike.length}: ${one.name || "unnamed"}`}</option>
            ))}
          </select>
        )}
        <input class="field name" aria-label="Name of the policy" value={policy.name} placeholder="unnamed" onInput={(event) => change({ name: event.currentTarget.value })} spellcheck={false} />
        <Menu
          label={`More about ${policy.name || "this policy"}`}
          look="b ghost icon tiny"
          items={[
            { word: "Duplicate", icon: "copy", run: () => update((before) => duplicatePolicy(before, policy.id)) },
            { word: "Move up", icon: "up", off: place === 0, run: () => update((before) => movePolicy(before, policy.id, -1)) },
            { word: "Move down", icon: "down", off: place === alike.length - 1, run: () => update((before) => movePolicy(before, policy.id, 1)) },
            { word: "Remove", icon: "trash", run: remove },
          ]}
        >
          <Icon name="dots" />
        </Menu>
      </div>
      <div class="doc-acts">
        <select class="pick ghost" aria-label="Type of the policy" value={policy.type} title={type?.means} onChange={(event) => change({ type: event.currentTarget.value })}>
          {policyTypes.map((row) => (
            <option value={row.type} title={row.means}>
              {row.word}
            </option>
          ))}
          {!type && <option value={policy.type}>{policy.type || "no type"}</option>}
        </select>
        <span class="in-effect">
          <span aria-hidden="true">In effect</span>
          <button type="button" class="switch" role="switch" aria-checked={!policy.off} aria-label={`${policy.name || "This policy"} is in effect`} onClick={() => switchPolicy(policy.id)} />
        </span>
      </div>
      <Attachments policy={policy} hint={type?.attaches ?? "ARN or id"} change={change} />
    </div>
  );
}

function Attachments({ policy, hint, change }: { policy: Policy; hint: string; change(fields: Partial<Policy>): void }) {
  const adding = useSignal(false);
  const { attachedTo } = policy;
  const add = (input: HTMLInputElement | null) => {
    const id = input?.value.trim();
    adding.value = false;
    if (id) change({ attachedTo: [...(attachedTo ?? []).filter((one) => one !== id), id] });
  };
  const follow = () => {
    adding.value = false;
    change({ attachedTo: undefined });
  };
  return (
    <div class="chips">
      Attached to
      {attachedTo === undefined && <span class="chip">whatever each request names</span>}
      {attachedTo?.length === 0 && (
        <span class="chip implicit">
          <Icon name="warn" />
          Attached to nothing, so it has no effect
        </span>
      )}
      {attachedTo?.map((id) => (
        <span class="chip" key={id}>
          <code title={id}>{id}</code>
          <button type="button" class="b ghost icon mini" aria-label={`Detach from ${id}`} onClick={() => change({ attachedTo: attachedTo.filter((one) => one !== id) })}>
            <Icon name="cross" />
          </button>
        </span>
      ))}
      {!adding.value && (
        <button type="button" class="b ghost icon tiny" aria-label="Attach to something" title={`Attach to: ${hint}`} onClick={() => (adding.value = true)}>
          <Icon name="plus" />
        </button>
      )}
      {adding.value && (
        <span
          class="attach"
          onFocusOut={(event) => {
            const { currentTarget, relatedTarget } = event;
            if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) add(currentTarget.querySelector("input"));
          }}
        >
          <input
            class="field mono"
            aria-label={`Attach to: ${hint}`}
            placeholder={hint}
            list="names"
            spellcheck={false}
            ref={(input) => input?.focus()}
            onKeyDown={(event) => {
              if (event.key === "Enter") add(event.currentTarget);
              if (event.key === "Escape") adding.value = false;
            }}
          />
          {attachedTo && (
            <button type="button" class="b tiny wordy" onClick={follow}>
              or to whatever each request names
            </button>
          )}
        </span>
      )}
    </div>
  );
}
