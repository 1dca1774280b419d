import assert from "node:assert/strict";
import { look } from "./look.ts";
import { decided, type Visit } from "./site.ts";

/** Pastes a text beside every field. */
async function pasteBeside(page: Visit["page"], text: string): Promise<void> {
  await page.locator(".answer").focus();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("ControlOrMeta+V");
}

const denied = '{"Message":"User: arn:aws:iam::111122223333:user/alice is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod/GET/orders/12 because no identity-based policy allows the execute-api:Invoke action"}';

look("a denial that is pasted becomes a request, with a word on what is missing", {}, async (page) => {
  await decided(page, "allowed");
  await pasteBeside(page, denied);
  await decided(page, "implicitDeny");
  await page.locator(".toast", { hasText: "Recognized as an AccessDenied message: 1 request added. It does not say the policies." }).waitFor();
  assert.match(await page.locator("#verdict .want").innerText(), /As expected/);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await page.locator(".rt tbody tr").count(), 3);
});

look("the dialog takes the same, and a policy gets a tab", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Paste", exact: true }).click();
  await page.getByLabel("Text to take").fill('{"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"}]}');
  await page.getByRole("button", { name: "Take it" }).click();
  await page.getByRole("tab", { name: "Resource", selected: true }).waitFor();
  await decided(page, "explicitDeny");
});

look("a scenario without policies begins with what is pasted, also with a broken policy", { hash: "new" }, async (page) => {
  const paste = async (text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press("ControlOrMeta+V");
  };
  await page.getByLabel("Text to take").click();
  await paste('{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"]}');
  await page.getByRole("tab", { name: "Identity", selected: true }).waitFor();
  await page.locator(".toast", { hasText: "Recognized as a policy: 1 policy added. Its JSON is broken." }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("tab", { name: "Accounts and resources" }).click();
  await page.locator(".cm-content").click();
  await paste('{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}');
  await page.getByRole("tab", { name: "Resource", selected: true }).waitFor();
});

look("a text that is nothing says what is understood", {}, async (page) => {
  await decided(page, "allowed");
  await pasteBeside(page, "hello");
  await page.locator(".toast.problem", { hasText: "It understands a scenario, a policy, an AccessDenied message" }).waitFor();
  assert.equal(await page.locator("#verdict").getAttribute("data-decision"), "allowed");
});

look("a file that is dropped opens", {}, async (page) => {
  await decided(page, "allowed");
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "denied.json"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, denied);
  await decided(page, "implicitDeny");
});

look("the catalog offers actions and the forms of their resources", {}, async (page) => {
  await decided(page, "allowed");
  await page.locator(".foot", { hasText: /Catalog of \d{4}-\d\d-\d\d/ }).waitFor();
  await page.getByLabel("Resource", { exact: true }).fill("");
  await page.getByLabel("Action", { exact: true }).fill("s3:GetObject");
  await page.locator('#actions option[value="s3:PutObject"]').waitFor({ state: "attached" });
  await page.getByRole("button", { name: /^arn:.*s3:::\$\{BucketName\}\/\$\{ObjectName\}$/ }).click();
  assert.equal(await page.getByLabel("Resource", { exact: true }).inputValue(), "arn:aws:s3:::${BucketName}/${ObjectName}");
});

look("the editor finds, folds and lays out", {}, async (page) => {
  await decided(page, "allowed");
  const lines = page.locator(".cm-line");
  const before = await lines.count();
  await page.locator(".cm-content").click();
  await page.locator(".cm-content[aria-autocomplete]").waitFor(); // the editor's tools are there
  await page.keyboard.press("ControlOrMeta+F");
  await page.locator(".cm-search input[name=search]").pressSequentially("BoolIfExists");
  await page.keyboard.press("Enter");
  await page.locator(".cm-searchMatch-selected").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".cm-search").waitFor({ state: "detached" });
  await lines.first().click();
  await page.keyboard.press("ControlOrMeta+Shift+BracketLeft");
  await page.locator(".cm-foldPlaceholder").waitFor();
  await page.keyboard.press("ControlOrMeta+Shift+BracketRight");
  await page.keyboard.press("ControlOrMeta+A");
  await page.evaluate(() => navigator.clipboard.writeText('{"Statement":[]}'));
  await page.keyboard.press("ControlOrMeta+V");
  await lines.nth(1).waitFor({ state: "detached" });
  await page.keyboard.press("Shift+Alt+F");
  await lines.nth(2).waitFor();
  assert.equal(await lines.count(), 3);
  await page.keyboard.press("ControlOrMeta+Z");
  await lines.nth(1).waitFor({ state: "detached" });
  await page.keyboard.press("ControlOrMeta+Z");
  await lines.nth(before - 1).waitFor();
});
