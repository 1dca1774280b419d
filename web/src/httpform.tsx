// An HTTP call as a form: method and URL, the headers that play a part, and the body as JSON.

import { JsonField } from "./jsonfield.tsx";
import { Icon } from "./marks.tsx";
import { callMethods, headerNames, readMessage, writeMessage, type Header } from "./message.ts";
import { Problem, type ProblemOf, type SetField } from "./formfield.tsx";
import { textOf, type Fields } from "./state.ts";

export function HttpForm({ fields, set, problemOf }: { fields: Fields; set: SetField; problemOf: ProblemOf }) {
  const message = readMessage(textOf(fields["http"]));
  const change = (next: Partial<typeof message>) => set("http", writeMessage({ ...message, ...next }));
  const setHeader = (at: number, header: Header) => change({ headers: message.headers.with(at, header) });
  const free = headerNames.find((name) => !message.headers.some((header) => header.name.toLowerCase() === name.toLowerCase()));
  const problem = problemOf("http");
  const put = (typed: string) => {
    // A whole request line that is pasted into the field is taken apart.
    const whole = /^([A-Z]+) +(\S.*)$/.exec(typed.trim());
    change(whole ? { method: whole[1]!, url: whole[2]! } : { url: typed });
  };
  const takesBody = ["POST", "PUT", "PATCH"].includes(message.method) || fields["body"] !== undefined;
  return (
    <>
      <label for="request-http">HTTP</label>
      <div>
        <div class="two up">
          <select class="pick" aria-label="HTTP method" value={message.method} onChange={(event) => change({ method: event.currentTarget.value })}>
            {callMethods.map((method) => (
              <option value={method}>{method}</option>
            ))}
            {!callMethods.includes(message.method) && <option value={message.method}>{message.method}</option>}
          </select>
          <textarea
            id="request-http"
            class="field line mono"
            rows={1}
            value={message.url}
            placeholder="https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/pets/7"
            spellcheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby={problem ? "problem-http" : undefined}
            onInput={(event) => put(event.currentTarget.value.replace(/[\r\n]+/g, ""))}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        </div>
        <Problem name="http" problem={problem} />
      </div>
      <span class="lb">Headers</span>
      <div class="headers">
        {message.headers.map((header, at) => (
          <div class="two" key={at}>
            <select class="pick" aria-label={`Name of header ${at + 1}`} value={header.name} onChange={(event) => setHeader(at, { ...header, name: event.currentTarget.value })}>
              {headerNames.map((name) => (
                <option value={name}>{name}</option>
              ))}
              {!headerNames.includes(header.name) && <option value={header.name}>{header.name}</option>}
            </select>
            <input class="field mono" aria-label={`Value of header ${header.name}`} value={header.value} spellcheck={false} onInput={(event) => setHeader(at, { ...header, value: event.currentTarget.value })} />
            <button type="button" class="b ghost icon tiny" aria-label={`Remove header ${header.name}`} onClick={() => change({ headers: message.headers.toSpliced(at, 1) })}>
              <Icon name="cross" />
            </button>
          </div>
        ))}
        {free && (
          <button type="button" class="b tiny wordy" onClick={() => change({ headers: [...message.headers, { name: free, value: "" }] })}>
            <Icon name="plus" />
            Header
          </button>
        )}
      </div>
      {takesBody && <JsonField name="body" label="Body" value={fields["body"]} problem={problemOf("body")} set={(value) => set("body", value)} />}
    </>
  );
}
