// The served page that the tests look at, and the browser they look with.

import { spawn, type ChildProcess } from "node:child_process";
import { deflateRawSync } from "node:zlib";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

export interface Site {
  address: string;
  browser: Browser;
  close(): Promise<void>;
}

/** A page with everything that its console said amiss. */
export interface Visit {
  page: Page;
  complaints: string[];
  close(): Promise<void>;
}

/** Starts Chromium and, unless PLAYGROUND_URL names one, a server. */
export async function openSite(): Promise<Site> {
  const given = process.env["PLAYGROUND_URL"];
  const server = given ? undefined : await startServer();
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return {
    address: new URL("/", given ?? server!.address).href,
    browser,
    async close() {
      await browser.close();
      // As Ctrl-C does, to the whole group: "go run" hands no signal on.
      if (server) process.kill(-server.process.pid!, "SIGINT");
    },
  };
}

/** Builds and serves the page as a reader would. */
function startServer(): Promise<{ process: ChildProcess; address: string }> {
  const server = spawn("go", ["run", "./build", "serve", "-addr", "127.0.0.1:0"], { cwd: new URL("../../../..", import.meta.url), stdio: ["ignore", "pipe", "inherit"], detached: true });
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (data: Buffer) => {
      said += data.toString();
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address) resolve({ process: server, address });
    });
    server.on("exit", (code) => reject(new Error(`the server ended with status ${code}:\n${said}`)));
  });
}

/** Opens the page in a fresh profile. */
export async function visit(site: Site, hash = "", options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 1000 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(site.address).origin) && !request.url().startsWith("data:")) complaints.push(`a request to ${request.url()}`);
  });
  await page.goto(site.address + hash);
  return { page, complaints, close: () => context.close() };
}

/** The fragment for a scenario, made without the page's own code. */
export function hashOf(scenario: unknown): string {
  return "#v1." + deflateRawSync(JSON.stringify(scenario)).toString("base64url");
}

/** Waits until the selected request has this decision, and the page answers to the reader. */
export async function decided(page: Page, decision: string): Promise<void> {
  await page.locator(`html:not([data-waking]) #verdict[data-decision="${decision}"]`).waitFor({ state: "attached" });
}

/** Puts a text in place of what is in the editor, as if pasted. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("ControlOrMeta+V");
}
