// The requests pane: the table of requests with their decisions, and the selected one below.

import { asExpected, expectationWord } from "./expectation.ts";
import { Icon, Verdict } from "./marks.tsx";
import { RequestEditor } from "./requesteditor.tsx";
import { summary } from "./requestmode.ts";
import { answer, moveRequest, state, update } from "./session.ts";
import { addRequest, selectRequest, textOf, type Request } from "./state.ts";

export function Requests() {
  const { scenario } = state.value;
  const known = answer.value;
  const verdicts = scenario.requests.map((request) => asExpected(known?.results.get(request.id), request.fields));
  const tested = verdicts.filter((verdict) => verdict !== undefined);
  const passed = tested.filter(Boolean).length;
  return (
    <>
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
    </>
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
        <code title={textOf(fields["http"]) || textOf(fields["resource"])}>{summary(fields)}</code>
      </th>
      <td class="cx">
        {result ? <Verdict outcome={result.decision} /> : <span class="quiet">…</span>}
        {result && <span class={`exp ${verdict === false ? "fail" : ""}`}>{verdict === undefined ? "not tested" : verdict ? "as expected" : `expected ${expectationWord(fields["expect"])}`}</span>}
      </td>
    </tr>
  );
}
