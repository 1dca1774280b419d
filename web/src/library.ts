// The library of examples: what its index says of each, and which of them a search finds.

import { isObject, textOf } from "./state.ts";

export interface Example {
  /** The file's name without its ending, which is also its address: /x/NAME. */
  name: string;
  title: string;
  description: string;
  group: string;
  /** The decisions that its requests are expected to get. */
  expect: string[];
}

/** Reads the index; what in it is no example is left out. */
export function readIndex(text: string): Example[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).map((entry) => ({
    name: textOf(entry["name"]),
    title: textOf(entry["title"]) || textOf(entry["name"]),
    description: textOf(entry["description"]),
    group: textOf(entry["group"]) || "Others",
    expect: Array.isArray(entry["expect"]) ? entry["expect"].map(textOf) : [],
  }));
}

/** The groups in the order in which they come first, each with the number of its examples. */
export function groupsOf(examples: Example[]): { group: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { group } of examples) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].map(([group, count]) => ({ group, count }));
}

/** The examples of a group, or of all for "", that speak of every word of a search. */
export function found(examples: Example[], group: string, search: string): Example[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return examples.filter((example) => {
    const text = `${example.title} ${example.description} ${example.group} ${example.name}`.toLowerCase();
    return (group === "" || example.group === group) && words.every((word) => text.includes(word));
  });
}
