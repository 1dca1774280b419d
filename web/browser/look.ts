// A test that looks at the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, visit, type Site, type Visit } from "./site.ts";

let opened: Site;
before(async () => {
  opened = await openSite();
});
after(() => opened.close());

export type Page = Visit["page"];

/** The site that the tests of a file share. */
export function site(): Site {
  return opened;
}

export interface At {
  /** What follows the address of the site: a path, a query, a fragment. */
  hash?: string;
  width?: number;
  height?: number;
}

/** A test that looks at the page, and fails if the browser complains of anything. */
export function look(name: string, at: At, body: (page: Page) => Promise<void>): void {
  test(name, { timeout: 60_000 }, async () => {
    const visited = await visit(opened, at.hash, { viewport: { width: at.width ?? 1440, height: at.height ?? 1000 } });
    try {
      await body(visited.page);
      assert.deepEqual(visited.complaints, [], "the browser complains");
    } finally {
      await visited.close();
    }
  });
}

/** A test that opens the page where something is wrong. The browser may complain, the scripts of the page may not fail. */
export function broken(name: string, wrong: (page: Page) => Promise<unknown>, body: (page: Page) => Promise<void>): void {
  test(name, { timeout: 60_000 }, async () => {
    const context = await opened.browser.newContext({ viewport: { width: 1440, height: 1000 }, permissions: ["clipboard-read", "clipboard-write"], serviceWorkers: "block" });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error.stack ?? error)));
      await wrong(page);
      await page.goto(opened.address);
      await body(page);
      assert.deepEqual(errors, [], "the page's scripts fail");
    } finally {
      await context.close();
    }
  });
}
