// The page that others frame: /e#v1.…, /e/ID, and what <iam-playground> opens.

import "../../style/embed.css";
import moduleFile from "../../gen/engine.wasm";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { effect, useSignal } from "@preact/signals";
import { asExpected, expectationWord } from "../expectation.ts";
import { fetchModule } from "../fetchmodule.ts";
import { startEngine } from "../engine.ts";
import { BrokenLink, linkOf, openLink } from "../link.ts";
import { Icon, lookOf, Mark, Say, Verdict } from "../marks.tsx";
import { madeBefore, movedSince } from "../made.ts";
import { NotAScenario, selectedRequest, textOf, writeScenario, type Playground } from "../state.ts";
import { readShare } from "../readshare.ts";
import { decisiveStep, stepFrom } from "../trace.ts";
import { sentence } from "../words.ts";
import { arrivalOf } from "./address.ts";
import { hostTokens } from "./channel.ts";
import { Policies } from "./policypane.tsx";
import { meetHost } from "./port.ts";
import { answer, begin, current, edited, engineStatus, made, openText, playground, selectStep, set, showing, stepId, trouble } from "./scene.ts";
import { startWorker } from "./start.ts";
import { TraceAndRequests } from "./tracepane.tsx";

const folder = new URL(".", import.meta.url);

function App() {
  const now = playground.value;
  const { view = "full", auto = false } = showing.value;
  if (!now) {
    return (
      <figure class={`embed ${auto ? "auto" : ""}`} aria-label="IAM policy">
        {trouble.value === undefined ? <p class="empty">The scenario is on its way.</p> : <p class="empty" role="alert">{trouble.value}</p>}
      </figure>
    );
  }
  const name = `IAM policy: ${saying(now).word.toLowerCase()}`;
  return (
    <figure class={`embed ${auto ? "auto" : ""}`} aria-label={name}>
      <h1 class="vh">{name}</h1>
      {view === "verdict" ? <Mini now={now} /> : <Whole now={now} />}
    </figure>
  );
}

function Whole({ now }: { now: Playground }) {
  const { view = "full", hide = [] } = showing.value;
  return (
    <>
      <Banner now={now} />
      <div class={view === "full" ? "cols" : "cols alone"}>
        {view !== "trace" && <Policies now={now} />}
        {view !== "policy" && <TraceAndRequests now={now} />}
      </div>
      {!hide.includes("toolbar") && <Foot now={now} />}
    </>
  );
}

/** What is said where there is no verdict, too. */
function saying(now: Playground): { tone: string; mark: string; word: string; say: string } {
  if (trouble.value !== undefined) return { tone: "plain", mark: "v-error", word: "No answer", say: trouble.value };
  if (!selectedRequest(now)) return { tone: "none", mark: "v-none", word: "Nothing asked", say: "The scenario holds no request." };
  const result = current.value?.selected ?? answer.value?.results.get(now.view.request);
  if (!result) return { tone: "none", mark: "v-none", word: engineStatus.value === "arriving" ? "Engine arriving" : "Deciding", say: "" };
  const keys = result.dependsOn?.map(({ key }) => key) ?? [];
  const look = lookOf(result.decision);
  const reason = result.reason ?? "";
  return { tone: look.tone, mark: look.mark, word: keys.length > 0 && keys.length < 3 ? `Depends on ${keys.join(" and ")}` : look.word, say: result.decision === "error" && reason ? sentence(reason) : reason };
}

