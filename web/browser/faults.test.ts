// What the page does where parts of it are missing, blocked or changed: it says what happened and what to do, loses no draft and
// never hangs.

import assert from "node:assert/strict";
import { broken, look, site, type Page } from "./look.ts";
import { document_, statement } from "./scenarios.ts";
import { decided, paste } from "./site.ts";

const module = /\/engine-[^/]*\.wasm$/;
const worker = /\/worker-[^/]*\.js$/;
const later = /\/later-[^/]*\.js$/;
const recognizer = /\/recognize-[^/]*\.js$/;
const denial = JSON.stringify(document_(statement("Deny")));

/** The page says why there is no engine, takes what is typed, and loses nothing. */
const without = (why: RegExp) => async (page: Page) => {
  await page.locator("#verdict", { hasText: why }).filter({ hasText: "what you typed is kept" }).waitFor();
  await page.getByRole("button", { name: "Load the page again" }).waitFor();
  await paste(page, denial);
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.locator(".toast", { hasText: "Link copied" }).waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("#verdict", { hasText: why }).waitFor();
  assert.equal(await page.locator(".cm-content").innerText(), denial);
};

broken("a module that is not there", (page) => page.route(module, (route) => route.fulfill({ status: 404, body: "" })), without(/did not arrive: the server answered 404/));
broken("a module that is blocked", (page) => page.route(module, (route) => route.abort("blockedbyclient")), without(/did not arrive: there is no network here, or something blocks it/));
broken("a page that asks to sign in where the module should be", (page) => page.route(module, (route) => route.fulfill({ contentType: "text/html", body: "<p>Please sign in" })), without(/not the engine that belongs to this page/));
broken("a worker's script that is blocked", (page) => page.route(worker, (route) => route.abort("blockedbyclient")), without(/worker does not start/));
broken("workers that are forbidden by a policy", (page) => page.route((url) => url.pathname === "/", async (route) => {
  const response = await route.fetch();
  const { "content-security-policy": policy, ...headers } = response.headers();
  await route.fulfill({ response, headers: { ...headers, "content-security-policy": policy!.replace("worker-src 'self'", "worker-src 'none'") } });
}), without(/worker does not start/));
broken(
  "workers that are forbidden by the browser",
  (page) =>
    page.addInitScript(() => {
      (globalThis as { Worker: unknown }).Worker = class {
        constructor() {
          throw new DOMException("denied", "SecurityError");
        }
      };
    }),
  without(/worker does not start/),
);
broken("no WebAssembly at all", (page) => page.addInitScript(() => delete (globalThis as { WebAssembly?: unknown }).WebAssembly), without(/This browser has no WebAssembly/));

/** Changes one byte of the module's last data, so that it is a module all the same. */
async function bend(page: Page): Promise<void> {
  await page.route(module, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length - 100]! ^= 1;
    await route.fulfill({ response, body });
  });
}

broken("a module with one bit changed is not believed, and when the right one comes it is taken", bend, async (page) => {
  await page.locator("#verdict", { hasText: /not the engine that belongs to this page/ }).waitFor();
  await paste(page, denial);
  await page.unroute(module);
  await page.getByRole("button", { name: "Try again" }).click();
  await decided(page, "explicitDeny");
  assert.equal(await page.locator(".cm-content").innerText(), denial);
  // The help with writing has the engine as well.
  await page.getByRole("button", { name: "In words" }).click();
  await page.getByText(/denies/i).first().waitFor();
});

look("a module that was changed where the browser keeps it is fetched anew", {}, async (page) => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const spoil = () => page.evaluate(async (spoiled) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!request.url.endsWith(".wasm")) continue;
        if (spoiled) await cache.put(request, new Response(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]), { headers: { "Content-Type": "application/wasm" } }));
        return (await (await cache.match(request))!.arrayBuffer()).byteLength;
      }
    }
    return 0;
  }, true);
  assert.equal(await spoil(), 8);
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName("answered").length > 0);
  await page.waitForFunction(async () => {
    for (const name of await caches.keys()) {
      for (const response of await (await caches.open(name)).matchAll()) {
        if (response.url.endsWith(".wasm") && (await response.arrayBuffer()).byteLength > 1 << 20) return true;
      }
    }
    return false;
  });
});

