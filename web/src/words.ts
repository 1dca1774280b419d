// Words of the engine and numbers, as the page says them.

/** The engine's messages begin small and have no full stop, so that hosts may put them into sentences. */
export function sentence(message: string): string {
  // The name of a key or an action, as aws:SourceIp, keeps its case.
  return (/^[\w-]+:\w/.test(message) ? message : message.charAt(0).toUpperCase() + message.slice(1)) + (/[.!?]$/.test(message) ? "" : ".");
}

/** A number with its noun; nothing for none. */
export function counted(n: number, noun: string): string {
  return n === 0 ? "" : `${n} ${n === 1 ? noun : noun.replace(/y$/, "ie") + "s"}`;
}
