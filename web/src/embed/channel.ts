// What the element in a documentation page and the page in its frame say to each other.
//
// The frame is of no origin, so neither side can be addressed by one alone. The element puts its own origin and a number that
// nobody else knows into the fragment of the frame's address. The frame says hello to that origin only, with the number; the
// element looks at window, origin and number, and answers with a port; the frame looks at the same three. From then on both
// listen to the port alone, and whatever else arrives at a window is for nobody.

/** What is shown of a scenario. */
export type Shown = "full" | "policy" | "trace" | "verdict";

export const shownViews: readonly Shown[] = ["full", "policy", "trace", "verdict"];

/** Parts that a host can leave out: the line with the buttons, the list of requests, the sentence below the verdict. */
export const hideable: readonly string[] = ["toolbar", "tests", "reason"];

/** The step to open: its number in evaluation order, or one by its part. */
export type StepName = number | "decisive" | "first" | "last";

/** How a scenario is to be shown; what is left out stays as it is. */
export interface Showing {
  view?: Shown;
  readonly?: boolean;
  /** 1-based. */
  request?: number;
  step?: StepName;
  theme?: "auto" | "light" | "dark";
  /** The frame is as high as its content. */
  auto?: boolean;
  hide?: string[];
  /** Colours and the font of the host, by the names of its custom properties. */
  tokens?: Record<string, string>;
}

/** What a host sets: how it is shown, and what. */
export interface Settable extends Showing {
  scenario?: unknown;
}

/** What a host is told when it asks. */
export interface Told {
  scenario: unknown;
  request: number;
  step: number | undefined;
  verdict: Verdict | undefined;
}

export interface Verdict {
  /** 1-based. */
  request: number;
  name: string;
  decision: string;
  reason: string;
}

export interface Hello {
  iamPlayground: "hello";
  channel: string;
}

export interface PortMessage {
  iamPlayground: "port";
  channel: string;
}

export type ToFrame = { kind: "set"; id: number; state: Settable } | { kind: "get"; id: number } | { kind: "step"; id: number; step: StepName };

export type ToHost =
  | { kind: "ready" }
  | { kind: "change"; scenario: unknown }
  | { kind: "verdict"; verdict: Verdict }
  | { kind: "resize"; height: number }
  | { kind: "reply"; id: number; told?: Told; error?: string };

/** Names of the custom properties that a host may set, and the token of the page that each stands for. */
export const hostTokens: Record<string, string> = {
  "--iamp-bg": "--surface",
  "--iamp-fg": "--text",
  "--iamp-allow": "--allowed",
  "--iamp-deny": "--explicit",
  "--iamp-unknown": "--depends",
  "--iamp-font-mono": "--mono",
};

/** Reads the number of a step, or its name; undefined for anything else. */
export function stepNamed(text: unknown): StepName | undefined {
  if (text === "decisive" || text === "first" || text === "last") return text;
  const number = Number(text);
  return text !== null && text !== "" && Number.isInteger(number) && number > 0 ? number : undefined;
}

export function viewNamed(text: unknown): Shown | undefined {
  return shownViews.find((view) => view === text);
}

export function hiddenParts(text: string | null | undefined): string[] {
  return (text ?? "").split(/[\s,]+/).filter((part) => hideable.includes(part));
}

/** Tells whether a message is one of ours, for this channel. */
export function isFor(data: unknown, kind: "hello" | "port", channel: string): boolean {
  if (typeof data !== "object" || data === null) return false;
  const message = data as Partial<Hello | PortMessage>;
  return message.iamPlayground === kind && message.channel === channel;
}
