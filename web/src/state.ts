// The playground's state: one plain value. The page is a function of it, links and drafts are made from it.

import { layOut, partsAt } from "./jsontext.ts";
import { byteLength } from "./offsets.ts";
import type { PolicyType } from "./scenario.gen.ts";
import { moveOff, withoutStatements } from "./statements.ts";

/** One policy. The id is the page's own, so that a tab keeps its text and undo history when others come and go. */
export interface Policy {
  id: number;
  name: string;
  type: string;
  /** Undefined: attached to whatever each request names. */
  attachedTo: string[] | undefined;
  /** Exactly as typed. */
  text: string;
  /** Switched off by the reader: it is decided as if it were attached to nothing. Links and files hold it as it is. */
  off?: boolean;
  /** Where the statements start that the reader switched off, in UTF-16 units. Links and files hold them as they are. */
  offStatements?: number[];
  /** Fields that the page does not know; the engine says what is wrong with them. */
  rest: Fields;
}

/** The JSON fields of an object. */
export type Fields = { [name: string]: unknown };

export interface Request {
  id: number;
  fields: Fields;
  /** Fields of other ways to ask, which the reader had filled in before choosing this one. */
  aside?: Fields;
}

/** A scenario as the page edits it. */
export interface Scenario {
  title: string;
  description: string;
  /** JSON text of an object with accounts, principals, resources and endpoints, as typed. */
  surroundings: string;
  policies: Policy[];
  requests: Request[];
}

export type Pane = "policies" | "requests" | "answer";

/** The tab of the policies pane that holds the surroundings instead of a policy. */
export const surroundingsTab = 0;

/** The tab with the APIs of the surroundings as a form. */
export const apisTab = -1;

/** The only other tab of a scenario without policies: ways to begin. */
export const startTab = -2;

/** What stands in front of the page until it is closed. */
export type DialogName = "keys" | "examples" | "paste" | "managed" | "palette" | "drafts" | "help" | "share" | "links";

/** What help is about: a code of a reason or a finding, a condition operator, a type of policy. */
export interface Topic {
  kind: "code" | "operator" | "type";
  name: string;
}

/** What the reader looks at. */
export interface View {
  /** Id of the policy that is open, or surroundingsTab, apisTab or startTab. */
  tab: number;
  /** Id of the selected request; 0 for none. */
  request: number;
  /** Id of the selected step of the trace. */
  step: string | undefined;
  /** The pane that a narrow screen shows. */
  pane: Pane;
  /** How the selected request is edited. */
  requestAs: "form" | "json";
  dialog: DialogName | undefined;
  /** What the dialog "help" is about. */
  help?: Topic | undefined;
  /** Whether the list of problems is shown. */
  problems?: boolean;
}

export interface Playground {
  scenario: Scenario;
  view: View;
}

/** The types of policies, the usual ones first, each with a line that explains it. */
export const policyTypes = [
  { type: "identity", word: "Identity", means: "What a user, a group or a role may do.", attaches: "ARN of a user, group or role" },
  { type: "resource", word: "Resource", means: "Attached to a resource: who may do what with it.", attaches: "ARN of a resource" },
  { type: "boundary", word: "Boundary", means: "The most that the policies of a user or a role can grant.", attaches: "ARN of a user or role" },
  { type: "session", word: "Session", means: "Passed when a session was created: the most that the session may do.", attaches: "ARN of a role session or federated user" },
  { type: "trust", word: "Trust", means: "Attached to a role: who may assume it.", attaches: "ARN of a role" },
  { type: "scp", word: "SCP", means: "Service control policy: the most that principals of an organization's accounts may do.", attaches: "Id of a root, OU or account" },
  { type: "rcp", word: "RCP", means: "Resource control policy: the most that may be done with resources of an organization's accounts.", attaches: "Id of a root, OU or account" },
  { type: "endpoint", word: "Endpoint", means: "VPC endpoint policy: what may be called through the endpoint.", attaches: "Id of a VPC endpoint" },
  { type: "authorizer", word: "Authorizer", means: "What a Lambda authorizer of API Gateway returned.", attaches: "Id of an API" },
] as const satisfies readonly { type: PolicyType; word: string; means: string; attaches: string }[];