broken(
  "a storage, caches and a service worker that are denied",
  (page) =>
    page.addInitScript(() => {
      const denied = { get: () => { throw new DOMException("denied", "SecurityError"); } };
      for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) Object.defineProperty(globalThis, name, denied);
      Object.defineProperty(navigator, "serviceWorker", denied);
    }),
  async (page) => {
    await decided(page, "allowed");
    await paste(page, denial);
    await decided(page, "explicitDeny");
    await page.locator(".toast.problem", { hasText: "the draft ends with this tab. Copy its link or download it" }).waitFor();
    await page.getByRole("button", { name: /^Theme/ }).click();
    await page.waitForFunction(() => location.hash.startsWith("#v1.")); // the address keeps what the storage does not
    await page.reload();
    await decided(page, "explicitDeny");
  },
);

broken(
  "a storage that is full",
  (page) => page.addInitScript(() => (Storage.prototype.setItem = (key: string) => { if (!key.endsWith(".probe")) throw new DOMException("full", "QuotaExceededError"); })),
  async (page) => {
    await decided(page, "allowed");
    await paste(page, denial);
    await decided(page, "explicitDeny");
    await page.locator(".toast.problem", { hasText: "no room left for this draft, so it is not kept. Download the scenario" }).waitFor();
  },
);

/** A part of the page does not arrive: the page says so, goes on, and has it when the reader follows the advice. */
const lacking = (missing: RegExp, open: (page: Page) => Promise<void>, there: (page: Page) => Promise<void>) => async (page: Page) => {
  await decided(page, "allowed");
  await paste(page, denial);
  await decided(page, "explicitDeny");
  await open(page);
  const told = page.locator(".toast.problem", { hasText: "A part of the page did not arrive" });
  await told.waitFor();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.locator(".toast", { hasText: "Link copied" }).waitFor();
  await open(page);
  await told.waitFor();
  await page.unroute(missing);
  await told.getByRole("button", { name: "Load the page again" }).click();
  await decided(page, "explicitDeny");
  assert.equal(await page.locator(".cm-content").innerText(), denial);
  await open(page);
  await there(page);
};

const openExamples = (page: Page) => page.getByRole("button", { name: "Examples" }).click();
broken("dialogs that do not arrive, for want of a network", (page) => page.route(later, (route) => route.abort("internetdisconnected")), lacking(later, openExamples, (page) => page.getByRole("dialog").getByRole("link").first().waitFor()));
broken("what reads pasted texts does not arrive: the server has a newer version only", (page) => page.route(recognizer, (route) => route.fulfill({ status: 404, body: "" })), lacking(recognizer, pasteCall, (page) => page.locator(".toast", { hasText: "Recognized as" }).waitFor()));

/** Pastes a text that is no policy, outside of any field. */
async function pasteCall(page: Page): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "aws s3api get-object --bucket pets --key cat");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
}

broken("what reads a share does not arrive", (page) => page.route(later, (route) => route.abort("internetdisconnected")), async (page) => {
  const made = await page.request.post(`${site().address}api/shares`, { data: { kind: "sealed", sealed: "A".repeat(400) } });
  const { id } = (await made.json()) as { id: string };
  await page.goto(`${site().address}s/${id}#k=${"A".repeat(43)}`);
  await page.locator(".toast.problem", { hasText: "A part of the page did not arrive" }).getByRole("button", { name: "Load the page again" }).waitFor();
  await decided(page, "allowed");
});

broken("a network that is lost before a link is made", async () => {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const make = dialog.getByRole("button", { name: "Make sealed link", disabled: false });
  await make.waitFor();
  await page.context().setOffline(true);
  await make.click();
  await dialog.getByText("The server cannot be reached: there is no network here, or the server is down.").waitFor();
  await page.context().setOffline(false);
  await make.click();
  await page.getByRole("dialog", { name: "Sealed link copied" }).waitFor();
});
