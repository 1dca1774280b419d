// A newer version of the page is put on the server while readers have the older one: a server in between makes it newer.

import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { site } from "./look.ts";
import { decided } from "./site.ts";

/** Hands on what the site serves. Once it is newer, the page has another title, and the worker's script knows of another page. */
async function versions(): Promise<{ server: Server; address: string; update(): void }> {
  let newer = false;
  const server = createServer(async (request, response) => {
    const answer = await fetch(new URL(request.url!, site().address));
    let body = Buffer.from(await answer.arrayBuffer());
    const kind = answer.headers.get("content-type") ?? "";
    if (newer && kind.startsWith("text/html")) body = Buffer.from(body.toString().replace("<title>IAM Policy Playground", "<title>Newer"));
    if (newer && request.url === "/offline.js") body = Buffer.from(body.toString().replace(/"\?[0-9a-f]+"/, '"?000000000000"'));
    for (const name of ["content-type", "content-security-policy", "cache-control"]) if (answer.headers.has(name)) response.setHeader(name, answer.headers.get(name)!);
    response.writeHead(answer.status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, update: () => (newer = true) };
}

test("a newer version comes behind the older one, is offered, and the draft stays", { timeout: 60_000 }, async () => {
  const { server, address, update } = await versions();
  const context = await site().browser.newContext({ viewport: { width: 1440, height: 1000 } });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await decided(page, "allowed");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.locator("input.title").fill("Mine");
    await page.waitForFunction(() => localStorage.getItem("iam-policy-playground.drafts")?.includes("Mine"));
    update();
    await page.goto(address);
    assert.equal(await page.title(), "IAM Policy Playground", "the page of the last visit stands there at once");
    await decided(page, "allowed");
    await page.locator(".toast", { hasText: "A newer version" }).waitFor();
    // Parts of the older version are still there.
    await page.getByRole("button", { name: "Examples" }).click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".toast", { hasText: "A newer version" }).getByRole("button", { name: "Load it" }).click();
    await page.waitForFunction(() => document.title === "Newer");
    await decided(page, "allowed");
    assert.equal(await page.locator("input.title").inputValue(), "Mine");
  } finally {
    await context.close();
    server.close();
  }
});
