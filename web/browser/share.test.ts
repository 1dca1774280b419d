// Sharing, with the real server and its SQLite file.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { dist, openServers, type Servers } from "./server.ts";
import { decided, hashOf, openSite, visit, type Site, type Visit } from "./site.ts";

type Page = Visit["page"];

const axe = readFileSync(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

let site: Site;
let servers: Servers;

before(async () => {
  const built = await openSite();
  servers = openServers();
  site = { ...built, address: await servers.start("shares.db") };
}, { timeout: 300_000 });

after(async () => {
  await site?.close();
  servers?.close();
});

/** A scenario of somebody's own. */
const mine = {
  scenario: 1,
  title: "Billing calls the ledger",
  policies: [
    {
      name: "LedgerApi",
      type: "resource",
      attachedTo: ["arn:aws:execute-api:us-east-1:623456789012:k7wq3n9x2c"],
      document: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { AWS: "arn:aws:iam::623456789012:role/billing-orders-prod" }, Action: "execute-api:Invoke", Resource: "arn:aws:execute-api:us-east-1:623456789012:k7wq3n9x2c/prod/*" },
          { Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "*", Condition: { NotIpAddress: { "aws:SourceIp": "52.18.60.0/24" } } },
        ],
      },
    },
    { name: "Mine", type: "identity", attachedTo: ["arn:aws:iam::623456789012:role/billing-orders-prod"], document: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" } } },
  ],
  requests: ["52.18.60.77", "99.1.2.3"].map((address) => ({
    name: `from ${address}`,
    principal: "arn:aws:sts::623456789012:assumed-role/billing-orders-prod/worker-17",
    action: "execute-api:Invoke",
    resource: "arn:aws:execute-api:us-east-1:623456789012:k7wq3n9x2c/prod/GET/ledger",
    context: { "aws:SourceIp": address },
  })),
};
const own = ["623456789012", "billing-orders-prod", "k7wq3n9x2c", "52.18.60", "worker-17"];

/** A visit that ends with its test, and fails at complaints but those that are expected. */
function look(name: string, at: { hash?: string; width?: number; height?: number; dark?: boolean; expect?: RegExp; address?: () => string }, body: (page: Page) => Promise<void>): void {
  test(name, { timeout: 90_000 }, async () => {
    const visited = await visit(at.address ? { ...site, address: at.address() } : site, at.hash ?? hashOf(mine), { viewport: { width: at.width ?? 1440, height: at.height ?? 1000 }, colorScheme: at.dark ? "dark" : "light", reducedMotion: "reduce" });
    try {
      await body(visited.page);
      assert.deepEqual(visited.complaints.filter((one) => !at.expect?.test(one)), [], "the browser complains");
    } finally {
      await visited.close();
    }
  });
}

async function share(page: Page): Promise<void> {
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("dialog").getByText(/verdicts? (are|is) unchanged|Nothing here points/).first().waitFor();
}

/** Makes a link of a kind and returns it. */
async function make(page: Page, kind: string, button: RegExp): Promise<string> {
  await page.getByRole("radio", { name: kind }).click();
  await page.getByRole("dialog").getByRole("button", { name: button, disabled: false }).click();
  await page.getByRole("dialog", { name: /link copied|Link copied/ }).waitFor();
  return page.getByRole("textbox", { name: "Link", exact: true }).inputValue();
}

/** Opens a link in a fresh profile. */
async function follow(link: string, body: (page: Page) => Promise<void>, expect?: RegExp): Promise<void> {
  const visited = await visit({ ...site, address: link });
  try {
    await body(visited.page);
    assert.deepEqual(visited.complaints.filter((one) => !expect?.test(one) ), []);
  } finally {
    await visited.close();
  }
}

const policyText = (page: Page) => page.locator(".cm-content").innerText();