function Banner({ now }: { now: Playground }) {
  const { tone, mark, word, say } = saying(now);
  const request = selectedRequest(now);
  const result = current.value?.selected;
  const agrees = request && asExpected(result, request.fields);
  return (
    <div class={`banner ${tone}`} role="status">
      <Mark of={{ tone: lookOf(result?.decision ?? "none").tone, mark, word }} />
      <p class="word">{word}</p>
      <p class="want">
        {textOf(request?.fields["name"])}
        {agrees === false && <b class="fail"> · expected {expectationWord(request!.fields["expect"])}</b>}
      </p>
      {!showing.value.hide?.includes("reason") && (
        <p class="say">
          <Say text={say} />
        </p>
      )}
      <Otherwise now={now} />
      {result?.dependsOn?.map(({ key, ways }) => (
        <ul class="cases" aria-label={`What ${key} decides`}>
          {ways.map(({ when, decision }, i) => (
            <li>
              <span class="if">{i === 0 ? "if" : "or"}</span>
              <span class="when">
                <code>{key}</code> {when}
              </span>
              <Verdict outcome={decision} />
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}

/** Says where an engine of today decides otherwise than the one that the link was made with. */
function Otherwise({ now: { scenario, view } }: { now: Playground }) {
  const [then, known] = [made.value, answer.value];
  if (!then || !known || then.engine === known.engine || edited.value > 0) return null;
  const { requests } = scenario;
  const moved = movedSince(then, requests.map(({ id }) => known.results.get(id)?.decision));
  if (moved.length === 0) return null;
  const here = moved.find(({ request }) => requests[request]?.id === view.request);
  return (
    <p class="otherwise">
      {here && (
        <>
          Made with engine {then.engine}, which said <Verdict outcome={here.then} />. Engine {known.engine} says <Verdict outcome={here.now} />.{" "}
        </>
      )}
      {(!here || moved.length > 1) && `${moved.length} of ${requests.length} requests are decided otherwise than by engine ${then.engine}.`}
    </p>
  );
}

/** One line, until somebody asks why. */
function Mini({ now }: { now: Playground }) {
  const { tone, mark, word, say } = saying(now);
  const why = useSignal(false);
  return (
    <>
      <div class={`mini ${tone}`} role="status">
        <Mark of={{ tone: lookOf(current.value?.selected?.decision ?? "none").tone, mark, word }} />
        <p>
          <b>{word}</b> {!showing.value.hide?.includes("reason") && <Say text={say} />}
        </p>
        <button type="button" class="b ghost tiny wordy" aria-expanded={why.value} onClick={() => (why.value = !why.value)}>
          {why.value ? "Hide why" : "Show why"}
        </button>
      </div>
      <Otherwise now={now} />
      {why.value && (
        <>
          <div class="cols">
            <Policies now={now} />
            <TraceAndRequests now={now} />
          </div>
          <Foot now={now} />
        </>
      )}
    </>
  );
}

function Foot({ now }: { now: Playground }) {
  const trace = current.value?.trace;
  const at = stepId.value;
  const number = (at !== undefined && trace?.numbers.get(at)) || 0;
  const length = trace?.steps.length ?? 0;
  const say = number ? trace?.steps[number - 1]?.say : undefined;
  const button = (icon: string, label: string, to: () => { id: string } | undefined, off: boolean) => (
    <button type="button" class="b ghost icon" aria-label={label} title={label} aria-disabled={off} onClick={() => !off && ((step) => step && selectStep(step.id))(to())}>
      <Icon name={icon} />
    </button>
  );
  return (
    <footer>
      <div class="bs" role="group" aria-label="Steps of the trace">
        {button("prev", "Previous step", () => stepFrom(trace!, at, -1), !trace || number === 1)}
        {button("next", "Next step", () => stepFrom(trace!, at, 1), !trace || number === length)}
        {button("target", "Decisive step", () => decisiveStep(trace!), !trace)}
      </div>
      <span class="num" aria-live="polite">
        {number ? `Step ${number} of ${length}` : trace ? `${length} steps` : ""}
        {say && <span class="vh">: {say}</span>}
      </span>
      <span class="grow" />
      <span class="soft by">IAM Policy Playground{answer.value ? `, engine ${answer.value.engine}` : ""}</span>
      <OpenInFull now={now} number={number} />
    </footer>
  );
}

/** A link that holds the scenario as it is now. The frame's own address never changes. */
function OpenInFull({ now, number }: { now: Playground; number: number }) {
  const hash = useSignal("");
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => void linkOf(writeScenario(now.scenario).text).then((link) => gone || (hash.value = link)), 100);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [now.scenario]);
  const request = now.scenario.requests.findIndex(({ id }) => id === now.view.request) + 1;
  const query = request > 1 || number > 0 ? `?request=${Math.max(request, 1)}${number > 0 ? `&step=${number}` : ""}` : "";
  return (
    <a class="b" href={`${folder.href}${query}${hash.value}`} target="_blank" rel="noopener">
      <Icon name="share" />
      Open in full
    </a>
  );
}

// How the host looks: its theme, and colours that it sets. A colour that is none, or that asks for anything to be loaded, is left out.
effect(() => {
  const { theme, tokens } = showing.value;
  const root = document.documentElement;
  if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;
  else delete root.dataset["theme"];
  for (const [name, token] of Object.entries(hostTokens)) {
    const value = tokens?.[name];
    const property = token === "--mono" ? "font-family" : "color";
    if (typeof value === "string" && value !== "" && value.length < 200 && !/url|var\(/i.test(value) && CSS.supports(property, value)) root.style.setProperty(token, value);
    else root.style.removeProperty(token);
  }
});

const path = location.pathname.startsWith(folder.pathname) ? location.pathname.slice(folder.pathname.length) : "";
const arrival = arrivalOf(path, location.search, location.hash);
set(arrival.settings);
const module = fetchModule(new URL(moduleFile, import.meta.url), moduleSum);
begin(
  startEngine({
    startWorker,
    module: () => module,
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
    onStatus: (status) => (engineStatus.value = status),
  }),
);

const root = document.getElementById("embed")!;
root.replaceChildren();
render(<App />, root);

async function follow(): Promise<void> {
  try {
    if (arrival.link !== undefined) openText(await openLink(arrival.link), arrival.made);
    else if (arrival.id !== undefined) {
      const { share, text } = await readShare(folder.href, arrival.id, arrival.key);
      openText(text, madeBefore(share, arrival.made));
    } else if (!arrival.meeting) trouble.value = "There is nothing to show: the scenario stands behind the # of the address, as in /e#v1.…";
  } catch (error) {
    const known = error instanceof BrokenLink || error instanceof NotAScenario || error instanceof Error;
    trouble.value = known ? error.message : "This scenario cannot be opened.";
  }
}

await follow();
if (arrival.meeting && parent !== window) meetHost(arrival.meeting, () => document.querySelector("figure.embed"));
