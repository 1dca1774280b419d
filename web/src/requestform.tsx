// The selected request as a form: who asks, what for, how the API authorizes it, what is expected, and the context.

import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { authorizations } from "./apis.ts";
import { ContextTable } from "./contexttable.tsx";
import { expectations, expectationWord } from "./expectation.ts";
import { lookOf, Mark } from "./marks.tsx";
import { Line, Problem, type ProblemOf, type SetField } from "./formfield.tsx";
import { HttpForm } from "./httpform.tsx";
import { OperationForm } from "./operationform.tsx";
import { principalKinds, principalParts, principalText, withKind, type PrincipalKind } from "./principal.ts";
import { modeOf, modes, withMode, type Mode } from "./requestmode.ts";
import { Segmented } from "./segmented.tsx";
import { answer, state, update } from "./session.ts";
import { changeRequest, replaceRequest, setField, textOf, type Fields, type Request } from "./state.ts";
import { actionNames, catalogIndex, suggestFor, templates } from "./suggest.ts";
import { sentence } from "./words.ts";

/** The fields beside which the form says what is wrong with them. */
export const formFields = ["name", "principal", "action", "resource", "resourceAccount", "http", "body", "operation", "authorization", "token", "signature"];

export function RequestForm({ request, index }: { request: Request; index: number }) {
  const { fields } = request;
  const change = (next: Fields) => update((before) => changeRequest(before, request.id, next));
  const set: SetField = (name, value) => change(setField(fields, name, value));
  const problemOf: ProblemOf = (name) => {
    const path = `requests[${index}].${name}`;
    const found = answer.value?.diagnostics.find((diagnostic) => diagnostic.path === path || diagnostic.path?.startsWith(`${path}.`));
    return found && sentence(found.message);
  };
  const mode = modeOf(fields);
  const choose = (next: Mode) => update((before) => replaceRequest(before, withMode(request, next)));
  return (
    <>
      <div class="fg">
        <Line name="name" label="Name" hint="What this request is about" value={textOf(fields["name"])} problem={problemOf("name")} set={(value) => set("name", value || undefined)} />
        <Caller text={textOf(fields["principal"])} problem={problemOf("principal")} set={(text) => set("principal", text)} />
        <span class="lb">Asks for</span>
        <div>
          <Segmented label="Asks for" choices={modes.map(({ mode: value, word }) => ({ value, word }))} value={mode} choose={choose} />
        </div>
        {mode === "pair" && <PairForm fields={fields} set={set} problemOf={problemOf} />}
        {mode === "http" && <HttpForm fields={fields} set={set} problemOf={problemOf} />}
        {mode === "operation" && <OperationForm fields={fields} set={set} problemOf={problemOf} />}
        {mode !== "operation" && <GatewayForm fields={fields} mode={mode} set={set} problemOf={problemOf} />}
        <Expect expected={fields["expect"]} set={(value) => set("expect", value)} />
      </div>
      <ContextTable fields={fields} change={change} />
    </>
  );
}

/** The caller by kind, name and account. An ARN that is put in place of the name is taken apart. */
function Caller({ text, problem, set }: { text: string; problem: string | undefined; set(text: string): void }) {
  const parts = principalParts(text);
  const left = useRef(parts); // what a kind without a name would lose
  if (parts.kind !== "anonymous") left.current = parts;
  const asWritten = useSignal(false);
  const kind = asWritten.value ? "written" : parts.kind;
  const row = principalKinds.find((one) => one.kind === kind)!;
  const name = kind === "written" ? text : parts.name;
  const choose = (next: PrincipalKind) => {
    asWritten.value = next === "written";
    if (next !== "written") set(principalText(withKind(left.current, next)));
  };
  const put = (typed: string) => {
    const whole = kind === "written" || typed.startsWith("arn:") ? typed : principalText({ ...parts, name: typed });
    set(whole.replace(/[\r\n]+/g, ""));
  };
  return (
    <>
      <label for="request-principal">Caller</label>
      <div>
        <div class="two">
          <select class="pick" aria-label="Kind of caller" value={kind} onChange={(event) => choose(event.currentTarget.value as PrincipalKind)}>
            {principalKinds.map((one) => (
              <option value={one.kind}>{one.word}</option>
            ))}
          </select>
          {row.name !== "" && (
            <input
              id="request-principal"
              class="field mono"
              value={name}
              placeholder={row.name}
              list={kind === "written" ? "names" : undefined}
              spellcheck={false}
              autocomplete="off"
              aria-invalid={problem !== undefined}
              aria-describedby={problem ? "problem-principal" : undefined}
              onInput={(event) => put(event.currentTarget.value)}
            />
          )}
        </div>
        <Problem name="principal" problem={problem} />
      </div>
      {row.account && (
        <>
          <label for="request-account">Account</label>
          <input
            id="request-account"
            class="field mono short"
            value={parts.account}
            inputmode="numeric"
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => set(principalText({ ...parts, account: event.currentTarget.value.trim() }))}
          />
        </>
      )}
    </>
  );
}

