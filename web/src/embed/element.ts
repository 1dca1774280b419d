// <iam-playground>: a scenario in a documentation page. Until a reader comes near, or clicks, it is a few lines of text; then it is
// a frame without origin and without storage, which is told what to show over a port (channel.ts).

import { frameAddress, sourceOf, type Source } from "./address.ts";
import { hiddenParts, hostTokens, isFor, stepNamed, viewNamed, type Settable, type StepName, type Told, type ToFrame, type ToHost } from "./channel.ts";
import { adopt, attributes, fencesIn } from "./fences.ts";
import { themeAround, watchTheme } from "./hosttheme.ts";
import { outlineOf, wordFor } from "./outline.ts";
import { styleSheet } from "./posterstyle.ts";

/** The folder of the playground. */
const folder = new URL(".", import.meta.url).href;

/** What the page says on the script's own element, for every embed that does not say otherwise. */
const ownScript = [...document.scripts].find((script) => script.src === import.meta.url);
const defaults: DOMStringMap = ownScript?.dataset ?? {};

/** How long a frame may take to say hello, in milliseconds. */
const patience = 20_000;

/** The height of a frame that is as high as its content, at most, in pixels. */
const highest = 4000;

/** The height where the page says none, in pixels. In one column, trace below policy, it takes more. */
const [usualHeight, columnHeight, oneColumn] = [420, 560, 560];

let sheet: CSSStyleSheet | undefined;

export class IamPlayground extends HTMLElement {
  static readonly observedAttributes = ["src", ...attributes];

  #root = this.attachShadow({ mode: "open" });
  #frame: HTMLIFrameElement | undefined;
  #port: MessagePort | undefined;
  #channel = "";
  #source: Source | undefined;
  #fromSource: Settable = {};
  #text: string | undefined;
  #asked = new Map<number, { resolve(told: Told): void; reject(error: Error): void }>();
  #lastId = 0;
  #connected: { promise: Promise<void>; resolve(): void; reject(error: Error): void } | undefined;
  #endings: (() => void)[] = [];
  #late: ReturnType<typeof setTimeout> | undefined;
  #measured = 0;

  constructor() {
    super();
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(styleSheet);
    }
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback(): void {
    // While the page is on its way, what is inside the element may be, too.
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.isConnected && this.#begin(), { once: true });
    else this.#begin();
  }

