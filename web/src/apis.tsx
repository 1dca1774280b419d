// The APIs of the scenario as a form: which there are, and their routes.

import { apiTypes, authorizations, cacheInvalidations, endpointTypes, methods, namesIn, newApi, readApis, routesOf, withRoutes, writeApis, type ListedApi, type RouteRow } from "./apis.ts";
import { Icon } from "./marks.tsx";
import { principalParts } from "./principal.ts";
import { answer, state, update } from "./session.ts";
import { selectedRequest, setField, surroundingsTab, textOf, type Fields } from "./state.ts";
import { sentence } from "./words.ts";

export function Apis() {
  const { surroundings } = state.value.scenario;
  const read = readApis(surroundings);
  const write = (apis: ListedApi[]) => update((before) => ({ ...before, scenario: { ...before.scenario, surroundings: writeApis(before.scenario.surroundings, apis) } }));
  if ("problem" in read) {
    return (
      <div class="scroll apis" id="document" role="tabpanel" aria-labelledby="tab-apis">
        <p class="empty">{read.problem}</p>
        <p class="empty">
          <button type="button" class="b" onClick={() => update((before) => ({ ...before, view: { ...before.view, tab: surroundingsTab } }))}>
            Show the text
          </button>
        </p>
      </div>
    );
  }
  const { apis } = read;
  const add = () => {
    const caller = principalParts(textOf(selectedRequest(state.value)?.fields["principal"])).account;
    write([...apis, newApi(apis, caller || "111122223333")]);
  };
  return (
    <div class="scroll apis" id="document" role="tabpanel" aria-labelledby="tab-apis">
      {apis.length === 0 && <p class="empty">No API is listed. A call to an API that is not listed works, too: then its type and its routes are assumed.</p>}
      {apis.map((api, i) => (
        <ApiForm
          key={i}
          api={api}
          taken={apis.map((one) => one.id)}
          change={(next) => write(apis.with(i, next))}
          remove={() => write(apis.toSpliced(i, 1))}
        />
      ))}
      <p class="empty">
        <button type="button" class="b" onClick={add}>
          <Icon name="plus" />
          Add an API
        </button>
      </p>
      <ApiProblems />
    </div>
  );
}

function ApiForm({ api, taken, change, remove }: { api: ListedApi; taken: string[]; change(next: ListedApi): void; remove(): void }) {
  const { id, fields } = api;
  const set = (name: string, value: unknown) => change({ id, fields: setField(fields, name, value) });
  const field = (name: string) => `api-${id.replace(/\W/g, "")}-${name}`;
  return (
    <fieldset class="api">
      <legend class="vh">API {id}</legend>
      <div class="fg">
        <label for={field("id")}>API id</label>
        <div class="two">
          <Committed id={field("id")} value={id} commit={(next) => next && !taken.includes(next) && change({ id: next, fields })} />
          <button type="button" class="b ghost icon" aria-label={`Remove API ${id}`} title="Remove this API" onClick={remove}>
            <Icon name="trash" />
          </button>
        </div>
        <label for={field("account")}>Account, Region</label>
        <div class="two">
          <input id={field("account")} class="field mono" value={textOf(fields["account"])} spellcheck={false} onInput={(event) => set("account", event.currentTarget.value)} />
          <input class="field mono" aria-label="Region" value={textOf(fields["region"])} spellcheck={false} onInput={(event) => set("region", event.currentTarget.value)} />
        </div>
        <label for={field("type")}>Type, endpoint</label>
        <div class="two">
          <select id={field("type")} class="pick" value={textOf(fields["type"])} onChange={(event) => set("type", event.currentTarget.value)}>
            {apiTypes.map(({ type, word }) => (
              <option value={type}>{word}</option>
            ))}
          </select>
          <select class="pick" aria-label="Endpoint" value={textOf(fields["endpoint"])} onChange={(event) => set("endpoint", event.currentTarget.value || undefined)}>
            <option value="">not said: Regional</option>
            {endpointTypes.map(({ type, word, means }) => (
              <option value={type} title={means}>
                {word}
              </option>
            ))}
          </select>
        </div>
        <label for={field("stages")}>Stages</label>
        <NameList id={field("stages")} names={fields["stages"]} hint="every stage exists" set={(names) => set("stages", names)} />
        <label for={field("domains")}>Domains</label>
        <Lines id={field("domains")} lines={fields["domains"]} hint="api.example.com/pets -> prod" set={(lines) => set("domains", lines)} />
        <label for={field("invalidation")}>Cache</label>
        <select id={field("invalidation")} class="pick" value={textOf(fields["cacheInvalidation"])} onChange={(event) => set("cacheInvalidation", event.currentTarget.value || undefined)}>
          {cacheInvalidations.map(({ value, word }) => (
            <option value={value}>{word}</option>
          ))}
        </select>
        <label for={field("key")}>API key</label>
        <select id={field("key")} class="pick" value={textOf(fields["apiKeySource"])} onChange={(event) => set("apiKeySource", event.currentTarget.value || undefined)}>
          <option value="">in a header</option>
          <option value="AUTHORIZER">from the Lambda authorizer</option>
          {fields["apiKeySource"] === "HEADER" && <option value="HEADER">in a header, as said</option>}
        </select>
        <span />
        <label class="check">
          <input type="checkbox" checked={fields["disableExecuteApiEndpoint"] === true} onChange={(event) => set("disableExecuteApiEndpoint", event.currentTarget.checked || undefined)} />
          Its default endpoint is switched off
        </label>
      </div>
      <Routes id={id} routes={routesOf(fields)} webSocket={fields["type"] === "WEBSOCKET"} set={(routes) => change({ id, fields: withRoutes(fields, routes) })} />
    </fieldset>
  );
}

