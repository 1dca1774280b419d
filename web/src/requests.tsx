// The requests pane: the table of requests with their decisions, and the selected one as a form or as JSON.

import { useSignal } from "@preact/signals";
import { contextRows, keysAsked, setAllUnknown, setKey, unknownKeys, type KeyRow, type KeyStatus } from "./context.ts";
import { Icon, lookOf, Mark, Verdict } from "./marks.tsx";
import { sentence } from "./policies.tsx";
import type { Result } from "./results.ts";
import type { Expectation } from "./scenario.gen.ts";
import { answer, current, moveRequest, state, update } from "./session.ts";
import { addRequest, changeRequest, isObject, removeRequest, selectedRequest, selectRequest, setField, textOf, type Fields, type Request } from "./state.ts";

/** Decisions that a request may expect. */
const expectations: string[] = ["allowed", "explicitDeny", "implicitDeny", "denied", "depends", "error"] satisfies Expectation[];

/** Whether a decision is the expected one; undefined where nothing is expected, or not decided yet. */
export function asExpected(result: Result | undefined, fields: Fields): boolean | undefined {
  const expected = fields["expect"];
  if (!result || expected === undefined) return undefined;
  return expected === result.decision || (expected === "denied" && (result.decision === "explicitDeny" || result.decision === "implicitDeny"));
}

/** The word for an expectation. */
export function expectationWord(expected: unknown): string {
  return expected === "denied" ? "denied" : lookOf(textOf(expected)).word.toLowerCase();
}

export function Requests() {
  const { scenario } = state.value;
  const known = answer.value;
  const verdicts = scenario.requests.map((request) => asExpected(known?.results.get(request.id), request.fields));
  const tested = verdicts.filter((verdict) => verdict !== undefined);
  const passed = tested.filter(Boolean).length;
  return (
    <section class="pane requests" aria-labelledby="h-requests" tabIndex={-1}>
      <div class="ph">
        <h2 id="h-requests">Requests</h2>
        {tested.length > 0 && (
          <>
            <span class="meter" aria-hidden="true">
              {verdicts.length <= 20 && verdicts.map((verdict) => <i class={verdict === false ? "f" : verdict === undefined ? "u" : ""} />)}
            </span>
            <span class="soft num">
              {passed} of {tested.length} as expected
            </span>
          </>
        )}
        <span class="grow" />
        <button type="button" class="b icon" aria-label="Add a request" title="Add a request like the selected one" onClick={() => update(addRequest)}>
          <Icon name="plus" />
        </button>
      </div>
      <div class="scroll">
        <RequestTable />
        <RequestEditor />
      </div>
    </section>
  );
}

function RequestTable() {
  const { scenario, view } = state.value;
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    moveRequest(by);
    const at = state.value.scenario.requests.findIndex((request) => request.id === state.value.view.request);
    event.currentTarget.querySelectorAll<HTMLElement>("th button")[at]?.focus();
  };
  return (
    <table class="rt">
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">As expected?</span>
          </th>
          <th scope="col">Request</th>
          <th scope="col" class="cx">
            Decision
          </th>
        </tr>
      </thead>
      <tbody onKeyDown={onKeyDown}>
        {scenario.requests.map((request) => (
          <RequestRow key={request.id} request={request} selected={request.id === view.request} />
        ))}
      </tbody>
    </table>
  );
}

function RequestRow({ request, selected }: { request: Request; selected: boolean }) {
  const { fields } = request;
  const result = answer.value?.results.get(request.id);
  const verdict = asExpected(result, fields);
  const select = () => update((before) => selectRequest(before, request.id));
  return (
    <tr aria-current={selected ? "true" : undefined} onClick={select}>
      <td>
        {verdict === true && <Icon name="check" of="pass" />}
        {verdict === false && <Icon name="cross" of="fail" />}
        <span class="vh">{verdict === undefined ? "not tested" : verdict ? "as expected" : "not as expected"}</span>
      </td>
      <th scope="row">
        <button type="button" onClick={select}>
          {textOf(fields["name"]) || "unnamed"}
        </button>
        <code title={textOf(fields["resource"])}>{summary(fields)}</code>
      </th>
      <td class="cx">
        {result ? <Verdict outcome={result.decision} /> : <span class="quiet">…</span>}
        {result && <span class={`exp ${verdict === false ? "fail" : ""}`}>{verdict === undefined ? "not tested" : verdict ? "as expected" : `expected ${expectationWord(fields["expect"])}`}</span>}
      </td>
    </tr>
  );
}

/** Action and the telling part of the resource. */
function summary(fields: Fields): string {
  if (fields["http"] !== undefined) return textOf(fields["http"]);
  const action = textOf(fields["action"]);
  const resource = textOf(fields["resource"]);
  const tail = resource.split(":").slice(5).join(":") || resource;
  return action === "execute-api:Invoke" ? tail.split("/").slice(1).join("/") || tail : `${action} ${tail}`;
}

