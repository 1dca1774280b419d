// How the page comes alive: the frame first, then each pane in a task of its own, so that the browser is never kept long from
// painting and from what the reader does.

import { h, hydrate, render } from "preact";
import { App, panes } from "./app.tsx";
import { next } from "./next.ts";
import { answer, state } from "./session.ts";
import { settings } from "./settings.ts";

/** Shows the page in the place of whatever is there. */
export async function show(root: Element): Promise<void> {
  root.replaceChildren();
  delete document.documentElement.dataset["own"]; // there is nothing more to hide: see early.ts
  render(h(App, { content: "later" }), root);
  for (const pane of panes) {
    await next();
    render(h(pane.Content, null), placeOf(pane.name));
  }
  delete document.documentElement.dataset["waking"];
}

/** Brings the picture in root alive as it stands: it is of the very page that would be shown. */
export async function awaken(root: Element): Promise<void> {
  // Coming alive leaves attributes as they are, so what is set otherwise comes afterwards.
  const chosen = settings.value;
  settings.value = { ...chosen, theme: "auto", plain: false };
  const pictured = { state: state.value, answer: answer.value };
  hydrate(h(App, { content: "into the picture" }), root);
  for (const pane of panes) {
    await next();
    const place = placeOf(pane.name);
    if (state.value === pictured.state && answer.value === pictured.answer) hydrate(h(pane.Content, null), place);
    else {
      // The reader, or the engine, was quicker: the picture is no longer true.
      place.replaceChildren();
      render(h(pane.Content, null), place);
    }
  }
  settings.value = { ...settings.value, theme: chosen.theme, plain: chosen.plain };
  delete document.documentElement.dataset["waking"];
}

function placeOf(name: string): Element {
  return document.querySelector(`.pane.${name}`)!;
}