/** A field whose text counts when the reader leaves it or presses Enter. */
function Committed({ id, value, hint, commit }: { id: string; value: string; hint?: string; commit(text: string): void }) {
  return (
    <input
      id={id}
      class="field mono"
      value={value}
      placeholder={hint}
      spellcheck={false}
      onChange={(event) => commit(event.currentTarget.value.trim())}
    />
  );
}

function NameList({ id, names, hint, set }: { id: string; names: unknown; hint: string; set(names: string[] | undefined): void }) {
  const value = Array.isArray(names) ? names.map(textOf).join(", ") : textOf(names);
  return (
    <Committed
      id={id}
      value={value}
      hint={hint}
      commit={(text) => {
        const list = namesIn(text);
        set(list.length > 0 ? list : undefined);
      }}
    />
  );
}

function Lines({ id, lines, hint, set }: { id: string; lines: unknown; hint: string; set(lines: string[] | undefined): void }) {
  const value = Array.isArray(lines) ? lines.map(textOf).join("\n") : textOf(lines);
  return (
    <textarea
      id={id}
      class="field line mono"
      rows={1}
      value={value}
      placeholder={hint}
      spellcheck={false}
      onChange={(event) => {
        const list = event.currentTarget.value.split("\n").map((line) => line.trim()).filter(Boolean);
        set(list.length > 0 ? list : undefined);
      }}
    />
  );
}

function Routes({ id, routes, webSocket, set }: { id: string; routes: RouteRow[] | undefined; webSocket: boolean; set(routes: RouteRow[] | undefined): void }) {
  const add = () => {
    set([...(routes ?? []), webSocket ? { method: undefined, path: "$connect", fields: { authorization: "AWS_IAM" } } : { method: "GET", path: "/", fields: { authorization: "AWS_IAM" } }]);
  };
  return (
    <>
      {routes && routes.length > 0 && (
        <table class="routes">
          <caption>Routes of {id}</caption>
          <colgroup>
            <col />
            <col class="c-auth" />
            <col class="c-flag" />
            <col class="c-remove" />
          </colgroup>
          <thead class="vh">
            <tr>
              <th scope="col">Method and path</th>
              <th scope="col">Authorization</th>
              <th scope="col">API key</th>
              <th scope="col">Remove</th>
            </tr>
          </thead>
          <tbody>
            {routes.map((row, i) => (
              <RouteEditor key={i} row={row} at={i + 1} change={(next) => set(routes.with(i, next))} remove={() => set(routes.length > 1 ? routes.toSpliced(i, 1) : undefined)} />
            ))}
          </tbody>
        </table>
      )}
      <p class="empty">
        {!routes && "No route is listed, so every path exists. "}
        <button type="button" class="b tiny wordy" onClick={add}>
          <Icon name="plus" />
          Add a route
        </button>
      </p>
    </>
  );
}

function RouteEditor({ row, at, change, remove }: { row: RouteRow; at: number; change(next: RouteRow): void; remove(): void }) {
  const { method, path, fields } = row;
  const setOne = (name: string, value: unknown): Fields => setField(fields, name, value);
  return (
    <tr>
      <td>
        <div class="two">
          {method !== undefined && (
            <select class="pick" aria-label={`Method of route ${at}`} value={method} onChange={(event) => change({ ...row, method: event.currentTarget.value })}>
              {methods.map((word) => (
                <option value={word}>{word}</option>
              ))}
              {!methods.includes(method) && <option value={method}>{method}</option>}
            </select>
          )}
          <input
            class="field mono"
            aria-label={`Path of route ${at}`}
            value={path}
            placeholder={method === undefined ? "$default" : "/pets/{petId}"}
            spellcheck={false}
            onInput={(event) => change({ ...row, path: event.currentTarget.value.trim() })}
          />
        </div>
      </td>
      <td>
        <select class="pick" aria-label={`Authorization of route ${at}`} value={textOf(fields["authorization"])} onChange={(event) => change({ ...row, fields: setOne("authorization", event.currentTarget.value || undefined) })}>
          <option value="">not said: None</option>
          {authorizations.map(({ kind, word }) => (
            <option value={kind}>{word}</option>
          ))}
        </select>
      </td>
      <td>
        <label class="check" title="A call needs an API key">
          <input type="checkbox" checked={fields["apiKeyRequired"] === true} onChange={(event) => change({ ...row, fields: setOne("apiKeyRequired", event.currentTarget.checked || undefined) })} />
          key<span class="vh"> required on route {at}</span>
        </label>
      </td>
      <td>
        <button type="button" class="b ghost icon tiny" aria-label={`Remove route ${at}`} onClick={remove}>
          <Icon name="cross" />
        </button>
      </td>
    </tr>
  );
}

/** What the engine finds wrong with the APIs. */
function ApiProblems() {
  const known = answer.value;
  const found = known && known.scenario.surroundings === state.value.scenario.surroundings ? known.diagnostics.filter(({ path }) => path?.startsWith("apis")) : [];
  if (found.length === 0) return null;
  return (
    <ul class="problems inset" aria-label="Findings in the APIs">
      {found.map(({ path, message, severity }) => (
        <li class={`problem ${severity === "error" ? "err" : ""}`}>
          <Icon name="warn" />
          <p>
            <code>{path}</code>: {sentence(message)}
          </p>
        </li>
      ))}
    </ul>
  );
}
