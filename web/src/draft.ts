// The draft: what the reader last worked on, kept in the browser's own storage. A browser may refuse it, and then there
// is none.

import { isObject, type Scenario } from "./state.ts";

/** What the page needs of localStorage. */
export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const draftKey = "iam-policy-playground.draft";
/** The draft that was there before another one took its place. */
const earlierKey = "iam-policy-playground.earlier-draft";

/** The draft, if there is one that can be read. */
export function readDraft(storage: Storage | undefined): Scenario | undefined {
  return read(storage, draftKey);
}

/** The draft before the present one. */
export function readEarlierDraft(storage: Storage | undefined): Scenario | undefined {
  return read(storage, earlierKey);
}

/** Keeps a scenario as the draft. Tells whether the browser took it. */
export function writeDraft(storage: Storage | undefined, scenario: Scenario): boolean {
  return write(storage, draftKey, JSON.stringify(scenario));
}

/** Puts the present draft aside, before another scenario becomes the draft. Tells whether there was one. */
export function setDraftAside(storage: Storage | undefined): boolean {
  const draft = readDraft(storage);
  return draft !== undefined && write(storage, earlierKey, JSON.stringify(draft));
}

function write(storage: Storage | undefined, key: string, text: string): boolean {
  try {
    storage?.setItem(key, text);
    return storage !== undefined;
  } catch {
    return false; // full, or denied
  }
}

function read(storage: Storage | undefined, key: string): Scenario | undefined {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? "null");
    return isScenario(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What is stored may be of another version of the page, or of another tab of the same origin. */
function isScenario(value: unknown): value is Scenario {
  if (!isObject(value) || !["title", "description", "surroundings"].every((name) => typeof value[name] === "string")) return false;
  const { policies, requests } = value;
  return (
    Array.isArray(policies) &&
    policies.every(
      (policy) =>
        isObject(policy) &&
        typeof policy["id"] === "number" &&
        ["name", "type", "text"].every((name) => typeof policy[name] === "string") &&
        isObject(policy["rest"]) &&
        (policy["off"] === undefined || typeof policy["off"] === "boolean") &&
        (policy["attachedTo"] === undefined || (Array.isArray(policy["attachedTo"]) && policy["attachedTo"].every((id) => typeof id === "string"))),
    ) &&
    Array.isArray(requests) &&
    requests.every((request) => isObject(request) && typeof request["id"] === "number" && isObject(request["fields"]) && (request["aside"] === undefined || isObject(request["aside"])))
  );
}