/** The types in the order in which they are asked. */
export const evaluationOrder: PolicyType[] = ["rcp", "scp", "endpoint", "authorizer", "resource", "trust", "identity", "boundary", "session"];

/** The word for a policy type in the interface. */
export function typeWord(type: string): string {
  return policyTypes.find((row) => row.type === type)?.word ?? type;
}

/** The layer of a type, as a sentence begins with it. */
export function layerWord(type: string): string {
  const word = typeWord(type);
  return /^[A-Z]{2}/.test(word) ? `All ${word}s` : `All ${word.toLowerCase()} policies`;
}

/** The name of the tab in which policies of a type stand, as it is in ids. */
export function tabName(type: string): string {
  return `type-${policyTypes.findIndex((row) => row.type === type)}`;
}

/** Text that is not a scenario, with a sentence for its reader. */
export class NotAScenario extends Error {}

/** Reads a scenario's JSON text; throws NotAScenario. Only the outline is checked here: the rest is the engine's business. */
export function readScenario(text: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotAScenario("This is not JSON.");
  }
  if (!isObject(value)) throw new NotAScenario("This is JSON, but not a scenario: a scenario is an object.");
  if (!("scenario" in value)) throw new NotAScenario('This is JSON, but not a scenario: it has no "scenario": 1.');
  if (value["scenario"] !== 1) throw new NotAScenario(`This scenario has version ${JSON.stringify(value["scenario"]).slice(0, 20)}, and this page opens version 1 only.`);
  const places = new Map(partsAt(text, text.indexOf("{")).map((place) => [place.key, place]));
  const policies = listIn(value, "policies");
  const requests = listIn(value, "requests");
  const documents = policies.map(() => "");
  partsAt(text, places.get("policies")?.start ?? 0).forEach((place, i) => {
    const document = partsAt(text, place.start).findLast((part) => part.key === "document");
    if (document) documents[i] = text.slice(document.start, document.end);
  });
  const surroundings = [...places.values()]
    .filter((place) => !["scenario", "title", "description", "policies", "requests"].includes(place.key))
    .map((place) => `${JSON.stringify(place.key)}: ${text.slice(place.start, place.end)}`);
  return {
    title: textOf(value["title"]),
    description: textOf(value["description"]),
    surroundings: layOut(`{${surroundings.join(",")}}`),
    policies: policies.map((fields, i) => {
      const { name, type, attachedTo, document, ...rest } = fields;
      if (attachedTo !== undefined && !isList(attachedTo)) rest["attachedTo"] = attachedTo;
      return {
        id: i + 1,
        name: textOf(name),
        type: textOf(type),
        attachedTo: isList(attachedTo) ? attachedTo.map(textOf) : undefined,
        text: typeof document === "string" ? document : layOut(documents[i]!),
        rest,
      };
    }),
    requests: requests.map((fields, i) => ({ id: i + 1, fields })),
  };
}

/** A scenario's text with the place of its surroundings. */
export interface Written {
  text: string;
  /** What to add to an offset in the text of the surroundings, both in bytes. */
  surroundings: number;
}

/**
 * Writes the scenario's JSON text. If the surroundings are not JSON the text is none either, and the engine says where. To be
 * decided, a policy that is switched off is attached to nothing, and a statement that is off is blank.
 */
export function writeScenario(scenario: Scenario, toBeDecided = false): Written {
  const head: Fields = { scenario: 1 };
  if (scenario.title) head["title"] = scenario.title;
  if (scenario.description) head["description"] = scenario.description;
  let written = JSON.stringify(head).slice(0, -1) + ",";
  const whole = /^(\s*\{)([^]*)\}\s*$/.exec(scenario.surroundings);
  const members = whole ? whole[2]! : scenario.surroundings;
  const shift = byteLength(written) - (whole ? whole[1]!.length : 0);
  if (members.trim() !== "") written += members + ",";
  const policies = scenario.policies.map(({ name, type, attachedTo, text, rest, off, offStatements }) => ({
    ...rest,
    name,
    type,
    ...(toBeDecided && off ? { attachedTo: [] } : attachedTo === undefined ? {} : { attachedTo }),
    document: toBeDecided && offStatements ? withoutStatements(text, offStatements) : text,
  }));
  written += `"policies":${JSON.stringify(policies)},"requests":${JSON.stringify(scenario.requests.map((request) => request.fields))}}`;
  return { text: written, surroundings: shift };
}

