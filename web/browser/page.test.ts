import assert from "node:assert/strict";
import { test } from "node:test";
import { look, site } from "./look.ts";
import { alice, document_, scenario, statement } from "./scenarios.ts";
import { decided, hashOf, paste, type Visit } from "./site.ts";

test("the page is served under the policy that it was made for", async () => {
  const { headers } = await fetch(site().address);
  const policy = headers.get("content-security-policy") ?? "";
  // What stands in the page itself is allowed by its hash.
  const parts = policy.replace(/ 'sha256-[A-Za-z0-9+/]{43}='/g, "").split("; ");
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'", "require-trusted-types-for 'script'"]) {
    assert.ok(parts.includes(part), `${part} in ${policy}`);
  }
  assert.equal(policy.split("'sha256-").length - 1, 2, "one style sheet and one script");
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'.*unsafe-eval|nonce-/);
});

/** The row of a step, by the id that it keeps while its question is asked. */
function row(page: Visit["page"], id: string) {
  return page.locator(`[id="step-${id}"] > .r`);
}

look("a newcomer finds an example that is already decided", {}, async (page) => {
  await decided(page, "allowed");
  assert.match(await page.locator("#verdict .say").innerText(), /CallPets/);
  assert.deepEqual(await page.locator(".rt .cx .verdict").allInnerTexts(), ["Allowed", "Explicit deny", "Implicit deny"]);
  assert.equal(await page.locator("#trace [aria-level='1']").count() > 3, true);
  assert.equal(await page.title(), "IAM Policy Playground");
  assert.equal(await page.locator("#verdict").getAttribute("role"), "status");
});

look("a bare policy that is pasted into the editor is decided, and a Deny changes the verdict", {}, async (page) => {
  await decided(page, "allowed");
  await paste(page, JSON.stringify(document_(statement("Allow"), statement("Deny")), null, 2));
  await decided(page, "explicitDeny");
  assert.match(await page.locator("#verdict .say").innerText(), /CallPets/);
});

