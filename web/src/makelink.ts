// Makes a link of a scenario that was checked: evaluated as it is and as the link will hold it.

import { decide, type Engine } from "./engine.ts";
import { linkOf } from "./link.ts";
import { madePart, type Made } from "./made.ts";
import { addLink } from "./mylinks.ts";
import { readAnswers } from "./results.ts";
import { seal } from "./seal.ts";
import { addressOf, helper, ownStorage } from "./session.ts";
import { Shares, type Lifetime } from "./shares.ts";
import { NotAScenario, readScenario, textOf, writeScenario, type Scenario } from "./state.ts";

export type Kind = "whole" | "sealed" | "public";

export interface Link {
  kind: Kind;
  url: string;
  copied: boolean;
  expires?: string;
  /** Whether the browser took what deletes it; undefined where nothing is to be deleted. */
  kept?: boolean;
}

/** What is known of a scenario before it is shared. */
export interface Check {
  /** The scenario as the link holds it. */
  text: string;
  title: string;
  made: Made | undefined;
  decisions: string[];
  /** Requests that would be decided otherwise than here. */
  moved: { name: string; then: string; now: string }[];
  /** The fragment with everything in it; undefined if there can be none. */
  whole: string | undefined;
  /** Why it could not be checked, or made. */
  trouble?: string;
}

/** An engine of its own: the page's answers the page. */
let judge: Engine | undefined;

/** Evaluates a scenario as it is here and as the link will hold it. */
export async function checked(here: Scenario, inLink: Scenario): Promise<Check> {
  const { text } = writeScenario(inLink);
  const none: Check = { text, title: inLink.title || textOf(inLink.requests[0]?.fields["name"]) || "Untitled", made: undefined, decisions: [], moved: [], whole: undefined };
  try {
    readScenario(text);
  } catch (error) {
    return { ...none, trouble: `There is no link yet: ${error instanceof NotAScenario ? "the accounts and resources are not JSON." : "the scenario cannot be read."}` };
  }
  const whole = await linkOf(text);
  judge ??= helper();
  const reply = await judge.ask([
    { operation: decide, input: writeScenario(here).text },
    { operation: decide, input: text },
  ]);
  if (reply.kind !== "answer") return { ...none, whole, trouble: "The engine gave no answer, so nobody has checked that the verdicts stay the same." };
  try {
    const [before, after] = reply.answers.map((one) => readAnswers(one)) as [ReturnType<typeof readAnswers>, ReturnType<typeof readAnswers>];
    const decisions = after.results.map(({ decision }) => decision);
    const made = { engine: after.engine, decisions };
    const moved = before.results.flatMap(({ decision }, i) => {
      const now = decisions[i] ?? "none";
      return now === decision ? [] : [{ name: textOf(here.requests[i]?.fields["name"]) || `request ${i + 1}`, then: decision as string, now: now as string }];
    });
    return { ...none, made, decisions, moved, whole: whole + madePart(made) };
  } catch {
    return { ...none, whole, trouble: "The engine’s answer is not readable, so nobody has checked that the verdicts stay the same." };
  }
}

/** Makes the link and copies it. Throws a ShareTrouble. */
export async function makeLink(kind: Kind, life: Lifetime, query: string, { text, title, made, whole }: Check): Promise<Link> {
  if (kind === "whole") return copied({ kind, url: addressOf(query + whole!) });
  const shares = new Shares(addressOf(""));
  const sealed = kind === "sealed" ? await seal(text) : undefined;
  const share = await shares.create(sealed ? { kind: "sealed", sealed: sealed.sealed } : { kind: "public", scenario: text }, life);
  const url = sealed ? `${share.url}${query}#k=${sealed.key}${made ? madePart(made) : ""}` : share.url + anchorOf(query);
  const kept = addLink(ownStorage(), { id: share.id, kind, url, title, deleteToken: share.deleteToken, expires: share.expires, engine: made?.engine ?? "unknown" }, new Date());
  return copied({ kind, url, expires: share.expires, kept });
}

/** A public share is a page without JavaScript, where each request is an anchor. */
function anchorOf(query: string): string {
  const request = new URLSearchParams(query).get("request");
  return request ? `${query}#r${request}` : query;
}

async function copied(link: Omit<Link, "copied">): Promise<Link> {
  return navigator.clipboard.writeText(link.url).then(
    () => ({ ...link, copied: true }),
    () => ({ ...link, copied: false }),
  );
}
