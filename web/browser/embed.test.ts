import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { Frame, Page } from "playwright-core";
import { document_, scenario, statement } from "./scenarios.ts";
import { hashOf, openSite, type Site } from "./site.ts";

// Documentation pages of another site: the playground is on 127.0.0.1, they are on localhost.

let site: Site;
let host: Server;
const pages = new Map<string, string>();
const embeds = new URL("../../../embed/", import.meta.url);
const axe = readFileSync(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const petsText = readFileSync(new URL("pets.scenario.json", embeds), "utf8");

before(async () => {
  site = await openSite();
  host = createServer((request, response) => {
    const path = new URL(request.url!, "http://host").pathname;
    if (path === "/pets.scenario.json" || path === "/html/pets.scenario.json") {
      response.setHeader("content-type", "application/json");
      response.end(petsText);
      return;
    }
    if (path === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(pages.get(path) ?? readFileSync(new URL(`.${path}`, embeds), "utf8").replaceAll("https://playground.example/", site.address).replace("#v1.LINK", hashOf(JSON.parse(petsText))));
  });
  await new Promise<void>((resolve) => host.listen(0, "localhost", resolve));
});
after(async () => {
  host.close();
  await site.close();
});

const hostAddress = () => `http://localhost:${(host.address() as AddressInfo).port}`;

interface Visited {
  page: Page;
  requests: string[];
}

/** A test of a page of the other site, which fails if the browser complains of anything. */
function embedded(name: string, path: string, body: (visited: Visited) => Promise<void>, options: { html?: () => string; dark?: boolean; allow?: RegExp; height?: number } = {}): void {
  test(name, { timeout: 60_000 }, async () => {
    if (options.html) pages.set(path, `<!doctype html><html lang="en"><head><title>Docs</title></head><body><main><h1>Docs</h1>${options.html()}</main><script type="module" src="${site.address}embed.js"></script></body></html>`);
    const context = await site.browser.newContext({ viewport: { width: 900, height: options.height ?? 900 }, colorScheme: options.dark ? "dark" : "light" });
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
    page.on("request", (request) => requests.push(request.url()));
    try {
      await page.goto(hostAddress() + path);
      await body({ page, requests });
      assert.deepEqual(complaints.filter((complaint) => !options.allow?.test(complaint)), [], "the browser complains");
    } finally {
      await context.close();
    }
  });
}

const inline = (value: unknown, attributes = "") => `<iam-playground ${attributes}><script type="application/json">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script></iam-playground>`;
const pets = () => JSON.parse(petsText) as unknown;

/** The frames of the playground in a page, in the order in which they came, as soon as there are so many. */
async function frames(page: Page, count: number): Promise<Frame[]> {
  for (let i = 0; i < 200; i++) {
    const found = page.frames().filter((frame) => frame.url().startsWith(site.address));
    if (found.length >= count && (await page.locator("iam-playground iframe.arriving").count()) === 0) return found;
    await page.waitForTimeout(50);
  }
  throw new Error(`${page.frames().length - 1} frames of ${count}`);
}

const figure = (frame: Frame, verdict: string) => frame.getByRole("figure", { name: `IAM policy: ${verdict}` }).waitFor();

/** Waits until some frame shows each of these verdicts. */
async function shown(page: Page, ...verdicts: string[]): Promise<void> {
  const all = await frames(page, verdicts.length);
  await Promise.all(verdicts.map((verdict) => Promise.any(all.map((frame) => figure(frame, verdict)))));
}

embedded("the worked page of plain HTML", "/html/index.html", async ({ page }) => {
  await page.locator("iam-playground").nth(3).scrollIntoViewIfNeeded();
  await page.locator("main > iframe").scrollIntoViewIfNeeded();
  await shown(page, "explicit deny", "implicit deny", "allowed");
  assert.equal(await page.locator("main > pre").isVisible(), false, "the block has given way to its playground");
  const plain = page.frames().find((frame) => frame.url().includes("#v1."))!;
  await figure(plain, "explicit deny");
  assert.equal(await page.locator("#click").evaluate((element) => element.shadowRoot!.querySelector("iframe")), null, "nothing is loaded before the click");
  assert.equal(await page.locator("#click p").isVisible(), true, "what stands in the element is shown until then");
  await page.locator("#click button").click();
  await page.locator("#click iframe").waitFor();
  const trace = (await frames(page, 5)).find((frame) => frame.url().includes("view=trace"))!;
  await trace.getByRole("tree").waitFor();
  assert.equal(await trace.getByRole("region", { name: "Policies" }).count(), 0);
  assert.equal(await page.locator("#click p").isVisible(), false);
});

embedded("what MkDocs makes, plain and with Material", "/mkdocs/produced.html", async ({ page }) => {
  await page.locator("iam-playground").nth(2).scrollIntoViewIfNeeded();
  await page.locator("iam-playground").nth(1).scrollIntoViewIfNeeded();
  await shown(page, "allowed", "implicit deny");
  const dark = (await frames(page, 3)).find((frame) => frame.url().includes("theme=dark"))!;
  await figure(dark, "allowed");
});

embedded("what Docusaurus makes", "/docusaurus/produced.html", async ({ page }) => {
  await page.locator("iam-playground").last().scrollIntoViewIfNeeded();
  await shown(page, "explicit deny", "implicit deny", "allowed");
  for (const frame of await frames(page, 3)) assert.match(frame.url(), /theme=dark/);
});

embedded("what Hugo makes, with and without the render hook", "/hugo/produced.html", async ({ page }) => {
  await page.locator("iam-playground").last().scrollIntoViewIfNeeded();
  await shown(page, "explicit deny", "implicit deny", "allowed");
});

test("the snippets of the generators hold the scenario that the produced pages show", () => {
  const files = readdirSync(embeds, { recursive: true, encoding: "utf8" }).filter((file) => /\.(md|mdx|html)$/.test(file) && !/README|layouts/.test(file));
  assert.equal(files.length >= 7, true);
  for (const file of files) {
    const text = readFileSync(new URL(file, embeds), "utf8");
    const blocks = file.endsWith(".html")
      ? [...text.matchAll(/<script type="application\/json">([^]*?)<\/script>/g), ...text.matchAll(/<code[^>]*>(\{[^]*?)<\/code>/g)].map(([, block]) => block!)
      : [...text.matchAll(/```iam-scenario[^\n]*\n([^]*?)```/g)].map(([, block]) => block!);
    assert.notEqual(blocks.length, 0, file);
    for (const block of blocks) assert.deepEqual(JSON.parse(block.replaceAll("&lt;", "<").replaceAll("&amp;", "&")), pets(), file);
  }
});

embedded(
  "a frame has no origin and no storage, and decides all the same",
  "/sandboxed",
  async ({ page }) => {
    const [frame] = await frames(page, 1);
    await figure(frame!, "allowed");
    assert.equal(await frame!.evaluate(() => globalThis.origin), "null");
    assert.equal(await frame!.evaluate(() => { try { return String(localStorage.length); } catch (error) { return (error as Error).name; } }), "SecurityError");
    assert.equal(await page.locator("iframe").first().evaluate((element) => element.getAttribute("sandbox")), "allow-scripts allow-popups allow-popups-to-escape-sandbox");
  },
  { html: () => inline(pets()) },
);

embedded(
  "a frame that somebody sandboxed to nothing but scripts",
  "/bare",
  async ({ page }) => {
    const frame = page.frames().find((one) => one.url().includes("/e#v1."))!;
    await figure(frame, "explicit deny");
    assert.equal(await frame.evaluate(() => globalThis.origin), "null");
    assert.equal(frame.url(), `${site.address}e${hashOf(scenario(document_(statement("Deny"))))}`, "its address stays what it was");
  },
  { html: () => `<iframe sandbox="allow-scripts" title="IAM policy" src="${site.address}e${hashOf(scenario(document_(statement("Deny"))))}"></iframe>` },
);

embedded(
  "a link whose engine decided otherwise says so; another scenario has no such past",
  "/otherwise",
  async ({ page }) => {
    const found = await frames(page, 2);
    const frame = found.find((one) => one.url().includes("made=0.0.1.iei"))!;
    await figure(frame, "allowed");
    const said = frame.getByText("Made with engine");
    await said.waitFor();
    assert.match((await said.innerText()).replace(/\s+/g, " "), /^Made with engine 0\.0\.1, which said Implicit deny\. Engine \S+ says Allowed\.$/);
    const same = found.find((one) => one !== frame)!;
    await figure(same, "allowed");
    assert.equal(await same.getByText("engine 0.0.1").count(), 0, "nothing is decided otherwise");
    const setState = (state: object) => page.locator("iam-playground").first().evaluate((element, to) => (element as unknown as { setState(state: object): Promise<void> }).setState(to), state);
    await setState({ request: 2 });
    await frame.getByText("1 of 3 requests are decided otherwise than by engine 0.0.1.").waitFor();
    await setState({ scenario: pets(), request: 1 });
    await frame.getByText("engine 0.0.1").waitFor({ state: "detached" });
  },
  { html: () => ["iei", "aei"].map((then) => `<iam-playground src="${site.address}${hashOf(pets())}&made=0.0.1.${then}"></iam-playground>`).join("") },
);

test("where workers are refused the main thread decides", { timeout: 60_000 }, async () => {
  const page = await site.browser.newPage();
  await page.addInitScript("globalThis.Worker = class { constructor() { throw new Error('refused'); } }");
  await page.goto(`${site.address}e${hashOf(scenario(document_(statement("Deny"))))}`);
  await figure(page.mainFrame(), "explicit deny");
  await page.close();
});

embedded(
  "twenty of them cost almost nothing until they are seen",
  "/twenty",
  async ({ page, requests }) => {
    await page.waitForTimeout(1500);
    const loaded = page.frames().length - 1;
    assert.equal(loaded > 0 && loaded <= 4, true, `${loaded} frames`);
    const scripts = requests.filter((url) => url.startsWith(site.address) && !/\/e\?|frame|worker|engine/.test(url));
    assert.deepEqual(scripts.map((url) => new URL(url).pathname), ["/embed.js"], "beside the frames one script is loaded");
    assert.equal(await page.locator("iam-playground").nth(19).getByText("Step through it").count(), 1, "the last one is a poster");
    await page.locator("iam-playground").nth(19).scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll("iam-playground")[19]!.shadowRoot!.querySelector("iframe:not(.arriving)"));
    assert.equal(page.frames().length - 1 < 12, true, "those that were passed by were not all loaded");
  },
  { html: () => inline(pets()).repeat(20) },
);

embedded(
  "twenty that wait for a click load no frame at all",
  "/twenty-clicks",
  async ({ page, requests }) => {
    await page.waitForTimeout(500);
    assert.equal(page.frames().length, 1);
    assert.deepEqual(requests.filter((url) => url.startsWith(site.address)).map((url) => new URL(url).pathname), ["/embed.js"]);
  },
  { html: () => inline(pets(), 'load="click"').repeat(20) },
);

type Playing = HTMLElement & {
  setState(state: object): Promise<void>;
  getState(): Promise<{ scenario: { policies: { document: string }[] }; request: number; step: number; verdict: { decision: string } }>;
  goToStep(step: number | string): Promise<void>;
};

embedded(
  "events and methods",
  "/methods",
  async ({ page }) => {
    await page.evaluate(() => {
      const heard: [string, unknown][] = ((globalThis as unknown as { heard: unknown }).heard = []) as never;
      for (const name of ["ready", "change", "verdict", "resize"]) document.querySelector("iam-playground")!.addEventListener(name, (event) => heard.push([name, (event as CustomEvent).detail]));
    });
    await frames(page, 1);
    const state = await page.evaluate(() => document.querySelector<Playing>("iam-playground")!.getState());
    assert.deepEqual([state.request, state.verdict.decision, typeof state.scenario], [2, "explicitDeny", "object"]);
    const after = await page.evaluate(async () => {
      const element = document.querySelector<Playing>("iam-playground")!;
      await element.setState({ request: 3 });
      const third = await element.getState();
      await element.goToStep(2);
      const stepped = await element.getState();
      const refused = await element.goToStep(100000).catch((error: Error) => error.message);
      return { third: third.verdict, step: stepped.step, refused };
    });
    assert.equal((after.third as { decision: string }).decision, "implicitDeny");
    assert.deepEqual([after.step, after.refused], [2, "there is no such step"]);
    await page.evaluate((other) => document.querySelector<Playing>("iam-playground")!.setState({ scenario: other }), scenario(document_(statement("Allow"))));
    assert.equal((await page.evaluate(() => document.querySelector<Playing>("iam-playground")!.getState())).verdict.decision, "allowed");
    const wrong = await page.evaluate(() => document.querySelector<Playing>("iam-playground")!.setState({ scenario: { scenario: 2 } }).catch((error: Error) => error.message));
    assert.match(String(wrong), /version 2/);
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: [string, { decision?: string; height?: number }][] }).heard);
    assert.deepEqual(heard.filter(([name]) => name === "verdict").map(([, detail]) => detail.decision), ["explicitDeny", "implicitDeny", "allowed"]);
    assert.equal(heard.some(([name]) => name === "ready"), true);
  },
  { html: () => inline(pets(), 'request="2"') },
);

