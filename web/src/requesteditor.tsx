// The selected request, as a form or as JSON, and what is wrong with it.

import { Icon } from "./marks.tsx";
import { formFields, RequestForm } from "./requestform.tsx";
import { RequestJSON } from "./requestjson.tsx";
import { Segmented } from "./segmented.tsx";
import { answer, notice, state, update } from "./session.ts";
import { addRequest, insertRequest, removeRequest, selectedRequest, textOf } from "./state.ts";
import { sentence } from "./words.ts";

export function RequestEditor() {
  const { scenario, view } = state.value;
  const request = selectedRequest(state.value);
  if (!request) {
    return (
      <p class="empty">
        No request yet. <button type="button" class="b" onClick={() => update(addRequest)}>Add one</button>
      </p>
    );
  }
  const index = scenario.requests.indexOf(request);
  const name = textOf(request.fields["name"]) || "unnamed";
  const remove = () => {
    update((before) => removeRequest(before, request.id));
    notice.value = { text: `${name} is removed.`, tone: "said", action: { word: "Undo", run: () => update((before) => insertRequest(before, request, index)) } };
  };
  return (
    <form class="form" aria-label="Selected request" onSubmit={(event) => event.preventDefault()}>
      <header>
        <h3>{name}</h3>
        <Segmented
          label="Edit as"
          choices={[
            { value: "form", word: "Form" },
            { value: "json", word: "JSON" },
          ]}
          value={view.requestAs}
          choose={(requestAs) => update((before) => ({ ...before, view: { ...before.view, requestAs } }))}
        />
        <button type="button" class="b ghost icon" aria-label="Remove this request" title="Remove this request" onClick={remove}>
          <Icon name="trash" />
        </button>
      </header>
      {view.requestAs === "form" ? <RequestForm key={request.id} request={request} index={index} /> : <RequestJSON key={request.id} request={request} />}
      <OtherProblems index={index} form={view.requestAs === "form"} />
    </form>
  );
}

/** What is wrong with the request and stands at no field of the form. */
function OtherProblems({ index, form }: { index: number; form: boolean }) {
  const prefix = `requests[${index}]`;
  const atFields = formFields.map((name) => `${prefix}.${name}`);
  const found = answer.value?.diagnostics.filter(({ path }) => path?.startsWith(prefix) && !(form && atFields.includes(path))) ?? [];
  if (found.length === 0) return null;
  return (
    <ul class="problems inset" aria-label="Findings in this request">
      {found.map(({ path, message, severity }) => (
        <li class={`problem ${severity === "error" ? "err" : ""}`}>
          <Icon name="warn" />
          <p>
            {path!.length > prefix.length && <code>{path!.slice(prefix.length + 1)}: </code>}
            {sentence(message)}
          </p>
        </li>
      ))}
    </ul>
  );
}
