import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { look } from "./look.ts";
import { document_, scenario } from "./scenarios.ts";
import { decided, hashOf, type Visit } from "./site.ts";

type Page = Visit["page"];

const axe = readFileSync(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** What axe finds against WCAG 2.2 AA and its own best practices. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe;
    const { violations: found } = await run({ resultTypes: ["violations"] });
    // The arrows move through the editor's list while the focus stays in the text, which axe knows of a combobox only.
    const scrolledByArrows = (id: string, html: string) => id === "scrollable-region-focusable" && html.startsWith('<ul id="cm-ac-');
    return found.flatMap(({ id, nodes }) => nodes.filter(({ html }) => !scrolledByArrows(id, html)).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 240)}`));
  });
}

const pane = (name: string) => (page: Page) => page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name }).click();
/** A policy with an action that does not exist. */
const misspelt = hashOf(scenario(document_({ Effect: "Allow", Action: ["s3:GetObjct", "s3:ListBucket"], Resource: "*" })));
const views: { name: string; width?: number; dark?: boolean; at?: string; show(page: Page): Promise<unknown> }[] = [
  { name: "the first view", show: async () => {} },
  { name: "the first view, dark", dark: true, show: async () => {} },
  { name: "two columns", width: 1024, show: async () => {} },
  {
    name: "a step, the trace filtered",
    show: async (page) => {
      await page.getByRole("button", { name: "Decisive step" }).click();
      await page.getByRole("radio", { name: /^Failed/ }).click();
    },
  },
  { name: "the trace as text", show: (page) => page.getByRole("button", { name: "Plain text" }).click() },
  { name: "an HTTP call", show: (page) => page.getByRole("radio", { name: "HTTP call" }).click() },
  { name: "an operation", show: (page) => page.getByRole("radio", { name: "Operation" }).click() },
  { name: "a request as JSON", show: (page) => page.getByRole("radio", { name: "JSON" }).click() },
  {
    name: "APIs",
    at: "x/cross-account-both-sides",
    show: (page) => page.getByRole("tab", { name: "APIs" }).click(),
  },
  { name: "a menu", show: (page) => page.getByRole("button", { name: "Add", exact: true }).click() },
  { name: "the keys", show: (page) => page.getByRole("button", { name: "Keys ?" }).click() },
  {
    name: "the examples, dark",
    dark: true,
    show: async (page) => {
      await page.getByRole("button", { name: "Examples" }).click();
      await page.getByRole("dialog").getByRole("link").first().waitFor();
    },
  },
  { name: "the palette, dark", dark: true, show: async (page) => (await page.keyboard.press("F1"), page.getByRole("option").nth(8).waitFor({ state: "attached" })) },
  {
    name: "the managed policies",
    show: async (page) => {
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("menuitem", { name: /^AWS managed policy/ }).click();
      await page.locator(".list .row").first().waitFor();
    },
  },
  {
    name: "the drafts",
    show: async (page) => {
      await page.getByRole("button", { name: "Scenario menu" }).click();
      await page.getByRole("menuitem", { name: /^Drafts/ }).click();
      await page.getByRole("dialog", { name: "Drafts" }).waitFor();
    },
  },
  {
    name: "the problems",
    show: async (page) => {
      await page.getByRole("button", { name: "Detach from" }).click();
      await page.locator(".foot").getByRole("button", { name: "1 warning" }).click();
      await page.locator(".problem-list li").waitFor();
    },
  },
  {
    name: "help, on a phone",
    width: 390,
    show: async (page) => {
      await page.getByRole("button", { name: "About Identity policies" }).click();
      await page.locator(".help p").first().waitFor();
    },
  },
  {
    name: "a statement that is off",
    show: async (page) => {
      await page.getByRole("button", { name: /^\d statements?$/ }).click();
      await page.getByRole("menuitemcheckbox").first().click();
      await page.locator(".cm-line .cm-off").first().waitFor();
    },
  },
  {
    name: "findings with their fixes, and the policy in words",
    at: misspelt,
    show: async (page) => {
      await page.locator(".document .problems .fixes").first().waitFor();
      await page.getByRole("button", { name: /^In words/ }).click();
      await page.locator(".foot").getByRole("button", { name: /1 error/ }).click();
      await page.locator(".problem-list li").first().waitFor();
    },
  },
  {
    name: "a list of completions, dark",
    dark: true,
    at: misspelt,
    show: async (page) => {
      await page.locator(".document .problems").waitFor();
      await page.locator(".cm-line", { hasText: "GetObjct" }).click();
      await page.keyboard.press("Control+Space");
      await page.getByRole("listbox").getByRole("option").first().waitFor();
    },
  },
  {
    name: "what mends a finding, on a phone",
    width: 390,
    at: misspelt,
    show: async (page) => {
      await pane("Policies")(page);
      await page.locator(".document .problems .fixes").first().waitFor();
      await page.locator(".cm-lintRange-error").first().hover();
      await page.locator(".cm-tooltip").waitFor();
    },
  },
  { name: "the plain editor", show: (page) => page.getByRole("button", { name: "Plain editor" }).click() },
  { name: "policies on a phone", width: 390, show: pane("Policies") },
  { name: "requests on a phone", width: 390, show: pane("Requests") },
  { name: "the answer on a phone, dark", width: 390, dark: true, show: pane("Answer") },
];

look("axe has nothing to say of the conformance run", { hash: "conformance" }, async (page) => {
  await page.locator("#figures dt").nth(4).waitFor({ timeout: 50_000 });
  assert.deepEqual(await violations(page), []);
});

for (const { name, width = 1440, dark = false, at = "", show } of views) {
  look(`axe has nothing to say of ${name}`, { width, height: 900, hash: at }, async (page) => {
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    await (at ? page.locator("#verdict:not([data-decision=none])").waitFor({ state: "attached" }) : decided(page, "allowed"));
    await show(page);
    assert.deepEqual(await violations(page), []);
  });
}
