import assert from "node:assert/strict";
import { test } from "node:test";
import { openCatalog, readService } from "../src/catalog.ts";

const one = `s one|Service One
a Get|R|Stage@2,Stage@1*,?bot|one:A,aws:b
a ?Tag|TW
r Stage@2|arn:2|one:A
r ?Stage@1|arn:1,arn:3
r bot|arn:4
k one:A|Bool
k ?one:\${b}.c
`;

const files: Record<string, string> = {
  "catalog/index.json": JSON.stringify({
    version: "1.2.3",
    date: "2026-01-02",
    services: { one: ["Service One", 2, "one-ABCD2345.txt"], "two-b": ["Service Two", 0, "two-b-ABCD2346.txt"] },
    globalKeys: ["aws:RequestTag/${TagKey}", "ec2:SourceInstanceArn"],
    managed: "managed-policies-ABCD2347.json",
  }),
  "catalog/one-ABCD2345.txt": one,
  "catalog/two-b-ABCD2346.txt": "s two-b|Service Two\n",
  "catalog/managed-policies-ABCD2347.json": JSON.stringify([{ name: "Admin", arn: "arn:aws:iam::aws:policy/Admin", version: "v1", text: "{}" }]),
};

/** A catalog over the files above, and what was loaded for it. */
function set() {
  const loads: string[] = [];
  let failing = false;
  const catalog = openCatalog(async (path) => {
    loads.push(path);
    const text = failing ? undefined : files[path];
    if (text === undefined) throw new Error(path);
    return text;
  });
  return { catalog, loads, fail: (now: boolean) => (failing = now) };
}

test("the index is loaded once, and tells the data's version and day", async () => {
  const { catalog, loads } = set();
  const [index] = await Promise.all([catalog.index(), catalog.index()]);
  assert.equal(`${index.version} ${index.date}`, "1.2.3 2026-01-02");
  assert.deepEqual(index.services[0], { prefix: "one", name: "Service One", actions: 2 });
  assert.deepEqual(index.globalKeys, ["aws:RequestTag/${TagKey}", "ec2:SourceInstanceArn"]);
  assert.deepEqual(loads, ["catalog/index.json"]);
});

test("a service is loaded when it is asked for, once, in any case", async () => {
  const { catalog, loads } = set();
  const [first, same] = await Promise.all([catalog.service("one"), catalog.service("ONE")]);
  assert.equal(first, same);
  assert.deepEqual(loads, ["catalog/index.json", "catalog/one-ABCD2345.txt"]);
  for (const name of ["three", "", "constructor"]) assert.equal(await catalog.service(name), undefined, name);
  assert.deepEqual(await catalog.service("Two-B"), { prefix: "two-b", actions: [], keys: [] });
  assert.equal(loads.length, 3);
});

test("the module gets the records as they are", async () => {
  const { catalog, loads } = set();
  assert.equal(await catalog.records("ONE"), one);
  assert.equal(await catalog.records("three"), undefined);
  await catalog.service("one");
  assert.equal(loads.length, 2);
});

test("records are read: actions with the ARNs of their types, and keys", () => {
  assert.deepEqual(readService(one), {
    prefix: "one",
    actions: [
      { name: "Get", arns: ["arn:2", "arn:1", "arn:3", "arn:4"] },
      { name: "Tag", arns: [] },
    ],
    keys: ["one:A", "one:${b}.c"],
  });
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
  assert.equal((await catalog.service("one"))?.prefix, "one");
  const index = "catalog/index.json";
  assert.deepEqual(loads, [index, index, "catalog/one-ABCD2345.txt", index, "catalog/one-ABCD2345.txt"]);
  const { catalog: offline, fail: cut } = set();
  cut(true);
  await assert.rejects(offline.service("one"));
  await assert.rejects(offline.index());
});

test("an answer that is no index is a failure", async () => {
  const catalog = openCatalog(async () => '{"error": "no such page"}');
  await assert.rejects(catalog.index());
});

test("managed policies come with their text", async () => {
  const { catalog } = set();
  const [admin] = await catalog.managedPolicies();
  assert.deepEqual([admin?.name, admin?.text], ["Admin", "{}"]);
});
