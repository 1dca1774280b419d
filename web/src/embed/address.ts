// Where a scenario comes from, and the address of the frame that shows it.

import type { Settable } from "./channel.ts";
import { madeIn, type Made } from "../made.ts";
import { hiddenParts, stepNamed, viewNamed } from "./channel.ts";

/** Where a scenario is. */
export type Source =
  /** In a link to a playground: everything behind "#". made is what the link records of its making, from "&made=" on. */
  | { kind: "fragment"; data: string; made: string }
  /** Kept by a server; with a key if it cannot read it. */
  | { kind: "share"; id: string; key: string | undefined; made: string }
  /** A file of the host's own. */
  | { kind: "file"; url: string }
  | { kind: "inline" }
  | { kind: "none"; why: string };

/** What the address of a frame holds besides the scenario. */
export interface Meeting {
  host: string;
  channel: string;
}

const fragment = /^#v\d+\.[A-Za-z0-9_-]+$/;
const share = /^(?:s|e)\/([A-Za-z0-9_-]{21}[A-Za-z0-9])$/;

/** Reads an src, given the folder of the playground. What it says of request and step is in the settings. */
export function sourceOf(src: string, page: string, folder: string): { source: Source; settings: Settable } {
  let url: URL;
  try {
    url = new URL(src, page);
  } catch {
    return { source: { kind: "none", why: `src is no address: ${src.slice(0, 80)}` }, settings: {} };
  }
  const settings = settingsOf(url.searchParams);
  const site = new URL(folder);
  const inside = url.origin === site.origin && url.pathname.startsWith(site.pathname) ? url.pathname.slice(site.pathname.length) : undefined;
  const made = /&made=[^&]*/.exec(url.hash)?.[0] ?? "";
  if (url.hash.startsWith("#v")) {
    if (inside === undefined) return { source: { kind: "none", why: "src is a link to another site than the one that embed.js is from." }, settings };
    const data = url.hash.split("&", 1)[0]!;
    return { source: fragment.test(data) ? { kind: "fragment", data: data.slice(1), made } : { kind: "none", why: "The link in src was cut short or changed." }, settings };
  }
  const id = inside === undefined ? undefined : share.exec(inside)?.[1];
  if (id !== undefined) return { source: { kind: "share", id, key: new URLSearchParams(url.hash.slice(1)).get("k") ?? undefined, made }, settings };
  if (url.protocol !== "https:" && url.protocol !== "http:") return { source: { kind: "none", why: "src is neither a link nor a file that can be fetched." }, settings };
  url.hash = "";
  return { source: { kind: "file", url: url.href }, settings };
}

/** What a query says of how to show a scenario. */
export function settingsOf(query: URLSearchParams): Settable {
  const settings: Settable = {};
  const view = viewNamed(query.get("view"));
  if (view) settings.view = view;
  const request = Number(query.get("request") ?? query.get("req"));
  if (Number.isInteger(request) && request > 0) settings.request = request;
  const step = stepNamed(query.get("step"));
  if (step) settings.step = step;
  const theme = query.get("theme");
  if (theme === "light" || theme === "dark") settings.theme = theme;
  if (query.has("readonly")) settings.readonly = query.get("readonly") !== "false";
  if (query.has("hide")) settings.hide = hiddenParts(query.get("hide"));
  if (query.get("height") === "auto") settings.auto = true;
  return settings;
}

/** The address of a frame. How it shows the scenario is in the query, so that the first picture is right already. */
export function frameAddress(source: Source, settings: Settable, folder: string, page: string, meeting: Meeting): string {
  const url = new URL(source.kind === "share" ? `${page}/${source.id}` : page, folder);
  if (source.kind === "share") url.searchParams.set("live", "");
  const { view, request, step, theme, readonly, hide, auto } = settings;
  if (view && view !== "full") url.searchParams.set("view", view);
  if (request) url.searchParams.set("request", String(request));
  if (step) url.searchParams.set("step", String(step));
  if (theme && theme !== "auto") url.searchParams.set("theme", theme);
  if (readonly) url.searchParams.set("readonly", "");
  if (hide?.length) url.searchParams.set("hide", hide.join(","));
  if (auto) url.searchParams.set("height", "auto");
  const parts = [`host=${encodeURIComponent(meeting.host)}`, `channel=${meeting.channel}`];
  if (source.kind === "fragment") parts.unshift(source.data + source.made);
  if (source.kind === "share" && source.key) parts.unshift(`k=${source.key}${source.made}`);
  url.hash = parts.join("&");
  return url.href;
}

/** What a frame reads from its own address. */
export interface Arrival {
  /** "#v1.…", for link.ts. */
  link: string | undefined;
  id: string | undefined;
  key: string | undefined;
  /** What the engine of then decided. */
  made: Made | undefined;
  meeting: Meeting | undefined;
  settings: Settable;
}

/** Reads the address of a frame; path is what stands behind the folder of the playground. */
export function arrivalOf(path: string, query: string, hash: string): Arrival {
  const [first = "", ...rest] = hash.replace(/^#/, "").split("&");
  const link = /^v\d+\./.test(first) ? `#${first}` : undefined;
  const fields = new URLSearchParams((link ? rest : [first, ...rest]).join("&"));
  const [host, channel] = [fields.get("host"), fields.get("channel")];
  return {
    link,
    id: share.exec(path)?.[1],
    key: fields.get("k") ?? undefined,
    made: madeIn(hash),
    meeting: host && channel ? { host, channel } : undefined,
    settings: settingsOf(new URLSearchParams(query)),
  };
}