embedded(
  "an edit changes the verdict, is told, and is taken along",
  "/edit",
  async ({ page }) => {
    const [frame] = await frames(page, 1);
    await figure(frame!, "allowed");
    // A slow machine tells of the texts on the way, too.
    const changed = page.evaluate(
      () =>
        new Promise<string>((resolve) =>
          document.querySelector("iam-playground")!.addEventListener("change", (event) => {
            const detail = JSON.stringify((event as CustomEvent).detail);
            if (detail.includes("Deny")) resolve(detail);
          }),
        ),
    );
    await frame!.getByRole("button", { name: "Edit" }).click();
    await frame!.locator(".cm-content").click();
    await frame!.locator(".cm-line", { hasText: '"Effect": "Allow"' }).click();
    await page.keyboard.press("End");
    for (const key of ["ArrowLeft", "ArrowLeft", ...Array<string>(5).fill("Backspace")]) await page.keyboard.press(key);
    await page.keyboard.type("Deny");
    await figure(frame!, "explicit deny");
    assert.match(await changed, /Deny/);
    await page.waitForTimeout(300);
    const address = frame!.url();
    const [full] = await Promise.all([page.context().waitForEvent("page"), frame!.getByRole("link", { name: "Open in full" }).click()]);
    await full.locator("#verdict[data-decision=explicitDeny]").waitFor({ state: "attached" });
    assert.equal(await full.evaluate(() => globalThis.origin), new URL(site.address).origin, "the page is no sandbox any more");
    assert.equal(frame!.url(), address);
  },
  { html: () => inline(scenario(document_(statement("Allow")))).replace("<iam-playground", '<iam-playground style="width: 760px"').replace(/"document":(\{[^]*?\]\})/, (_, text: string) => `"document":${JSON.stringify(JSON.stringify(JSON.parse(text), null, 2))}`) },
);