/** A state that shows a scenario from its beginning. */
export function opened(scenario: Scenario, pane: Pane = "policies"): Playground {
  return {
    scenario,
    view: { tab: scenario.policies[0]?.id ?? startTab, request: scenario.requests[0]?.id ?? 0, step: undefined, pane, requestAs: "form", dialog: undefined },
  };
}

/** The policy whose tab is open. */
export function openPolicy(state: Playground): Policy | undefined {
  return state.scenario.policies.find((policy) => policy.id === state.view.tab);
}

/** The selected request. */
export function selectedRequest(state: Playground): Request | undefined {
  return state.scenario.requests.find((request) => request.id === state.view.request);
}

/** Changes one policy. */
export function changePolicy(state: Playground, id: number, change: Partial<Omit<Policy, "id">>): Playground {
  const policies = state.scenario.policies.map((policy) => (policy.id === id ? changed(policy, change) : policy));
  return { ...state, scenario: { ...state.scenario, policies } };
}

function changed(policy: Policy, change: Partial<Omit<Policy, "id">>): Policy {
  const { offStatements, ...next } = { ...policy, ...change };
  const off = change.text === undefined || !policy.offStatements ? offStatements : moveOff(policy.text, change.text, policy.offStatements);
  return off && off.length > 0 ? { ...next, offStatements: off } : next;
}

/** Switches policies off, or on again. */
export function switchPolicies(state: Playground, ids: readonly number[], off: boolean): Playground {
  const policies = state.scenario.policies.map((policy) => {
    if (!ids.includes(policy.id)) return policy;
    const { off: _, ...rest } = policy;
    return off ? { ...rest, off } : rest;
  });
  return { ...state, scenario: { ...state.scenario, policies } };
}

/** Switches the statement of a policy that starts at a place off, or on again. */
export function switchStatement(state: Playground, id: number, start: number): Playground {
  const before = state.scenario.policies.find((policy) => policy.id === id)?.offStatements ?? [];
  return changePolicy(state, id, { offStatements: before.includes(start) ? before.filter((one) => one !== start) : [...before, start] });
}

/** Adds a policy, attached to whatever each request names unless more is known of it, and opens its tab. */
export function addPolicy(state: Playground, type: string, text: string, known: { name?: string; attachedTo?: string[] } = {}): Playground {
  const id = nextId(state.scenario.policies);
  const names = state.scenario.policies.map((policy) => policy.name);
  const policy: Policy = { id, name: freeName(known.name || `${typeWord(type)}Policy`, names), type, attachedTo: known.attachedTo, text, rest: {} };
  const scenario = { ...state.scenario, policies: [...state.scenario.policies, policy] };
  return { scenario, view: { ...state.view, tab: id, pane: "policies" } };
}

/** Puts a policy back that was removed, at its place, and opens it. */
export function insertPolicy(state: Playground, policy: Policy, at: number): Playground {
  const free = state.scenario.policies.every((one) => one.id !== policy.id);
  const back = free ? policy : { ...policy, id: nextId(state.scenario.policies) };
  return { scenario: { ...state.scenario, policies: state.scenario.policies.toSpliced(at, 0, back) }, view: { ...state.view, tab: back.id } };
}

/** Adds a copy of a policy behind it, and opens it. */
export function duplicatePolicy(state: Playground, id: number): Playground {
  const { policies } = state.scenario;
  const at = policies.findIndex((policy) => policy.id === id);
  if (at < 0) return state;
  const copy = { ...policies[at]!, id: nextId(policies), name: freeName(policies[at]!.name, policies.map((policy) => policy.name)) };
  return { scenario: { ...state.scenario, policies: policies.toSpliced(at + 1, 0, copy) }, view: { ...state.view, tab: copy.id } };
}

/** Moves a policy before or behind its neighbour of the same type. */
export function movePolicy(state: Playground, id: number, by: -1 | 1): Playground {
  const policies = [...state.scenario.policies];
  const at = policies.findIndex((policy) => policy.id === id);
  let to = at + by;
  while (policies[to] && policies[to]!.type !== policies[at]?.type) to += by;
  if (at < 0 || !policies[to]) return state;
  [policies[at], policies[to]] = [policies[to]!, policies[at]!];
  return { ...state, scenario: { ...state.scenario, policies } };
}

