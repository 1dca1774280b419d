// What the page knows of shares before any of their parts is loaded: what was opened, and which dialog is asked for.

import { signal } from "@preact/signals";
import { madeIn, type Made } from "./made.ts";

/** What is known of the link that the present scenario came with. */
export interface Arrived {
  made: Made | undefined;
  /** Undefined for a link with everything in it. */
  share?: { id: string; kind: "sealed" | "public"; expires: string };
}

export const arrived = signal<Arrived | undefined>(undefined);
export const shareDialog = signal<"share" | "links" | undefined>(undefined);

/** The parts, once they are loaded. */
export const sharing = signal<typeof import("./share.tsx") | undefined>(undefined);

export async function loadSharing(): Promise<void> {
  sharing.value ??= await import("./share.tsx");
}

/** Notes what a link records of its making. */
export function noteLink(hash: string): void {
  const made = madeIn(hash);
  arrived.value = made && { made };
}
