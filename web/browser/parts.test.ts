import assert from "node:assert/strict";
import { test } from "node:test";
import { look, site } from "./look.ts";
import { document_, scenario, statement } from "./scenarios.ts";
import { decided, hashOf, type Visit } from "./site.ts";

type Page = Visit["page"];

const toast = (page: Page, text: string | RegExp) => page.locator(".toast", { hasText: text }).waitFor();

look("an AWS managed policy is chosen by its name, and attached", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: /^AWS managed policy/ }).click();
  const dialog = page.getByRole("dialog", { name: "AWS managed policies" });
  const invoke = dialog.getByRole("button", { name: /AmazonAPIGatewayInvokeFullAccess/ });
  await invoke.waitFor();
  assert.match(await invoke.innerText(), /v\d+\s+arn:aws:iam::aws:policy\/AmazonAPIGatewayInvokeFullAccess\s+Call every method/);
  assert.match(await dialog.getByRole("button", { name: /APIGatewayServiceRolePolicy/ }).innerText(), /Only the service-linked role of ops\.apigateway\.amazonaws\.com may have it/);
  await dialog.getByLabel("Attach it to").selectOption("nothing");
  await invoke.click();
  await toast(page, /AmazonAPIGatewayInvokeFullAccess v\d+ is added/);
  assert.equal(await page.getByLabel("Name of the policy").inputValue(), "AmazonAPIGatewayInvokeFullAccess");
  await page.locator(".chip", { hasText: "Attached to nothing, so it has no effect" }).waitFor();
});

const two = { ...scenario(document_(statement("Allow", { Sid: "Reads" }), statement("Deny", { Sid: "Stops" }))) };
const layers = { ...two, policies: [{ name: "First", type: "identity", document: document_(statement("Allow")) }, { name: "Second", type: "identity", document: document_(statement("Deny")) }] };

look("a statement is switched off from the gutter, by key and in a list, and the verdict's move is said", { hash: hashOf(two) }, async (page) => {
  await decided(page, "explicitDeny");
  await page.locator(".cm-rails .cm-rail.cm-explicit.first").click();
  await decided(page, "allowed");
  await toast(page, /, Stops off: explicit deny became allowed\./);
  await page.locator(".cm-line .cm-off", { hasText: "Stops" }).first().waitFor();
  await page.getByRole("button", { name: "1 of 2 statements" }).waitFor();
  // The text, the link and what is right of it stay as they are.
  assert.match(await page.locator(".cm-content").innerText(), /"Deny"/);
  await page.waitForFunction((old) => location.hash !== old, hashOf(two)); // the draft is kept, and the link is the page's own
  const hash = await page.evaluate(() => location.hash);
  await page.reload();
  await decided(page, "allowed");
  assert.equal(await page.evaluate(() => location.hash), hash);
  await page.locator(".cm-line", { hasText: "Stops" }).click();
  await page.keyboard.press("ControlOrMeta+/");
  await decided(page, "explicitDeny");
  await toast(page, /Stops on: allowed became explicit deny/);
  await page.getByRole("button", { name: "2 statements" }).click();
  await page.getByRole("menuitemcheckbox", { name: /^Reads/, checked: true }).click();
  await toast(page, /Reads off: still explicit deny/);
  // A step of a statement behind one that is off shows its own text.
  await page.getByRole("button", { name: "Decisive step" }).click();
  await page.locator(".cm-here", { hasText: /Stops|Deny|Action|Resource|Statement/ }).first().waitFor();
});

look("statements without a Sid keep their numbers", { hash: hashOf(scenario(document_(statement("Allow", { Sid: undefined, Resource: "arn:aws:s3:::x" }), statement("Allow", { Sid: undefined })))) }, async (page) => {
  await decided(page, "allowed");
  assert.match(await page.locator("#verdict .say").innerText(), /statement 2/);
  await page.getByRole("button", { name: "2 statements" }).click();
  await page.getByRole("menuitemcheckbox", { name: /^Statement 1/ }).click();
  await toast(page, /statement 1 off: still allowed/);
  assert.match(await page.locator("#verdict .say").innerText(), /statement 2/);
});

