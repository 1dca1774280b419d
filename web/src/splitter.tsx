// A splitter between two panes: dragged, or moved by arrows, Home and End; a double click or Enter brings the usual size back.

import { changeSettings, settings } from "./settings.ts";
import { range, resized, usualSizes, type Split } from "./sizes.ts";

/** How far an arrow moves a splitter, in percent; with Shift it moves further. */
const stride = 2;
const longStride = 10;

export function Splitter({ split, place, label }: { split: Split; place: "first" | "second"; label: string }) {
  const { sizes } = settings.value;
  const { min, max } = range(sizes, split);
  const upright = split !== "top";
  const moveTo = (to: number) => changeSettings({ sizes: resized(settings.value.sizes, split, to) });
  const reset = () => moveTo(usualSizes[split]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? longStride : stride;
    const now = sizes[split];
    const to = { ArrowLeft: now - by, ArrowUp: now - by, ArrowRight: now + by, ArrowDown: now + by, Home: min, End: max, Enter: usualSizes[split] }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(to);
  };
  const onPointerMove = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement!.getBoundingClientRect();
    const at = upright ? ((event.clientX - box.left) / box.width) * 100 : ((event.clientY - box.top) / box.height) * 100;
    moveTo(split === "requests" ? at - settings.value.sizes.policies : at);
  };
  return (
    <div
      class={`split ${place} ${upright ? "upright" : "lying"}`}
      role="separator"
      aria-orientation={upright ? "vertical" : "horizontal"}
      aria-label={label}
      aria-valuemin={Math.round(min)}
      aria-valuemax={Math.round(max)}
      aria-valuenow={Math.round(sizes[split])}
      aria-valuetext={`${Math.round(sizes[split])} percent`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDblClick={reset}
      onPointerDown={(event) => {
        event.preventDefault(); // no text is selected meanwhile
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
    />
  );
}