/** Removes a policy; the tab beside it opens. */
export function removePolicy(state: Playground, id: number): Playground {
  const at = state.scenario.policies.findIndex((policy) => policy.id === id);
  const policies = state.scenario.policies.filter((policy) => policy.id !== id);
  const tab = state.view.tab === id ? (policies[Math.min(at, policies.length - 1)]?.id ?? startTab) : state.view.tab;
  return { scenario: { ...state.scenario, policies }, view: { ...state.view, tab } };
}

/** Selects a request; the step of another request's trace is forgotten. */
export function selectRequest(state: Playground, id: number): Playground {
  if (id === state.view.request) return state;
  return { ...state, view: { ...state.view, request: id, step: undefined } };
}

/** Replaces the fields of one request. */
export function changeRequest(state: Playground, id: number, fields: Fields): Playground {
  const requests = state.scenario.requests.map((request) => (request.id === id ? { ...request, fields } : request));
  return { ...state, scenario: { ...state.scenario, requests } };
}

/** Replaces a request by another one of the same id. */
export function replaceRequest(state: Playground, request: Request): Playground {
  const requests = state.scenario.requests.map((one) => (one.id === request.id ? request : one));
  return { ...state, scenario: { ...state.scenario, requests } };
}

/** Sets one field of a request; undefined removes it. */
export function setField(fields: Fields, name: string, value: unknown): Fields {
  if (value !== undefined) return { ...fields, [name]: value };
  const { [name]: _, ...rest } = fields;
  return rest;
}

/** Adds a request like the selected one, which is what most others differ from by a field, and selects it. */
export function addRequest(state: Playground): Playground {
  const id = nextId(state.scenario.requests);
  const { expect: _, ...like } = selectedRequest(state)?.fields ?? { principal: "", action: "", resource: "" };
  const names = state.scenario.requests.map((request) => textOf(request.fields["name"]));
  const fields: Fields = { ...structuredClone(like), name: freeName(textOf(like["name"]) || "request", names) };
  const scenario = { ...state.scenario, requests: [...state.scenario.requests, { id, fields }] };
  return { scenario, view: { ...state.view, request: id, step: undefined, pane: "requests" } };
}

/** Adds a request with these fields, and selects it. */
export function appendRequest(state: Playground, fields: Fields): Playground {
  const id = nextId(state.scenario.requests);
  return { scenario: { ...state.scenario, requests: [...state.scenario.requests, { id, fields }] }, view: { ...state.view, request: id, step: undefined } };
}

/** Removes a request; the one beside it is selected. */
export function removeRequest(state: Playground, id: number): Playground {
  const at = state.scenario.requests.findIndex((request) => request.id === id);
  const requests = state.scenario.requests.filter((request) => request.id !== id);
  const next = { ...state, scenario: { ...state.scenario, requests } };
  return state.view.request === id ? selectRequest(next, requests[Math.min(at, requests.length - 1)]?.id ?? 0) : next;
}

/** Puts a request back that was removed, at its place, and selects it. */
export function insertRequest(state: Playground, request: Request, at: number): Playground {
  const free = state.scenario.requests.every((one) => one.id !== request.id);
  const back = free ? request : { ...request, id: nextId(state.scenario.requests) };
  return selectRequest({ ...state, scenario: { ...state.scenario, requests: state.scenario.requests.toSpliced(at, 0, back) } }, back.id);
}

/** The text of a string, or the JSON of anything else; nothing for undefined. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function listIn(value: Fields, name: string): Fields[] {
  const list = value[name];
  if (!isList(list) || !list.every(isObject)) throw new NotAScenario(`This scenario cannot be opened: "${name}" is not a list of objects.`);
  return list;
}

function nextId(list: { id: number }[]): number {
  return Math.max(0, ...list.map((item) => item.id)) + 1;
}

/** The name, or the name with the first number that makes it new. */
function freeName(name: string, taken: string[]): string {
  if (!taken.includes(name)) return name;
  const stem = name.replace(/ \d+$/, "");
  for (let n = 2; ; n++) if (!taken.includes(`${stem} ${n}`)) return `${stem} ${n}`;
}
