// All texts of a scenario, wherever they stand: what is searched for secrets, and what a redaction rewrites.

import { isObject, textOf, type Fields, type Policy, type Scenario } from "./state.ts";

/** A text with the words for where it stands, as in: policy PetsApi. */
export interface Found {
  text: string;
  place: string;
  /** Inside of a place: a field's name. */
  field?: string;
  /** Texts of several lines say in which one. */
  lined?: boolean;
}

export function textsOf(scenario: Scenario): Found[] {
  return [
    { text: scenario.title, place: "the title" },
    { text: scenario.description, place: "the description" },
    { text: scenario.surroundings, place: "accounts and resources", lined: true },
    ...scenario.policies.flatMap((policy, i): Found[] => {
      const place = `policy ${policy.name || i + 1}`;
      return [
        { text: policy.name, place, field: "name" },
        { text: (policy.attachedTo ?? []).join("\n"), place, field: "attachedTo" },
        { text: policy.text, place, lined: true },
        ...within(policy.rest, place),
      ];
    }),
    ...scenario.requests.flatMap((request, i) => within(request.fields, `request ${i + 1}`)),
  ].filter(({ text }) => text !== "");
}

function within(fields: Fields, place: string): Found[] {
  return Object.entries(fields).map(([field, value]) => ({ text: stringsIn(value).join("\n"), place, field }));
}

function stringsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (isObject(value)) return Object.entries(value).flatMap(([key, member]) => [key, ...stringsIn(member)]);
  return value === undefined || value === null ? [] : [textOf(value)];
}

/** The scenario with every text rewritten. What was put aside while typing is left out. */
export function rewritten(scenario: Scenario, rewrite: (text: string) => string): Scenario {
  return {
    title: rewrite(scenario.title),
    description: rewrite(scenario.description),
    surroundings: rewrite(scenario.surroundings),
    policies: scenario.policies.map((policy): Policy => ({
      ...policy,
      name: rewrite(policy.name),
      attachedTo: policy.attachedTo?.map(rewrite),
      text: rewrite(policy.text),
      rest: deeply(policy.rest, rewrite) as Fields,
    })),
    requests: scenario.requests.map(({ id, fields }) => ({ id, fields: deeply(fields, rewrite) as Fields })),
  };
}

function deeply(value: unknown, rewrite: (text: string) => string): unknown {
  if (typeof value === "string") return rewrite(value);
  if (Array.isArray(value)) return value.map((member) => deeply(member, rewrite));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [rewrite(key), deeply(member, rewrite)]));
}