function PairForm({ fields, set, problemOf }: { fields: Fields; set: SetField; problemOf: ProblemOf }) {
  const text = (name: string) => textOf(fields[name]);
  return (
    <>
      <Action value={text("action")} problem={problemOf("action")} set={(value) => set("action", value)} />
      <Line name="resource" label="Resource" hint="ARN, or *" mono value={text("resource")} problem={problemOf("resource")} set={(value) => set("resource", value)} />
      <Templates action={text("action")} resource={text("resource")} set={(arn) => set("resource", arn)} />
      <Line name="resourceAccount" label="Its account" hint="from the resource or the caller" mono value={text("resourceAccount")} problem={problemOf("resourceAccount")} set={(value) => set("resourceAccount", value || undefined)} />
    </>
  );
}

/** The action, which the catalog completes. */
function Action({ value, problem, set }: { value: string; problem: string | undefined; set(value: string): void }) {
  useEffect(() => void suggestFor(value), [value, catalogIndex.value]);
  return (
    <>
      <label for="request-action">Action</label>
      <div>
        <input
          id="request-action"
          class="field mono"
          value={value}
          placeholder="execute-api:Invoke"
          list="actions"
          spellcheck={false}
          autocomplete="off"
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? "problem-action" : undefined}
          onInput={(event) => set(event.currentTarget.value.trim())}
        />
        <datalist id="actions">
          {actionNames.value.map((name) => (
            <option value={name} />
          ))}
        </datalist>
        <Problem name="action" problem={problem} />
      </div>
    </>
  );
}

/** The forms that the resource of this action has, while there is none yet. */
function Templates({ action, resource, set }: { action: string; resource: string; set(arn: string): void }) {
  const { arns } = templates.value.action === action ? templates.value : { arns: [] };
  if (resource !== "" || arns.length === 0) return null;
  return (
    <>
      <span class="lb">Its form</span>
      <div class="headers">
        {arns.map((arn) => (
          <button key={arn} type="button" class="b tiny wordy arn" onClick={() => set(arn.replace("${Partition}", "aws"))}>
            <code>{arn}</code>
          </button>
        ))}
      </div>
    </>
  );
}

/** What API Gateway makes of the call: how it authorizes it, and whether what it is shown is good. */
function GatewayForm({ fields, mode, set, problemOf }: { fields: Fields; mode: Mode; set: SetField; problemOf: ProblemOf }) {
  const named = ["authorization", "token", "signature"].some((name) => fields[name] !== undefined);
  if (mode === "pair" && !textOf(fields["action"]).startsWith("execute-api:") && !named) return null;
  const authorization = textOf(fields["authorization"]);
  const signed = fields["principal"] !== "anonymous" || fields["signature"] !== undefined;
  const shown = authorization === "" ? state.value.scenario.surroundings : authorization; // a route may ask for a token
  const bearer = /COGNITO_USER_POOLS|JWT/.test(shown) || fields["token"] !== undefined;
  return (
    <>
      <label for="request-authorization">Authorization</label>
      <div>
        <div class="two wrap">
          <select id="request-authorization" class="pick" value={authorization} onChange={(event) => set("authorization", event.currentTarget.value || undefined)}>
            <option value="">as the route says</option>
            {authorizations.map(({ kind, word }) => (
              <option value={kind}>{word}</option>
            ))}
            {authorization !== "" && !authorizations.some(({ kind }) => kind === authorization) && <option value={authorization}>{authorization}</option>}
          </select>
          {signed && <Good name="signature" word="signature" value={fields["signature"]} set={set} />}
          {bearer && <Good name="token" word="token" value={fields["token"]} set={set} />}
        </div>
        {["authorization", "signature", "token"].map((name) => (
          <Problem key={name} name={name} problem={problemOf(name)} />
        ))}
      </div>
    </>
  );
}

/** Whether a signature or a token is good, which is what the scenario takes it for when nobody says so. */
function Good({ name, word, value, set }: { name: string; word: string; value: unknown; set: SetField }) {
  return (
    <select class="pick" aria-label={`Is the ${word} valid?`} value={textOf(value)} onChange={(event) => set(name, event.currentTarget.value || undefined)}>
      <option value="">{word} valid</option>
      {value === "valid" && <option value="valid">{word} valid, as said</option>}
      <option value="invalid">{word} invalid</option>
    </select>
  );
}

function Expect({ expected, set }: { expected: unknown; set(value: string | undefined): void }) {
  const value = textOf(expected);
  return (
    <>
      <label for="request-expect">Expect</label>
      <div class="two">
        <select id="request-expect" class="pick" value={value} onChange={(event) => set(event.currentTarget.value || undefined)}>
          <option value="">nothing</option>
          {expectations.map((word) => (
            <option value={word}>{expectationWord(word)}</option>
          ))}
          {value !== "" && !expectations.includes(value) && <option value={value}>{expectationWord(expected)}</option>}
        </select>
        {value !== "" && value !== "denied" && <Mark of={lookOf(value)} size="s" />}
      </div>
    </>
  );
}
