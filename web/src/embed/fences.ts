// Fenced code blocks with the language iam-scenario, in the forms that generators of documentation give them.

/** The attributes of the element, which a block takes from data- attributes of its own. */
export const attributes = ["view", "readonly", "request", "step", "theme", "height", "load", "hide", "lang"] as const;

const language = "language-iam-scenario";

/** The code of a block, and the outermost element that is the block. */
export interface Fence {
  block: Element;
  code: Element;
}

/**
 * Finds the blocks below a root that were not found before: pre > code.language-… of most generators (plain HTML, Hugo, MkDocs),
 * pre.language-… of Prism, and div.language-… with a pre inside of Material for MkDocs, Docusaurus and VitePress.
 */
export function fencesIn(root: ParentNode): Fence[] {
  const found = new Map<Element, Fence>();
  for (const marked of root.querySelectorAll(`.${language}`)) {
    const pre = marked.closest("pre") ?? marked.querySelector("pre");
    if (!pre) continue;
    const around = pre.closest(`div.${language}`) ?? (pre.parentElement?.classList.contains("highlight") ? pre.parentElement : pre);
    if (around.hasAttribute("data-iam-playground")) continue;
    found.set(around, { block: around, code: pre.querySelector("code") ?? pre });
  }
  return [...found.values()];
}

/** Puts an element behind each block, which stays in the page: it belongs to whoever made the page. */
export function adopt(fence: Fence, defaults: DOMStringMap): HTMLElement {
  const { block, code } = fence;
  const element = document.createElement("iam-playground");
  const own = [code, code.closest("pre"), block].filter((one): one is HTMLElement => one instanceof HTMLElement);
  for (const name of attributes) {
    const value = own.map(({ dataset }) => dataset[name]).find((one) => one !== undefined) ?? defaults[name];
    if (value !== undefined) element.setAttribute(name, value);
  }
  const script = document.createElement("script");
  script.type = "application/json";
  script.append(code.textContent ?? "");
  element.append(script);
  block.setAttribute("data-iam-playground", "");
  block.setAttribute("hidden", "");
  // Themes give code blocks a display of their own, which would win over hidden.
  if (block instanceof HTMLElement) block.style.setProperty("display", "none", "important");
  block.after(element);
  return element;
}
