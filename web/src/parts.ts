// What is not shown at first is loaded later, all of it together.

import { signal } from "@preact/signals";

export const parts = signal<typeof import("./later.ts") | undefined>(undefined);

export async function loadParts(): Promise<void> {
  parts.value ??= await import("./later.ts");
  parts.value.startAdvice();
}
