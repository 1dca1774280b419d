// An operation of API Gateway's management APIs as a form: which API, its name, the Region, and its parameters as JSON.

import { JsonField } from "./jsonfield.tsx";
import { Problem, type ProblemOf, type SetField } from "./formfield.tsx";
import type { OperationApi } from "./scenario.gen.ts";
import { isObject, setField, textOf, type Fields } from "./state.ts";

const operationApis: { api: OperationApi; word: string }[] = [
  { api: "apigateway", word: "REST APIs (v1)" },
  { api: "apigatewayv2", word: "HTTP and WebSocket (v2)" },
];

export function OperationForm({ fields, set, problemOf }: { fields: Fields; set: SetField; problemOf: ProblemOf }) {
  const operation = isObject(fields["operation"]) ? fields["operation"] : {};
  const change = (name: string, value: unknown) => set("operation", setField(operation, name, value));
  const problem = problemOf("operation");
  const region = textOf(operation["region"]);
  return (
    <>
      <label for="request-operation">Operation</label>
      <div>
        <div class="two wrap">
          <select class="pick" aria-label="API of the operation" value={textOf(operation["api"])} onChange={(event) => change("api", event.currentTarget.value)}>
            {operationApis.map(({ api, word }) => (
              <option value={api}>{word}</option>
            ))}
          </select>
          <input
            id="request-operation"
            class="field mono"
            value={textOf(operation["name"])}
            placeholder="CreateRestApi"
            spellcheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby={problem ? "problem-operation" : undefined}
            onInput={(event) => change("name", event.currentTarget.value.trim())}
          />
        </div>
        <Problem name="operation" problem={problem} />
      </div>
      <label for="request-region">Region</label>
      <input id="request-region" class="field mono short" value={region} placeholder="us-east-1" spellcheck={false} onInput={(event) => change("region", event.currentTarget.value.trim() || undefined)} />
      <JsonField name="parameters" label="Parameters" value={operation["parameters"]} problem={undefined} set={(value) => change("parameters", value)} />
    </>
  );
}
