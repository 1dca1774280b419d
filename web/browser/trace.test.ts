import assert from "node:assert/strict";
import { look } from "./look.ts";
import { alice, document_, pets, scenario, statement } from "./scenarios.ts";
import { decided, hashOf } from "./site.ts";

const orders = "arn:aws:sts::444455556666:assumed-role/Orders/task-7";
const acrossAccounts = {
  scenario: 1,
  policies: [
    { name: "Invoke", type: "identity", attachedTo: ["arn:aws:iam::444455556666:role/Orders"], document: document_(statement("Allow")) },
    { name: "PetsApi", type: "resource", attachedTo: ["arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5"], document: document_(statement("Deny", { Principal: "*" })) },
  ],
  requests: [{ principal: alice, action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }, { principal: orders, action: "execute-api:Invoke", resource: `${pets}/GET/pets/7` }],
};

look("the flow shows phases and both accounts, and leads to their steps", { hash: hashOf(acrossAccounts) }, async (page) => {
  await decided(page, "implicitDeny");
  await page.locator(".rt tbody tr").nth(1).click();
  await decided(page, "explicitDeny");
  const lanes = page.locator(".flow .lane > p");
  assert.deepEqual(await lanes.allInnerTexts(), ["Phases of the call", "Caller’s account 444455556666", "Resource’s account 111122223333"]);
  assert.match((await page.locator(".flow").getAttribute("aria-label"))!, /Resource denied/);
  await page.locator(".node", { hasText: "Resource" }).click();
  await page.locator("#trace [aria-selected=true]", { hasText: "Resource policies deny it" }).waitFor();
  const number = await page.locator("#trace [aria-selected=true] .bead").innerText();
  assert.deepEqual([...new Set(await page.locator(".flow .bead").allInnerTexts())], [number]);
  await page.getByRole("button", { name: /^Decision: Explicit deny/ }).click();
  await page.locator("#trace [aria-selected=true]", { hasText: "ends where it is not let through" }).waitFor();
});

look("the slider steps, and the current step is a sentence in a live region", {}, async (page) => {
  await decided(page, "allowed");
  const slider = page.getByRole("slider", { name: "Step" });
  await slider.focus();
  await page.keyboard.press("End");
  const last = Number(await slider.getAttribute("max"));
  await page.locator(".stepper output", { hasText: `${last} of ${last}` }).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.locator(".stepper output", { hasText: `${last - 1} of ${last}` }).waitFor();
  const said = await page.locator(".now [aria-live=polite]").innerText();
  assert.ok((await slider.getAttribute("aria-valuetext"))!.endsWith(said));
  await page.getByRole("button", { name: "First step" }).click();
  assert.equal(await page.getByRole("button", { name: "Previous step" }).getAttribute("aria-disabled"), "true");
});

look("the trace is filtered and searched, and shown as text", {}, async (page) => {
  await decided(page, "allowed");
  const rows = page.locator("#trace [role=treeitem]");
  const all = await rows.count();
  await page.getByRole("radio", { name: /^Failed/ }).click();
  const failed = await rows.count();
  assert.ok(failed > 0 && failed < all);
  await page.getByRole("radio", { name: /^Decisive/ }).click();
  assert.equal(await rows.filter({ hasText: "DeleteOnlyWithMFA" }).count(), 0);
  await page.getByRole("radio", { name: /^All/ }).click();
  await page.getByRole("button", { name: "Search the trace" }).click();
  await page.getByRole("searchbox", { name: "Search the trace" }).fill("deleteonly");
  assert.ok((await rows.count()) > 0);
  assert.match(await rows.last().innerText(), /DeleteOnlyWithMFA/);
  await page.getByRole("searchbox", { name: "Search the trace" }).fill("no such thing");
  await page.getByText("No step of this trace matches.").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await rows.count(), all);
  await page.getByRole("button", { name: "Plain text" }).click();
  const text = await page.getByLabel("Trace as text").innerText();
  assert.match(text, /^1\. /);
  await page.locator(".plain-trace").getByRole("button", { name: "Copy" }).click();
  await page.locator(".toast", { hasText: "copied as text" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
});

const thousand = document_(...Array.from({ length: 1000 }, (_, i) => statement("Allow", { Sid: `S${i}`, Resource: "arn:aws:execute-api:us-east-1:111122223333:other/*" })), statement("Allow", { Sid: "Last" }));

look("of a thousand statements only those in sight are drawn, and each can be reached", { hash: hashOf(scenario(thousand)) }, async (page) => {
  await decided(page, "allowed");
  const rows = page.locator("#trace [role=treeitem]");
  assert.ok((await rows.count()) < 200, "only what can be seen is drawn");
  await page.getByRole("button", { name: "Decisive step" }).click();
  await page.locator("#trace [aria-selected=true]", { hasText: "Last" }).waitFor();
  const size = await page.locator("#trace [aria-selected=true]").getAttribute("aria-setsize");
  assert.equal(size, "1001");
  await page.locator("#trace").focus();
  await page.keyboard.press("Home");
  await page.locator("#trace [aria-selected=true] .bead", { hasText: /^1$/ }).waitFor();
  await page.keyboard.press("d");
  await page.keyboard.press("ArrowUp");
  const selected = page.locator("#trace [aria-selected=true]");
  await selected.filter({ hasText: "S999" }).waitFor();
  await page.waitForFunction(() => {
    const item = document.querySelector("#trace [aria-selected=true]");
    const [own, outer] = [item?.getBoundingClientRect(), item?.closest(".scroll")!.getBoundingClientRect()];
    return own && outer && own.top >= outer.top - 1 && own.top < outer.bottom;
  });
});

const long = "x".repeat(300);
const high = document_(...Array.from({ length: 400 }, (_, i) => statement("Allow", { Sid: `S${i}${long}`, Resource: "arn:aws:execute-api:us-east-1:111122223333:other/*" })), statement("Allow", { Sid: "Last" }));

look("rows that turn out higher than thought do not push the sought one out of sight", { hash: hashOf(scenario(high)) }, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Decisive step" }).click();
  await page.locator("#trace [aria-selected=true]", { hasText: "Last" }).waitFor();
});

look("a link leads to a request and a step, and names them by number only", {}, async (page) => {
  await decided(page, "allowed");
  await page.locator(".rt tbody tr").nth(1).click();
  await decided(page, "explicitDeny");
  await page.getByRole("button", { name: "Decisive step" }).click();
  const number = await page.locator("#trace [aria-selected=true] .bead").innerText();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.locator(".toast", { hasText: "Link copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, new RegExp(`/\\?request=2&step=${number}#v1\\.[\\w-]+&made=[\\w.]+$`));
  await page.goto("about:blank");
  await page.goto(link);
  await decided(page, "explicitDeny");
  await page.locator("#trace [aria-selected=true] .bead", { hasText: number }).waitFor();
});

look("the answer is copied as Markdown and as a Go test, and the scenario is downloaded", {}, async (page) => {
  await decided(page, "allowed");
  const copied = async (word: string) => {
    await page.getByRole("button", { name: "Copy as…" }).click();
    await page.getByRole("menuitem", { name: word }).click();
    await page.locator(".toast", { hasText: "copied" }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name: "Close" }).click();
    return text;
  };
  assert.match(await copied("Markdown"), /^\*\*Allowed\*\*: .*CallPets/);
  assert.match(await copied("Go test"), /harness\.Run\(t, dir\)/);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Copy as…" }).click();
  await page.getByRole("menuitem", { name: /^Scenario file/ }).click();
  assert.equal((await download).suggestedFilename(), "alice-calls-the-pets-api.scenario.json");
});
