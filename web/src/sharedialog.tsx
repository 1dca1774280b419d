// The dialog that makes a link: which kind, how long it lives, what is replaced before, and whether the verdicts stay.

import { useEffect, useRef } from "preact/hooks";
import { useComputed, useSignal } from "@preact/signals";
import { dateOf } from "./dates.ts";
import { Dialog } from "./dialog.tsx";
import { EmbedCode, type FramePage } from "./embedcode.tsx";
import { MyLinks } from "./linksdialog.tsx";
import { checked, makeLink, type Check, type Kind, type Link } from "./makelink.ts";
import { Icon } from "./marks.tsx";
import { wordOf } from "./outcomes.ts";
import { redact, redactable } from "./redact.ts";
import { secretsIn, whereIs, withoutSecret, type Secret } from "./secrets.ts";
import { Segmented } from "./segmented.tsx";
import { addressOf, current, state, update, viewQuery } from "./session.ts";
import { lifetimes, Shares, ShareTrouble, type Lifetime } from "./shares.ts";
import { selectedRequest, textOf } from "./state.ts";
import { sentence } from "./words.ts";

const kinds: { kind: Kind; icon: string; word: string; means: string; make: string }[] = [
  { kind: "whole", icon: "link", word: "Everything in the link", means: "Nothing is stored anywhere and it never expires.", make: "Copy link" },
  { kind: "sealed", icon: "lock", word: "Sealed short link", means: "Encrypted here before it is sent. The key stays in the link, so our server cannot read it.", make: "Make sealed link" },
  { kind: "public", icon: "globe", word: "Public short link", means: "Anybody with the link can read it, and so can we. Needed for previews, badges and pages without JavaScript.", make: "Make public link" },
];

export function ShareDialog({ close }: { close(): void }) {
  const link = useSignal<Link | undefined>(undefined);
  const frames = useSignal<FramePage>("e");
  if (link.value) return <Made link={link.value} frames={frames.value} close={close} />;
  return <Choose close={close} made={(next, served) => ((frames.value = served ? "e" : "embed.html"), (link.value = next))} />;
}

function Choose({ close, made }: { close(): void; made(link: Link, served: boolean): void }) {
  const kind = useSignal<Kind>("sealed");
  const life = useSignal<Lifetime>("90d");
  const here = useSignal(true);
  const redacting = useSignal(true);
  const keep = useSignal<ReadonlySet<string>>(new Set());
  const server = useSignal<boolean | undefined>(undefined);
  const check = useSignal<Check | undefined>(undefined);
  const trouble = useSignal<ShareTrouble | undefined>(undefined);
  const busy = useSignal(false);
  const query = here.value ? viewQuery() : "";
  const rows = useComputed(() => redactable(state.value.scenario));
  const shown = useComputed(() => (redacting.value ? redact(state.value.scenario, keep.value).scenario : state.value.scenario));
  const secrets = useComputed(() => secretsIn(shown.value));

  useEffect(() => {
    void new Shares(addressOf("")).isThere().then((there) => {
      server.value = there;
      if (!there) kind.value = "whole";
    });
  }, []);
  // Only the latest check counts.
  const scenario = shown.value;
  useEffect(() => {
    let late = false;
    check.value = undefined;
    void checked(state.value.scenario, scenario).then((done) => {
      if (!late) check.value = done;
    });
    return () => void (late = true);
  }, [scenario]);

  const blocked = kind.value !== "whole" && (secrets.value.length > 0 || server.value !== true);
  const ready = check.value?.whole !== undefined && !busy.value && !blocked;
  const row = kinds.find((one) => one.kind === kind.value)!;
  const make = async () => {
    if (!ready) return;
    busy.value = true;
    trouble.value = undefined;
    try {
      made(await makeLink(kind.value, life.value, query, check.value!), server.value === true);
    } catch (error) {
      trouble.value = error instanceof ShareTrouble ? error : new ShareTrouble("refused", "The link could not be made.");
      busy.value = false;
    }
  };
  const days = lifetimes.find(({ value }) => value === life.value)!.days;
  return (
    <Dialog title="Share this scenario" size="large" close={close}>
      <div class="share-scroll">
        <div class="share">
          <div>
            <h3 id="share-kind">Kind of link</h3>
            <Cards kind={kind.value} server={server.value} characters={check.value?.whole === undefined ? undefined : addressOf(query + check.value.whole).length} choose={(next) => ((kind.value = next), (trouble.value = undefined))} />
            {server.value === false && (
              <div class="note plain">
                <Icon name="warn" />
                <p>There is no server of short links here, or it cannot be reached. The link with everything in it needs none.</p>
              </div>
            )}
            {kind.value !== "whole" && (
              <div class="rowx">
                <span class="lb">Deleted after</span>
                <Segmented label="Deleted after" choices={lifetimes} value={life.value} choose={(next) => (life.value = next)} />
              </div>
            )}
            <div class="rowx">
              <span class="lb">Open at</span>
              <label>
                <input type="checkbox" checked={here.value} onChange={(event) => (here.value = event.currentTarget.checked)} />
                {placeNow()}
              </label>
            </div>
            {state.value.scenario.policies.some(({ off, offStatements }) => off || offStatements?.length) && <Note tone="plain" icon="warn" text="What is switched off here is on in the link." />}
          </div>
          <div>
            <h3>
              Redact before sharing
              <span class="grow" />
              <button type="button" class="switch" role="switch" aria-checked={redacting.value} aria-label="Redact before sharing" onClick={() => (redacting.value = !redacting.value)} />
            </h3>
            {redacting.value ? <Redactions rows={rows.value} keep={keep.value} change={(next) => (keep.value = next)} /> : <p class="soft">The link will hold everything as it is here.</p>}
            <Checked check={check.value} redacting={redacting.value && rows.value.length > keep.value.size} />
            {secrets.value.map((secret) => (
              <SecretNote key={`${secret.place} ${secret.field} ${secret.line} ${secret.text}`} secret={secret} short={kind.value !== "whole"} />
            ))}
          </div>
        </div>
      </div>
      {trouble.value && (
        <div class="share-part">
          <div class="note explicit" role="alert">
            <Icon name="warn" />
            <p>{trouble.value.message}</p>
            {kind.value !== "whole" && (
              <button type="button" class="b" onClick={() => ((kind.value = "whole"), (trouble.value = undefined))}>
                Everything in the link
              </button>
            )}
          </div>
        </div>
      )}
      <footer class="share-foot">
        <span>{kind.value === "whole" ? "Nothing is sent anywhere, and nobody can take it back." : `Until ${dateOf(new Date(Date.now() + days * 86_400_000))}. You can delete it earlier from My links.`}</span>
        <span class="grow" />
        <button type="button" class="b primary big" aria-disabled={!ready} onClick={() => void make()}>
          {busy.value ? "Making it" : row.make}
        </button>
      </footer>
    </Dialog>
  );
}

