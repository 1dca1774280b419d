// A field whose text is a JSON object. A text that is none yet stays in the field, and the last one that was is in force.

import { useSignal } from "@preact/signals";
import { isObject } from "./state.ts";
import { sentence } from "./words.ts";

export function JsonField({ name, label, value, problem, set }: { name: string; label: string; value: unknown; problem: string | undefined; set(value: unknown): void }) {
  const written = value === undefined ? "" : JSON.stringify(value, null, 2);
  const draft = useSignal({ of: written, text: written, problem: "" });
  // Something else may have changed the value meanwhile.
  if (draft.value.of !== written) draft.value = { of: written, text: written, problem: "" };
  const onInput = (text: string) => {
    if (text.trim() === "") {
      draft.value = { of: "", text, problem: "" };
      set(undefined);
      return;
    }
    try {
      const parsed: unknown = JSON.parse(text);
      if (!isObject(parsed)) throw new Error("this is JSON, but not an object in braces");
      draft.value = { of: JSON.stringify(parsed, null, 2), text, problem: "" };
      set(parsed);
    } catch (error) {
      draft.value = { of: written, text, problem: sentence(error instanceof Error ? error.message : String(error)) };
    }
  };
  const said = draft.value.problem || problem;
  return (
    <>
      <label for={`request-${name}`}>{label}</label>
      <div>
        <textarea
          id={`request-${name}`}
          class="field mono"
          rows={Math.min(Math.max(draft.value.text.split("\n").length, 2), 14)}
          value={draft.value.text}
          placeholder="{}"
          spellcheck={false}
          aria-invalid={said !== undefined && said !== ""}
          aria-describedby={said ? `problem-${name}` : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        {said && (
          <p class="bad" id={`problem-${name}`}>
            {said}
          </p>
        )}
      </div>
    </>
  );
}
