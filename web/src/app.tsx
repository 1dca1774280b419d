// The frame of the page: header, three panes, status bar.

import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { signal } from "@preact/signals";
import { focusOn, goToAnswer, goToPane, openFile, take, takeFile } from "./actions.ts";
import { keysAsked } from "./context.ts";
import { Answer, VerdictBar } from "./answer.tsx";
import { Icon, Logo, lookOf, Mark } from "./marks.tsx";
import { Policies } from "./policies.tsx";
import { loadParts, parts } from "./parts.ts";
import { Menu, type MenuItem } from "./menu.tsx";
import { downloadScenario } from "./out.ts";
import { asExpected } from "./expectation.ts";
import { countsOf, problemsIn } from "./problems.ts";
import { Requests } from "./requests.tsx";
import { answer, busy, copyLink, engineStatus, findings, notice, showDialog, showPane, startNew, state, tellMissing, update } from "./session.ts";
import { changeSettings, nextTheme, settings, type Theme } from "./settings.ts";
import { arrived } from "./sharing.ts";
import { Splitter } from "./splitter.tsx";
import { catalogIndex, knownKeys, loadCatalog } from "./suggest.ts";
import { startTab, textOf, type Pane } from "./state.ts";

/** The panes, each of which comes alive by itself: see alive.ts. The one that decides comes first. */
export const panes: { name: Pane; id?: string; Content: ComponentType }[] = [
  { name: "answer", id: "answer", Content: Answer },
  { name: "requests", Content: Requests },
  { name: "policies", Content: Policies },
];

/** How the panes' content comes: with the frame, or afterwards, in the place of nothing or of the picture that stands there. */
export type Coming = "at once" | "later" | "into the picture";

export function App({ content }: { content: Coming }) {
  useEffect(() => {
    addEventListener("keydown", onKeyDown);
    addEventListener("paste", onPaste);
    addEventListener("dragover", onDragOver);
    addEventListener("drop", onDrop);
    return () => {
      removeEventListener("keydown", onKeyDown);
      removeEventListener("paste", onPaste);
      removeEventListener("dragover", onDragOver);
      removeEventListener("drop", onDrop);
    };
  }, []);
  // What decides comes first; the catalog only offers.
  const ready = engineStatus.value === "ready";
  useEffect(() => {
    if (!ready) return;
    void loadCatalog();
    // What was loaded once is there without a network, too.
    const idle = setTimeout(() => void loadParts().catch(() => undefined), partsDelay);
    return () => clearTimeout(idle);
  }, [ready]);
  const { pane, tab, dialog, problems = false } = state.value.view;
  const loaded = parts.value;
  const needed = dialog !== undefined || problems || tab === startTab || arrived.value !== undefined;
  useEffect(() => {
    if (needed && !loaded) loadParts().catch(partsMissing);
  }, [needed]);
  return (
    <div class="app" data-pane={pane}>
      <a class="skip" href="#answer" onClick={skip}>
        Skip to the answer
      </a>
      <Header />
      <VerdictBar />
      {loaded && arrived.value && <loaded.ShareBar />}
      <Panes content={content} />
      <Notices />
      <StatusBar />
      <PaneTabs />
      <Names />
      {loaded && problems && <loaded.ProblemList />}
      {loaded && dialog !== undefined && <loaded.Dialogs />}
    </div>
  );
}

/** How long after the engine what is not shown at first is loaded, in milliseconds. */
const partsDelay = 2000;

function partsMissing(): void {
  update((before) => ({ ...before, view: { ...before.view, dialog: undefined, problems: false } }));
  tellMissing();
}

function toggleProblems(): void {
  update((before) => ({ ...before, view: { ...before.view, problems: !before.view.problems } }));
}

/** The three panes with the splitters between them. */
function Panes({ content }: { content: Coming }) {
  const { sizes } = settings.value;
  const answers = 100 - sizes.policies - sizes.requests;
  const wide = inColumns.value;
  return (
    <main
      class="panes"
      style={{
        "--policies": `${sizes.policies}fr`,
        "--requests": `${sizes.requests}fr`,
        "--answer": `${answers}fr`,
        "--left": `${sizes.left}fr`,
        "--right": `${100 - sizes.left}fr`,
        "--top": `${sizes.top}fr`,
        "--bottom": `${100 - sizes.top}fr`,
      }}
    >
      {pane("policies", content)}
      <Splitter place="first" split={wide ? "policies" : "top"} label={wide ? "Width of Policies" : "Height of Policies"} />
      {pane("requests", content)}
      <Splitter place="second" split={wide ? "requests" : "left"} label={wide ? "Width of Requests" : "Width of Policies and Requests"} />
      {pane("answer", content)}
    </main>
  );
}

/** What stands in the picture is left as it is; its text is never set. */
const asItStands = { __html: "" };

