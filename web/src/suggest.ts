// What the catalog offers while a request is filled in: actions, ARN templates of an action, condition keys. It only offers:
// what decides never asks the catalog.

import { signal } from "@preact/signals";
import { openCatalog, type Index, type ManagedPolicy } from "./catalog.ts";
import { readBeside } from "./session.ts";

export const catalog = openCatalog(readBeside);

/** The index, once it is there. */
export const catalogIndex = signal<Index | undefined>(undefined);
/** Names of actions that may be meant. */
export const actionNames = signal<string[]>([]);
/** ARN templates of the action that was asked about last. */
export const templates = signal<{ action: string; arns: string[] }>({ action: "", arns: [] });
/** Condition keys of the services that were asked about, and the global ones. */
export const knownKeys = signal<string[]>([]);

/** Loads the index. Without the catalog nothing is offered, and nothing else changes. */
export async function loadCatalog(): Promise<void> {
  try {
    catalogIndex.value = await catalog.index();
    addKeys(catalogIndex.value.globalKeys);
  } catch {
    // offline, or a folder without it
  }
}

/** Offers what goes on from an action that is being typed. */
export async function suggestFor(action: string): Promise<void> {
  try {
    const [prefix, name] = action.split(":") as [string, string | undefined];
    const service = name === undefined ? undefined : await catalog.service(prefix);
    if (!service) {
      actionNames.value = (catalogIndex.value?.services ?? []).map((one) => `${one.prefix}:`);
      return;
    }
    actionNames.value = service.actions.map((one) => `${service.prefix}:${one.name}`);
    addKeys(service.keys);
    const found = service.actions.find((one) => one.name.toLowerCase() === name!.toLowerCase());
    if (found) templates.value = { action, arns: found.arns };
  } catch {
    // as above
  }
}

/** AWS managed policies; fails if they cannot be loaded. */
export function managedPolicies(): Promise<ManagedPolicy[]> {
  return catalog.managedPolicies();
}

function addKeys(names: string[]): void {
  knownKeys.value = [...new Set([...knownKeys.value, ...names.filter((name) => !name.includes("${"))])];
}
