// The framed page's end of the channel. Who embeds it is known from its own address, and nobody else is heard.

import { effect } from "@preact/signals";
import { isFor, type Settable, type ToFrame, type ToHost } from "./channel.ts";
import type { Meeting } from "./address.ts";
import { answer, edited, engineStatus, goTo, playground, scenarioOf, set, stepId, told, trouble, verdict } from "./scene.ts";

/** How long edits must pause before the host hears of them, in milliseconds. */
const pause = 200;

/** Says hello to the host, and takes the one port that it answers with. Calls back with what it sets first. */
export function meetHost({ host, channel }: Meeting, figure: () => Element | null): void {
  let port: MessagePort | undefined;
  addEventListener("message", (event) => {
    if (port || event.source !== parent || event.origin !== host || !isFor(event.data, "port", channel)) return;
    port = event.ports[0];
    if (port) serve(port, figure);
  });
  // A page of no origin cannot be named; any other hears this only if it is the one that made the address.
  parent.postMessage({ iamPlayground: "hello", channel }, host === "null" ? "*" : host);
}

function serve(port: MessagePort, figure: () => Element | null): void {
  const say = (message: ToHost) => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    try {
      receive(data);
      if (data.id !== 0) reply(data.id);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (data.id !== 0) say({ kind: "reply", id: data.id, error: message });
      else trouble.value = message;
    }
  };

  /** Answers when what is shown is decided. */
  function reply(id: number): void {
    let ended = false;
    let end: (() => void) | undefined;
    end = effect(() => {
      const waits = playground.value !== undefined && trouble.value === undefined && engineStatus.value !== "failed" && (answer.value?.scenario !== playground.value.scenario || answer.value.request !== playground.value.view.request);
      if (waits || ended) return;
      ended = true;
      say({ kind: "reply", id, told: told() });
      queueMicrotask(() => end?.());
    });
  }

  let ready = false;
  effect(() => {
    const shown = (playground.value !== undefined && answer.value !== undefined) || trouble.value !== undefined || engineStatus.value === "failed";
    if (!shown || ready) return;
    ready = true;
    // The picture first: the host takes its own away when it hears this. A frame out of sight gets no animation frames.
    setTimeout(() => {
      tellHeight();
      say({ kind: "ready" });
    });
  });

  let said = "";
  effect(() => {
    const now = verdict();
    const text = JSON.stringify(now);
    if (!now || text === said) return;
    said = text;
    say({ kind: "verdict", verdict: now });
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    if (edited.value === 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => playground.value && say({ kind: "change", scenario: scenarioOf(playground.value.scenario) }), pause);
  });

  let height = 0;
  function tellHeight(): void {
    const own = Math.ceil(figure()?.getBoundingClientRect().height ?? 0);
    if (own === height || own === 0) return;
    height = own;
    say({ kind: "resize", height });
  }
  const observer = new ResizeObserver(tellHeight);
  effect(() => {
    // The figure is another one when the view changes.
    void [playground.value === undefined, trouble.value, stepId.value];
    queueMicrotask(() => {
      const shown = figure();
      if (shown) observer.observe(shown);
    });
  });
}

function receive(message: ToFrame): void {
  switch (message.kind) {
    case "set":
      set(settable(message.state));
      return;
    case "get":
      return;
    case "step":
      if (!goTo(message.step)) throw new Error("there is no such step");
  }
}

/** A host may be of another version, or wrong: what is no setting is left out. */
function settable(state: Settable): Settable {
  if (typeof state !== "object" || state === null) throw new Error("a state is an object");
  const known = { ...state };
  if (known.hide !== undefined && !Array.isArray(known.hide)) delete known.hide;
  if (typeof known.tokens !== "object" || known.tokens === null) delete known.tokens;
  return known;
}