  #begin(): void {
    this.#readSource();
    this.#showPoster();
    this.#setHeight();
    const changed = () => this.#themeChanged();
    this.#endings.push(watchTheme(changed));
    changed();
    if ((this.getAttribute("load") ?? defaults["load"]) === "click") return;
    const near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && !this.#isEmpty() && this.#load(), { rootMargin: "200px" });
    near.observe(this);
    this.#endings.push(() => near.disconnect());
  }

  disconnectedCallback(): void {
    for (const end of this.#endings.splice(0)) end();
    this.#unload(new Error("the element was taken out of the page"));
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.isConnected || before === after || !this.#source) return;
    if (name === "src") {
      this.#unload(new Error("src was changed"));
      this.#readSource();
      this.#showPoster();
      this.#load();
    } else if (name === "theme") this.#themeChanged();
    else if (name !== "load") {
      this.#setHeight();
      this.#tell(this.#settings());
    }
  }

  /** Shows another scenario, or this one in another way. */
  async setState(state: Settable): Promise<void> {
    const { scenario, ...showing } = state;
    if (scenario !== undefined && !this.#connected) {
      this.#source = { kind: "inline" };
      this.#text = typeof scenario === "string" ? scenario : JSON.stringify(scenario);
    }
    await this.#ask({ kind: "set", id: 0, state: scenario === undefined ? showing : { ...showing, scenario } });
  }

  /** The scenario as it is now, with edits, and what is shown of it. */
  getState(): Promise<Told> {
    return this.#ask({ kind: "get", id: 0 });
  }

  /** Goes to a step of the trace, by its number or as "decisive", "first" or "last". */
  async goToStep(step: StepName): Promise<void> {
    await this.#ask({ kind: "step", id: 0, step });
  }

  #readSource(): void {
    this.#fromSource = {};
    this.#text = undefined;
    const src = this.getAttribute("src");
    const script = this.querySelector(':scope > script[type="application/json"]');
    if (src !== null) {
      const { source, settings } = sourceOf(src, document.baseURI, folder);
      [this.#source, this.#fromSource] = [source, settings];
    } else if (script) {
      this.#source = { kind: "inline" };
      this.#text = script.textContent ?? "";
    } else this.#source = { kind: "inline" }; // setState may bring one
  }

  /** There is no scenario yet; a script, or setState, may bring one. */
  #isEmpty(): boolean {
    if (this.#source?.kind === "inline" && this.#text === undefined) this.#readSource();
    return this.#source?.kind === "inline" && this.#text === undefined;
  }

  /** What the attributes say, and the link where they say nothing. */
  #settings(): Settable {
    const of = (name: string) => this.getAttribute(name) ?? defaults[name] ?? null;
    const settings: Settable = { view: "full", readonly: false, auto: this.#auto(), hide: hiddenParts(of("hide")), theme: this.#theme(), tokens: this.#tokens(), ...this.#fromSource };
    const view = viewNamed(of("view"));
    if (view) settings.view = view;
    const request = Number(of("request"));
    if (Number.isInteger(request) && request > 0) settings.request = request;
    const step = stepNamed(of("step"));
    if (step) settings.step = step;
    if (of("readonly") !== null) settings.readonly = of("readonly") !== "false";
    return settings;
  }

  #auto(): boolean {
    const height = this.getAttribute("height") ?? defaults["height"];
    return height === "auto" || (height === undefined && (this.getAttribute("view") ?? defaults["view"] ?? this.#fromSource.view) === "verdict");
  }

  #theme(): "light" | "dark" {
    const theme = this.getAttribute("theme") ?? defaults["theme"];
    return theme === "light" || theme === "dark" ? theme : themeAround(this);
  }

  #tokens(): Record<string, string> {
    const style = getComputedStyle(this);
    return Object.fromEntries(Object.keys(hostTokens).map((name) => [name, style.getPropertyValue(name).trim()] as const));
  }

  #themeChanged(): void {
    const theme = this.#theme();
    this.style.colorScheme = theme;
    this.#tell({ theme, tokens: this.#tokens() });
  }

  #setHeight(): void {
    const usual = this.clientWidth > oneColumn || this.#settings().view !== "full" ? usualHeight : columnHeight;
    const own = Number(this.getAttribute("height") ?? defaults["height"] ?? usual);
    const height = this.#auto() ? this.#measured : Number.isFinite(own) && own > 0 ? Math.min(Math.max(own, 40), highest) : usual;
    this.style.setProperty("--iamp-height", this.#auto() && !height ? "auto" : `${height}px`);
  }

  /** What stands there until the frame does: what the page put into the element, or a few lines of the scenario. */
  #showPoster(trouble = ""): void {
    const poster = make("div", "poster");
    poster.part.add("poster");
    const own = [...this.children].some((child) => child.localName !== "script" && child.localName !== "template");
    const source = this.#source!;
    const told = trouble || (source.kind === "none" ? source.why : "");
    if (own) poster.append(make("slot"));
    else {
      const outline = this.#text === undefined ? undefined : outlineOf(this.#text, this.#settings().request);
      const { word, tone } = wordFor(outline?.expect ?? "");
      const head = make("div", `head ${tone}`);
      head.append(make("b", "", outline?.expect ? word : "IAM policy"), make("span", "", [outline?.title, outline?.request].filter(Boolean).join(": ")));
      poster.append(head);
      if (outline && this.#settings().view !== "verdict") {
        const code = make("pre", "", outline.policy.split("\n").slice(0, 60).join("\n"));
        code.tabIndex = 0;
        code.setAttribute("role", "region");
        code.setAttribute("aria-label", outline.policyName ? `${outline.policyName}, policy text` : "Policy text");
        poster.append(code);
      }
    }
    const foot = make("div", "foot");
    if (told) foot.append(make("p", "trouble", told));
    if (source.kind !== "none") {
      const run = make("button", "run", "Step through it");
      run.type = "button";
      run.addEventListener("click", () => this.#load(true));
      foot.append(run);
    }
    poster.append(foot);
    this.#root.replaceChildren(poster);
  }

  /** Puts the frame in place of the poster, once it has something to show. */
  #load(focus = false): Promise<void> {
    if (this.#connected) return this.#connected.promise;
    const { promise, resolve, reject } = waiting();
    this.#connected = { promise, resolve, reject };
    promise.catch(() => undefined);
    const empty = this.#isEmpty();
    const source = this.#source ?? { kind: "inline" };
    if (empty) this.#fail("There is no scenario in this element.");
    else if (source.kind === "none") reject(new Error(source.why));
    else void this.#start(source, focus).catch((error: unknown) => this.#fail(error instanceof Error ? error.message : String(error)));
    return promise;
  }

  async #start(source: Source, focus: boolean): Promise<void> {
    if (source.kind === "file") {
      const response = await fetch(source.url, { credentials: "omit" });
      if (!response.ok) throw new Error(`The scenario cannot be fetched: the server answered ${response.status}.`);
      this.#text = await response.text();
    }
    if (!this.isConnected) return;
    this.#channel = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].join("-");
    const frame = make("iframe");
    // No origin: nothing of this page, of the playground's site or of its storage is within the frame's reach.
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
    frame.setAttribute("referrerpolicy", "no-referrer");
    frame.setAttribute("allow", "clipboard-write");
    frame.title = this.getAttribute("title") ?? "IAM policy, decided step by step";
    frame.part.add("frame");
    const onMessage = (event: MessageEvent) => this.#receive(event);
    window.addEventListener("message", onMessage);
    this.#endings.push(() => window.removeEventListener("message", onMessage));
    // Not hidden: a browser lays out what is hidden late, or never.
    frame.className = "arriving";
    frame.inert = true;
    frame.src = frameAddress(source, this.#settings(), folder, defaults["frame"] ?? "e", { host: window.origin, channel: this.#channel });
    this.#frame = frame;
    this.#root.append(frame);
    this.#late = setTimeout(() => this.#fail("The playground did not load here."), patience);
    if (focus) void this.#connected?.promise.then(() => frame.focus()).catch(() => undefined);
  }

  /** Only the frame's own window, of no origin, with the number that is in its address, gets a port. */
  #receive(event: MessageEvent): void {
    const frame = this.#frame;
    if (!frame || event.source === null || event.source !== frame.contentWindow || event.origin !== "null" || !isFor(event.data, "hello", this.#channel)) return;
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<ToHost>) => this.#hear(data);
    // A window without origin can only be addressed by *: who listens there was seen to by the lines above.
    frame.contentWindow!.postMessage({ iamPlayground: "port", channel: this.#channel }, "*", [port2]);
    this.#tell({ ...this.#settings(), ...(this.#text === undefined ? {} : { scenario: this.#text }) });
  }

  #hear(message: ToHost): void {
    switch (message.kind) {
      case "ready":
        clearTimeout(this.#late);
        if (this.#frame) {
          this.#frame.className = "";
          this.#frame.inert = false;
        }
        this.#root.querySelector(".poster")?.remove();
        this.#connected?.resolve();
        this.#say("ready", {});
        return;
      case "change":
      case "verdict": {
        const { kind, ...detail } = message;
        this.#say(kind, "verdict" in detail ? detail.verdict : detail);
        return;
      }
      case "resize":
        this.#measured = Math.min(Math.max(Math.ceil(Number(message.height) || 0), 40), highest);
        this.#setHeight();
        this.#say("resize", { height: this.#measured });
        return;
      case "reply": {
        const asked = this.#asked.get(message.id);
        this.#asked.delete(message.id);
        if (message.error !== undefined) asked?.reject(new Error(message.error));
        else asked?.resolve(message.told!);
      }
    }
  }

  #say(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #tell(state: Settable): void {
    this.#port?.postMessage({ kind: "set", id: 0, state } satisfies ToFrame);
  }

  async #ask(message: ToFrame): Promise<Told> {
    if (!this.isConnected) throw new Error("the element is not in a page");
    await this.#load();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#port!.postMessage({ ...message, id });
    });
  }

  #fail(why: string): void {
    this.#unload(new Error(why));
    if (this.isConnected) this.#showPoster(why);
  }

  #unload(error: Error): void {
    clearTimeout(this.#late);
    this.#port?.close();
    this.#port = undefined;
    this.#frame?.remove();
    this.#frame = undefined;
    this.#connected?.reject(error);
    this.#connected = undefined;
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
  }
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, className = "", text = ""): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.append(text);
  return element;
}

function waiting(): { promise: Promise<void>; resolve(): void; reject(error: Error): void } {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<void>((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}

if (!customElements.get("iam-playground")) {
  customElements.define("iam-playground", IamPlayground);
  if (defaults["fences"] !== "off") {
    const look = () => fencesIn(document).forEach((fence) => adopt(fence, defaults));
    // Sites that change pages by script bring their blocks later.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, 50);
    };
    look();
    new MutationObserver(later).observe(document.documentElement, { childList: true, subtree: true });
  }
}
