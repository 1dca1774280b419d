// The client of the server's shares. What goes wrong becomes a sentence for the reader, with what to do.

import { isObject } from "./state.ts";

/** How large a scenario under a short link may be, in bytes. */
export const maxShare = 64 << 10;

/** What a sealed one may have, in characters: the same and what sealing adds, as base64url. */
export const maxSealed = Math.floor(((maxShare + 28) * 8 + 5) / 6);

export type Lifetime = "1d" | "30d" | "90d" | "1y";

export const lifetimes: { value: Lifetime; word: string; days: number }[] = [
  { value: "1d", word: "1 day", days: 1 },
  { value: "30d", word: "30 days", days: 30 },
  { value: "90d", word: "90 days", days: 90 },
  { value: "1y", word: "1 year", days: 365 },
];

export type Share = { kind: "sealed"; sealed: string } | { kind: "public"; /** JSON text, as it was sent. */ scenario: string };

export interface Created {
  id: string;
  url: string;
  deleteToken: string;
  expires: string;
}

/** A share as it was fetched. */
export interface Fetched {
  kind: "sealed" | "public";
  sealed: string;
  scenario: string;
  expires: string;
  engine: string;
  verdicts: string[];
}

export type Trouble = "offline" | "noServer" | "notFound" | "gone" | "tooLarge" | "rateLimited" | "off" | "refused";

/** What became of a request that failed, with a sentence for its reader. */
export class ShareTrouble extends Error {
  constructor(
    readonly kind: Trouble,
    sentence: string,
  ) {
    super(sentence);
  }
}

export const wayOut = "The link with everything in it needs no server.";

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** The API under the page's folder. */
export class Shares {
  constructor(
    private readonly folder: string,
    private readonly fetch_: Fetch = (url, init) => fetch(url, init),
    /** How long an answer is waited for, in milliseconds. */
    private readonly patience = 15_000,
  ) {}

  /** Whether a server is there that may keep short links. Nothing of the scenario is sent. */
  async isThere(): Promise<boolean> {
    try {
      const response = await this.ask("healthz");
      const body: unknown = JSON.parse(await response.text());
      return isObject(body) && "module" in body;
    } catch {
      return false;
    }
  }

  async create(share: Share, expires: Lifetime): Promise<Created> {
    const body =
      share.kind === "sealed"
        ? JSON.stringify({ kind: share.kind, sealed: share.sealed, expires })
        : `{"kind":"public","expires":"${expires}","scenario":${share.scenario}}`;
    const size = share.kind === "sealed" ? share.sealed.length : new TextEncoder().encode(share.scenario).length;
    if (size > (share.kind === "sealed" ? maxSealed : maxShare)) throw tooLarge(size, share.kind === "sealed" ? maxSealed : maxShare);
    const response = await this.ask("api/shares", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    const created: unknown = await read(response);
    if (!isObject(created) || !["id", "url", "deleteToken", "expires"].every((name) => typeof created[name] === "string")) throw noServer();
    return created as unknown as Created;
  }

  async get(id: string): Promise<Fetched> {
    const share = await read(await this.ask(`api/shares/${encodeURIComponent(id)}`));
    if (!isObject(share) || (share["kind"] === "sealed" ? typeof share["sealed"] !== "string" : share["kind"] !== "public" || !isObject(share["scenario"]))) throw noServer();
    return {
      kind: share["kind"] as "sealed" | "public",
      sealed: String(share["sealed"] ?? ""),
      scenario: JSON.stringify(share["scenario"] ?? null),
      expires: String(share["expires"] ?? ""),
      engine: String(share["engine"] ?? ""),
      verdicts: Array.isArray(share["verdicts"]) ? share["verdicts"].map(String) : [],
    };
  }

  async remove(id: string, deleteToken: string): Promise<void> {
    const response = await this.ask(`api/shares/${encodeURIComponent(id)}`, { method: "DELETE", headers: { Authorization: `Bearer ${deleteToken}` } });
    if (!response.ok) await read(response);
  }

  private async ask(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await this.fetch_(this.folder + path, { ...init, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(this.patience) });
    } catch {
      throw new ShareTrouble("offline", `The server cannot be reached: there is no network here, or the server is down. ${wayOut}`);
    }
  }
}

/** Reads the JSON of an answer, or throws what is wrong. */
async function read(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => "");
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (response.ok && body !== undefined) return body;
  throw troubleOf(response, isObject(body) && typeof body["type"] === "string" && typeof body["title"] === "string" ? body : undefined);
}

function troubleOf({ status, headers }: Response, problem: { [name: string]: unknown } | undefined): ShareTrouble {
  const said = [problem?.["title"], problem?.["detail"]].filter((part) => typeof part === "string" && part !== "").join(". ");
  switch (status) {
    case 410:
      return new ShareTrouble("gone", "This link was deleted, or it expired.");
    case 413:
      return tooLarge(Number(problem?.["size"]) || 0, Number(problem?.["limit"]) || maxShare);
    case 429:
      return new ShareTrouble("rateLimited", `Too many short links were made from this network. In ${waiting(Number(headers.get("Retry-After") ?? problem?.["retryAfter"]) || 60)} there can be more. ${wayOut}`);
  }
  if (!problem) return noServer();
  if (status === 404) return new ShareTrouble("notFound", "There is no share under this link. It may have been cut short on its way.");
  if (status === 403) return new ShareTrouble("refused", "The server does not take this browser’s word for deleting the link.");
  if (status >= 500) {
    const type = String(problem["type"]).split("/").pop();
    if (type === "writing-off") return new ShareTrouble("off", `This server makes no short links at the moment. ${wayOut}`);
    if (type === "ceiling-reached") return new ShareTrouble("off", `This server has made as many short links today as it takes in a day. ${wayOut}`);
    return new ShareTrouble("off", `The server cannot keep or read short links at the moment; nothing was changed. ${wayOut}`);
  }
  return new ShareTrouble("refused", said);
}

function tooLarge(size: number, limit: number): ShareTrouble {
  const has = size > 0 ? `takes ${size.toLocaleString("en")} bytes` : "is too large";
  return new ShareTrouble("tooLarge", `The scenario ${has}, and a short link holds ${limit.toLocaleString("en")}. ${wayOut}`);
}

function noServer(): ShareTrouble {
  return new ShareTrouble("noServer", `There is no server of short links here. ${wayOut}`);
}

function waiting(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`;
}
