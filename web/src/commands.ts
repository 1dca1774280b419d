// What the palette offers: everything there is to do, the requests, the policies, the examples, and what can be explained.

import { addPolicyOf, goToAnswer, goToPane, openFile, removeOpenPolicy } from "./actions.ts";
import { operators } from "./help.ts";
import type { Example } from "./library.ts";
import { copyOut, downloadScenario } from "./out.ts";
import { copyLink, current, drafts, help, openDraft, openExample, selectStep, showDialog, showPane, startNew, state, switchPolicy, switchThese, update } from "./session.ts";
import { changeSettings, settings } from "./settings.ts";
import { addRequest, apisTab, duplicatePolicy, layerWord, openPolicy, policyTypes, removeRequest, selectedRequest, selectRequest, surroundingsTab, textOf, typeWord } from "./state.ts";
import { decisiveStep, stepFrom } from "./trace.ts";

export interface Command {
  group: string;
  word: string;
  icon: string;
  /** The keys that do the same. */
  keys?: string[];
  /** What stands at the end of the line. */
  aside?: string;
  run(): void;
}

export function commandsOf(examples: Example[]): Command[] {
  const { scenario, view } = state.value;
  const policy = openPolicy(state.value);
  const request = selectedRequest(state.value);
  const trace = current.value?.trace;
  const types = [...new Set(scenario.policies.map(({ type }) => type))];
  const command = (word: string, icon: string, run: () => void, keys?: string[]): Command => ({ group: "Commands", word, icon, run, ...(keys ? { keys } : {}) });
  const tab = (to: number) => {
    update((before) => ({ ...before, view: { ...before.view, tab: to, pane: "policies" } }));
  };
  const step = (to: ReturnType<typeof stepFrom>) => {
    if (to) selectStep(to.id);
    showPane("answer");
  };
  return [
    command("Evaluate now, go to the answer", "target", goToAnswer, ["Ctrl", "Enter"]),
    command("Copy link", "link", () => void copyLink(), ["Ctrl", "S"]),
    command("Share", "share", () => showDialog("share")),
    command("My links", "link", () => showDialog("links")),
    command("Copy as Markdown for an issue", "copy", () => copyOut("markdown")),
    command("Copy trace as plain text", "copy", () => copyOut("trace")),
    command("Copy as Go test", "copy", () => copyOut("go")),
    command("Download the scenario", "copy", downloadScenario),
    command("New scenario", "plus", startNew),
    command("Open a file", "doc", openFile),
    command("Paste anything", "paste", () => showDialog("paste")),
    command("Examples", "book", () => showDialog("examples")),
    command("Drafts", "back", () => showDialog("drafts")),
    command("Problems", "warn", () => update((before) => ({ ...before, view: { ...before.view, problems: true } }))),
    command("Keys", "keyboard", () => showDialog("keys"), ["?"]),
    ...(trace
      ? [
          command("Decisive step", "target", () => step(decisiveStep(trace)), ["d"]),
          command("Next step", "next", () => step(stepFrom(trace, view.step, 1)), ["n"]),
          command("Previous step", "prev", () => step(stepFrom(trace, view.step, -1)), ["p"]),
        ]
      : []),
    command("Add a request", "plus", () => update(addRequest)),
    ...(request ? [command(`Remove the request ${textOf(request.fields["name"])}`, "trash", () => update((before) => removeRequest(before, request.id)))] : []),
    ...policyTypes.map(({ type, word }) => command(`Add a policy: ${word}`, "plus", () => addPolicyOf(type))),
    command("Add a policy: AWS managed policy", "plus", () => showDialog("managed")),
    ...(policy
      ? [
          command(`Switch ${policy.name || "the policy"} ${policy.off ? "on" : "off"}`, "switch", () => switchPolicy(policy.id)),
          command(`Duplicate ${policy.name || "the policy"}`, "copy", () => update((before) => duplicatePolicy(before, policy.id))),
          command(`Remove ${policy.name || "the policy"}`, "trash", removeOpenPolicy),
        ]
      : []),
    ...types.map((type) => {
      const own = scenario.policies.filter((one) => one.type === type);
      const off = !own.every((one) => one.off);
      return command(`${off ? "Switch off" : "Switch on"} ${layerWord(type).replace(/^All/, "all")}`, "switch", () => switchThese(own.map(({ id }) => id), off, layerWord(type)));
    }),
    command("Go to Policies", "doc", () => goToPane("policies")),
    command("Go to Requests", "send", () => goToPane("requests")),
    command("Go to Answer", "result", () => goToPane("answer")),
    command("Accounts and resources", "org", () => tab(surroundingsTab)),
    command("APIs", "api", () => tab(apisTab)),
    command(`Policy text: ${settings.value.plain ? "the full editor" : "a plain text field"}`, "doc", () => changeSettings({ plain: !settings.value.plain })),
    ...(["auto", "light", "dark"] as const).map((theme) => command(`Theme: ${theme === "auto" ? "as the system" : theme}`, "theme", () => changeSettings({ theme }))),
    ...scenario.requests.map(({ id, fields }): Command => ({ group: "Requests", word: textOf(fields["name"]) || "unnamed request", icon: "send", aside: textOf(fields["action"] ?? fields["http"]).slice(0, 40), run: () => (update((before) => selectRequest(before, id)), showPane("answer")) })),
    ...scenario.policies.map(({ id, name, type }): Command => ({ group: "Policies", word: name || "unnamed policy", icon: "doc", aside: typeWord(type), run: () => tab(id) })),
    ...drafts.value.slice(0, 5).map(({ id, title }): Command => ({ group: "Drafts", word: title, icon: "back", run: () => openDraft(id) })),
    ...examples.map(({ name, title, group }): Command => ({ group: "Examples", word: title, icon: "book", aside: group, run: () => void openExample(name) })),
    ...policyTypes.map(({ type, word }): Command => ({ group: "Help", word: `About ${word} policies`, icon: "help", run: () => help({ kind: "type", name: type }) })),
    ...operators.map((name): Command => ({ group: "Help", word: `About ${name}`, icon: "help", run: () => help({ kind: "operator", name }) })),
  ];
}