look("a whole layer is switched off and on", { hash: hashOf(layers) }, async (page) => {
  await decided(page, "explicitDeny");
  await page.getByRole("switch", { name: "All identity policies are in effect" }).click();
  await decided(page, "implicitDeny");
  await toast(page, "All identity policies off: explicit deny became implicit deny.");
  assert.equal(await page.locator(".tabs .off").count(), 1);
  await page.getByRole("switch", { name: "All identity policies are in effect" }).click();
  await decided(page, "explicitDeny");
});

look("the palette finds and runs by keyboard alone", {}, async (page) => {
  await decided(page, "allowed");
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+K");
  const field = page.getByRole("combobox", { name: "Search or run" });
  await field.waitFor();
  await page.keyboard.type("cop");
  await page.getByRole("option", { selected: true, name: /^Copy link/ }).waitFor();
  assert.equal(await field.getAttribute("aria-activedescendant"), await page.locator(".option[aria-selected=true]").getAttribute("id"));
  await page.keyboard.press("ArrowDown");
  await page.getByRole("option", { selected: true, name: /Markdown/ }).waitFor();
  await page.keyboard.press("Enter");
  await toast(page, /copied/i);
  await page.keyboard.press("F1");
  await page.keyboard.type("deletes");
  await page.getByRole("group", { name: "Requests" }).getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await decided(page, "explicitDeny");
  await page.keyboard.press("F1");
  await page.keyboard.type("own account both");
  await field.fill("zzzz");
  await page.getByText("Nothing is called that.").waitFor();
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "detached" });
});

const faulty = {
  ...scenario(document_(statement("Allow"))),
  policies: [
    { name: "Good", type: "identity", document: document_(statement("Allow")) },
    { name: "Broken", type: "identity", document: '{\n  "Version": "2012-10-17",\n  "Statement": [{"Effect": "Maybe", "Action": "*", "Resource": "*"}]\n}' },
  ],
  requests: [{ name: "odd", principal: "arn:aws:iam::12:user/x", action: "s3:GetObject", resource: "*" }],
};

look("problems of all policies and requests are listed, counted, and gone to", { hash: hashOf(faulty) }, async (page) => {
  await decided(page, "error");
  const counts = page.locator(".foot").getByRole("button", { name: /errors/ });
  await counts.click();
  const list = page.getByRole("region", { name: "Problems" });
  await list.getByRole("button", { name: /Error, Broken, line 3:/ }).waitFor();
  await page.locator(".problem-list .goto:focus").waitFor();
  await list.getByRole("button", { name: /Error, Broken, line 3:/ }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".cm-content:focus").waitFor();
  assert.match(await page.locator(".status").innerText(), /Ln 3/);
  await list.getByRole("button", { name: /Error, odd, principal:/ }).click();
  await page.locator("#request-principal:focus").waitFor();
  await list.getByRole("button", { name: "About", exact: false }).first().click();
  await page.getByRole("dialog").getByText("It rests on AWS:").waitFor();
  await page.keyboard.press("Escape");
  await list.getByRole("button").first().focus();
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
});

look("operators, codes and types are explained where they appear", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("row", { name: /Alice deletes/ }).getByRole("button").click();
  await decided(page, "explicitDeny");
  await page.getByRole("button", { name: "Decisive step" }).click();
  await page.locator(".now").getByRole("button", { name: "About BoolIfExists" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("IfExists: if the key is absent, the condition holds.").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".wg .about").last().click();
  await dialog.getByText("It rests on AWS:").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "About Identity policies" }).click();
  await dialog.getByText("What a user, a group or a role may do.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Type of the policy: Identity/ }).click();
  await page.getByRole("menuitemcheckbox", { name: /Boundary.*The most that the policies/ }).click();
  await page.getByRole("tab", { name: "Boundary", selected: true }).waitFor();
});

