// What a reader can do from more than one place: a button, a key, the palette.

import { setKey, type KeyStatus } from "./context.ts";
import { maxScenario } from "./link.ts";
import { ask, notice, openPasted, showPane, state, takePasted, update } from "./session.ts";
import { addPolicy, changeRequest, insertPolicy, openPolicy, removePolicy, selectedRequest, type Pane } from "./state.ts";

/** Opens a scenario, or takes what a text from outside holds. */
export function take(text: string): void {
  if (text.trim() === "" || openPasted(text)) return;
  void takePasted(text);
}

/** Lets the reader choose a file, and opens it. */
export function openFile(): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json,text/plain";
  input.onchange = () => takeFile(input.files?.[0]);
  input.click();
}

export function takeFile(file: File | undefined): void {
  if (!file) return;
  if (file.size <= maxScenario) void file.text().then(take);
  else notice.value = { text: `${file.name} holds more than 1 MiB, so it was not opened.`, tone: "problem" };
}

/** Puts the focus on what a selector finds, once it is shown; else on what the other one finds. */
export function focusOn(selector: string, otherwise = selector, tries = 20): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(tries > 0 ? selector : otherwise);
    if (found) found.focus();
    else if (tries > 0) focusOn(selector, otherwise, tries - 1);
  });
}

/** Asks at once, and goes to the verdict. */
export function goToAnswer(): void {
  ask();
  showPane("answer");
  focusOn("#verdict");
}

export function goToPane(pane: Pane): void {
  showPane(pane);
  focusOn(`.${pane}`);
}

/** What a new policy starts with. The types that are asked about a resource name who may. */
function newDocument(type: string): string {
  const statement = { Effect: "Allow", ...(["resource", "trust", "endpoint"].includes(type) ? { Principal: "*" } : {}), Action: type === "trust" ? "sts:AssumeRole" : "*", ...(type === "trust" ? {} : { Resource: "*" }) };
  const policy = { Version: "2012-10-17", Statement: [statement] };
  return `${JSON.stringify(type === "authorizer" ? { principalId: "caller", policyDocument: policy } : policy, null, 2)}\n`;
}

export function addPolicyOf(type: string): void {
  update((before) => addPolicy(before, type, newDocument(type)));
}

/** Removes the open policy; it can be had back. */
export function removeOpenPolicy(): void {
  const policy = openPolicy(state.value);
  if (!policy) return;
  const at = state.value.scenario.policies.indexOf(policy);
  update((before) => removePolicy(before, policy.id));
  notice.value = { text: `${policy.name || "The policy"} is removed.`, tone: "said", action: { word: "Undo", run: () => update((before) => insertPolicy(before, policy, at)) } };
}

/** Settles a context key of the selected request. */
export function settleKey(key: string, status: KeyStatus, value: string | string[] = ""): void {
  update((before) => {
    const request = selectedRequest(before);
    if (!request) return before;
    const text = Array.isArray(value) ? (value.length === 1 ? value[0]! : JSON.stringify(value)) : value;
    return changeRequest(before, request.id, setKey(request.fields, key, status, text));
  });
}

/** Makes an unknown key known: its value is written in the form of the request. */
export function makeKnown(key: string): void {
  settleKey(key, "given");
  update((before) => ({ ...before, view: { ...before.view, pane: "requests", requestAs: "form" } }));
  focusOn(`[aria-label="Value of ${CSS.escape(key)}"]`);
}
