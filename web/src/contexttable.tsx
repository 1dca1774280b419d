// The context of a request as a table: each key that the policies ask for or the request names, and whether it is known.

import { useSignal } from "@preact/signals";
import { contextRows, keysAsked, setAllUnknown, setKey, unknownKeys, type KeyRow, type KeyStatus } from "./context.ts";
import { Icon } from "./marks.tsx";
import { current, state } from "./session.ts";
import type { Fields } from "./state.ts";

export function ContextTable({ fields, change }: { fields: Fields; change(next: Fields): void }) {
  const adding = useSignal("");
  const asked = keysAsked(state.value.scenario.policies.map((policy) => policy.text));
  const rows = contextRows(fields, asked, current.value?.selected?.trace);
  const all = unknownKeys(fields).includes("*");
  const here = stepKey();
  const add = () => {
    const key = adding.value.trim();
    if (!key) return;
    adding.value = "";
    change(setKey(fields, key, "given"));
  };
  return (
    <>
      <table class="ctx">
        <caption>Context keys the policies ask for</caption>
        <colgroup>
          <col class="c-key" />
          <col />
          <col class="c-known" />
        </colgroup>
        <thead class="vh">
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Value</th>
            <th scope="col">Known</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <KeyEditor key={row.key.toLowerCase()} row={row} all={all} here={row.key.toLowerCase() === here?.key ? here.number : undefined} set={(status, value) => change(setKey(fields, row.key, status, value))} />
          ))}
        </tbody>
      </table>
      <div class="addkey">
        <input
          class="field mono"
          aria-label="Context key to add"
          placeholder="aws:SourceIp"
          list="keys"
          spellcheck={false}
          value={adding.value}
          onInput={(event) => (adding.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" class="b" disabled={adding.value.trim() === ""} onClick={add}>
          <Icon name="plus" />
          Add key
        </button>
      </div>
      <label class="check">
        <input type="checkbox" checked={all} onChange={(event) => change(setAllUnknown(fields, event.currentTarget.checked))} />
        Every other key is unknown, not absent
      </label>
    </>
  );
}

/** The key that the current step is about, in lower case, and the step's number. */
function stepKey(): { key: string; number: number } | undefined {
  const { step: id } = state.value.view;
  const trace = current.value?.trace;
  const number = id === undefined ? undefined : trace?.numbers.get(id);
  const step = number === undefined ? undefined : trace?.steps[number - 1];
  return step?.name !== undefined && ["key", "value", "contextKey"].includes(step.op) ? { key: step.name.toLowerCase(), number: number! } : undefined;
}

function KeyEditor({ row, all, here, set }: { row: KeyRow; all: boolean; here: number | undefined; set(status: KeyStatus, value?: string): void }) {
  const { key, status, value } = row;
  return (
    <tr class={`${status} ${here === undefined ? "" : "here"}`}>
      <th scope="row">
        {key.split(/(?<=\/)|(?<=[a-z])(?=[A-Z])/).map((part) => (
          <>
            {part}
            <wbr />
          </>
        ))}
        {here !== undefined && <b class="bead">{here}</b>}
      </th>
      <td>
        <input
          class="field mono"
          aria-label={`Value of ${key}`}
          value={value}
          placeholder={status === "unknown" ? "any, or absent" : status === "absent" ? "absent" : "empty"}
          spellcheck={false}
          readOnly={status === "unknown"}
          onInput={(event) => set("given", event.currentTarget.value)}
        />
      </td>
      <td>
        <select class="pick" aria-label={`Is ${key} known?`} value={status} onChange={(event) => set(event.currentTarget.value as KeyStatus, value)}>
          <option value="given">given</option>
          {status === "derived" && <option value="derived">derived</option>}
          <option value="unknown">unknown</option>
          {status !== "derived" && (
            <option value="absent" disabled={all}>
              absent
            </option>
          )}
        </select>
      </td>
    </tr>
  );
}
