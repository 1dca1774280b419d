// Sharing and embeds at the Worker, in workerd with D1: what share.test.ts and embed.test.ts do at the native server.

import assert from "node:assert/strict";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { decided, hashOf, openSite, visit, type Site } from "./site.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const worker = `${root}playground-server/worker`;
const pets = JSON.parse(readFileSync(`${root}web/embed/pets.scenario.json`, "utf8")) as object;

let site: Site;
let runner: ChildProcess;
let say: (command: object) => Promise<string>;

before(async () => {
  const built = await openSite();
  // Whatever the budgets say: they are the build's own business.
  if (!existsSync(`${root}web/dist-worker/wrangler.jsonc`)) execFileSync("go", ["run", "./build", "worker"], { cwd: root, stdio: "inherit" });
  if (!existsSync(`${worker}/node_modules/miniflare`)) execFileSync("npm", ["ci", "--silent"], { cwd: worker, stdio: "inherit" });
  runner = spawn("node", [`${worker}/runner.mjs`, `${root}web/dist-worker`], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: runner.stdout! })[Symbol.asyncIterator]();
  const { url } = JSON.parse((await lines.next()).value as string) as { url: string };
  say = async (command) => {
    runner.stdin!.write(`${JSON.stringify(command)}\n`);
    return (await lines.next()).value as string;
  };
  site = { ...built, address: `${url}/` };
}, { timeout: 600_000 });

after(async () => {
  runner?.stdin?.end();
  await site?.close();
});

test("a sealed link of the Worker opens in the page and in a frame of another origin, and is deleted", { timeout: 120_000 }, async () => {
  const own = await visit(site, hashOf(pets));
  await decided(own.page, "allowed");
  await own.page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = own.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make sealed link", disabled: false }).click();
  await own.page.getByRole("dialog", { name: "Sealed link copied" }).waitFor();
  const link = await own.page.getByRole("textbox", { name: "Link", exact: true }).inputValue();
  assert.ok(link.startsWith(`${site.address}s/`), link);
  const stored = await say({ sql: "SELECT * FROM share" });
  assert.match(stored, /"sealed"/);
  assert.doesNotMatch(stored, /PetsApi|execute-api|OfficeNetworkOnly/);

  const other = await visit({ ...site, address: link });
  await decided(other.page, "allowed");
  await other.page.locator(".sharebar").getByText(/A sealed link, until/).waitFor();
  await other.close();

  const host = await serve(`<!doctype html><title>Docs</title><iam-playground src="${link.replaceAll("&", "&amp;")}" request="2"></iam-playground><script type="module" src="${site.address}embed.js"></script>`);
  const docs = await site.browser.newPage();
  await docs.goto(`http://localhost:${(host.address() as AddressInfo).port}/`);
  await docs.locator("iam-playground").locator("iframe").contentFrame().getByRole("figure", { name: "IAM policy: explicit deny" }).waitFor();
  await docs.close();
  host.closeAllConnections();
  host.close();

  await dialog.getByRole("button", { name: /^Delete / }).click();
  await dialog.getByRole("button", { name: /^Delete / }).click();
  await dialog.getByText(/^Deleted: /).waitFor();
  assert.equal((await fetch(link.replace("/s/", "/api/shares/").replace(/[?#].*/, ""))).status, 410);
  assert.deepEqual(own.complaints, []);
  await own.close();
});

function serve(html: string): Promise<Server> {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html));
  return new Promise((resolve) => server.listen(0, "localhost", () => resolve(server)));
}