function RequestEditor() {
  const request = selectedRequest(state.value);
  if (!request) {
    return (
      <p class="empty">
        No request yet. <button type="button" class="b" onClick={() => update(addRequest)}>Add one</button>
      </p>
    );
  }
  const as = state.value.view.requestAs;
  const index = state.value.scenario.requests.indexOf(request);
  const setAs = (requestAs: "form" | "json") => update((before) => ({ ...before, view: { ...before.view, requestAs } }));
  return (
    <form class="form" aria-label="Selected request" onSubmit={(event) => event.preventDefault()}>
      <header>
        <h3>{textOf(request.fields["name"]) || "unnamed"}</h3>
        <div class="seg" role="radiogroup" aria-label="Edit as">
          {(["form", "json"] as const).map((way) => (
            <button
              key={way}
              type="button"
              role="radio"
              aria-checked={as === way}
              tabIndex={as === way ? 0 : -1}
              onClick={() => setAs(way)}
              onKeyDown={(event) => {
                if (!event.key.startsWith("Arrow")) return;
                event.preventDefault();
                setAs(way === "form" ? "json" : "form");
                ((event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling) as HTMLElement).focus();
              }}
            >
              {way === "form" ? "Form" : "JSON"}
            </button>
          ))}
        </div>
        <button type="button" class="b ghost icon" aria-label="Remove this request" title="Remove this request" onClick={() => update((before) => removeRequest(before, request.id))}>
          <Icon name="trash" />
        </button>
      </header>
      {as === "form" ? <RequestForm request={request} index={index} /> : <RequestJSON key={request.id} request={request} />}
      <OtherProblems index={index} form={as === "form"} />
    </form>
  );
}

/** The fields of the form, each with its label and what it may hold. */
const formFields = [
  { name: "name", label: "Name", hint: "What this request is about", mono: false, required: false },
  { name: "principal", label: "Principal", hint: "ARN, service name, or anonymous", mono: true, required: true },
  { name: "action", label: "Action", hint: "execute-api:Invoke", mono: true, required: true },
  { name: "resource", label: "Resource", hint: "ARN, or *", mono: true, required: true },
  { name: "resourceAccount", label: "Its account", hint: "from the resource or the principal", mono: true, required: false },
] as const;

function RequestForm({ request, index }: { request: Request; index: number }) {
  const { fields } = request;
  const change = (next: Fields) => update((before) => changeRequest(before, request.id, next));
  return (
    <>
      <div class="fg">
        {formFields.map((field) => (
          <Field key={field.name} field={field} value={textOf(fields[field.name])} problem={problemOf(`requests[${index}].${field.name}`)} set={(value) => change(setField(fields, field.name, value))} />
        ))}
        <label for="request-expect">Expect</label>
        <div class="two">
          <select id="request-expect" class="pick" value={textOf(fields["expect"])} onChange={(event) => change(setField(fields, "expect", event.currentTarget.value || undefined))}>
            <option value="">nothing</option>
            {expectations.map((word) => (
              <option value={word}>{word === "error" ? "error" : expectationWord(word)}</option>
            ))}
            {fields["expect"] !== undefined && !expectations.includes(textOf(fields["expect"])) && <option value={textOf(fields["expect"])}>{expectationWord(fields["expect"])}</option>}
          </select>
          {isObject(fields["expect"]) ? null : fields["expect"] !== undefined && fields["expect"] !== "denied" && <Mark of={lookOf(textOf(fields["expect"]))} size="s" />}
        </div>
      </div>
      <Context fields={fields} change={change} />
    </>
  );
}

/** One line of text that wraps: the end of an ARN tells as much as its beginning. */
function Field({ field, value, problem, set }: { field: (typeof formFields)[number]; value: string; problem: string | undefined; set(value: string | undefined): void }) {
  const { name, label, hint, mono, required } = field;
  return (
    <>
      <label for={`request-${name}`}>{label}</label>
      <div>
        <textarea
          id={`request-${name}`}
          class={`field line ${mono ? "mono" : ""}`}
          rows={1}
          value={value}
          placeholder={hint}
          spellcheck={false}
          autocomplete="off"
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? `problem-${name}` : undefined}
          onInput={(event) => set(event.currentTarget.value.replace(/[\r\n]+/g, "") || (required ? "" : undefined))}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
        {problem && (
          <p class="bad" id={`problem-${name}`}>
            {problem}
          </p>
        )}
      </div>
    </>
  );
}

function Context({ fields, change }: { fields: Fields; change(next: Fields): void }) {
  const adding = useSignal("");
  const asked = keysAsked(state.value.scenario.policies.map((policy) => policy.text));
  const rows = contextRows(fields, asked, current.value?.selected?.trace);
  const all = unknownKeys(fields).includes("*");
  const add = () => {
    const key = adding.value.trim();
    if (!key) return;
    adding.value = "";
    change(setKey(fields, key, "given"));
  };
  return (
    <>
      <table class="ctx">
        <caption>Context keys</caption>
        <thead class="vh">
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Value</th>
            <th scope="col">Known</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <KeyEditor key={row.key.toLowerCase()} row={row} all={all} set={(status, value) => change(setKey(fields, row.key, status, value))} />
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

function KeyEditor({ row, all, set }: { row: KeyRow; all: boolean; set(status: KeyStatus, value?: string): void }) {
  const { key, status, value } = row;
  return (
    <tr class={status}>
      <th scope="row">
        {key.split(/(?<=[:/])/).map((part) => (
          <>
            {part}
            <wbr />
          </>
        ))}
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

/** The selected request as JSON text. A text that is not an object yet stays here, and the last one that was is in force. */
function RequestJSON({ request }: { request: Request }) {
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

/** What is wrong with one field of the scenario, in a sentence. */
function problemOf(path: string): string | undefined {
  const found = answer.value?.diagnostics.find((diagnostic) => diagnostic.path === path);
  return found && sentence(found.message);
}

/** What is wrong with the request and stands at no field of the form. */
function OtherProblems({ index, form }: { index: number; form: boolean }) {
  const prefix = `requests[${index}]`;
  const atFields = formFields.map(({ name }) => `${prefix}.${name}`);
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
