// How an outcome is shown: the class that gives its colours, its outline, its word.

import type { Outcome } from "./results.ts";

export interface VerdictLook {
  tone: "allowed" | "explicit" | "implicit" | "depends" | "plain" | "none";
  mark: string;
  word: string;
}

const looks: Record<Outcome, VerdictLook> = {
  allowed: { tone: "allowed", mark: "v-allowed", word: "Allowed" },
  explicitDeny: { tone: "explicit", mark: "v-explicit", word: "Explicit deny" },
  implicitDeny: { tone: "implicit", mark: "v-implicit", word: "Implicit deny" },
  depends: { tone: "depends", mark: "v-depends", word: "Depends" },
  unauthenticated: { tone: "plain", mark: "v-lock", word: "Unauthenticated" },
  refused: { tone: "plain", mark: "v-lock", word: "Refused" },
  error: { tone: "plain", mark: "v-error", word: "Cannot be decided" },
  none: { tone: "none", mark: "v-none", word: "No part in it" },
};

/** The look of an outcome; a newer engine may know more of them. */
export function lookOf(outcome: string): VerdictLook {
  return looks[outcome as Outcome] ?? { ...looks.none, word: outcome };
}

/** The word of an outcome inside a sentence. */
export function wordOf(outcome: string): string {
  return lookOf(outcome).word.toLowerCase();
}
