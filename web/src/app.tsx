// The frame of the page: header, three panes, status bar.

import { useEffect } from "preact/hooks";
import { keysAsked } from "./context.ts";
import { Answer, VerdictBar } from "./answer.tsx";
import { Icon, Logo, lookOf, Mark, Symbols } from "./marks.tsx";
import { Policies } from "./policies.tsx";
import { asExpected, Requests } from "./requests.tsx";
import { answer, ask, busy, copyLink, engineStatus, hasEarlierDraft, notice, openEarlierDraft, openPasted, startOver, state, update } from "./session.ts";
import { addPolicy, isObject, openPolicy, textOf, type Pane } from "./state.ts";

export function App() {
  useEffect(() => {
    addEventListener("keydown", onKeyDown);
    addEventListener("paste", onPaste);
    return () => {
      removeEventListener("keydown", onKeyDown);
      removeEventListener("paste", onPaste);
    };
  }, []);
  return (
    <div class="app" data-pane={state.value.view.pane}>
      <Symbols />
      <a class="skip" href="#answer" onClick={skip}>
        Skip to the answer
      </a>
      <Header />
      <VerdictBar />
      <main class="panes">
        <Policies />
        <Requests />
        <Answer />
      </main>
      <Notices />
      <StatusBar />
      <PaneTabs />
      <Names />
    </div>
  );
}

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
      {hasEarlierDraft.value && (
        <button type="button" class="b ghost wide" onClick={openEarlierDraft}>
          <Icon name="back" />
          Earlier draft
        </button>
      )}
      <button type="button" class="b ghost wide" onClick={startOver}>
        <Icon name="book" />
        Example
      </button>
      <button type="button" class="b primary" onClick={copyLink}>
        <Icon name="link" />
        Copy link
      </button>
    </header>
  );
}

function Notices() {
  const said = notice.value;
  return (
    <div class="toasts" role="status">
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
  return (
    <footer class={`foot ${busy.value ? "busy" : ""}`}>
      <span>
        <Icon name="lock" />
        Nothing leaves this browser
      </span>
      <span class="opt">
        {statusWords[engineStatus.value]} {engineStatus.value === "ready" && known?.engine}
      </span>
      {known && (
        <span class="num opt">
          {asked} {asked === 1 ? "request" : "requests"} in {known.milliseconds.toFixed(1)} ms
        </span>
      )}
      <span class="grow" />
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
        {[...new Set([...keysAsked(scenario.policies.map((policy) => policy.text)), ...commonKeys])].map((key) => (
          <option value={key} />
        ))}
      </datalist>
    </>
  );
}

/** Global condition keys that requests often carry. */
const commonKeys = ["aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce", "aws:CurrentTime", "aws:MultiFactorAuthPresent", "aws:RequestedRegion", "aws:SecureTransport", "aws:PrincipalOrgID", "aws:SourceArn", "aws:SourceAccount"];

function showPane(pane: Pane): void {
  update((before) => ({ ...before, view: { ...before.view, pane } }));
}

function skip(event: Event): void {
  event.preventDefault(); // the fragment of the address belongs to the scenario
  showPane("answer");
  requestAnimationFrame(() => document.getElementById("answer")?.focus());
}

const paneOrder: Pane[] = ["policies", "requests", "answer"];

function onKeyDown(event: KeyboardEvent): void {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (command && event.key === "Enter") {
    event.preventDefault();
    ask();
    showPane("answer");
    requestAnimationFrame(() => document.getElementById("verdict")?.focus());
  } else if (command && !event.shiftKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    void copyLink();
  } else if (event.key === "F6") {
    event.preventDefault();
    const within = paneOrder.findIndex((pane) => document.querySelector(`.${pane}`)?.contains(document.activeElement));
    const next = paneOrder[(within + (event.shiftKey ? 2 + Number(within < 0) : 1)) % 3]!;
    showPane(next);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`.${next}`)?.focus());
  }
}

/** Text that is pasted beside any field is a scenario or a policy. */
function onPaste(event: ClipboardEvent): void {
  const target = event.composedPath()[0];
  if (event.defaultPrevented || (target instanceof Element && target.closest("input, textarea, [contenteditable=true]"))) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (openPasted(text)) return;
  let document_: unknown;
  try {
    document_ = JSON.parse(text);
  } catch {
    return;
  }
  if (!isObject(document_) || !("Statement" in document_)) return;
  update((before) => addPolicy(before, openPolicy(before)?.type ?? "identity", text));
  notice.value = { text: "The pasted policy has a tab of its own.", tone: "said" };
}
