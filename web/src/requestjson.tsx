// The selected request as JSON text.

import { useSignal } from "@preact/signals";
import { update } from "./session.ts";
import { changeRequest, isObject, type Request } from "./state.ts";
import { sentence } from "./words.ts";

/** A text that is not an object yet stays here, and the last one that was is in force. */
export function RequestJSON({ request }: { request: Request }) {
  const draft = useSignal({ of: request.fields, text: JSON.stringify(request.fields, null, 2), problem: "" });
  // The form, or another request, may have changed the fields meanwhile.
  if (draft.value.of !== request.fields) draft.value = { of: request.fields, text: JSON.stringify(request.fields, null, 2), problem: "" };
  const onInput = (text: string) => {
    let fields: unknown;
    try {
      fields = JSON.parse(text);
    } catch (error) {
      draft.value = { of: request.fields, text, problem: error instanceof Error ? error.message : String(error) };
      return;
    }
    if (!isObject(fields)) {
      draft.value = { of: request.fields, text, problem: "A request is an object in braces." };
      return;
    }
    draft.value = { of: fields, text, problem: "" };
    update((before) => changeRequest(before, request.id, fields));
  };
  const { text, problem } = draft.value;
  return (
    <div class="as-json">
      <textarea
        class="field mono"
        aria-label="The request as JSON"
        aria-invalid={problem !== ""}
        aria-describedby={problem ? "problem-json" : undefined}
        rows={Math.min(Math.max(text.split("\n").length + 1, 8), 30)}
        spellcheck={false}
        value={text}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {problem && (
        <p class="bad" id="problem-json">
          {sentence(problem)} Until it is mended, the answer is about the last text that was JSON.
        </p>
      )}
    </div>
  );
}
