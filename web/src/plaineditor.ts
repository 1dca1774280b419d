// The text editor as a plain field, for screen readers and phones: the same doings as the full one, without its marks.

import type { Editor, Hooks } from "./editor.ts";
import { asOne } from "./fixes.ts";

/** Puts a field into an element. */
export function createPlainEditor(host: HTMLElement, hooks: Hooks): Editor {
  const field = document.createElement("textarea");
  field.className = "plain-text";
  field.spellcheck = false;
  field.autocapitalize = "off";
  field.setAttribute("autocorrect", "off");
  host.append(field);
  let key = -1;
  const places = new Map<number, { from: number; to: number; top: number }>();

  const tellCursor = () => {
    const before = field.value.slice(0, field.selectionStart);
    hooks.cursor(before.split("\n").length, field.selectionStart - before.lastIndexOf("\n"));
  };
  field.addEventListener("input", () => {
    hooks.changed(key, field.value);
    tellCursor();
  });
  for (const event of ["keyup", "pointerup", "focus"]) field.addEventListener(event, tellCursor);
  field.addEventListener("paste", (event) => {
    if (hooks.pasted(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hooks.left();
    if (event.key === "/" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      hooks.switched(field.selectionStart);
    }
  });

  /** Scrolls so that the line of a place is in sight. */
  const reveal = (from: number) => {
    const height = parseFloat(getComputedStyle(field).lineHeight) || 20;
    const top = (field.value.slice(0, from).split("\n").length - 1) * height;
    if (top < field.scrollTop || top + 2 * height > field.scrollTop + field.clientHeight) field.scrollTop = Math.max(0, top - 2 * height);
  };
  return {
    show(next, text, label) {
      if (next !== key) {
        if (key !== -1) places.set(key, { from: field.selectionStart, to: field.selectionEnd, top: field.scrollTop });
        key = next;
        field.value = text;
        const { from, to, top } = places.get(key) ?? { from: 0, to: 0, top: 0 };
        field.setSelectionRange(from, to);
        field.scrollTop = top;
        tellCursor();
      } else if (field.value !== text) field.value = text;
      field.setAttribute("aria-label", label);
    },
    mark() {},
    report: (findings) => field.setAttribute("aria-invalid", String(findings.some(({ severity }) => severity === "error"))),
    apply(changes) {
      const { from, to, insert } = asOne(field.value, changes);
      field.focus();
      field.setSelectionRange(from, to);
      // What is typed by a command can be undone, which a change of the value cannot.
      if (!document.execCommand("insertText", false, insert)) field.setRangeText(insert);
      reveal(from);
    },
    reveal,
    goTo(from) {
      field.focus();
      field.setSelectionRange(from, from);
      reveal(from);
      tellCursor();
    },
    keep(keys) {
      for (const old of [...places.keys()]) if (!keys.includes(old)) places.delete(old);
    },
    destroy: () => field.remove(),
  };
}
