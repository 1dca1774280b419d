// What a reader has set once for all scenarios, kept in the browser's own storage: the theme, the panes' sizes, and how texts are edited.

import { signal } from "@preact/signals";
import type { Storage } from "./draft.ts";
import { sizesOf, usualSizes, type Sizes } from "./sizes.ts";

/** "auto" follows the system. */
export type Theme = "auto" | "light" | "dark";

export interface Settings {
  theme: Theme;
  sizes: Sizes;
  /** Texts stand in a plain field instead of the full editor. */
  plain: boolean;
  /** What policies say in words is unfolded. */
  words: boolean;
}

const settingsKey = "iam-policy-playground.settings";

export const settings = signal<Settings>({ theme: "auto", sizes: usualSizes, plain: false, words: false });

let storage: Storage | undefined;

/** Reads the settings, and keeps them in that storage from now on. */
export function loadSettings(from: Storage | undefined): void {
  storage = from;
  try {
    const stored = JSON.parse(storage?.getItem(settingsKey) ?? "{}") as { theme?: unknown; sizes?: unknown; plain?: unknown; words?: unknown } | null;
    const theme = stored?.theme === "light" || stored?.theme === "dark" ? stored.theme : "auto";
    settings.value = { theme, sizes: sizesOf(stored?.sizes), plain: stored?.plain === true, words: stored?.words === true };
  } catch {
    // what cannot be read counts as not there
  }
}

export function changeSettings(change: Partial<Settings>): void {
  settings.value = { ...settings.value, ...change };
  try {
    storage?.setItem(settingsKey, JSON.stringify(settings.value));
  } catch {
    // full, or denied: they hold until the page is closed
  }
}

const themes: Theme[] = ["auto", "light", "dark"];

/** The theme that the button chooses next. */
export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length]!;
}
