// Whether a documentation page is light or dark. Every generator says it in a way of its own; what they have in common is that the
// ground behind the text is.

/** The brightness of a colour as a browser computes it, from 0 to 1; undefined for one that can be seen through. */
export function brightness(colour: string): number | undefined {
  const parts = /^rgba?\(([^)]*)\)$/.exec(colour)?.[1]?.split(/[\s,/]+/).filter(Boolean).map(Number);
  if (!parts || parts.length < 3 || parts.some(Number.isNaN)) return undefined;
  const [r, g, b, a = 1] = parts as [number, number, number, number?];
  return a < 0.5 ? undefined : (0.299 * r + 0.587 * g + 0.114 * b) / 255;
}

/** The theme of the ground that an element stands on. */
export function themeAround(element: Element): "light" | "dark" {
  for (let at: Element | null = element.parentElement; at; at = at.parentElement ?? ((at.getRootNode() as ShadowRoot).host as Element | undefined) ?? null) {
    const bright = brightness(getComputedStyle(at).backgroundColor);
    if (bright !== undefined) return bright < 0.5 ? "dark" : "light";
  }
  // Nothing is painted: what shows is the browser's own ground.
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  const dark = scheme.includes("dark") && (!scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches);
  return dark ? "dark" : "light";
}

/** Calls back when the theme of the page may have changed; returns what ends it. */
export function watchTheme(changed: () => void): () => void {
  // Where colours move slowly, the last of them counts.
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    changed();
    clearTimeout(timer);
    timer = setTimeout(changed, 400);
  };
  const observer = new MutationObserver(soon);
  for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", soon);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    scheme.removeEventListener("change", soon);
  };
}
