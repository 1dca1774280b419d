// What the page knows of the link that it opened, before any part of sharing is loaded.

import { signal } from "@preact/signals";
import { madeIn, type Made } from "./made.ts";

/** What is known of the link that the present scenario came with. */
export interface Arrived {
  made: Made | undefined;
  /** Undefined for a link with everything in it. */
  share?: { id: string; kind: "sealed" | "public"; expires: string };
}

export const arrived = signal<Arrived | undefined>(undefined);

/** Notes what a link records of its making. */
export function noteLink(hash: string): void {
  const made = madeIn(hash);
  arrived.value = made && { made };
}
