// The policies pane: a tab for each type of policy in use, one for the accounts and resources around them, one for the APIs.

import { useEffect, useRef } from "preact/hooks";
import { addPolicyOf } from "./actions.ts";
import { Apis } from "./apis.tsx";
import { Icon, lookOf, Mark } from "./marks.tsx";
import { Menu } from "./menu.tsx";
import { PolicyHead } from "./policyhead.tsx";
import { PolicyText } from "./policytext.tsx";
import { parts } from "./parts.ts";
import { answer, current, showDialog, state, update } from "./session.ts";
import { apisTab, evaluationOrder, openPolicy, policyTypes, startTab, surroundingsTab, tabName, typeWord, type Policy } from "./state.ts";

export function Policies() {
  const { scenario, view } = state.value;
  const policy = openPolicy(state.value);
  return (
    <>
      <div class="ph">
        <h2 id="h-policies">Policies</h2>
        <span class="count num">{scenario.policies.length}</span>
        <span class="grow" />
        <button type="button" class="b ghost" onClick={() => showDialog("paste")}>
          <Icon name="paste" />
          Paste
        </button>
        <Menu
          look="b"
          items={[
            ...policyTypes.map(({ type, word, means }) => ({ word, means, run: () => addPolicyOf(type) })),
            { word: "AWS managed policy…", means: "By its name, ready to attach.", run: () => showDialog("managed") },
          ]}
        >
          <Icon name="plus" />
          Add
        </Menu>
      </div>
      <Tabs />
      {policy && <PolicyHead policy={policy} />}
      {view.tab === surroundingsTab && (
        <p class="doc soft">
          <span>
            Who and what there is, as JSON: <code>accounts</code>, <code>principals</code>, <code>resources</code>, <code>endpoints</code>, <code>apis</code>. All of it is optional.
          </span>
        </p>
      )}
      {view.tab === apisTab && <Apis />}
      {view.tab === startTab && parts.value && <parts.value.Start />}
      <PolicyText hidden={view.tab === apisTab || view.tab === startTab} />
    </>
  );
}

/** A tab of the pane: the policies of one type, or what is around them. */
interface Tab {
  /** What opens: the id of the first policy, or one of the tabs that hold something else. */
  id: number;
  name: string;
  word: string;
  policies: Policy[];
}

const tabIcons: Record<number, string> = { [surroundingsTab]: "org", [apisTab]: "api", [startTab]: "plus" };

function tabsOf(policies: Policy[], open: number): Tab[] {
  const known: string[] = evaluationOrder;
  const strange = [...new Set(policies.map((policy) => policy.type))].filter((type) => !known.includes(type));
  const tabs = [...known, ...strange].map((type) => {
    const own = policies.filter((policy) => policy.type === type);
    return { id: own.find((policy) => policy.id === open)?.id ?? own[0]?.id ?? 0, name: tabName(type), word: typeWord(type) || "No type", policies: own };
  });
  return [
    ...(policies.length > 0 ? tabs.filter((tab) => tab.policies.length > 0) : [{ id: startTab, name: "start", word: "Start", policies: [] }]),
    { id: surroundingsTab, name: "surroundings", word: "Accounts and resources", policies: [] },
    { id: apisTab, name: "apis", word: "APIs", policies: [] },
  ];
}

function Tabs() {
  const { scenario, view } = state.value;
  const tabs = tabsOf(scenario.policies, view.tab);
  const at = Math.max(
    tabs.findIndex((tab) => tab.id === view.tab),
    0,
  );
  const bar = useRef<HTMLDivElement>(null);
  const open = (tab: Tab | undefined) => tab && update((before) => ({ ...before, view: { ...before.view, tab: tab.id } }));
  const keys: Record<string, number> = { ArrowLeft: Math.max(at - 1, 0), ArrowRight: Math.min(at + 1, tabs.length - 1), Home: 0, End: tabs.length - 1 };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keys[event.key];
    if (next === undefined) return;
    event.preventDefault();
    open(tabs[next]);
    bar.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  useEffect(() => {
    // Only the bar scrolls: scrollIntoView would move the page as well.
    const tab = bar.current?.querySelectorAll<HTMLElement>("[role=tab]")[at];
    if (!bar.current || !tab) return;
    if (tab.offsetLeft < bar.current.scrollLeft) bar.current.scrollLeft = tab.offsetLeft - 16;
    const right = tab.offsetLeft + tab.offsetWidth - bar.current.clientWidth;
    if (right > bar.current.scrollLeft) bar.current.scrollLeft = right + 16;
  }, [at, tabs.length]);
  return (
    <div class="tabs" role="tablist" aria-label="Policies by type, in evaluation order" ref={bar} onKeyDown={onKeyDown}>
      {tabs.map((tab, i) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          id={`tab-${tab.name}`}
          aria-selected={i === at}
          aria-controls="document"
          tabIndex={i === at ? 0 : -1}
          class={tab.policies.length > 0 && tab.policies.every((policy) => policy.off) ? "off" : ""}
          onClick={() => open(tab)}
        >
          {tab.policies.length > 0 ? <TabMark policies={tab.policies} /> : <Icon name={tabIcons[tab.id]!} />}
          <span class="tab-name">{tab.word}</span>
          {tab.policies.length > 1 && <span class="n num">{tab.policies.length}</span>}
        </button>
      ))}
    </div>
  );
}

/** Which outcome of several is told: the first of these that there is. */
const telling = ["error", "explicitDeny", "depends", "allowed"];

/** What the policies of a tab say to the selected request. */
function TabMark({ policies }: { policies: Policy[] }) {
  const outcomes = policies.map(outcomeOf);
  // That a policy grants nothing is no verdict of its own: its neighbours may grant it.
  const outcome = telling.find((one) => outcomes.includes(one)) ?? "none";
  const look = lookOf(outcome);
  return (
    <>
      <Mark of={look} size="s" />
      <span class="vh">{outcome === "error" ? "has errors:" : outcome === "none" ? "" : `${look.word}:`}</span>
    </>
  );
}

function outcomeOf(policy: Policy): string {
  const found = answer.value;
  const place = found?.scenario.policies.findIndex((one) => one.id === policy.id) ?? -1;
  if (found?.diagnostics.some((finding) => finding.policy === place && finding.severity === "error")) return "error";
  const known = current.value;
  const index = known?.scenario.policies.findIndex((one) => one.id === policy.id) ?? -1;
  const steps = known?.trace?.steps.filter((step) => step.op === "policy" && step.policy === index) ?? [];
  return steps.find((step) => step.decides)?.outcome ?? steps.find((step) => step.outcome && step.outcome !== "none")?.outcome ?? "none";
}
