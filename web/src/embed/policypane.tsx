// The policies of a framed page: a tab for each, its text, and where a reader may, an editor.

import { useEffect, useRef } from "preact/hooks";
import { untracked, useSignal, useSignalEffect } from "@preact/signals";
import type { Editor } from "../editor.ts";
import { Icon, lookOf, Mark } from "../marks.tsx";
import { unitsOf } from "../offsets.ts";
import { changePolicy, typeWord, type Playground, type Policy } from "../state.ts";
import { markedStatements, placeOf, type StatementMark } from "../trace.ts";
import { sentence } from "../words.ts";
import { linesOf } from "./lines.ts";
import { answer, change, current, playground, showing, stepId, type Answer } from "./scene.ts";
import { onTabKeys } from "./tabs.ts";

/** As marks are drawn. Nothing is switched off here. */
export const outcomes: Record<StatementMark, string> = { allowed: "allowed", explicit: "explicitDeny", depends: "depends", off: "none", none: "none" };

/** What a policy did: its strongest statement. */
function outcomeOf(known: Answer | undefined, index: number, policy: Policy): string {
  const marks = known?.scenario.policies[index]?.text === policy.text ? markedStatements(known.trace, index, policy.text).map(({ mark }) => mark) : [];
  return outcomes[(["explicit", "depends", "allowed"] as const).find((mark) => marks.includes(mark)) ?? "none"];
}

/** The policy whose tab is open. */
function openIn(now: Playground | undefined): Policy | undefined {
  return now?.scenario.policies.find(({ id }) => id === now.view.tab) ?? now?.scenario.policies[0];
}

export function Policies({ now }: { now: Playground }) {
  const { policies } = now.scenario;
  const editing = useSignal(false);
  const open = openIn(now);
  const index = open ? policies.indexOf(open) : -1;
  const live = !showing.value.readonly;
  const types = policies.map(({ type }) => type);
  return (
    <section class="text" aria-label="Policies">
      <div class="bar">
        <div class="tabs" role="tablist" aria-label="Policies" onKeyDown={onTabKeys}>
          {policies.map((policy, i) => {
            const look = lookOf(outcomeOf(current.value, i, policy));
            return (
              <button
                key={policy.id}
                type="button"
                role="tab"
                id={`tab-${policy.id}`}
                aria-selected={policy === open}
                aria-controls={policy === open ? "policy" : undefined}
                tabIndex={policy === open ? 0 : -1}
                title={policy.name}
                onClick={() => change({ ...now, view: { ...now.view, tab: policy.id } })}
              >
                <Mark of={look} size="s" />
                <span class="tab-name">{types.filter((type) => type === policy.type).length > 1 ? policy.name || typeWord(policy.type) : typeWord(policy.type)}</span>
                <span class="vh">: {look.word.toLowerCase()}</span>
              </button>
            );
          })}
        </div>
        {live && open && (
          <button type="button" class="b ghost tiny wordy" aria-pressed={editing.value} onClick={() => (editing.value = !editing.value)}>
            Edit
          </button>
        )}
      </div>
      {open && (live && editing.value ? <Editing policy={open} /> : <Text policy={open} index={index} />)}
      {open && <Findings index={index} policy={open} />}
      {!open && <p class="empty">There is no policy, so nothing is allowed.</p>}
    </section>
  );
}

/** The place of the selected step, if it is in this policy. */
function hereIn(known: Answer | undefined, index: number, text: string): { from: number; to: number; number: number } | undefined {
  const id = stepId.value;
  if (!known?.trace || id === undefined || !known.trace.numbers.has(id) || known.scenario.policies[index]?.text !== text) return undefined;
  const place = placeOf(known.trace, id);
  if (!place?.span || place.policy !== index) return undefined;
  const unit = unitsOf(text);
  return { from: unit(place.span[0]), to: unit(place.span[1]), number: known.trace.numbers.get(id)! };
}

