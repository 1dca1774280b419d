// A test that looks at the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, visit, type Site, type Visit } from "./site.ts";

let opened: Site;
before(async () => {
  opened = await openSite();
});
after(() => opened.close());

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
export function look(name: string, at: At, body: (page: Visit["page"]) => Promise<void>): void {
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