/** Where the reader is, in words. */
function placeNow(): string {
  const request = selectedRequest(state.value);
  const step = state.value.view.step === undefined ? undefined : current.value?.trace?.numbers.get(state.value.view.step);
  const name = request ? `“${textOf(request.fields["name"]) || "the selected request"}”` : "the policies";
  return step ? `Step ${step} of ${name}` : sentence(name).replace(/\.$/, "");
}

function Cards({ kind, server, characters, choose }: { kind: Kind; server: boolean | undefined; characters: number | undefined; choose(kind: Kind): void }) {
  const group = useRef<HTMLDivElement>(null);
  const free = kinds.filter((one) => one.kind === "whole" || server !== false);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = free[(free.findIndex((one) => one.kind === kind) + by + free.length) % free.length]!;
    choose(next.kind);
    group.current?.querySelector<HTMLElement>(`[data-kind=${next.kind}]`)?.focus();
  };
  return (
    <div role="radiogroup" aria-labelledby="share-kind" ref={group} onKeyDown={onKeyDown}>
      {kinds.map((one) => {
        const off = one.kind !== "whole" && server === false;
        return (
          <button
            key={one.kind}
            type="button"
            class="opt-card"
            role="radio"
            data-kind={one.kind}
            aria-checked={one.kind === kind}
            aria-disabled={off}
            aria-labelledby={`share-${one.kind}`}
            aria-describedby={`share-${one.kind}-means`}
            tabIndex={one.kind === kind ? 0 : -1}
            onClick={() => !off && choose(one.kind)}
          >
            <Icon name={one.icon} />
            <b id={`share-${one.kind}`}>{one.word}</b>
            <span id={`share-${one.kind}-means`}>
              {one.means}
              {one.kind === "whole" && characters !== undefined && ` ${characters.toLocaleString("en")} characters.`}
            </span>
          </button>
        );
      })}
    </div>
  );
}