function pane(name: Pane, content: Coming) {
  const { id, Content } = panes.find((one) => one.name === name)!;
  const attributes = { class: `pane ${name}`, id, "aria-labelledby": `h-${name}`, tabIndex: -1 };
  if (content === "into the picture") return <section {...attributes} dangerouslySetInnerHTML={asItStands} />;
  return <section {...attributes}>{content === "at once" && <Content />}</section>;
}

/** Whether there is room for three columns; else there are two, or one. */
const wideEnough = matchMedia("(min-width: 1200px)");
const inColumns = signal(wideEnough.matches);
wideEnough.addEventListener("change", () => (inColumns.value = wideEnough.matches));

function Header() {
  const { title } = state.value.scenario;
  return (
    <header class="top">
      <span class="brand">
        <Logo />
        <span>IAM Policy Playground</span>
      </span>
      <h1 class="vh">IAM Policy Playground</h1>
      <div class="crumb">
        <input
          class="title"
          aria-label="Title of the scenario"
          placeholder="Untitled"
          value={title}
          spellcheck={false}
          onInput={(event) => {
            const text = event.currentTarget.value;
            update((before) => ({ ...before, scenario: { ...before.scenario, title: text } }));
          }}
        />
      </div>
      <Menu label="Scenario menu" look="b ghost icon wide" items={scenarioItems()}>
        <Icon name="down" />
      </Menu>
      <span class="grow" />
      <button type="button" class="b search wide" onClick={() => showDialog("palette")}>
        <Icon name="find" />
        <span class="grow">Search or run</span>
        <kbd>{onApple ? "⌘" : "Ctrl"} K</kbd>
      </button>
      <button type="button" class="b ghost wide" onClick={() => showDialog("examples")}>
        <Icon name="book" />
        Examples
      </button>
      <ThemeButton />
      <button type="button" class="b ghost wide" onClick={copyLink}>
        <Icon name="link" />
        Copy link
      </button>
      <button type="button" class="b primary" onClick={() => showDialog("share")}>
        <Icon name="share" />
        Share
      </button>
    </header>
  );
}

function scenarioItems(): MenuItem[] {
  return [
    { word: "Examples", icon: "book", means: "A library, each decided and explained", run: () => showDialog("examples") },
    { word: "New", icon: "plus", means: "A clean slate; this one can be had back", run: startNew },
    { word: "Search or run", icon: "find", means: "Everything there is to do", run: () => showDialog("palette") },
    { word: "Drafts", icon: "back", means: "What you worked on before, in this browser", run: () => showDialog("drafts") },
    { word: "My links", icon: "link", means: "Short links that were made in this browser", run: () => showDialog("links") },
    { word: "Problems", icon: "warn", means: "In all policies and the scenario", run: toggleProblems },
    { word: "Open a file", icon: "doc", means: "A *.scenario.json, or a policy", run: openFile },
    { word: "Download", icon: "copy", means: "The scenario as a file, for tests and other pages", run: downloadScenario },
    { word: "Keys", icon: "keyboard", means: "What the keyboard does here", run: () => showDialog("keys") },
  ];
}

const themeLooks: Record<Theme, { icon: string; word: string }> = {
  auto: { icon: "theme", word: "as the system" },
  light: { icon: "sun", word: "light" },
  dark: { icon: "moon", word: "dark" },
};

function ThemeButton() {
  const { theme } = settings.value;
  const { icon, word } = themeLooks[theme];
  return (
    <button type="button" class="b ghost icon wide" aria-label={`Theme: ${word}`} title={`Theme: ${word}`} onClick={() => changeSettings({ theme: nextTheme(theme) })}>
      <Icon name={icon} />
    </button>
  );
}

/** Apple's keyboards have another command key. */
const onApple = /Mac|iP(hone|ad)/.test(navigator.platform);

/** How long a notice stays that tells of no problem, in milliseconds; longer where there is something to do. */
const noticeTime = 5000;

function Notices() {
  const said = notice.value;
  const toasts = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said?.tone !== "said") return;
    const leave = () => {
      // Whoever points at it, or is in it, is not done with it.
      if (toasts.current?.matches(":hover, :focus-within")) timer = setTimeout(leave, noticeTime);
      else if (notice.value === said) notice.value = undefined;
    };
    let timer = setTimeout(leave, said.action ? 2 * noticeTime : noticeTime);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class="toasts" role="status" ref={toasts}>
      {said && (
        <p class={`toast ${said.tone}`}>
          {said.tone === "problem" && <Icon name="warn" />}
          <span>{said.text}</span>
          {said.action && (
            <button type="button" class="b" onClick={said.action.run}>
              {said.action.word}
            </button>
          )}
          <button type="button" class="b ghost icon tiny" aria-label="Close" onClick={() => (notice.value = undefined)}>
            <Icon name="cross" />
          </button>
        </p>
      )}
    </div>
  );
}

const statusWords = { arriving: "Engine arriving", ready: "Engine", failed: "Engine missing" };

