// A button that opens a short list of things to do. Arrows walk it, Escape closes it, and the focus goes back to the button.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Icon } from "./marks.tsx";

export interface MenuItem {
  word: string;
  icon?: string;
  /** A line that explains it. */
  means?: string;
  off?: boolean;
  run(): void;
}

/** The gap between the button and its menu, and around the menu, in pixels. */
const gap = 4;

export function Menu({ label, items, children, look = "b ghost" }: { label?: string; items: MenuItem[]; children: ComponentChildren; look?: string }) {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = (focus: boolean) => {
    open.value = false;
    if (focus) button.current?.focus();
  };

  useLayoutEffect(() => {
    if (!open.value || !list.current || !button.current) return;
    const { style, offsetWidth, offsetHeight } = list.current;
    const box = button.current.getBoundingClientRect();
    const left = Math.max(gap, Math.min(box.left, innerWidth - offsetWidth - gap));
    const below = box.bottom + gap + offsetHeight <= innerHeight;
    style.left = `${left}px`;
    style.top = `${below ? box.bottom + gap : Math.max(gap, box.top - gap - offsetHeight)}px`;
    list.current.querySelector<HTMLElement>("[role=menuitem]:not([aria-disabled=true])")?.focus();
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!list.current?.contains(target) && !button.current?.contains(target)) close(false);
    };
    addEventListener("pointerdown", outside);
    return () => removeEventListener("pointerdown", outside);
  }, [open.value]);

  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]:not([aria-disabled=true])")];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") close(event.key === "Escape");
    else if (next === undefined) return;
    else all[next]?.focus();
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span class="menu-of">
      <button type="button" class={look} ref={button} aria-label={label} title={label} aria-haspopup="menu" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        {children}
      </button>
      {open.value && (
        <div class="menu" role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown}>
          {items.map((item) => (
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-disabled={item.off}
              onClick={() => {
                if (item.off) return;
                close(true);
                item.run();
              }}
            >
              {item.icon && <Icon name={item.icon} />}
              <span>
                {item.word}
                {item.means && <small>{item.means}</small>}
              </span>
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