function Redactions({ rows, keep, change }: { rows: { kind: string; from: string; to: string; places: number }[]; keep: ReadonlySet<string>; change(keep: ReadonlySet<string>): void }) {
  if (rows.length === 0) return <p class="soft">Nothing here points at an organization: no account, name, address or id but those of the documentation.</p>;
  const toggle = (from: string) => {
    const next = new Set(keep);
    if (!next.delete(from)) next.add(from);
    change(next);
  };
  return (
    <>
      <div class="red-box" tabIndex={0} role="group" aria-label="What is replaced">
        <table class="red">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Here</th>
              <th scope="col">In the link</th>
              <th scope="col">Places</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ kind, from, to, places }) => (
              <tr key={from}>
                <td class="k">
                  <label>
                    <input type="checkbox" checked={!keep.has(from)} aria-label={`Replace ${from}`} onChange={() => toggle(from)} />
                    {kind}
                  </label>
                </td>
                <td>{from}</td>
                <td>{keep.has(from) ? <span class="soft">as it is</span> : <ins>{to}</ins>}</td>
                <td>{places}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft">Names of buckets, functions, hosts and paths stay: read them before you share.</p>
    </>
  );
}

function Checked({ check, redacting }: { check: Check | undefined; redacting: boolean }) {
  if (!check) return <Note tone="plain" icon="target" text={redacting ? "Evaluating again with these replaced." : "Evaluating."} />;
  if (check.trouble !== undefined) return <Note tone="implicit" icon="warn" text={check.trouble} />;
  if (!redacting) return null;
  const first = check.moved[0];
  if (!first) {
    const all = check.decisions.length;
    return <Note tone="plain" icon="check" text={all === 1 ? "Evaluated again with these replaced: the verdict is unchanged." : `Evaluated again with these replaced: all ${all} verdicts are unchanged.`} />;
  }
  const more = check.moved.length > 1 ? ` And ${check.moved.length - 1} more.` : "";
  return <Note tone="implicit" icon="warn" text={`With these replaced, “${first.name}” would be ${wordOf(first.now)} instead of ${wordOf(first.then)}.${more} Leave out the row that matters to it, or share the changed verdict.`} />;
}

function Note({ tone, icon, text }: { tone: string; icon: string; text: string }) {
  return (
    <div class={`note ${tone}`} role="status">
      <Icon name={icon} />
      <p>{text}</p>
    </div>
  );
}

function SecretNote({ secret, short }: { secret: Secret; short: boolean }) {
  return (
    <div class="note explicit" role="alert">
      <Icon name="warn" />
      <p>
        <b>
          {secret.kind} is {whereIs(secret)}
        </b>
        . {short ? "A short link is not made while it is there." : "The link would hold it."}
      </p>
      <button type="button" class="b" onClick={() => update((before) => ({ ...before, scenario: withoutSecret(before.scenario, secret.text) }))}>
        Remove it
      </button>
    </div>
  );
}

/** What is shown once there is a link. */
function Made({ link, frames, close }: { link: Link; frames: FramePage; close(): void }) {
  const copied = useSignal(link.copied);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const copy = async () => {
    copied.value = await navigator.clipboard.writeText(link.url).then(
      () => true,
      () => (field.current?.select(), false),
    );
  };
  const word = link.kind === "whole" ? "Link" : link.kind === "sealed" ? "Sealed link" : "Public link";
  return (
    <Dialog title={copied.value ? `${word} copied` : `${word} made`} size="large" close={close}>
      <div class="share-scroll">
        <div class="share-part">
          <div class="linkbox">
            <input class="field mono" aria-label="Link" readOnly value={link.url} ref={field} onFocus={(event) => event.currentTarget.select()} />
            <button type="button" class="b primary big" onClick={() => void copy()}>
              <Icon name="copy" />
              {copied.value ? "Copied" : "Copy"}
            </button>
          </div>
          {link.kind === "sealed" && (
            <p class="soft">
              The part after <code>#k=</code> is the key: whoever has the whole link can read it, also chat programs that preview links.
            </p>
          )}
          {link.kind === "whole" && <p class="soft">The whole scenario stands after the #. Nothing was sent; whoever has the link can read it, also chat programs that preview links.</p>}
          {link.kind === "public" && <p class="soft">Anybody with the link can read it, without JavaScript too. It is deleted on {dateOf(link.expires!)}.</p>}
          {!copied.value && <p role="status">The browser did not let the page copy. The link is selected above.</p>}
          {link.kept === false && (
            <div class="note implicit">
              <Icon name="warn" />
              <p>This browser keeps nothing for the page, so the link cannot be deleted from here later. It ends on {dateOf(link.expires!)}.</p>
            </div>
          )}
        </div>
        <EmbedCode url={link.url} frames={frames} />
        <div class="share-part">
          <MyLinks />
        </div>
      </div>
    </Dialog>
  );
}
