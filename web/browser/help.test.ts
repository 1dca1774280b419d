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

/** The policy of API Gateway's developer guide that lacks the quote after a condition operator. */
const missingQuote = `{
  "Version": "2012-10-17",
  "Statement": [
    {
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

for (const width of [1440, 390]) {
  look(`the guide's broken example is repaired with one click, ${width} pixels wide`, { hash: hashOf(mine(missingQuote)), width, height: 844 }, async (page) => {
    await decided(page, "error");
    if (width < 800) await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Policies" }).click();
    await page.locator(".document .problems .fixes button").click();
    await decided(page, "implicitDeny");
    await line(page, '"ForAnyValue:StringEqualsIfExists": {').waitFor();
    await underlined(page, "error").waitFor({ state: "detached" });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
  });
}

look("of several mistakes in the JSON each has its fix, and one fix repairs them all, chosen by the keyboard", { hash: hashOf(mine(misspelt.replace("s3:GetObjct", "s3:GetObject").replace('"Allow",', '"Allow"').replace('"Read"', "'Read'"))) }, async (page) => {
  await decided(page, "error");
  await page.locator(".document .problems .fixes").nth(1).waitFor();
  await line(page, "'Read'").click();
  await page.keyboard.press("ControlOrMeta+.");
  const choices = page.getByRole("listbox").getByRole("option");
  await choices.nth(1).waitFor();
  // A list takes no key for a moment after it opened, so that nobody takes from it what they did not see.
  const opened = await page.evaluate(() => performance.now());
  await page.waitForFunction((then) => performance.now() - then > 100, opened);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await decided(page, "allowed");
  await page.keyboard.press("ControlOrMeta+Z");
  await decided(page, "error");
  await line(page, "'Read'").waitFor();
  await line(page, '"Effect": "Allow"').waitFor();
});

look("what stands at a place is explained to the pointer, and to the keyboard, which also hears it", { hash: hashOf(mine(misspelt)) }, async (page) => {
  await page.locator(".document .problems").waitFor();
  await line(page, "s3:ListBucket").getByText('"s3:ListBucket"').hover();
  const box = page.locator(".cm-explained");
  await box.waitFor();
  assert.match(await box.innerText(), /^s3:ListBucket\n[^]*Access level: List[^]*Service Authorization Reference/);
  await page.mouse.move(700, 20);
  await box.waitFor({ state: "detached" });
  await line(page, '"Effect"').click();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ControlOrMeta+i");
  await box.waitFor();
  assert.match(await box.innerText(), /^Effect\n/);
  assert.match(await page.locator(".cm-announced").innerText(), /^Effect\. /);
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
  await page.locator(".cm-content:focus").waitFor();
});

/** A finding of each severity, and one without a fix. */
const all = mine(`{
  "Statement": [
    {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"},
    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:Get*", "s3:GetNothing"], "Resource": "arn:aws:s3:::pets/*"}
  ]
}`);

look("problems are counted by severity, and each severity can be left out", { hash: hashOf(all) }, async (page) => {
  await page.locator(".foot").getByRole("button", { name: /1 error, 1 security warning, 1 warning, \d suggestions?/ }).click();
  const list = page.locator(".problem-list");
  const severities = list.getByRole("group", { name: "Severities that are listed" });
  const words = (await severities.getByRole("button").allInnerTexts()).map((text) => text.replace("\n", " "));
  assert.deepEqual(words.slice(0, 3), ["1 Error", "1 Security warning", "1 Warning"]);
  assert.match(words[3]!, /^\d Suggestions?$/);
  const before = await list.locator("li").count();
  await severities.getByRole("button", { name: "1 Security warning" }).click();
  assert.equal(await list.locator("li").count(), before - 1);
  assert.equal(await list.getByText("PASS_ROLE").count(), 0);
  await severities.getByRole("button", { name: "1 Security warning" }).click();
  assert.equal(await list.locator("li").count(), before);
  await list.getByRole("button", { name: "About INVALID_ACTION" }).click();
  await page.getByRole("dialog", { name: "INVALID_ACTION" }).getByText("It rests on AWS").waitFor();
});

look("each severity is underlined in its own way", { hash: hashOf(all) }, async (page) => {
  const styles: string[] = [];
  for (const severity of ["error", "warning.cm-security", "warning:not(.cm-security)", "info"]) {
    await underlined(page, severity).first().waitFor();
    styles.push(await underlined(page, severity).first().evaluate((mark) => getComputedStyle(mark).textDecorationStyle + getComputedStyle(mark).textDecorationColor));
  }
  assert.equal(new Set(styles).size, 4, styles.join(" "));
});

look("the policy is said in words: the statement at the cursor, or all, and each leads to its place", { hash: hashOf(all) }, async (page) => {
  const words = page.getByRole("region", { name: "The policy in words" });
  await words.waitFor();
  await line(page, "s3:GetNothing").click();
  await words.getByText(/^Allows .*S3/).waitFor();
  await words.getByRole("button", { name: "In words" }).click();
  assert.equal(await words.getByRole("listitem").count(), 2);
  await words.getByRole("button", { name: /^Line 3 .*PassRole/ }).click();
  assert.match(await page.locator(".document .status").innerText(), /Ln 3, Col 5\b/);
  await page.locator(".cm-content:focus").waitFor();
});

look("typing keeps what is known in its place until more is known", { hash: hashOf(mine(misspelt)) }, async (page) => {
  await page.locator(".document .problems li").waitFor();
  await page.evaluate(() => {
    const seen = { least: 1 };
    Object.assign(globalThis, { seen });
    new MutationObserver(() => (seen.least = Math.min(seen.least, document.querySelectorAll(".document .problems li").length))).observe(document.querySelector(".document")!, { subtree: true, childList: true });
  });
  await line(page, '"Sid": "Read"').click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("Pets", { delay: 250 });
  await line(page, '"Sid": "ReadPets"').waitFor();
  assert.equal(await page.evaluate("seen.least"), 1);
  assert.equal(await underlined(page, "error").count(), 1);
});
