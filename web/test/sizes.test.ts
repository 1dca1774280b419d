import assert from "node:assert/strict";
import { test } from "node:test";
import { nextTheme } from "../src/settings.ts";
import { range, resized, sizesOf, smallest, usualSizes } from "../src/sizes.ts";

test("a splitter shares between its neighbours, and the third pane stays", () => {
  const moved = resized(usualSizes, "policies", 40);
  assert.deepEqual(moved, { ...usualSizes, policies: 40, requests: 21 });
  assert.deepEqual(resized(usualSizes, "requests", 30), { ...usualSizes, requests: 30 });
  assert.deepEqual(resized(usualSizes, "top", 60), { ...usualSizes, top: 60 });
});

test("no pane gets smaller than the smallest", () => {
  for (const split of ["policies", "requests", "left", "top"] as const) {
    for (const to of [-10, 0, 100, 1000]) {
      const { min, max } = range(usualSizes, split);
      const sizes = resized(usualSizes, split, to);
      assert.ok(sizes[split] >= min && sizes[split] <= max);
      assert.ok(sizes.requests >= smallest && 100 - sizes.policies - sizes.requests >= smallest, `${split} to ${to}`);
    }
  }
});

test("stored sizes that make no sense count as the usual ones", () => {
  assert.deepEqual(sizesOf({ ...usualSizes, left: 60 }), { ...usualSizes, left: 60 });
  for (const value of [undefined, null, 3, "x", { policies: "34" }, { policies: 90 }, { policies: 60, requests: 35 }, { left: NaN }]) assert.deepEqual(sizesOf(value), usualSizes);
});

test("the themes go round", () => {
  assert.deepEqual([nextTheme("auto"), nextTheme("light"), nextTheme("dark")], ["light", "dark", "auto"]);
});
