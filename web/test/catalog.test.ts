import assert from "node:assert/strict";
import { test } from "node:test";
import { findAction, findKey, openCatalog, type Key } from "../src/catalog.ts";

const files: Record<string, unknown> = {
  "catalog/index.json": {
    version: "1.2.3",
    date: "2026-01-02",
    services: { one: ["Service One", 2, "one-ABCD2345.json"], "two-b": ["Service Two", 0, "two-b-ABCD2346.json"] },
    globalKeys: [{ name: "aws:RequestTag/${TagKey}", types: ["String"] }, { name: "ec2:SourceInstanceArn", types: ["ARN"] }],
    managed: "managed-policies-ABCD2347.json",
  },
  "catalog/one-ABCD2345.json": {
    prefix: "one",
    name: "Service One",
    actions: [
      { name: "Get", levels: ["Read"], types: [{ type: 1 }, { type: 0, required: true }], keys: ["one:A"] },
      { name: "Tag", levels: ["Tagging", "Write"], unlisted: true },
    ],
    resourceTypes: [
      { name: "Stage", api: "apigatewayv2", arns: ["arn:1"], keys: ["one:A"] },
      { name: "Stage", api: "apigateway", arns: ["arn:2"], unlisted: true },
    ],
    keys: [{ name: "one:A", types: ["Bool"] }, { name: "one:${b}.c" }],
  },
  "catalog/two-b-ABCD2346.json": { prefix: "two-b", name: "Service Two", actions: [], resourceTypes: [], keys: [] },
  "catalog/managed-policies-ABCD2347.json": [{ name: "Admin", arn: "arn:aws:iam::aws:policy/Admin", version: "v1", text: "{}" }],
};

/** A catalog over the files above, and what was loaded for it. */
function set() {
  const loads: string[] = [];
  let failing = false;
  const catalog = openCatalog(async (path) => {
    loads.push(path);
    if (failing || !(path in files)) throw new Error(path);
    return structuredClone(files[path]);
  });
  return { catalog, loads, fail: (now: boolean) => (failing = now) };
}

test("the index is loaded once, and tells the data's version and day", async () => {
  const { catalog, loads } = set();
  const [index] = await Promise.all([catalog.index(), catalog.index()]);
  assert.equal(`${index.version} ${index.date}`, "1.2.3 2026-01-02");
  assert.deepEqual(index.services[0], { prefix: "one", name: "Service One", actions: 2 });
  assert.deepEqual(loads, ["catalog/index.json"]);
});

test("a service is loaded when it is asked for, once, in any case", async () => {
  const { catalog, loads } = set();
  const [one, same] = await Promise.all([catalog.service("one"), catalog.service("ONE")]);
  assert.equal(one, same);
  assert.deepEqual(loads, ["catalog/index.json", "catalog/one-ABCD2345.json"]);
  assert.equal(await catalog.service("three"), undefined);
  assert.equal((await catalog.service("Two-B"))?.name, "Service Two");
  assert.equal(loads.length, 3);
});

test("an action has its resource types, and what the file leaves out", async () => {
  const { catalog } = set();
  const get = await catalog.action("ONE:get");
  assert.deepEqual(get, {
    name: "Get",
    levels: ["Read"],
    types: [
      { type: { name: "Stage", api: "apigateway", arns: ["arn:2"], keys: [], unlisted: true }, required: false, unlisted: false },
      { type: { name: "Stage", api: "apigatewayv2", arns: ["arn:1"], keys: ["one:A"], unlisted: false }, required: true, unlisted: false },
    ],
    keys: ["one:A"],
    unlisted: false,
  });
  assert.deepEqual(await catalog.action("one:tag"), { name: "Tag", levels: ["Tagging", "Write"], types: [], keys: [], unlisted: true });
  for (const name of ["", "Get", "one", "one:", "one:Get:x", "three:Get", "aws:Get", "constructor:Get", "one:constructor"]) {
    assert.equal(await catalog.action(name), undefined, name);
  }
});

test("keys are found among the global ones, then the service's", async () => {
  const { catalog, loads } = set();
  assert.equal((await catalog.key("AWS:requesttag/team"))?.name, "aws:RequestTag/${TagKey}");
  assert.equal((await catalog.key("ec2:sourceinstancearn"))?.name, "ec2:SourceInstanceArn");
  assert.deepEqual(loads, ["catalog/index.json"]);
  assert.deepEqual(await catalog.key("one:a"), { name: "one:A", types: ["Bool"], unlisted: false });
  assert.deepEqual(await catalog.key("one:x.C"), { name: "one:${b}.c", types: [], unlisted: false });
  for (const name of ["aws:RequestTag/", "one:.c", "one:b", "x", "three:a"]) assert.equal(await catalog.key(name), undefined, name);
});

test("what could not be loaded is asked for again, by way of a new index", async () => {
  const { catalog, loads, fail } = set();
  fail(true);
  await assert.rejects(catalog.index());
  fail(false);
  await catalog.index();
  fail(true);
  await assert.rejects(catalog.service("one"));
  fail(false);
  assert.equal((await catalog.service("one"))?.name, "Service One");
  const index = "catalog/index.json";
  const one = "catalog/one-ABCD2345.json";
  assert.deepEqual(loads, [index, index, one, index, one]);
});

test("an answer that is no index is a failure", async () => {
  const catalog = openCatalog(async () => ({ error: "no such page" }));
  await assert.rejects(catalog.index());
});

test("managed policies come with their text", async () => {
  const { catalog } = set();
  const [admin] = await catalog.managedPolicies();
  assert.deepEqual([admin?.name, admin?.text], ["Admin", "{}"]);
});

test("a key without placeholders goes before one with", () => {
  const key = (name: string): Key => ({ name, types: [], unlisted: false });
  const keys = [key("a:${x}"), key("a:b")];
  assert.equal(findKey(keys, "A:B")?.name, "a:b");
  assert.equal(findKey(keys, "a:c")?.name, "a:${x}");
  assert.equal(findAction(undefined, "a"), undefined);
});
