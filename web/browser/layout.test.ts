import assert from "node:assert/strict";
import { look } from "./look.ts";
import { decided } from "./site.ts";

/** The width of a pane in pixels. */
const widthOf = "(name) => document.querySelector(`.${name}`).getBoundingClientRect().width";

look("splitters move by keys, and their places are remembered", {}, async (page) => {
  await decided(page, "allowed");
  const width = (name: string) => page.evaluate<number>(`(${widthOf})("${name}")`);
  const [policies, answer] = [await width("policies"), await width("answer")];
  const splitter = page.getByRole("separator", { name: "Width of Policies" });
  await splitter.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  assert.equal(await splitter.getAttribute("aria-valuenow"), "46");
  assert.ok((await width("policies")) > policies + 150);
  assert.ok(Math.abs((await width("answer")) - answer) < 2, "the pane that is no neighbour stays");
  await page.keyboard.press("End");
  assert.equal(await splitter.getAttribute("aria-valuenow"), await splitter.getAttribute("aria-valuemax"));
  await page.reload();
  await decided(page, "allowed");
  assert.equal(await splitter.getAttribute("aria-valuenow"), "46");
  await splitter.focus();
  await page.keyboard.press("Enter");
  assert.equal(await splitter.getAttribute("aria-valuenow"), "34");
});

look("splitters are dragged", {}, async (page) => {
  await decided(page, "allowed");
  const splitter = page.getByRole("separator", { name: "Width of Requests" });
  const box = (await splitter.boundingBox())!;
  await page.mouse.move(box.x, 400);
  await page.mouse.down();
  await page.mouse.move(box.x + 144, 400, { steps: 4 });
  await page.mouse.up();
  assert.equal(await splitter.getAttribute("aria-valuenow"), "37");
  await page.mouse.move(200, 400); // not any more
  assert.equal(await splitter.getAttribute("aria-valuenow"), "37");
});

look("of two columns the left one is split by height", { width: 1024, height: 768 }, async (page) => {
  await decided(page, "allowed");
  const splitter = page.getByRole("separator", { name: "Height of Policies" });
  assert.equal(await splitter.getAttribute("aria-orientation"), "horizontal");
  await splitter.focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await splitter.getAttribute("aria-valuenow"), "57");
});

look("the theme is chosen, and remembered", {}, async (page) => {
  await decided(page, "allowed");
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  assert.equal(await scheme(), "light dark");
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  assert.equal(await scheme(), "light");
  await page.getByRole("button", { name: "Theme: light" }).click();
  assert.equal(await scheme(), "dark");
  await page.reload();
  await decided(page, "allowed");
  assert.equal(await scheme(), "dark");
  await page.getByRole("button", { name: "Theme: dark" }).click();
  assert.equal(await scheme(), "light dark");
});

look("a question mark opens the sheet of keys, but not where text is typed", {}, async (page) => {
  await decided(page, "allowed");
  await page.locator("input.title").focus();
  await page.keyboard.press("?");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.locator(".policies").focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator(".policies:focus").waitFor();
});

look("menus are walked by keys, and give the focus back", {}, async (page) => {
  await decided(page, "allowed");
  const button = page.getByRole("button", { name: "More about CallPets" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Duplicate" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("End");
  await page.getByRole("menuitem", { name: "Remove" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Escape");
  await button.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Duplicate" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("Identity policy to show").waitFor();
  assert.equal(await page.getByLabel("Name of the policy").inputValue(), "CallPets 2");
  await page.getByRole("button", { name: "More about CallPets 2" }).click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  assert.equal(await page.getByLabel("Identity policy to show").locator("option:checked").innerText(), "1 of 2: CallPets 2");
});

look("a policy that is switched off takes no part, and the page says how the verdict moved", {}, async (page) => {
  await decided(page, "allowed");
  await page.getByRole("switch", { name: "CallPets is in effect" }).click();
  await page.locator(".toast", { hasText: "CallPets off: allowed became implicit deny." }).waitFor();
  await page.waitForFunction(() => location.hash.startsWith("#v1."));
  await page.reload();
  await decided(page, "implicitDeny"); // the draft remembers
  assert.equal(await page.locator(".toast").count(), 0);
  await page.getByRole("switch", { name: "CallPets is in effect" }).click();
  await page.locator(".toast", { hasText: "CallPets on: implicit deny became allowed." }).waitFor();
});

for (const forced of ["active", "none"] as const) {
  look(`nothing moves for those who want it so, forced colours ${forced}`, {}, async (page) => {
    await page.emulateMedia({ reducedMotion: "reduce", forcedColors: forced });
    await decided(page, "allowed");
    await page.locator(".policies").focus();
    await page.keyboard.press("?");
    const running = await page.getByRole("dialog").evaluate((dialog) => dialog.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration) > 0).length);
    assert.equal(running, 0);
  });
}
