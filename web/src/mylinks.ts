// The short links that were made in this browser, with what deletes them. They are kept in its own storage, and nowhere else.

import type { Storage } from "./draft.ts";
import { isObject } from "./state.ts";

export interface MyLink {
  id: string;
  kind: "sealed" | "public";
  /** The whole link, with the key. */
  url: string;
  title: string;
  deleteToken: string;
  /** When it ends, as the server says it. */
  expires: string;
  engine: string;
}

const key = "iam-policy-playground.links";

/** How many links are kept. Those that have ended make room for others, then the oldest; before, a clock that is wrong loses nothing. */
export const mostLinks = 200;

/** The links that have not ended, the latest first. */
export function readLinks(storage: Storage | undefined, now: Date): MyLink[] {
  return stored(storage).filter((link) => lives(link, now));
}

/** Adds a link. Tells whether the browser took it: if not, nobody can delete the share before it ends. */
export function addLink(storage: Storage | undefined, link: MyLink, now: Date): boolean {
  const all = [link, ...stored(storage).filter(({ id }) => id !== link.id)];
  return write(storage, (all.length > mostLinks ? all.filter((one) => lives(one, now)) : all).slice(0, mostLinks));
}

/** Forgets a link. */
export function forgetLink(storage: Storage | undefined, id: string): boolean {
  return write(storage, stored(storage).filter((link) => link.id !== id));
}

function lives(link: MyLink, now: Date): boolean {
  return new Date(link.expires) > now;
}

function write(storage: Storage | undefined, links: MyLink[]): boolean {
  try {
    storage?.setItem(key, JSON.stringify(links));
    return storage !== undefined;
  } catch {
    return false; // full, or denied
  }
}

function stored(storage: Storage | undefined): MyLink[] {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? "[]");
    return Array.isArray(value) ? value.filter(isLink) : [];
  } catch {
    return [];
  }
}

/** What is stored may be of another version of the page. */
function isLink(value: unknown): value is MyLink {
  return (
    isObject(value) &&
    ["id", "url", "title", "deleteToken", "expires", "engine"].every((name) => typeof value[name] === "string") &&
    (value["kind"] === "sealed" || value["kind"] === "public") &&
    /^https?:\/\//.test(value["url"] as string) &&
    !Number.isNaN(Date.parse(value["expires"] as string))
  );
}
