// The context of a request: which keys it gives, which are unknown, and which the policies ask for.

import { isObject, setField, textOf, type Fields } from "./state.ts";
import type { Step } from "./results.ts";

export type KeyStatus = "given" | "derived" | "unknown" | "absent";

/** One key of the context table. */
export interface KeyRow {
  key: string;
  status: KeyStatus;
  /** The text of the value, as the form shows it. */
  value: string;
  /** Whether a policy asks for the key. */
  asked: boolean;
}

/** The condition keys that policy texts ask for, in conditions and in variables. Texts that are not JSON name none. */
export function keysAsked(texts: string[]): string[] {
  const keys = new Map<string, string>();
  const add = (key: string) => {
    if (/^[\w-]+:./.test(key) && !keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
  };
  for (const text of texts) {
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch {
      continue;
    }
    if (!isObject(document)) continue;
    for (const match of text.matchAll(/\$\{\s*([\w-]+:[^},\s]+)/g)) add(match[1]!);
    const statements = document["Statement"];
    for (const statement of Array.isArray(statements) ? statements : [statements]) {
      const condition: unknown = isObject(statement) ? statement["Condition"] : undefined;
      if (!isObject(condition)) continue;
      for (const operator of Object.values(condition)) if (isObject(operator)) Object.keys(operator).forEach(add);
    }
  }
  return [...keys.values()];
}

/** The rows of the context table: the keys that policies ask for first, then what else the request says. */
export function contextRows(fields: Fields, asked: string[], trace: Step | undefined): KeyRow[] {
  const given = isObject(fields["context"]) ? fields["context"] : {};
  const unknown = unknownKeys(fields);
  const derived = derivedValues(trace);
  const rows = new Map<string, KeyRow>();
  const isAsked = new Set(asked.map((key) => key.toLowerCase()));
  for (const key of [...asked, ...Object.keys(given), ...unknown]) {
    const folded = key.toLowerCase();
    if (key === "*" || rows.has(folded)) continue;
    const own = Object.keys(given).find((name) => name.toLowerCase() === folded);
    const row: KeyRow = { key, status: "absent", value: "", asked: isAsked.has(folded) };
    if (own !== undefined) Object.assign(row, { key: own, status: "given", value: valueText(given[own]) });
    else if (derived.has(folded)) Object.assign(row, { status: "derived", value: derived.get(folded) });
    else if (unknown.some((name) => name === "*" || name.toLowerCase() === folded)) row.status = "unknown";
    rows.set(folded, row);
  }
  return [...rows.values()];
}

/** The keys that the request calls unknown. */
export function unknownKeys(fields: Fields): string[] {
  const list = fields["unknown"];
  return Array.isArray(list) ? list.filter((key) => typeof key === "string") : [];
}

/** Gives a key a value, or calls it unknown, or takes it out of the request. */
export function setKey(fields: Fields, key: string, status: KeyStatus, value = ""): Fields {
  const folded = key.toLowerCase();
  const context = Object.fromEntries(Object.entries(isObject(fields["context"]) ? fields["context"] : {}).filter(([name]) => status === "given" || name.toLowerCase() !== folded));
  const unknown = unknownKeys(fields).filter((name) => name.toLowerCase() !== folded);
  if (status === "given") context[Object.keys(context).find((name) => name.toLowerCase() === folded) ?? key] = valueOf(value);
  if (status === "unknown") unknown.push(key);
  const next = setField(fields, "context", Object.keys(context).length ? context : undefined);
  return setField(next, "unknown", unknown.length ? unknown : undefined);
}

/** Says whether every key that is neither given nor derived is unknown. */
export function setAllUnknown(fields: Fields, all: boolean): Fields {
  const unknown = unknownKeys(fields).filter((key) => key !== "*");
  if (all) unknown.push("*");
  return setField(fields, "unknown", unknown.length ? unknown : undefined);
}

/** A list is written as JSON, everything else as plain text. */
function valueText(value: unknown): string {
  return Array.isArray(value) ? JSON.stringify(value).replaceAll('","', '", "') : textOf(value);
}

function valueOf(text: string): unknown {
  if (!/^\s*\[/.test(text)) return text;
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every((item) => typeof item === "string")) return list;
  } catch {
    // a list that is not finished yet is text for the time being
  }
  return text;
}

/** The values that the engine derived, by key in lower case. */
function derivedValues(trace: Step | undefined): Map<string, string> {
  const values = new Map<string, string>();
  // Of a call with several gates each has a context of its own.
  const steps = (trace?.steps ?? []).flatMap((step) => (step.op === "gate" ? (step.steps ?? []) : [step]));
  for (const step of steps) {
    if (step.op !== "context") continue;
    for (const key of step.steps ?? []) {
      if (key.name && key.notes?.includes("derived")) values.set(key.name.toLowerCase(), key.got ?? "");
    }
  }
  return values;
}