look("a sealed link opens elsewhere, redacted, at the same place, and the server cannot read it", {}, async (page) => {
  await page.goto(`${site.address}?request=2${hashOf(mine)}`);
  await page.reload();
  await decided(page, "explicitDeny");
  const sent: { method: string; url: string; body: string | null }[] = [];
  page.on("request", (request) => request.url().includes("/api/") && sent.push({ method: request.method(), url: request.url(), body: request.postData() }));
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Evaluated again with these replaced: all 2 verdicts are unchanged.").waitFor();
  const rows = await dialog.locator(".red tbody tr").allInnerTexts();
  for (const value of own) assert.ok(rows.some((row) => row.includes(value)), `${value} in ${rows.join(" | ")}`);
  assert.equal(sent.length, 0, "nothing is sent before the button");
  const link = await make(page, "Sealed short link", /^Make sealed link$/);
  assert.match(link, /\/s\/[\w-]{21}[A-Za-z0-9]\?request=2#k=[\w-]{42}[A-Za-z0-9]&made=.*\.ae$/);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  const [post] = sent;
  assert.equal(sent.length, 1);
  assert.equal(post!.method, "POST");
  const key = /#k=([\w-]+)/.exec(link)![1]!;
  const { sealed, ...rest } = JSON.parse(post!.body!) as { sealed: string };
  assert.deepEqual(rest, { kind: "sealed", expires: "90d" });
  const stored = servers.bytesOf("shares.db");
  assert.ok(stored.includes(sealed), "the database holds the share");
  for (const plain of [...own, "LedgerApi", "execute-api", "111122223333", "Billing", key, deflateRawSync('{"scenario":1').toString("base64url").slice(0, 12)]) assert.equal(stored.includes(plain), false, `${plain} in the database`);
  await follow(link, async (other) => {
    await decided(other, "explicitDeny");
    await other.locator(".sharebar").getByText(/A sealed link, until \d+ \w+ 20\d\d/).waitFor();
    const text = await policyText(other);
    assert.match(text, /arn:aws:iam::111122223333:role\/Role1/);
    for (const value of own) assert.equal(text.includes(value), false, value);
    assert.equal(new URL(other.url()).hash.slice(0, 3), "#k=", "the address stays until the first change");
    await other.reload();
    await decided(other, "explicitDeny");
  });
});

look("a link with everything in it sends nothing, and says its length", {}, async (page) => {
  await share(page);
  const sent: string[] = [];
  page.on("request", (request) => request.url().includes("/api/") && sent.push(request.url()));
  await page.getByRole("radio", { name: "Everything in the link" }).click();
  const said = Number(/([\d,]+) characters/.exec(await page.getByRole("radio", { name: "Everything in the link" }).innerText())![1]!.replace(",", ""));
  const link = await make(page, "Everything in the link", /^Copy link$/);
  assert.equal(link.length, said);
  assert.match(link, /\/#v1\.[\w-]+&made=.*\.ae$/);
  assert.deepEqual(sent, []);
  await follow(link, (other) => decided(other, "allowed"));
});

look("a public link is chosen explicitly, shows itself without scripts, and opens as JSON", {}, async (page) => {
  await share(page);
  assert.match(await page.getByRole("radio", { name: "Public short link" }).innerText(), /Anybody with the link can read it/);
  await page.getByRole("switch", { name: "Redact before sharing" }).click();
  await page.getByRole("radio", { name: "30 days" }).click();
  const link = await make(page, "Public short link", /^Make public link$/);
  const url = new URL(link);
  const html = await (await fetch(url)).text();
  assert.match(html, /623456789012/, "nothing was redacted");
  assert.match(html, /Explicit deny/);
  const json = await (await fetch(`${url.origin}${url.pathname}.json`)).json();
  assert.equal((json as { title: string }).title, mine.title);
  const { expires, engine, verdicts } = (await (await fetch(`${url.origin}/api${url.pathname.replace("/s/", "/shares/")}`)).json()) as { expires: string; engine: string; verdicts: string[] };
  assert.equal(Math.round((Date.parse(expires) - Date.now()) / 86_400_000), 30);
  assert.ok(engine);
  assert.deepEqual(verdicts, ["allowed", "explicitDeny"]);
});

look("my links are kept, and deleted, and a deleted link says so and leaves the draft", { expect: /status of 410/ }, async (page) => {
  await share(page);
  const link = await make(page, "Sealed short link", /^Make sealed link$/);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("My links, kept in this browser").waitFor();
  await page.keyboard.press("Escape");
  await page.reload();
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Scenario menu" }).click();
  await page.getByRole("menuitem", { name: /^My links/ }).click();
  await dialog.getByText(/Sealed, made with engine .* until/).waitFor();
  await dialog.getByRole("button", { name: /^Delete Billing/ }).click();
  await dialog.getByText(/opens for nobody afterwards/).waitFor();
  await dialog.getByRole("button", { name: /^Delete Billing/ }).click();
  await dialog.getByText(/^Deleted: /).waitFor();
  await dialog.getByText("There is none.").waitFor();
  await page.keyboard.press("Escape");
  await page.goto(link);
  await page.getByText(/There is no such|is gone|was deleted|expired/).first().waitFor();
  const id = /\/s\/([\w-]+)/.exec(link)![1]!;
  assert.equal((await fetch(`${site.address}api/shares/${id}`)).status, 410);
});

look("a wrong key opens nothing and leaves the draft", {}, async (page) => {
  await share(page);
  const link = await make(page, "Sealed short link", /^Make sealed link$/);
  const wrong = link.replace(/#k=(.)/, (_, first: string) => `#k=${first === "A" ? "B" : "A"}`);
  for (const [address, says] of [[wrong, /key of this link does not fit.*Your draft is as it was/], [link.replace(/#.*/, ""), /its key is missing.*Your draft is as it was/]] as const) {
    await page.goto("about:blank");
    await page.goto(address);
    await page.locator(".toast").getByText(says).waitFor();
    await page.locator("#verdict").waitFor({ state: "attached" });
  }
});

look("opening a link over a draft keeps the draft", {}, async (page) => {
  await share(page);
  const link = await make(page, "Sealed short link", /^Make sealed link$/);
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Title of the scenario" }).fill("My own draft");
  await page.waitForTimeout(700);
  await page.goto(link);
  await page.getByText("This scenario came with the link. Your draft is kept.").waitFor();
  await page.getByRole("button", { name: "Back to my draft" }).click();
  assert.equal(await page.getByRole("textbox", { name: "Title of the scenario" }).inputValue(), "My own draft");
  await page.locator(".sharebar").waitFor({ state: "detached" });
});

const key = ["AKIA", "Q3EGV7MPLT5ZK2WD"].join("");
look("a made link has the lines that embed it", {}, async (page) => {
  await share(page);
  const link = await make(page, "Sealed short link", /^Make sealed link$/);
  await page.getByText("Embed it in a page").click();
  const lines = page.getByRole("textbox", { name: /^As / });
  const [element, frame] = [await lines.nth(0).inputValue(), await lines.nth(1).inputValue()];
  assert.equal(element, `<script type="module" src="${site.address}embed.js"></script>\n<iam-playground src="${link.replaceAll("&", "&amp;")}"></iam-playground>`);
  assert.ok(frame.startsWith(`<iframe src="${link.replace("/s/", "/e/").replaceAll("&", "&amp;")}" `), frame);
  await clean(page);
  // In a page of another site the frame decides what the key opens.
  const host = createServer((_, response) => response.setHeader("Content-Type", "text/html").end(`<!doctype html><title>Documentation</title>${frame}`));
  await new Promise<void>((resolve) => host.listen(0, "localhost", resolve));
  const docs = await page.context().newPage();
  await docs.goto(`http://localhost:${(host.address() as AddressInfo).port}/`);
  await docs.frameLocator("iframe").getByText("Allowed", { exact: true }).first().waitFor();
  await docs.close();
  host.close();
});

look("a secret blocks a short link until it is removed", { hash: hashOf({ ...mine, requests: mine.requests.map((request, i) => (i === 1 ? { ...request, name: `with ${key}` } : request)) }) }, async (page) => {
  await share(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("An access key id is in request 2, field name").waitFor();
  const button = dialog.getByRole("button", { name: "Make sealed link" });
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  await button.click({ force: true });
  await dialog.getByText("A short link is not made while it is there.").waitFor();
  await dialog.getByRole("button", { name: "Remove it" }).click();
  await dialog.locator(".note.explicit").waitFor({ state: "detached" });
  await dialog.getByText("all 2 verdicts are unchanged").waitFor();
  const link = await make(page, "Sealed short link", /^Make sealed link$/);
  await follow(link, async (other) => {
    await decided(other, "allowed");
    assert.match(await other.locator(".rt").innerText(), /with REMOVED/);
  });
});

/** A policy whose pattern fits one address and not the one that replaces it. */
const delicate = { ...mine, policies: [{ name: "P", type: "identity", document: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition: { StringLike: { "aws:SourceIp": "52.18.*" } } } } }], requests: [{ name: "fits", principal: "arn:aws:iam::623456789012:user/zoe", action: "s3:GetObject", resource: "arn:aws:s3:::b/k", context: { "aws:SourceIp": "52.18.60.77" } }] };
look("a verdict that would change is told, and keeping the value keeps the verdict", { hash: hashOf(delicate) }, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("With these replaced, “fits” would be implicit deny instead of allowed.").waitFor();
  await dialog.getByRole("checkbox", { name: "Replace 52.18.60.77" }).click();
  await dialog.getByText("Evaluated again with these replaced: the verdict is unchanged.").waitFor();
});

look("a link whose engine decided otherwise shows both", { hash: `${hashOf(mine)}&made=0.0.1.ia` }, async (page) => {
  await decided(page, "allowed");
  const bar = page.getByRole("complementary", { name: "The link" });
  await bar.getByText(/Made with engine 0\.0\.1, which said/).waitFor();
  assert.match((await bar.innerText()).replace(/\s+/g, " "), /which said Implicit deny of “from 52\.18\.60\.77”\. Engine \S+ says Allowed\. 2 of 2 requests are decided otherwise\./);
  await bar.getByRole("button", { name: "Why" }).click();
  await bar.getByRole("button", { name: "Close" }).click();
  await bar.waitFor({ state: "detached" });
});

look("what is too large for a short link says its size and the way out", { hash: hashOf({ ...mine, description: randomText(120_000) }) }, async (page) => {
  await share(page);
  await page.getByRole("button", { name: "Make sealed link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/The scenario takes [\d,]+ bytes, and a short link holds [\d,]+\. The link with everything in it needs no server\./).waitFor();
  await dialog.getByRole("button", { name: "Everything in the link" }).click();
  await dialog.getByRole("button", { name: "Copy link" }).waitFor();
});

/** Text that does not shrink, and holds nothing to be replaced. */
function randomText(length: number): string {
  let text = "";
  for (let i = 0; text.length < length; i++) text += createHash("sha256").update(String(i)).digest("base64").replace(/\d/g, "x");
  return text.slice(0, length);
}

look("too many links: when there can be more", { expect: /status of 429/ }, async (page) => {
  await page.route("**/api/shares", (route) => route.fulfill({ status: 429, headers: { "Retry-After": "12" }, contentType: "application/problem+json", body: '{"type":"/problems/rate-limited","title":"Too many requests","status":429,"detail":""}' }));
  await share(page);
  await page.getByRole("button", { name: "Make sealed link" }).click();
  await page.getByText("In 12 s there can be more.").waitFor();
});

test("a server that makes no links, and no server at all", { timeout: 90_000 }, async () => {
  const off = await servers.start("off.db", "-read-only");
  const one = await visit({ ...site, address: off }, hashOf(mine));
  await share(one.page);
  await one.page.getByRole("button", { name: "Make sealed link" }).click();
  await one.page.getByText("This server makes no short links at the moment.").waitFor();
  await one.close();

  const files = await staticFolder();
  const { port } = files.address() as { port: number };
  const two = await visit({ ...site, address: `http://127.0.0.1:${port}/` }, hashOf(mine));
  await share(two.page);
  await two.page.getByText("There is no server of short links here").waitFor();
  assert.equal(await two.page.getByRole("radio", { name: "Sealed short link" }).getAttribute("aria-disabled"), "true");
  const link = await make(two.page, "Everything in the link", /^Copy link$/);
  assert.match(link, new RegExp(`^http://127\\.0\\.0\\.1:${port}/#v1\\.`));
  assert.deepEqual(two.complaints.filter((text) => !/status of 404/.test(text)), []);
  await two.close();
  files.closeAllConnections();
  files.close();
});

/** The built page behind a server that knows nothing but files. */
function staticFolder(): Promise<Server> {
  const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml" };
  const server = createServer((request, response) => {
    const name = new URL(request.url!, "http://x").pathname.slice(1) || "index.html";
    const file = join(dist, name);
    if (request.method !== "GET" || !existsSync(file)) return void response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>Not found</h1>");
    response.writeHead(200, { "Content-Type": types[extname(name)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

look("offline a sealed link says that there is no network", { expect: /ERR_|Failed to load|FetchEvent/ }, async (page) => {
  await share(page);
  const link = await make(page, "Sealed short link", /^Make sealed link$/);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(site.address);
  await decided(page, "allowed");
  await page.context().setOffline(true);
  await page.goto(link);
  await page.getByText(/The server cannot be reached: there is no network here/).waitFor();
  await page.context().setOffline(false);
});

look("all of it by keyboard", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Share", exact: true }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("unchanged").waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Sealed short link");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), "Public short link");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await dialog.getByRole("radio", { name: "30 days" }).getAttribute("aria-checked"), "true");
  for (let i = 0; i < 30 && (await focused(page)) !== "Make sealed link"; i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Sealed link copied" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Link");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await focused(page), "Share");
});

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return (element?.querySelector("b") ?? element)?.textContent?.trim() ?? "";
  });
}

for (const { width, dark } of [{ width: 1440, dark: false }, { width: 1440, dark: true }, { width: 390, dark: false }, { width: 390, dark: true }, { width: 320, dark: false }]) {
  look(`axe has nothing to say at ${width} pixels${dark ? ", dark" : ""}, and nothing is cut off`, { width, height: 900, dark, hash: hashOf({ ...mine, description: `Key ${key}` }) }, async (page) => {
    await share(page);
    await shoot(page, `dialog-${width}-${dark ? "dark" : "light"}`);
    await clean(page);
    await page.getByRole("button", { name: "Remove it" }).click();
    await page.getByText("unchanged").waitFor();
    const link = await make(page, "Sealed short link", /^Make sealed link$/);
    await shoot(page, `made-${width}-${dark ? "dark" : "light"}`);
    await clean(page);
    await page.goto("about:blank");
    await page.goto(link.replace(/&made=.*/, "&made=0.0.1.ia"));
    await page.locator(".sharebar .verdict").first().waitFor();
    await shoot(page, `opened-${width}-${dark ? "dark" : "light"}`);
    await clean(page);
  });
}

async function clean(page: Page): Promise<void> {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll(".dialog, .sharebar, .share-scroll")].every((one) => one.scrollWidth <= one.clientWidth + 1)), true, "something is wider than the page");
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe;
    return (await run({ resultTypes: ["violations"] })).violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 240)}`));
  });
  assert.deepEqual(found, []);
}

/** Pictures for whoever wants to look: SHOTS names a folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const shots = process.env["SHOTS"];
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
}
