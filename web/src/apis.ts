// The APIs of a scenario, as the surroundings hold them. Only what the form shows is read; what it does not know stays.

import { setMember } from "./jsontext.ts";
import type { ApiEndpoint, ApiType, Authorization, CacheInvalidation } from "./scenario.gen.ts";
import { isObject, setField, textOf, type Fields } from "./state.ts";

export const apiTypes: { type: ApiType; word: string }[] = [
  { type: "REST", word: "REST" },
  { type: "HTTP", word: "HTTP" },
  { type: "WEBSOCKET", word: "WebSocket" },
];

export const endpointTypes: { type: ApiEndpoint; word: string; means: string }[] = [
  { type: "REGIONAL", word: "Regional", means: "reached by its public name in its Region" },
  { type: "EDGE", word: "Edge", means: "reached through CloudFront" },
  { type: "PRIVATE", word: "Private", means: "reached through VPC endpoints only" },
];

export const authorizations: { kind: Authorization; word: string }[] = [
  { kind: "NONE", word: "None" },
  { kind: "AWS_IAM", word: "AWS_IAM" },
  { kind: "CUSTOM", word: "Lambda authorizer" },
  { kind: "COGNITO_USER_POOLS", word: "Cognito user pool" },
  { kind: "JWT", word: "JWT" },
];

/** What becomes of a caller who may not invalidate the cache and asks for it. */
export const cacheInvalidations: { value: CacheInvalidation | ""; word: string }[] = [
  { value: "", word: "not said: invalidating it fails with 403" },
  { value: "FAIL_WITH_403", word: "invalidating it fails with 403" },
  { value: "SUCCEED_WITH_RESPONSE_HEADER", word: "is used instead, and a header says so" },
  { value: "SUCCEED_WITHOUT_RESPONSE_HEADER", word: "is used instead" },
  { value: "ANYONE", word: "anyone may invalidate it" },
];

/** An API with its id. */
export interface ListedApi {
  id: string;
  fields: Fields;
}

/** The APIs of the surroundings, or why they cannot be read, in a sentence. */
export function readApis(surroundings: string): { apis: ListedApi[] } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(surroundings.trim() || "{}");
  } catch {
    return { problem: "The accounts and resources are not JSON at the moment, so their APIs cannot be shown." };
  }
  if (!isObject(value)) return { problem: "The accounts and resources are not an object, so they hold no APIs." };
  const apis = value["apis"] ?? {};
  if (!isObject(apis)) return { problem: '"apis" is not an object, so it cannot be shown as a form.' };
  const listed = Object.entries(apis);
  const strange = listed.find(([, fields]) => !isObject(fields));
  if (strange) return { problem: `The API ${strange[0]} is not an object, so it cannot be shown as a form.` };
  return { apis: listed.map(([id, fields]) => ({ id, fields: fields as Fields })) };
}

/** The surroundings with these APIs in place of theirs. */
export function writeApis(surroundings: string, apis: ListedApi[]): string {
  const value = apis.length > 0 ? Object.fromEntries(apis.map(({ id, fields }) => [id, fields])) : undefined;
  return setMember(surroundings.trim() || "{}", "apis", value);
}

/** A new API: a regional REST API in the account, with an id that no other has. */
export function newApi(apis: ListedApi[], account: string): ListedApi {
  let n = 1;
  while (apis.some((api) => api.id === apiId(n))) n++;
  return { id: apiId(n), fields: { account, region: "us-east-1", type: "REST", endpoint: "REGIONAL", stages: ["prod"] } };
}

/** Ids of APIs have ten letters and digits. */
function apiId(n: number): string {
  return `api${String(n).padStart(7, "0")}`;
}

/** One route of an API, with the parts of its text. */
export interface RouteRow {
  /** Undefined for a route that is a key of a WebSocket API, or $default. */
  method: string | undefined;
  path: string;
  fields: Fields;
}

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"];

/** The routes of an API; undefined where it lists none, and every path exists. */
export function routesOf(api: Fields): RouteRow[] | undefined {
  const routes = api["routes"];
  if (!Array.isArray(routes)) return undefined;
  return routes.filter(isObject).map((fields) => {
    const [, method, path] = /^([A-Z]+) (.*)$/.exec(textOf(fields["route"])) ?? [];
    return { method, path: path ?? textOf(fields["route"]), fields };
  });
}

/** The API with these routes. */
export function withRoutes(api: Fields, routes: RouteRow[] | undefined): Fields {
  const written = routes?.map(({ method, path, fields }) => ({ ...fields, route: method ? `${method} ${path}` : path }));
  return setField(api, "routes", written);
}

/** Names that a reader writes beside each other, with commas or blanks between. */
export function namesIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