look("each key press is followed, and undone", {}, async (page) => {
  await decided(page, "allowed");
  await page.locator(".cm-line", { hasText: '"Effect": "Allow"' }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  for (let i = 0; i < "Allow".length; i++) await page.keyboard.press("Backspace");
  await page.keyboard.type("Deny");
  await decided(page, "explicitDeny");
  for (let i = 0; i < 3 && (await page.locator('.cm-line:has-text("\\"Effect\\": \\"Allow\\"")').count()) === 0; i++) await page.keyboard.press("ControlOrMeta+Z");
  await decided(page, "allowed");
});

/** The policy of API Gateway's developer guide that lacks the quote after a condition operator. */
const missingQuote = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ScopeToPrivateApis",
      "Effect": "Allow",
      "Action": ["apigateway:PATCH", "apigateway:POST", "apigateway:PUT"],
      "Resource": ["arn:aws:apigateway:us-east-1::/restapis", "arn:aws:apigateway:us-east-1::/restapis/??????????"],
      "Condition": {
        "ForAnyValue:StringEqualsIfExists: {
          "apigateway:Request/EndpointType": "PRIVATE",
          "apigateway:Resource/EndpointType": "PRIVATE"
        }
      }
    }
  ]
}`;

look("the guide's missing quote is underlined where it is, and the request cannot be decided", {}, async (page) => {
  await decided(page, "allowed");
  await paste(page, missingQuote);
  await decided(page, "error");
  const underlined = page.locator(".cm-lintRange-error");
  await underlined.first().waitFor();
  assert.match(await page.locator(".cm-line", { has: underlined }).innerText(), /"ForAnyValue:StringEqualsIfExists: \{$/);
  // What decides tells of the line's end, where the string should have; the check knows where the quote is missing.
  const finding = page.locator(".document .problem.err .goto", { hasText: /^Line 10, column 42: .*quote/i });
  await finding.click();
  assert.match(await page.locator(".status").innerText(), /Ln 10, Col 42/);
  await page.locator(".cm-content:focus").waitFor();
  // The text is kept as typed, also in the link.
  await page.waitForFunction(() => location.hash.startsWith("#v1."));
  await page.reload();
  await decided(page, "error");
  await page.locator(".cm-line").first().waitFor(); // the editor comes after the verdict
  assert.equal(await page.locator(".cm-line").count(), missingQuote.split("\n").length);
});

look("places after characters of several bytes are right", { hash: hashOf(scenario(`{"Version": "2012-10-17", "Statement": [{"Sid": "é€😀", "Effect": "Maybe"}]}`)) }, async (page) => {
  await decided(page, "error");
  await page.locator(".cm-lintRange-error", { hasText: '"Maybe"' }).waitFor();
});

look("a link opens its scenario", { hash: hashOf({ ...scenario(document_(statement("Allow")), { resource: "arn:aws:execute-api:us-east-1:111122223333:other/x/GET/y" }), title: "From a link" }) }, async (page) => {
  await decided(page, "implicitDeny");
  assert.equal(await page.locator("input.title").inputValue(), "From a link");
});

look("another link in the same tab opens, too, and leads back to the draft", {}, async (page) => {
  await decided(page, "allowed");
  await page.locator("input.title").fill("My draft");
  await page.waitForFunction(() => Object.values(localStorage).some((text) => String(text).includes("My draft")));
  await page.evaluate((hash) => (location.hash = hash), hashOf(scenario(document_(statement("Deny")))));
  await decided(page, "explicitDeny");
  await page.getByRole("button", { name: "Back to my draft" }).click();
  await decided(page, "allowed");
  assert.equal(await page.locator("input.title").inputValue(), "My draft");
});

look("links that cannot be opened say why, and the draft stays", { hash: "#v7.abc" }, async (page) => {
  await decided(page, "allowed");
  await page.locator(".toast.problem", { hasText: "this page opens v1 only" }).waitFor();
  for (const [hash, said] of [
    ["#v1.%%%", "cut short or changed"],
    ["#v1.AAAA", "was not opened"],
    [hashOf({ scenario: 9 }), "version 9"],
    [hashOf("text"), "not a scenario"],
  ] as const) {
    await page.evaluate((next) => (location.hash = next), hash);
    await page.locator(".toast.problem", { hasText: said }).waitFor();
  }
  assert.equal(await page.locator("#verdict").getAttribute("data-decision"), "allowed");
});

look("the address follows what is typed, and a reload keeps it", {}, async (page) => {
  await decided(page, "allowed");
  await paste(page, JSON.stringify(document_(statement("Deny"))));
  await decided(page, "explicitDeny");
  await page.waitForFunction(() => location.hash.startsWith("#v1."));
  await page.reload();
  await decided(page, "explicitDeny");
  await page.evaluate(() => history.replaceState(null, "", "/"));
  await page.reload(); // without the link there is the draft
  await decided(page, "explicitDeny");
});

look("the link is copied by its button and by Ctrl+S", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.locator(".toast", { hasText: "Link copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\/#v1\.[\w-]+&made=[\w.]+[a-z]$/);
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".toast").waitFor({ state: "detached" });
  await page.keyboard.press("ControlOrMeta+S");
  await page.locator(".toast", { hasText: "Link copied" }).waitFor();
});

look("selecting a step shows its place in the policy", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("row", { name: /Alice deletes/ }).getByRole("button").click();
  await decided(page, "explicitDeny");
  await page.getByRole("button", { name: "Decisive step" }).click();
  await page.locator(".cm-here", { hasText: "aws:MultiFactorAuthPresent" }).waitFor();
  const number = await page.locator("#trace [aria-selected=true] .bead").innerText();
  assert.equal(await page.locator(".cm-bead").innerText(), number);
  assert.match(await page.locator(".wg").innerText(), /Wanted\s+false\s+Got\s+given\s+false/);
  await row(page, "authorization.identity.p0.s0").click();
  await page.locator(".cm-here", { hasText: '"Sid": "CallPets"' }).waitFor();
  assert.equal(await page.locator(".cm-here", { hasText: "aws:MultiFactorAuthPresent" }).count(), 0);
});

look("a step of another policy opens that policy's tab", { hash: hashOf({ ...scenario(document_(statement("Allow"))), policies: [{ name: "First", type: "identity", document: document_(statement("Allow")) }, { name: "Second", type: "boundary", document: document_(statement("Allow", { Sid: "Inside" })) }] }) }, async (page) => {
  await decided(page, "allowed");
  await row(page, "authorization.boundary").click();
  await page.keyboard.press("n");
  await page.locator("[role=tab][aria-selected=true]", { hasText: "Boundary" }).waitFor();
});

const long = document_(...Array.from({ length: 40 }, (_, i) => statement("Allow", { Sid: `Other${i}`, Resource: "arn:aws:execute-api:us-east-1:111122223333:other/*" })), statement("Allow", { Sid: "Last" }));

look("a step's place is scrolled into sight, in the tab that opens for it, too", { height: 700, hash: hashOf({ ...scenario({}), policies: [{ name: "Short", type: "identity", document: document_(statement("Allow")) }, { name: "Long", type: "boundary", document: long }] }) }, async (page) => {
  await decided(page, "allowed");
  const inSight = (text: string) => page.waitForFunction((wanted) => {
    const host = document.querySelector(".ed")!;
    const line = [...host.shadowRoot!.querySelectorAll(".cm-here")].find((one) => one.textContent!.includes(wanted));
    const [inner, outer] = [line?.getBoundingClientRect(), host.getBoundingClientRect()];
    return inner && inner.top >= outer.top && inner.bottom <= outer.bottom;
  }, text);
  await page.locator("[role=tab][aria-selected=true]", { hasText: "Identity" }).waitFor();
  for (const id of ["authorization.boundary", "authorization.boundary.p1"]) {
    if ((await page.locator(`[id="step-${id}"]`).getAttribute("aria-expanded")) === "false") await row(page, id).click();
  }
  await row(page, "authorization.boundary.p1.s40").click();
  await inSight('"Sid": "Last"');
  await page.getByRole("tab", { name: "Identity" }).click();
  await page.getByRole("tab", { name: "Boundary" }).click();
  await inSight('"Sid": "Last"'); // each tab keeps its place
  await row(page, "authorization.boundary.p1.s0").click();
  await inSight('"Sid": "Other0"');
  await page.getByRole("tab", { name: "Identity" }).click();
  await row(page, "authorization.boundary.p1.s39").click();
  await inSight('"Sid": "Other39"');
  await row(page, "authorization.boundary.p1.s20").click();
  await inSight('"Sid": "Other20"');
});

look("the trace is walked by keyboard alone", {}, async (page) => {
  await decided(page, "allowed");
  const selected = page.locator("#trace [aria-selected=true]");
  const number = async () => Number(await selected.locator(".bead").innerText());
  await page.locator("#trace").focus();
  await page.keyboard.press("d");
  await selected.waitFor();
  const decisive = await number();
  await page.keyboard.press("n");
  assert.equal(await number(), decisive + 1);
  await page.keyboard.press("p");
  assert.equal(await number(), decisive);
  assert.equal(await page.locator("#trace").getAttribute("aria-activedescendant"), await selected.getAttribute("id"));
  // Left closes, right opens and then goes below.
  assert.equal(await selected.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowLeft");
  await page.locator("#trace [aria-selected=true][aria-expanded=false]").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await number(), decisive + 1);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await number(), decisive);
  await page.keyboard.press("Home");
  assert.equal(await number(), 1);
  await page.keyboard.press("ArrowDown");
  assert.ok((await number()) > 1);
  await page.keyboard.press("ArrowUp");
  assert.equal(await number(), 1);
  await page.keyboard.press("End");
  assert.equal(await number(), await page.locator("#trace [role=treeitem]").last().locator(".bead").innerText().then(Number));
  // Enter goes to the text, Escape comes back.
  await page.keyboard.press("d");
  await page.keyboard.press("Enter");
  await page.locator(".cm-content:focus").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#trace:focus").waitFor();
});

look("keys lead into the editor, out of it, from pane to pane and to the verdict", {}, async (page) => {
  await decided(page, "allowed");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Tab"); // indents
  await page.locator(".cm-content:focus").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab"); // leaves
  await page.locator(".cm-content:not(:focus)").waitFor();
  await page.locator(".policies").focus();
  await page.keyboard.press("F6");
  await page.locator(".requests:focus").waitFor();
  await page.keyboard.press("Shift+F6");
  await page.locator(".policies:focus").waitFor();
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.locator("#verdict:focus").waitFor();
  await page.getByRole("tab", { name: "Identity" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.locator("[role=tab][aria-selected=true]:focus", { hasText: "Accounts and resources" }).waitFor();
});

const byAddress = document_(statement("Allow", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }));

look("an unknown key makes the decision depend on it, until it is settled", { hash: hashOf(scenario(byAddress, { unknown: ["aws:SourceIp"] })) }, async (page) => {
  await decided(page, "depends");
  assert.match(await page.locator("#verdict .word").innerText(), /Depends on aws:SourceIp/);
  const ways = page.locator(".cases li");
  assert.ok((await ways.count()) >= 2);
  assert.ok((await ways.allInnerTexts()).some((text) => /203\.0\.113\.0\/24.*\s*Allowed/.test(text)));
  await page.getByRole("button", { name: /^Set aws:SourceIp to 203\.0\.113/ }).click();
  await decided(page, "allowed");
  assert.equal(await page.getByLabel("Is aws:SourceIp known?").inputValue(), "given");
});

look("a key is given, unknown or absent by the form", { hash: hashOf(scenario(byAddress)) }, async (page) => {
  await decided(page, "implicitDeny");
  await page.getByLabel("Value of aws:SourceIp").fill("203.0.113.9");
  await decided(page, "allowed");
  await page.getByLabel("Is aws:SourceIp known?").selectOption("unknown");
  await decided(page, "depends");
  await page.getByLabel("Is aws:SourceIp known?").selectOption("absent");
  await decided(page, "implicitDeny");
  await page.getByLabel("Every other key is unknown").check();
  await decided(page, "depends");
});

look("a malformed field is said at the field", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByLabel("Caller", { exact: true }).fill("arn:aws:iam::12:user/alice");
  await decided(page, "error");
  await page.locator("#problem-principal").waitFor();
  assert.equal(await page.getByLabel("Caller", { exact: true }).getAttribute("aria-invalid"), "true");
  assert.deepEqual(await page.locator(".rt .cx .verdict").allInnerTexts(), ["Cannot be decided", "Explicit deny", "Implicit deny"]);
});

look("the request can be edited as JSON", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("radio", { name: "JSON" }).click();
  const json = page.getByLabel("The request as JSON");
  await json.fill((await json.inputValue()).replace("/GET/pets/7", "/GET/orders/7"));
  await decided(page, "implicitDeny");
  await json.fill("{");
  await page.locator("#problem-json").waitFor();
  await page.getByRole("radio", { name: "Form" }).click();
  assert.match(await page.getByLabel("Resource", { exact: true }).inputValue(), /orders\/7$/);
});

look("an expectation that fails is shown in the table, the meter and the banner", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByLabel("Expect").selectOption("explicitDeny");
  await page.locator(".rt .exp.fail", { hasText: "expected explicit deny" }).waitFor();
  assert.match(await page.locator(".requests .ph").innerText(), /2 of 3 as expected/);
  assert.match(await page.locator("#verdict .want").innerText(), /Expected explicit deny/);
});

look("policies are added, attached and removed", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Detach from" }).click();
  await page.getByText("Attached to nothing, so it has no effect").waitFor();
  await decided(page, "implicitDeny");
  await page.getByRole("button", { name: "Attach to something" }).click();
  await page.keyboard.type(alice);
  await page.keyboard.press("Enter");
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Boundary/ }).click();
  await page.getByRole("tab", { name: "Boundary", selected: true }).waitFor();
  await paste(page, JSON.stringify(document_(statement("Allow", { Resource: "arn:aws:execute-api:us-east-1:111122223333:other/*" }))));
  await decided(page, "implicitDeny");
  await page.getByRole("button", { name: "More about BoundaryPolicy" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Undo" }).click();
  await decided(page, "implicitDeny");
});

look("accounts and resources are JSON with a tab of its own, and a fault in them is shown there", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("tab", { name: "Accounts and resources" }).click();
  await paste(page, '{"accounts": {"1111": {}}}');
  await decided(page, "error");
  await page.locator(".cm-lintRange-error", { hasText: "1111" }).waitFor();
  await paste(page, '{"accounts": oops}');
  await page.locator(".cm-lintRange-error", { hasText: "o" }).waitFor();
  assert.match(await page.locator("#verdict").innerText(), /Accounts and resources: /);
  await paste(page, "{}");
  await decided(page, "allowed");
});

look("a scenario that is pasted anywhere opens", {}, async (page) => {
  await decided(page, "allowed");
  await paste(page, JSON.stringify({ ...scenario(document_(statement("Deny"))), title: "Pasted" }));
  await decided(page, "explicitDeny");
  assert.equal(await page.locator("input.title").inputValue(), "Pasted");
  await page.getByRole("button", { name: "Back to what was here" }).click();
  await decided(page, "allowed");
});

look("text of a scenario is only ever text", { hash: hashOf({ ...scenario("<img src=x onerror=alert(1)>", { name: "<b>bold</b>", principal: "<script>" }), title: "<i>", policies: [{ name: "<u>x</u>", type: "<s>", attachedTo: ["javascript:alert(1)"], document: "<img src=x onerror=alert(1)>" }] }) }, async (page) => {
  await decided(page, "error");
  assert.equal(await page.locator("#page img, #page b:not(.bead):not(.vbar b), #page u, #page s, #page script").count(), 0);
  assert.match(await page.locator(".rt tbody th button").innerText(), /<b>bold<\/b>/);
});

for (const width of [390, 320]) {
  look(`at ${width} px one pane is shown at a time, and nothing scrolls sideways`, { width, height: 740 }, async (page) => {
    await decided(page, "allowed");
    for (const pane of ["Requests", "Answer", "Policies"]) {
      await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: pane }).click();
      await page.locator(`.${pane.toLowerCase()}`).waitFor({ state: "visible" });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${pane} is ${wide} px too wide`);
      const outside = await page.evaluate(() => [...document.querySelectorAll("button, input, select")].filter((one) => one.checkVisibility() && !one.closest(".tabs") && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 90)));
      assert.deepEqual(outside, []);
    }
    await page.locator(".vbar").click();
    await page.getByRole("button", { name: "Decisive step" }).click();
    await page.getByRole("button", { name: /Show in/ }).click();
    await page.locator(".cm-here").first().waitFor({ state: "visible" });
  });
}