function StatusBar() {
  const known = answer.value;
  const asked = known?.scenario.requests.length ?? 0;
  const problems = problemsIn(findings.value);
  return (
    <footer class={`foot ${busy.value ? "busy" : ""}`}>
      <span>
        <Icon name="lock" />
        Nothing leaves this browser
      </span>
      <span class="opt engine">
        {statusWords[engineStatus.value]} {engineStatus.value === "ready" && known?.engine}
      </span>
      {known && (
        <span class="num opt">
          {asked} {asked === 1 ? "request" : "requests"} in {known.milliseconds.toFixed(1)} ms
        </span>
      )}
      <button type="button" aria-expanded={state.value.view.problems ?? false} onClick={toggleProblems}>
        <Icon name="warn" of={problems[0]?.severity === "error" ? "err" : ""} />
        {countsOf(problems) || "No problems"}
      </button>
      {catalogIndex.value && (
        <span class="opt" title="Names of actions, resources and keys are offered from it; it never decides">
          Catalog of {catalogIndex.value.date}
        </span>
      )}
      <span class="grow" />
      <button type="button" class="opt" onClick={() => showDialog("keys")}>
        Keys <kbd>?</kbd>
      </button>
      <span>Not affiliated with AWS</span>
    </footer>
  );
}

const paneTabs: { pane: Pane; word: string; icon: string }[] = [
  { pane: "policies", word: "Policies", icon: "doc" },
  { pane: "requests", word: "Requests", icon: "send" },
  { pane: "answer", word: "Answer", icon: "result" },
];

/** On a narrow screen one pane is shown at a time. */
function PaneTabs() {
  const { scenario, view } = state.value;
  const failing = scenario.requests.filter((request) => asExpected(answer.value?.results.get(request.id), request.fields) === false).length;
  return (
    <nav class="bt" aria-label="Panes">
      {paneTabs.map(({ pane, word, icon }) => (
        <button key={pane} type="button" aria-current={view.pane === pane ? "page" : undefined} onClick={() => showPane(pane)}>
          <Icon name={icon} />
          {word}
          {pane === "requests" && failing > 0 && (
            <span class="dot">
              <Mark of={lookOf("explicitDeny")} size="s" />
              <span class="vh">{failing} not as expected</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}

/** What the fields offer for completion: who and what the scenario speaks of already. */
function Names() {
  const { scenario } = state.value;
  const names = new Set([...scenario.requests.map((request) => textOf(request.fields["principal"])), ...scenario.policies.flatMap((policy) => policy.attachedTo ?? [])]);
  return (
    <>
      <datalist id="names">
        {[...names].filter(Boolean).map((name) => (
          <option value={name} />
        ))}
      </datalist>
      <datalist id="keys">
        {[...new Set([...keysAsked(scenario.policies.map((policy) => policy.text)), ...(knownKeys.value.length > 0 ? knownKeys.value : commonKeys)])].map((key) => (
          <option value={key} />
        ))}
      </datalist>
    </>
  );
}

/** Global condition keys that requests often carry: what is offered without the catalog. */
const commonKeys = ["aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce", "aws:CurrentTime", "aws:MultiFactorAuthPresent", "aws:RequestedRegion", "aws:SecureTransport", "aws:PrincipalOrgID", "aws:SourceArn", "aws:SourceAccount"];

function skip(event: Event): void {
  event.preventDefault(); // the fragment of the address belongs to the scenario
  showPane("answer");
  focusOn("#answer");
}

const paneOrder: Pane[] = ["policies", "requests", "answer"];

function onKeyDown(event: KeyboardEvent): void {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (command && event.key === "Enter") {
    event.preventDefault();
    goToAnswer();
  } else if ((command && !event.shiftKey && event.key.toLowerCase() === "k") || event.key === "F1") {
    event.preventDefault();
    showDialog(state.value.view.dialog === "palette" ? undefined : "palette");
  } else if (command && !event.shiftKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    void copyLink();
  } else if (event.key === "?" && !command && !isTyping(event)) {
    event.preventDefault();
    showDialog("keys");
  } else if (event.key === "F6" && state.value.view.dialog === undefined) {
    event.preventDefault();
    const within = paneOrder.findIndex((pane) => document.querySelector(`.${pane}`)?.contains(document.activeElement));
    const next = paneOrder[(within + (event.shiftKey ? 2 + Number(within < 0) : 1)) % 3]!;
    goToPane(next);
  }
}

/** The key goes into a text, not to the page. */
function isTyping(event: Event): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.closest("input:not([type=range], [type=checkbox]), textarea, select, [contenteditable=true]") !== null;
}

/** Text that is pasted beside any field is a scenario or a policy. */
function onPaste(event: ClipboardEvent): void {
  if (event.defaultPrevented || isTyping(event)) return;
  take(event.clipboardData?.getData("text/plain") ?? "");
}

function onDrop(event: DragEvent): void {
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  takeFile(file);
}

function onDragOver(event: DragEvent): void {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
}