function Text({ policy, index }: { policy: Policy; index: number }) {
  const box = useRef<HTMLDivElement>(null);
  const known = current.value;
  const fits = known?.scenario.policies[index]?.text === policy.text;
  const here = hereIn(known, index, policy.text);
  const lines = linesOf(policy.text, fits ? markedStatements(known.trace, index, policy.text) : [], here);
  useEffect(() => {
    // The frame's own box alone: scrollIntoView would move the host's page too.
    const [outer, line] = [box.current, box.current?.querySelector<HTMLElement>(".ln.here")];
    if (!outer || !line) return;
    const [top, bottom] = [line.offsetTop, line.offsetTop + line.offsetHeight];
    if (top < outer.scrollTop || bottom > outer.scrollTop + outer.clientHeight) outer.scrollTop = Math.max(0, top - outer.clientHeight / 3);
  }, [here?.from, here?.to, policy.id]);
  return (
    <div class="ed" id="policy" role="tabpanel" aria-labelledby={`tab-${policy.id}`} tabIndex={0} ref={box}>
      {lines.map((line, i) => (
        <div key={i} class={`ln ${line.statement ? `st ${line.statement}` : ""} ${line.first ? "first" : ""} ${line.last ? "last" : ""} ${line.here ? "here" : ""}`}>
          <i aria-hidden="true">
            {line.bead ? <b class="bead">{here!.number}</b> : line.first && line.statement && <Mark of={lookOf(outcomes[line.statement])} size="s" />}
          </i>
          <code>
            {line.pieces.map(({ text, kind, marked }) => (marked ? <mark class={kind}>{text}</mark> : kind ? <span class={kind}>{text}</span> : text))}
            {"\n"}
          </code>
        </div>
      ))}
    </div>
  );
}

function findingsOf(known: Answer | undefined, index: number, policy: Policy) {
  return known?.scenario.policies[index]?.text === policy.text ? known.diagnostics.filter((found) => found.policy === index && found.severity !== "suggestion") : [];
}

/** A plain text field until the editor has come. */
function Editing({ policy }: { policy: Policy }) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useSignal<Editor | undefined>(undefined);
  const write = (id: number, text: string) => {
    const now = playground.peek();
    if (now) change(changePolicy(now, id, { text }), true);
  };
  const shown = () => {
    const { id: key, text, name } = openIn(playground.value) ?? policy;
    return { key, text, label: `${name}, policy text` };
  };
  useEffect(() => {
    let gone = false;
    let made: Editor | undefined;
    import("../editor.ts").then(
      async ({ createEditor }) => {
        if (gone || !host.current) return;
        made = await createEditor(host.current, { changed: write, cursor() {}, pasted: () => false, left() {}, switched() {} }, untracked(shown));
        if (gone) return made.destroy();
        const hadFocus = host.current.previousElementSibling === document.activeElement;
        editor.value = made;
        if (hadFocus) requestAnimationFrame(() => made?.goTo(0));
      },
      () => undefined, // the plain field stays
    );
    return () => {
      gone = true;
      made?.destroy();
    };
  }, []);
  // At once, not after the next picture: an older text must never come over what was typed meanwhile.
  useSignalEffect(() => {
    const { key, text, label } = shown();
    editor.value?.show(key, text, label);
  });
  useSignalEffect(() => {
    const [open, known] = [openIn(playground.value), current.value];
    const index = open ? playground.value!.scenario.policies.indexOf(open) : -1;
    if (!editor.value || !open || known?.scenario.policies[index]?.text !== open.text) return;
    editor.value.mark({ statements: markedStatements(known.trace, index, open.text), here: hereIn(known, index, open.text) });
  });
  return (
    <div class="editing" id="policy" role="tabpanel" aria-labelledby={`tab-${policy.id}`}>
      <textarea class="field" aria-label={`${policy.name}, policy text`} spellcheck={false} hidden={editor.value !== undefined} value={policy.text} onInput={(event) => write(policy.id, event.currentTarget.value)} />
      <div class="host" ref={host} hidden={editor.value === undefined} />
    </div>
  );
}

/** How many findings are told; the rest is counted. */
const listed = 3;

function Findings({ policy, index }: { policy: Policy; index: number }) {
  const found = findingsOf(answer.value, index, policy);
  if (found.length === 0) return null;
  return (
    <ul class="problems" aria-label="Findings in this policy">
      {found.slice(0, listed).map(({ message, severity }) => (
        <li class={severity === "error" ? "problem err" : "problem"}>
          <Icon name="warn" />
          <span>{sentence(message)}</span>
        </li>
      ))}
      {found.length > listed && <li class="problem soft">and {found.length - listed} more</li>}
    </ul>
  );
}