embedded(
  "the keyboard reaches and moves everything",
  "/keys",
  async ({ page }) => {
    const [frame] = await frames(page, 1);
    await figure(frame!, "explicit deny");
    await page.locator("#before").focus();
    const where = () => frame!.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim() || "");
    const seen: string[] = [];
    for (let i = 0; i < 12 && !seen.includes("Open in full"); i++) {
      await page.keyboard.press("Tab");
      seen.push(await where());
    }
    for (const stop of ["tab-2", "Edit", "policy", "tab-Trace", "trace", "Open in full"]) assert.equal(seen.includes(stop), true, `${stop} in ${seen.join(", ")}`);
    await frame!.locator("#trace").focus();
    const at = () => frame!.locator("footer .num").innerText();
    await page.keyboard.press("Home");
    assert.match(await at(), /^Step 1 of/);
    await page.keyboard.press("n");
    assert.match(await at(), /^Step 2 of/);
    await page.keyboard.press("p");
    assert.match(await at(), /^Step 1 of/);
    await page.keyboard.press("d");
    assert.equal(await frame!.locator("#trace [aria-selected=true] .wg dd").last().innerText(), "192.0.2.44");
    await page.keyboard.press("Enter");
    assert.equal(await where(), "policy");
    await frame!.locator("#tab-2").focus();
    await page.keyboard.press("ArrowLeft");
    assert.equal(await where(), "tab-1");
    await frame!.locator("#tab-Trace").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await frame!.getByRole("button", { name: /POST/ }).focus();
    await page.keyboard.press("Enter");
    await figure(frame!, "implicit deny");
  },
  { html: () => `<button id="before">Before</button>${inline(pets(), 'request="2"')}` },
);

