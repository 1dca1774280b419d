// Long work in parts: between two of them the browser paints and takes input.

/** Waits until the browser has done what was waiting. */
export function next(): Promise<void> {
  return new Promise((go) => setTimeout(go));
}
