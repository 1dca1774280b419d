import assert from "node:assert/strict";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { test } from "node:test";
import { BrokenLink, isLink, linkOf, linkPrefix, maxScenario, openLink } from "../src/link.ts";

function refused(hash: string, sentence: RegExp): Promise<void> {
  return assert.rejects(openLink(hash), (error: unknown) => error instanceof BrokenLink && sentence.test(error.message));
}

test("what is written is read again", async () => {
  for (const text of ["{}", '{"scenario":1,"title":"é€😀"}', JSON.stringify({ document: "{\n  broken", list: Array.from({ length: 5000 }, (_, i) => i) })]) {
    assert.equal(await openLink(await linkOf(text)), text);
  }
});

test("the data is base64url of deflate-raw, as other programs make it", async () => {
  const text = '{"scenario":1,"policies":[],"requests":[]}';
  const link = await linkOf(text);
  assert.ok(link.startsWith("#v1."));
  assert.match(link.slice(linkPrefix.length), /^[A-Za-z0-9_-]+$/);
  assert.equal(inflateRawSync(Buffer.from(link.slice(linkPrefix.length), "base64url")).toString().trimEnd(), text);
  assert.equal(await openLink(linkPrefix + deflateRawSync(text).toString("base64url")), text);
});

test("no link ends in a character that chats cut off", async () => {
  for (let i = 0; i < 200; i++) assert.doesNotMatch(await linkOf(JSON.stringify({ title: `scenario ${i * 7919}` })), /[-_]$/);
});

test("only #v and a number is meant as a link", () => {
  assert.ok(isLink("#v1.abc"));
  assert.ok(isLink("#v27."));
  for (const hash of ["", "#answer", "#v1", "#version1.x"]) assert.ok(!isLink(hash), hash);
});

test("a link of another version is refused by name", () => refused("#v2.abcd", /form v2, and this page opens v1 only/));

test("a link that was cut short is refused", async () => {
  const link = await linkOf(JSON.stringify({ text: "some text that takes a few bytes more than one block" }));
  await refused(link.slice(0, -6), /cut short|middle of its data/);
  await refused("#v1.A", /cut short/);
});

test("a link with foreign characters is refused", () => refused("#v1.ab%20cd", /cut short or changed/));

test("data that is not deflate is refused", () => refused(linkPrefix + Buffer.from("\xff\xff\xff plain", "latin1").toString("base64url"), /middle of its data, or was changed/));

test("data that is not text is refused", () => refused(linkPrefix + deflateRawSync(Buffer.from([0xff, 0xfe, 0x41])).toString("base64url"), /not text/));

test("a bomb of deflate is refused at the limit, not after it", async () => {
  const bomb = deflateRawSync(Buffer.alloc(200 * maxScenario, 32));
  assert.ok(bomb.length < maxScenario);
  const before = process.memoryUsage().arrayBuffers;
  await refused(linkPrefix + bomb.toString("base64url"), /unpacks to more than 1 MiB/);
  assert.ok(process.memoryUsage().arrayBuffers - before < 32 * maxScenario);
});

test("a scenario of exactly the limit opens, one byte more does not", async () => {
  assert.equal((await openLink(linkPrefix + deflateRawSync("x".repeat(maxScenario)).toString("base64url"))).length, maxScenario);
  await refused(linkPrefix + deflateRawSync("x".repeat(maxScenario + 1)).toString("base64url"), /unpacks to more/);
});

test("a link of ten megabytes is not even looked into", () => refused("#v1." + "A".repeat(10 << 20), /holds more than 1 MiB/));