/** A command with the stretch of its word that was looked for. */
export interface Hit {
  command: Command;
  from: number;
  to: number;
}

/** How many are shown of a group while nothing is looked for. */
const shownOfGroup = 8;

/** The commands in which every word of a text occurs: first those that begin with it, in groups. */
export function hitsOf(commands: Command[], text: string): Hit[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") {
    const seen = new Map<string, number>();
    return commands.flatMap((command) => {
      const n = (seen.get(command.group) ?? 0) + 1;
      seen.set(command.group, n);
      return n <= shownOfGroup && command.group !== "Help" ? [{ command, from: 0, to: 0 }] : [];
    });
  }
  const words = wanted.split(/\s+/);
  const hits = commands.flatMap((command) => {
    const lower = command.word.toLowerCase();
    if (!words.every((word) => lower.includes(word))) return [];
    const whole = lower.indexOf(wanted);
    const from = whole >= 0 ? whole : lower.indexOf(words[0]!);
    const rank = from === 0 ? 0 : /\W/.test(lower[from - 1]!) ? 1 : 2;
    return [{ command, from, to: from + (whole >= 0 ? wanted : words[0]!).length, rank }];
  });
  const groups = [...new Set(commands.map(({ group }) => group))];
  return hits
    .map((hit, i) => ({ hit, i }))
    .sort((a, b) => groups.indexOf(a.hit.command.group) - groups.indexOf(b.hit.command.group) || a.hit.rank - b.hit.rank || a.i - b.i)
    .map(({ hit: { command, from, to } }) => ({ command, from, to }));
}
