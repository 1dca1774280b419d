// What a request asks about: a pair of action and resource, an HTTP call, or an operation of API Gateway's management APIs.
// Going from one to another puts the fields of the first aside, so that going back finds them again.

import { textOf, type Fields, type Request } from "./state.ts";

export type Mode = "pair" | "http" | "operation";

export const modes: { mode: Mode; word: string; fields: string[] }[] = [
  { mode: "pair", word: "Action", fields: ["action", "resource", "resourceAccount"] },
  { mode: "http", word: "HTTP call", fields: ["http", "body"] },
  { mode: "operation", word: "Operation", fields: ["operation"] },
];

export function modeOf(fields: Fields): Mode {
  if (fields["http"] !== undefined) return "http";
  return fields["operation"] !== undefined ? "operation" : "pair";
}

/** What a mode starts with. */
function beginning(mode: Mode): Fields {
  if (mode === "http") return { http: "GET https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/pets/7" };
  if (mode === "operation") return { operation: { api: "apigateway", name: "GetRestApis" } };
  return { action: "execute-api:Invoke", resource: "" };
}

export function withMode(request: Request, mode: Mode): Request {
  const own = modes.find((one) => one.mode === mode)!.fields;
  const others = modes.filter((one) => one.mode !== mode).flatMap((one) => one.fields);
  const entries = Object.entries(request.fields);
  const kept = Object.fromEntries(entries.filter(([name]) => !others.includes(name)));
  const aside = { ...request.aside, ...Object.fromEntries(entries.filter(([name]) => others.includes(name))) };
  const found = Object.fromEntries(Object.entries(aside).filter(([name]) => own.includes(name)));
  return { ...request, fields: { ...kept, ...(Object.keys(found).length > 0 ? found : beginning(mode)) }, aside };
}

/** The request in one line. */
export function summary(fields: Fields): string {
  if (fields["http"] !== undefined) {
    const [first = ""] = textOf(fields["http"]).split("\n");
    return first.replace(/^(\S+ )(?:https?|wss):\/\/([^/]*)/, (_, method: string, host: string) => (/\.execute-api\./.test(host) ? method : method + host));
  }
  const operation = fields["operation"] as { name?: unknown } | undefined;
  if (operation !== undefined) return `${textOf(operation?.name) || "an operation"}`;
  const action = textOf(fields["action"]);
  const resource = textOf(fields["resource"]);
  const tail = resource.split(":").slice(5).join(":") || resource;
  return action === "execute-api:Invoke" ? tail.split("/").slice(1).join("/") || tail : `${action} ${tail}`;
}