for (const [name, attributes, dark] of [
  ["the whole", 'request="2" height="480"', false],
  ["the whole, dark", 'request="2" theme="dark"', true],
  ["the trace", 'view="trace" request="2" readonly', false],
  ["the policy", 'view="policy"', false],
  ["the verdict", 'view="verdict" request="3"', false],
  ["a narrow one", 'style="width: 320px" height="600"', false],
] as const) {
  embedded(
    `axe has nothing to say of ${name}`,
    `/axe-${name.replaceAll(/\W/g, "-")}`,
    async ({ page }) => {
      const [frame] = await frames(page, 1);
      await frame!.getByRole("figure").waitFor();
      for (const where of [page.mainFrame(), frame!]) assert.deepEqual(await violations(where), []);
      const requests = frame!.getByRole("tab", { name: "Requests" });
      if ((await requests.count()) === 0) return;
      await requests.click();
      assert.deepEqual(await violations(frame!), []);
    },
    { html: () => inline(pets(), attributes), dark },
  );
}

embedded("axe has nothing to say of a poster", "/axe-poster", async ({ page }) => assert.deepEqual(await violations(page.mainFrame()), []), { html: () => inline(pets(), 'load="click"') });

async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe;
    const { violations: found } = await run({ resultTypes: ["violations"], iframes: false, preload: false });
    return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 240)}`));
  });
}

embedded(
  "messages from anybody else are ignored, even if they know the number",
  "/foreign",
  async ({ page }) => {
    await page.evaluate(() => {
      const heard: unknown[] = ((globalThis as unknown as { heard: unknown }).heard = []) as never;
      const element = document.querySelector("iam-playground")!;
      for (const name of ["ready", "change", "verdict"]) element.addEventListener(name, (event) => heard.push([name, (event as CustomEvent).detail]));
    });
    const all = await frames(page, 2);
    await Promise.all(all.map((frame) => figure(frame, "explicit deny")));
    const frame = all.find((one) => !one.url().endsWith("channel=known"));
    const channel = new URLSearchParams(new URL(frame!.url()).hash.slice(1)).get("channel")!;
    const before = await page.evaluate(() => JSON.stringify((globalThis as unknown as { heard: unknown[] }).heard));
    // A frame of a third party, beside the embed: it knows everything that an attacker could ever find out. It cannot even reach the
    // element's own frame, which is in a shadow tree, so there is one more that was made by hand.
    const foreign = page.frames().find((one) => one.url() === "about:srcdoc")!;
    const opened = await foreign.evaluate(async (channel) => {
      let got = 0;
      const reached = [...Array(parent.frames.length).keys()].map((i) => parent.frames[i]!).filter((one) => one !== self);
      if (reached.length !== 1) return -1;
      for (const number of [channel, "known"]) {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => got++;
        reached[0]!.postMessage({ iamPlayground: "port", channel: number }, "*", [port2]);
        port1.postMessage({ kind: "set", id: 1, state: { scenario: { scenario: 1, policies: [], requests: [] } } });
        reached[0]!.postMessage({ kind: "set", id: 1, state: { scenario: { scenario: 1, policies: [], requests: [] } } }, "*");
      }
      addEventListener("message", () => got++);
      for (const target of [parent, top!]) target.postMessage({ iamPlayground: "hello", channel }, "*");
      parent.postMessage({ kind: "verdict", verdict: { request: 1, name: "", decision: "allowed", reason: "forged" } }, "*");
      await new Promise((resolve) => setTimeout(resolve, 500));
      return got;
    }, channel);
    assert.equal(opened, 0, "the foreign frame hears nothing");
    // The host's own page is the right source; with another number it is nobody, and a second port is not taken.
    await page.evaluate((channel) => {
      const frame = document.querySelector("iam-playground")!.shadowRoot!.querySelector("iframe")!;
      for (const number of ["guessed", channel]) {
        const { port1, port2 } = new MessageChannel();
        frame.contentWindow!.postMessage({ iamPlayground: "port", channel: number }, "*", [port2]);
        port1.postMessage({ kind: "set", id: 1, state: { scenario: { scenario: 1, policies: [], requests: [] } } });
      }
    }, channel);
    await page.waitForTimeout(300);
    await Promise.all(all.map((one) => figure(one, "explicit deny")));
    assert.equal(await page.evaluate(() => JSON.stringify((globalThis as unknown as { heard: unknown[] }).heard)), before);
    assert.equal((await page.evaluate(() => document.querySelector<Playing>("iam-playground")!.getState())).verdict.decision, "explicitDeny", "the true channel still works");
    // The one made by hand hears its parent, so it was the foreign frame that it did not hear.
    await page.evaluate(() => {
      const { port1, port2 } = new MessageChannel();
      (document.querySelector<HTMLIFrameElement>("#byhand")!).contentWindow!.postMessage({ iamPlayground: "port", channel: "known" }, "*", [port2]);
      port1.postMessage({ kind: "set", id: 1, state: { request: 3 } });
    });
    await figure(all.find((one) => one.url().endsWith("channel=known"))!, "implicit deny");
  },
  { html: () => `${inline(pets(), 'request="2"')}<iframe id="byhand" title="by hand" sandbox="allow-scripts" src="${site.address}e?request=2${hashOf(pets())}&host=${encodeURIComponent(hostAddress())}&channel=known"></iframe><iframe title="an advertisement" sandbox="allow-scripts" srcdoc="<p>Buy</p>"></iframe>` },
);

embedded(
  "the theme follows the page, and colours can be set",
  "/theme",
  async ({ page }) => {
    const [frame] = await frames(page, 1);
    const ground = () => frame!.locator("figure").evaluate((element) => getComputedStyle(element).backgroundColor);
    await figure(frame!, "allowed");
    assert.equal(await ground(), "rgb(254, 253, 254)");
    await page.evaluate(() => (document.body.style.background = "#101014"));
    await frame!.locator(":root[data-theme=dark]").waitFor();
    assert.equal(await ground(), "rgb(28, 23, 31)");
    await page.evaluate(() => {
      document.querySelector<HTMLElement>("iam-playground")!.style.setProperty("--iamp-bg", "rgb(1, 2, 3)");
      document.body.style.background = "#111111";
    });
    await frame!.waitForFunction(() => getComputedStyle(document.querySelector("figure")!).backgroundColor === "rgb(1, 2, 3)");
  },
  { html: () => inline(pets()) },
);

embedded(
  "a frame is as high as its content where that is wanted",
  "/height",
  async ({ page }) => {
    const [frame] = await frames(page, 1);
    await figure(frame!, "allowed");
    const heights = async () => [(await page.locator("iam-playground iframe").boundingBox())!.height, (await frame!.locator("figure").boundingBox())!.height] as const;
    const [outer, inner] = await heights();
    assert.equal(Math.abs(outer - inner) <= 1 && outer < 120, true, `${outer} for ${inner}`);
    await frame!.getByRole("button", { name: "Show why" }).click();
    await page.waitForFunction((least) => document.querySelector("iam-playground")!.getBoundingClientRect().height > least + 100, outer);
    const [open, content] = await heights();
    assert.equal(Math.abs(open - content) <= 1, true, `${open} for ${content}`);
  },
  { html: () => inline(pets(), 'view="verdict"') },
);

/** Creates a share and returns its id. */
async function share(envelope: object): Promise<string> {
  const response = await fetch(`${site.address}api/shares`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(envelope) });
  assert.equal(response.status, 201);
  return ((await response.json()) as { id: string }).id;
}

test("public and sealed shares, static and live, with their discovery", { timeout: 60_000 }, async () => {
  const id = await share({ kind: "public", scenario: pets() });
  const answer = await fetch(`${site.address}s/${id}`);
  const oembed = /<([^>]+)>; rel="alternate"; type="application\/json\+oembed"/.exec(answer.headers.get("link") ?? "")?.[1];
  assert.ok(oembed);
  assert.ok((await answer.text()).includes(`href="${oembed.replaceAll("&", "&amp;")}"`), "the page says it too");
  const described = (await (await fetch(new URL(new URL(oembed).search, `${site.address}oembed`))).json()) as { type: string; html: string };
  assert.equal(described.type, "rich");
  assert.match(described.html, new RegExp(`<iframe src="[^"]*/e/${id}"`));

  const key = webcrypto.getRandomValues(new Uint8Array(32));
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const secret = await webcrypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const sealed = Buffer.concat([iv, new Uint8Array(await webcrypto.subtle.encrypt({ name: "AES-GCM", iv }, secret, Buffer.from(petsText)))]).toString("base64url");
  const secretId = await share({ kind: "sealed", sealed });
  const secretLink = await fetch(`${site.address}e/${secretId}`);
  assert.match(secretLink.headers.get("link") ?? "", /oembed/);
  assert.match(secretLink.headers.get("content-security-policy") ?? "", /frame-ancestors \*/);

  pages.set(
    "/shares",
    `<!doctype html><title>Docs</title>
    <iframe title="static" sandbox src="${site.address}e/${id}?view=verdict&theme=dark"></iframe>
    <iam-playground src="${site.address}s/${id}?request=2"></iam-playground>
    <iam-playground src="${site.address}s/${secretId}?request=3#k=${Buffer.from(key).toString("base64url")}"></iam-playground>
    <iam-playground src="${site.address}s/${secretId}#k=AAAA"></iam-playground>
    <script type="module" src="${site.address}embed.js"></script>`,
  );
  const page = await site.browser.newPage({ viewport: { width: 900, height: 2200 } });
  await page.goto(`${hostAddress()}/shares`);
  const all = await frames(page, 4);
  const [still] = all.filter((frame) => frame.url().includes("view=verdict"));
  assert.equal(await still!.locator("pre").first().isVisible(), false);
  assert.deepEqual(await still!.locator(".banner h3").allInnerTexts(), ["Allowed", "Explicit deny", "Implicit deny"]);
  await Promise.any(all.map((frame) => figure(frame, "explicit deny")));
  await Promise.any(all.map((frame) => figure(frame, "implicit deny")));
  await Promise.any(all.map((frame) => frame.getByText(/The key of this link does not fit/).waitFor()));
  await page.close();
});

test("what cannot be shown says why", { timeout: 60_000 }, async () => {
  pages.set("/wrong", `<!doctype html><title>Docs</title><iam-playground src="https://elsewhere.example/e#v1.AAAA"></iam-playground><iam-playground src="javascript:alert(1)"></iam-playground><iam-playground><script type="application/json">{"scenario": 1</script></iam-playground>
    <script type="module" src="${site.address}embed.js"></script>`);
  const page = await site.browser.newPage({ viewport: { width: 900, height: 1800 } });
  await page.goto(`${hostAddress()}/wrong`);
  await page.getByText("src is a link to another site").waitFor();
  await page.getByText("src is neither a link nor a file").waitFor();
  const [frame] = await frames(page, 1);
  await frame!.getByText("This is not JSON.").waitFor();
  await page.goto(`${site.address}e#v9.AAAA`);
  await page.getByText(/This link has the form v9/).waitFor();
  await page.close();
});
