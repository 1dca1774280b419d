import assert from "node:assert/strict";
import { look } from "./look.ts";
import { alice } from "./scenarios.ts";
import { decided, hashOf, type Visit } from "./site.ts";

type Page = Visit["page"];

/** A scenario with one identity policy, written as it stands here. */
const mine = (text: string) => ({ scenario: 1, policies: [{ name: "Mine", type: "identity", document: text }], requests: [{ name: "read", principal: alice, action: "s3:GetObject", resource: "arn:aws:s3:::pets/cat" }] });

/** An action that does not exist, and a statement that is fine. */
const misspelt = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": ["s3:GetObjct", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::pets", "arn:aws:s3:::pets/*"]
    }
  ]
}`;

const line = (page: Page, text: string) => page.locator(".cm-line", { hasText: text });
const underlined = (page: Page, severity: string) => page.locator(`.cm-lintRange-${severity}`);

look("an action that does not exist is underlined, and a key writes the one that was meant as one step", { hash: hashOf(mine(misspelt)) }, async (page) => {
  await decided(page, "implicitDeny");
  await underlined(page, "error").filter({ hasText: '"s3:GetObjct"' }).waitFor();
  await line(page, "GetObjct").click();
  await page.keyboard.press("Home");
  await page.keyboard.press("ControlOrMeta+.");
  await line(page, '["s3:GetObject", "s3:ListBucket"]').waitFor();
  await decided(page, "allowed");
  await underlined(page, "error").waitFor({ state: "detached" });
  assert.match(await page.locator(".document .status").innerText(), /Ln 7, Col 7\b/, "the cursor has moved");
  await page.keyboard.press("ControlOrMeta+Z");
  await line(page, '["s3:GetObjct", "s3:ListBucket"]').waitFor();
  await decided(page, "implicitDeny");
});

look("the button below the text fixes, too, and so does the one beside the underlined text", { hash: hashOf(mine(misspelt)) }, async (page) => {
  await page.locator(".document .problems").getByRole("button", { name: 'Write "s3:GetObject"', exact: true }).click();
  await decided(page, "allowed");
  await page.locator(".cm-content:focus").waitFor();
  await underlined(page, "error").waitFor({ state: "detached" });
  await page.keyboard.press("ControlOrMeta+Z");
  await page.locator(".foot").getByRole("button", { name: "1 error" }).waitFor();
  await underlined(page, "error").hover();
  await page.locator(".cm-tooltip").getByRole("button", { name: 'Write "s3:GetObject"' }).click();
  await decided(page, "allowed");
});

look("in the plain editor the list of problems fixes, and the browser's own undo takes it back", { hash: hashOf(mine(misspelt)) }, async (page) => {
  await page.getByRole("button", { name: "Plain editor" }).click();
  await page.locator(".foot").getByRole("button", { name: "1 error" }).click();
  await page.locator(".problem-list").getByRole("button", { name: 'Write "s3:GetObject"', exact: true }).click();
  await decided(page, "allowed");
  assert.match(await page.locator(".plain-text").inputValue(), /"s3:GetObject", "s3:ListBucket"/);
  await page.locator(".plain-text").press("ControlOrMeta+Z");
  await decided(page, "implicitDeny");
});

look("an action is completed as it is typed, with its access level, and taken by Enter", { hash: hashOf(mine(misspelt.replace("s3:GetObjct", ""))) }, async (page) => {
  await decided(page, "error");
  await page.locator(".document .problems").waitFor(); // the editor's tools are there
  await line(page, '"", "s3:ListBucket"').click();
  await page.keyboard.press("Home");
  for (let i = 0; i < '"Action": ["'.length; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.type("s3:getobjectta");
  const options = page.getByRole("listbox").getByRole("option");
  await options.first().waitFor();
  assert.match(await options.first().innerText(), /^s3:GetObjectTagging\s+Read/);
  // The list is the field's own for a screen reader, and its first line is the chosen one.
  assert.equal(await page.locator(".cm-content").evaluate((content) => (content.getRootNode() as ShadowRoot).getElementById(content.getAttribute("aria-activedescendant") ?? "")?.textContent?.slice(0, 19)), "s3:GetObjectTagging");
  await page.keyboard.press("Enter");
  await line(page, '["s3:GetObjectTagging", "s3:ListBucket"]').waitFor();
  await page.getByRole("listbox").waitFor({ state: "detached" });
});

look("Ctrl+Space offers the elements of a statement, and Escape closes the list without leaving", { hash: hashOf(mine(misspelt.replace('"Sid": "Read",', ""))) }, async (page) => {
  await page.locator(".document .problems").waitFor();
  await page.locator(".cm-line").nth(4).click();
  await page.keyboard.press("Control+Space");
  const options = page.getByRole("listbox").getByRole("option");
  await options.first().waitFor();
  assert.ok((await options.allInnerTexts()).some((text) => /^"?(Sid|Condition)/.test(text)));
  assert.ok(!(await options.allInnerTexts()).some((text) => /^"?Effect/.test(text)), "it is there already");
  await page.keyboard.press("Escape");
  await options.first().waitFor({ state: "detached" });
  await page.locator(".cm-content:focus").waitFor();
});
