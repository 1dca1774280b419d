// The drafts: what the reader works on, and what came before, kept in the browser's own storage. Each scenario that is worked on has
// a draft of its own. Two tabs that work on the same one do not overwrite each other: whoever writes second goes on under a copy. A
// browser may refuse its storage, or have no room left, and then the page says so.

import { isObject, type Scenario } from "./state.ts";

/** What the page needs of localStorage. */
export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What the list says of a draft. */
export interface Draft {
  id: string;
  /** Another one after each writing: who does not know it has not seen the draft as it is. */
  revision: string;
  /** When it was written last, in milliseconds since 1970. */
  time: number;
  title: string;
  policies: number;
  requests: number;
}

/** Who writes a draft: which one, and how it was when this tab saw it last. */
export type Pen = Pick<Draft, "id" | "revision">;

export interface Written {
  outcome: "kept" | "full" | "denied";
  pen: Pen | undefined;
  /** Another tab had written the same draft, so this one is a copy. */
  copied: boolean;
  /** How many of the oldest drafts had to make room. */
  dropped: number;
}

const listKey = "iam-policy-playground.drafts";
const draftKey = (id: string) => `iam-policy-playground.draft.${id}`;

/** How many drafts are kept; the oldest one goes when there is another. */
export const mostDrafts = 20;

/** The drafts, the latest first. */
export function listDrafts(storage: Storage | undefined): Draft[] {
  const list = readJSON(storage, listKey);
  return Array.isArray(list) ? list.filter(isDraft) : [];
}

/** A draft, if it is there and can be read. */
export function readDraft(storage: Storage | undefined, id: string): Scenario | undefined {
  const value = readJSON(storage, draftKey(id));
  return isScenario(value) ? value : undefined;
}

/** Writes a scenario as the draft of the pen; without one as a new draft, unless there is one with just that in it. */
export function writeDraft(storage: Storage | undefined, scenario: Scenario, pen: Pen | undefined, now: number): Written {
  const text = JSON.stringify(scenario);
  const list = listDrafts(storage);
  const known = pen && list.find(({ id }) => id === pen.id);
  const copied = known !== undefined && known.revision !== pen!.revision;
  const id = pen && !copied ? pen.id : (list.find((one) => readText(storage, draftKey(one.id)) === text)?.id ?? random());
  const own: Draft = { id, revision: random(), time: now, title: titleOf(scenario), policies: scenario.policies.length, requests: scenario.requests.length };
  const others = list.filter((one) => one.id !== id);
  const removed: { key: string; text: string }[] = [];
  for (;;) {
    try {
      if (!storage) throw new Error("there is no storage");
      storage.setItem(draftKey(id), text);
      storage.setItem(listKey, JSON.stringify([own, ...others].slice(0, mostDrafts)));
      for (const old of others.slice(mostDrafts - 1)) storage.removeItem(draftKey(old.id));
      return { outcome: "kept", pen: own, copied, dropped: removed.length };
    } catch {
      const oldest = others.pop();
      if (!oldest || isDenied(storage)) break;
      const key = draftKey(oldest.id);
      removed.push({ key, text: readText(storage, key) ?? "" });
      storage!.removeItem(key);
    }
  }
  // It is too large even alone: the others need not suffer for it.
  for (const one of removed.reverse()) attempt(() => storage?.setItem(one.key, one.text));
  return { outcome: isDenied(storage) ? "denied" : "full", pen, copied: false, dropped: 0 };
}

/** Forgets a draft. */
export function removeDraft(storage: Storage | undefined, id: string): void {
  attempt(() => {
    storage?.setItem(listKey, JSON.stringify(listDrafts(storage).filter((one) => one.id !== id)));
    storage?.removeItem(draftKey(id));
  });
}

/** What to call a scenario. */
function titleOf({ title, policies, requests }: Scenario): string {
  const first = requests[0]?.fields["name"];
  return title || [policies[0]?.name, typeof first === "string" ? first : ""].filter(Boolean).join(", ") || "Untitled";
}

function isDenied(storage: Storage | undefined): boolean {
  const probe = "iam-policy-playground.probe";
  return !attempt(() => {
    if (!storage) throw new Error("there is no storage");
    storage.setItem(probe, "");
    storage.removeItem(probe);
  });
}

function attempt(what: () => void): boolean {
  try {
    what();
    return true;
  } catch {
    return false; // full, or denied
  }
}

function random(): string {
  return Math.random().toString(36).slice(2, 12);
}

function readText(storage: Storage | undefined, key: string): string | undefined {
  try {
    return storage?.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function readJSON(storage: Storage | undefined, key: string): unknown {
  try {
    return JSON.parse(readText(storage, key) ?? "null");
  } catch {
    return undefined;
  }
}

function isDraft(value: unknown): value is Draft {
  return isObject(value) && ["id", "revision", "title"].every((name) => typeof value[name] === "string") && ["time", "policies", "requests"].every((name) => typeof value[name] === "number");
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
        (policy["offStatements"] === undefined || (Array.isArray(policy["offStatements"]) && policy["offStatements"].every((at) => typeof at === "number"))) &&
        (policy["attachedTo"] === undefined || (Array.isArray(policy["attachedTo"]) && policy["attachedTo"].every((id) => typeof id === "string"))),
    ) &&
    Array.isArray(requests) &&
    requests.every((request) => isObject(request) && typeof request["id"] === "number" && isObject(request["fields"]) && (request["aside"] === undefined || isObject(request["aside"])))
  );
}