look("two columns below 1200 px", { width: 1024, height: 768 }, async (page) => {
  await decided(page, "allowed");
  const box = async (name: string) => (await page.locator(`.${name}`).boundingBox())!;
  const [policies, requests, answer] = [await box("policies"), await box("requests"), await box("answer")];
  assert.ok(policies.x === requests.x && requests.y > policies.y && answer.x > policies.x);
});

for (const width of [1199, 1024, 900, 800]) {
  look(`at ${width} px nothing is wider than the page`, { hash: "x/cross-account-both-sides", width, height: 768 }, async (page) => {
    await decided(page, "allowed");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    assert.ok(await page.getByRole("button", { name: "Share", exact: true }).evaluate((button) => button.getBoundingClientRect().right <= innerWidth));
  });
}

test("the editor can be used before the engine is there", { timeout: 60_000 }, async () => {
  const context = await site().browser.newContext();
  try {
    const page = await context.newPage();
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await context.route(/\.wasm$/, async (route) => {
      await arrived;
      await route.continue();
    });
    await page.goto(site().address + hashOf(scenario(document_(statement("Allow"))))); // whose answer no build prepared
    await page.locator("#verdict", { hasText: "Engine arriving" }).waitFor();
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText(JSON.stringify(document_(statement("Deny"))));
    arrive();
    await decided(page, "explicitDeny");
  } finally {
    await context.close();
  }
});
