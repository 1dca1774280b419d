// What a link records of its making: the engine and what it decided, behind the data: "&made=0.3.0.aei". It tells a later reader
// where an engine of today decides otherwise, and nothing of the scenario.

/** What was decided when the link was made. */
export interface Made {
  engine: string;
  /** A decision for each request; "" where there was none. */
  decisions: string[];
}

const lettersOf: Record<string, string> = { allowed: "a", explicitDeny: "e", implicitDeny: "i", depends: "d", unauthenticated: "u", refused: "r", error: "x", "": "o" };

/** The part of a fragment that records it; nothing where nothing was decided. */
export function madePart({ engine, decisions }: Made): string {
  if (decisions.length === 0) return "";
  return `&made=${encodeURIComponent(engine)}.${decisions.map((decision) => lettersOf[decision] ?? "o").join("")}`;
}

/** What a fragment records; undefined if nothing, or nothing that can be read. */
export function madeIn(hash: string): Made | undefined {
  const [, engine = "", letters = ""] = /&made=([\w.%+~-]{1,120})\.([a-z]*)(?:&|$)/.exec(hash) ?? [];
  if (engine === "") return undefined;
  try {
    return { engine: decodeURIComponent(engine), decisions: [...letters].map((letter) => Object.keys(lettersOf).find((decision) => lettersOf[decision] === letter) ?? "") };
  } catch {
    return undefined;
  }
}

/** What was decided when a share was made: a sealed one says so in its link, of a public one the server knows. */
export function madeBefore(share: { kind: string; engine: string; verdicts: string[] }, inLink: Made | undefined): Made | undefined {
  if (share.kind === "sealed") return inLink;
  return share.engine ? { engine: share.engine, decisions: share.verdicts } : undefined;
}

/** A request that is decided otherwise than it was. */
export interface Moved {
  /** Its place in the list. */
  request: number;
  then: string;
  now: string;
}

/** What is decided otherwise now; nothing for requests of which one side is not known. */
export function movedSince(made: Made, now: readonly (string | undefined)[]): Moved[] {
  return now.flatMap((decision, request) => {
    const then = made.decisions[request];
    return then && decision && then !== decision ? [{ request, then, now: decision }] : [];
  });
}
