import assert from "node:assert/strict";
import { look } from "./look.ts";
import { alice, document_, read, scenario, statement } from "./scenarios.ts";
import { decided, hashOf, paste } from "./site.ts";

const api = { account: "111122223333", region: "us-east-1", type: "REST", endpoint: "REGIONAL", stages: ["prod"], routes: [{ route: "GET /pets/{petId}", authorization: "AWS_IAM" }] };
const url = "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/pets/7";
const gateway = { ...scenario(document_(statement("Allow"))), apis: { a1b2c3d4e5: api } };

look("the caller is chosen by kind, and an ARN in place of the name is taken apart", { hash: hashOf(scenario(document_(statement("Allow")))) }, async (page) => {
  await decided(page, "allowed");
  const caller = page.getByLabel("Caller", { exact: true });
  assert.equal(await page.getByLabel("Kind of caller").inputValue(), "user");
  assert.equal(await caller.inputValue(), "alice");
  await caller.fill("arn:aws:sts::444455556666:assumed-role/Orders/task-7");
  assert.equal(await page.getByLabel("Kind of caller").inputValue(), "session");
  assert.equal(await caller.inputValue(), "Orders/task-7");
  assert.equal(await page.getByLabel("Account", { exact: true }).inputValue(), "444455556666");
  await decided(page, "implicitDeny"); // another account
  await page.getByLabel("Kind of caller").selectOption("anonymous");
  await decided(page, "allowed"); // nothing protects the API
  await page.getByLabel("Kind of caller").selectOption("session"); // what was there is there again
  assert.equal(await caller.inputValue(), "Orders/task-7");
  await page.getByLabel("Kind of caller").selectOption("written");
  assert.equal(await caller.inputValue(), "arn:aws:sts::444455556666:assumed-role/Orders/task-7");
  await caller.fill(alice);
  await decided(page, "allowed");
});

look("an HTTP call is asked by method, URL and headers", { hash: hashOf(gateway) }, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("radio", { name: "HTTP call" }).click();
  await page.getByLabel("HTTP", { exact: true }).fill(`GET ${url}`);
  await decided(page, "allowed");
  assert.equal(await page.getByLabel("HTTP", { exact: true }).inputValue(), url);
  await page.getByLabel("HTTP method").selectOption("POST");
  await decided(page, "unauthenticated"); // no such route
  await page.getByText("What the caller sees: 403").click();
  await page.locator(".caller", { hasText: "Missing Authentication Token" }).waitFor();
  await page.getByLabel("HTTP method").selectOption("GET");
  await page.getByRole("button", { name: "Header", exact: true }).click();
  await page.getByLabel("Value of header Host").fill("elsewhere.example.com");
  await decided(page, "error");
  await page.locator("#problem-http").waitFor();
  await page.getByRole("button", { name: "Remove header Host" }).click();
  await decided(page, "allowed");
  await page.getByLabel("Is the signature valid?").selectOption("invalid");
  await decided(page, "unauthenticated");
  await page.getByLabel("Authorization", { exact: true }).selectOption("NONE");
  await page.getByLabel("Is the signature valid?").selectOption("");
  await decided(page, "allowed");
});

look("an operation of the management API is asked by name and parameters", { hash: hashOf(scenario(document_(statement("Allow", { Action: "apigateway:*", Resource: "*" })))) }, async (page) => {
  await page.getByRole("radio", { name: "Operation" }).click();
  await decided(page, "allowed");
  await page.getByLabel("Operation", { exact: true }).fill("CreateRestApi");
  await page.getByLabel("Parameters").fill('{"name": "pets"');
  await page.locator("#problem-parameters").waitFor();
  await page.getByLabel("Parameters").fill('{"name": "pets"}');
  await page.locator("#problem-parameters").waitFor({ state: "detached" });
  await decided(page, "allowed");
  await page.getByLabel("Operation", { exact: true }).fill("CreateNothing");
  await decided(page, "error");
  await page.locator("#problem-operation").waitFor();
});

look("going to another way of asking and back loses nothing", { hash: hashOf(gateway) }, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("radio", { name: "Operation" }).click();
  await page.getByLabel("Region").fill("eu-west-1");
  await page.getByRole("radio", { name: "Action" }).click();
  assert.equal(await page.getByLabel("Resource", { exact: true }).inputValue(), read.resource);
  await decided(page, "allowed");
  await page.getByRole("radio", { name: "Operation" }).click();
  assert.equal(await page.getByLabel("Region").inputValue(), "eu-west-1");
});

look("APIs are listed, changed and removed by a form, and the text beside them stays", { hash: hashOf({ ...gateway, accounts: { "111122223333": {} } }) }, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("tab", { name: "APIs" }).click();
  assert.equal(await page.getByLabel("API id").inputValue(), "a1b2c3d4e5");
  await page.getByLabel("Path of route 1").fill("/orders/{id}");
  await decided(page, "unauthenticated");
  await page.getByLabel("Path of route 1").fill("/pets/{petId}");
  await page.getByLabel("Authorization of route 1").selectOption("CUSTOM");
  await decided(page, "refused"); // no authorizer policy is attached
  await page.getByLabel("Authorization of route 1").selectOption("AWS_IAM");
  await page.getByLabel("Stages").fill("test, live");
  await page.keyboard.press("Enter");
  await decided(page, "refused");
  await page.getByRole("button", { name: "Remove API a1b2c3d4e5" }).click();
  await page.getByText("No API is listed.").waitFor();
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Add an API" }).click();
  await page.getByRole("tab", { name: "Accounts and resources" }).click();
  const lines = (await page.locator(".cm-line").allInnerTexts()).join("\n");
  assert.match(lines, /"accounts": \{\s*"111122223333": \{\}/);
  assert.match(lines, /"apis": \{\s*"api0000001"/);
});

look("a fault in an API is said beside the form, and text that is no JSON is not touched", { hash: hashOf(gateway) }, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("tab", { name: "APIs" }).click();
  await page.getByLabel("Account, Region").fill("12");
  await page.getByRole("list", { name: "Findings in the APIs" }).getByText("apis.a1b2c3d4e5.account").waitFor();
  await page.getByRole("tab", { name: "Accounts and resources" }).click();
  await paste(page, "{oops");
  await page.getByRole("tab", { name: "APIs" }).click();
  await page.getByText("are not JSON at the moment").waitFor();
  await page.getByRole("button", { name: "Show the text" }).click();
  assert.equal(await page.locator(".cm-line").innerText(), "{oops");
});
