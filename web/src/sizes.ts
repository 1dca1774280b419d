// How the panes share the window: where the two splitters stand, in percent. Above 1200 px there are three columns, below
// two, with Policies over Requests on the left.

export interface Sizes {
  /** Width of Policies, of three columns. */
  policies: number;
  /** Width of Requests, of three columns. */
  requests: number;
  /** Width of the left one of two columns. */
  left: number;
  /** Height of Policies above Requests. */
  top: number;
}

/** A splitter moves one of them. */
export type Split = keyof Sizes;

export const usualSizes: Sizes = { policies: 34, requests: 27, left: 50, top: 55 };

/** No pane gets smaller than this. */
export const smallest = 15;

/** The range in which a splitter moves, while the others stay. */
export function range(sizes: Sizes, split: Split): { min: number; max: number } {
  if (split === "policies") return { min: smallest, max: sizes.policies + sizes.requests - smallest };
  if (split === "requests") return { min: smallest, max: 100 - sizes.policies - smallest };
  return { min: smallest, max: 100 - smallest };
}

/** The sizes after a splitter was moved: its neighbours share, the rest stays. */
export function resized(sizes: Sizes, split: Split, to: number): Sizes {
  const { min, max } = range(sizes, split);
  const next = Math.round(Math.min(Math.max(to, min), max) * 10) / 10;
  if (split === "policies") return { ...sizes, policies: next, requests: Math.round((sizes.policies + sizes.requests - next) * 10) / 10 };
  return { ...sizes, [split]: next };
}

/** Sizes that were stored; the usual ones if they make no sense. */
export function sizesOf(value: unknown): Sizes {
  const stored = { ...usualSizes, ...(typeof value === "object" ? value : {}) } as Record<Split, unknown>;
  const sound = (Object.keys(usualSizes) as Split[]).every((split) => typeof stored[split] === "number" && stored[split] >= smallest && stored[split] <= 100 - smallest);
  const sizes = stored as unknown as Sizes;
  return sound && sizes.policies + sizes.requests <= 100 - smallest ? { policies: sizes.policies, requests: sizes.requests, left: sizes.left, top: sizes.top } : usualSizes;
}
