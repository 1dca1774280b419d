import assert from "node:assert/strict";
import { test } from "node:test";
import { arrivalOf, frameAddress, sourceOf } from "../src/embed/address.ts";
import { isFor, stepNamed } from "../src/embed/channel.ts";
import { brightness } from "../src/embed/hosttheme.ts";
import { linesOf } from "../src/embed/lines.ts";
import { outlineOf } from "../src/embed/outline.ts";

const folder = "https://play.example/iam/";
const page = "https://docs.example/guides/pets/";
const id = "AbCdEfGhIjKlMnOpQrStU0";

test("an src is a link, a share, a file, or nothing", () => {
  const kinds: [string, object][] = [
    ["https://play.example/iam/#v1.AbC-_1", { kind: "fragment", data: "v1.AbC-_1", made: "" }],
    ["https://play.example/iam/#v1.AbC&made=0.1.0.ae", { kind: "fragment", data: "v1.AbC", made: "&made=0.1.0.ae" }],
    ["https://play.example/iam/e?view=trace#v1.AbC&host=x", { kind: "fragment", data: "v1.AbC", made: "" }],
    [`https://play.example/iam/s/${id}#k=Key_-`, { kind: "share", id, key: "Key_-", made: "" }],
    [`https://play.example/iam/s/${id}#k=Key_-&made=0.1.0.ae`, { kind: "share", id, key: "Key_-", made: "&made=0.1.0.ae" }],
    [`https://play.example/iam/e/${id}`, { kind: "share", id, key: undefined, made: "" }],
    ["../pets.json", { kind: "file", url: "https://docs.example/guides/pets.json" }],
  ];
  for (const [src, source] of kinds) assert.deepEqual(sourceOf(src, page, folder).source, source, src);
  for (const src of ["https://evil.example/#v1.AbC", "javascript:alert(1)", "data:text/html,x", "https://play.example/iam/#v1.<script>", "http://["]) {
    assert.equal(sourceOf(src, page, folder).source.kind, "none", src);
  }
  assert.equal(sourceOf(`https://evil.example/iam/s/${id}`, page, folder).source.kind, "file", "a share is one of this site");
  assert.deepEqual(sourceOf(`https://play.example/iam/s/${id}?request=2&step=19&view=trace&theme=pink`, page, folder).settings, { view: "trace", request: 2, step: 19 });
});

test("a frame reads from its address what was put into it", () => {
  const meeting = { host: "https://docs.example", channel: "c-1" };
  const settings = { view: "trace", request: 2, step: "decisive", theme: "dark", readonly: true, hide: ["tests"], auto: true } as const;
  const read = (address: string) => {
    const url = new URL(address);
    return arrivalOf(url.pathname.slice("/iam/".length), url.search, url.hash);
  };
  const made = { engine: "0.1.0", decisions: ["allowed", "explicitDeny"] };
  const link = read(frameAddress({ kind: "fragment", data: "v1.AbC-_1", made: "&made=0.1.0.ae" }, { ...settings, hide: ["tests"] }, folder, "e", meeting));
  assert.deepEqual(link, { link: "#v1.AbC-_1", id: undefined, key: undefined, made, meeting, settings });
  const share = read(frameAddress({ kind: "share", id, key: "Key_-", made: "&made=0.1.0.ae" }, {}, folder, "e", meeting));
  assert.deepEqual(share, { link: undefined, id, key: "Key_-", made, meeting, settings: {} });
  assert.deepEqual(arrivalOf("e", "", "#v1.AbC"), { link: "#v1.AbC", id: undefined, key: undefined, made: undefined, meeting: undefined, settings: {} });
});

test("only messages of the channel are for it", () => {
  assert.equal(isFor({ iamPlayground: "port", channel: "a" }, "port", "a"), true);
  for (const data of [null, "port", { iamPlayground: "hello", channel: "a" }, { iamPlayground: "port", channel: "b" }, { channel: "a" }]) assert.equal(isFor(data, "port", "a"), false);
});

test("steps by number and by part", () => {
  assert.deepEqual([stepNamed("19"), stepNamed("decisive"), stepNamed("0"), stepNamed("1.5"), stepNamed(""), stepNamed(null), stepNamed("most")], [19, "decisive", undefined, undefined, undefined, undefined, undefined]);
});

test("the ground of a page is light, dark, or not painted", () => {
  assert.equal(brightness("rgb(255, 255, 255)"), 1);
  assert.equal(brightness("rgb(30 33 41 / 0.9)")! < 0.2, true);
  assert.deepEqual([brightness("rgba(0, 0, 0, 0)"), brightness("transparent"), brightness("oklch(0.2 0 0)")], [undefined, undefined, undefined]);
});

test("a poster tells what the scenario says, and nothing of what is none", () => {
  const text = JSON.stringify({ scenario: 1, title: "T", policies: [{ name: "P", document: { Statement: [] } }], requests: [{ name: "a" }, { name: "b", expect: "allowed" }] });
  assert.deepEqual(outlineOf(text, 2), { title: "T", policy: '{\n  "Statement": []\n}', policyName: "P", request: "b", expect: "allowed" });
  assert.equal(outlineOf('{"scenario": 1, "policies": 7}')?.policy, "");
  for (const wrong of ["", "{", "[]", '{"scenario": 2}']) assert.equal(outlineOf(wrong), undefined, wrong);
});

test("a policy's lines have its text, rails of statements, and the place of a step", () => {
  const text = '{"Statement": [\n  {\n    "Effect": "Deny",\n    "Action": "s3:*"\n  }\n]}';
  const from = text.indexOf("{", 1);
  const to = text.indexOf("}") + 1;
  const at = text.indexOf('"s3:*"');
  const lines = linesOf(text, [{ from, to, mark: "explicit" }], { from: at, to: at + 6 });
  assert.equal(lines.map(({ pieces }) => pieces.map((piece) => piece.text).join("")).join("\n"), text);
  assert.deepEqual(lines.map(({ statement }) => statement), [undefined, "explicit", "explicit", "explicit", "explicit", undefined]);
  assert.deepEqual(lines.map(({ first, last, bead }) => [first, last, bead].map(Number).join("")), ["000", "100", "000", "001", "010", "000"]);
  assert.deepEqual(lines[2]!.pieces.find(({ kind }) => kind === "e")?.text, '"Deny"');
  assert.deepEqual(lines[3]!.pieces.filter(({ marked }) => marked).map((piece) => piece.text), ['"s3:*"']);
});