for (const width of [1440, 390]) {
  look(`the plain editor has the same label, and is remembered (${width} px)`, { width, height: 800 }, async (page) => {
    await decided(page, "allowed");
    await page.getByRole("button", { name: "Plain editor" }).click();
    const field = page.getByRole("textbox", { name: "CallPets, policy text" });
    await field.waitFor();
    assert.equal(await field.evaluate((one) => one.tagName), "TEXTAREA");
    await field.fill(JSON.stringify(document_(statement("Deny", { Sid: "No" }), statement("Allow"))));
    await decided(page, "explicitDeny");
    await field.press("Home");
    await page.getByRole("button", { name: "2 statements" }).click();
    await page.getByRole("menuitemcheckbox", { name: /^No/ }).click();
    await decided(page, "allowed");
    await page.reload();
    await field.waitFor();
    await page.getByRole("button", { name: "Plain editor" }).click();
    await page.locator(".cm-content").waitFor();
  });
}

test("two tabs keep their drafts apart, and both can be had back", { timeout: 60_000 }, async () => {
  const context = await site().browser.newContext({ viewport: { width: 1440, height: 900 } });
  const address = site().address;
  const has = (page: Page, text: string) => page.waitForFunction((wanted) => Object.values(localStorage).some((one) => String(one).includes(wanted)), text);
  try {
    const [one, other] = [await context.newPage(), await context.newPage()];
    await one.goto(address);
    await decided(one, "allowed");
    await one.locator("input.title").fill("Shared");
    await has(one, "Shared");
    await other.goto(address);
    await other.locator('input.title').waitFor();
    assert.equal(await other.locator("input.title").inputValue(), "Shared");
    await one.locator("input.title").fill("From one");
    await has(one, "From one");
    await other.locator("input.title").fill("From other");
    await toast(other, "Another tab changed the same draft.");
    await has(one, "From other");
    await one.locator("input.title").fill("From one, later");
    await has(one, "From one, later");
    await other.reload();
    await decided(other, "allowed");
    assert.equal(await other.locator("input.title").inputValue(), "From other");
    await other.getByRole("button", { name: "Scenario menu" }).click();
    await other.getByRole("menuitem", { name: /^Drafts/ }).click();
    await other.getByRole("dialog", { name: "Drafts" }).getByRole("button", { name: /^From one, later/ }).click();
    await other.locator("dialog").waitFor({ state: "detached" });
    assert.equal(await other.locator("input.title").inputValue(), "From one, later");
  } finally {
    await context.close();
  }
});

test("a browser that keeps nothing is said to", { timeout: 60_000 }, async () => {
  const context = await site().browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("denied", "QuotaExceededError");
      };
    });
    await page.goto(site().address);
    await decided(page, "allowed");
    await page.locator("input.title").fill("Mine");
    await toast(page, "The browser lets the page keep nothing");
  } finally {
    await context.close();
  }
});

const byAddress = document_(statement("Allow", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }));

look("an unknown key is settled by buttons below its cases", { hash: hashOf(scenario(byAddress, { unknown: ["aws:SourceIp"] })) }, async (page) => {
  await decided(page, "depends");
  const settle = page.getByRole("group", { name: "Settle aws:SourceIp" });
  await settle.getByRole("button", { name: "Make absent: aws:SourceIp" }).click();
  await decided(page, "implicitDeny");
  await page.getByLabel("Is aws:SourceIp known?").selectOption("unknown");
  await decided(page, "depends");
  await page.getByRole("button", { name: "Make it known: aws:SourceIp" }).click();
  await page.getByLabel("Value of aws:SourceIp").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("203.0.113.9");
  await decided(page, "allowed");
});


