import assert from "node:assert/strict";
import { test } from "node:test";
import { firstExample } from "../src/example.ts";
import * as playground from "../src/state.ts";
import { readScenario, writeScenario, type Playground } from "../src/state.ts";

const scenario = JSON.stringify({
  scenario: 1,
  title: "t",
  accounts: { "111122223333": { organization: "o-exampleorg1" } },
  policies: [
    { name: "P", type: "identity", attachedTo: ["arn:aws:iam::111122223333:user/a"], document: '{ "Version": broken' },
    { name: "Q", type: "scp", document: { Statement: [] }, color: "blue" },
  ],
  requests: [{ name: "r", principal: "anonymous", action: "s3:GetObject", resource: "*", http: "GET https://x" }],
  nonsense: [1],
});

function start(): Playground {
  return playground.opened(readScenario(scenario));
}

test("a scenario that is read and written is the same, but that documents are texts", () => {
  const want = JSON.parse(scenario) as { policies: { document: unknown }[] };
  want.policies[1]!.document = '{\n  "Statement": []\n}';
  const written = writeScenario(readScenario(scenario)).text;
  assert.deepEqual(JSON.parse(written), want);
  assert.equal(writeScenario(readScenario(written)).text, written);
});

test("a broken document stays exactly as typed", () => {
  assert.equal(readScenario(scenario).policies[0]!.text, '{ "Version": broken');
});

test("an object document keeps what reading and writing would lose", () => {
  const text = '{"scenario":1,"policies":[{"name":"x","type":"identity","document":{"Version":1.0,"Version":"b"}}],"requests":[]}';
  assert.equal(readScenario(text).policies[0]!.text, '{\n  "Version": 1.0,\n  "Version": "b"\n}');
});

test("a member called __proto__ is a member", () => {
  const text = '{"scenario":1,"policies":[],"requests":[{"context":{"__proto__":"x"},"__proto__":{"y":1}}]}';
  const read = readScenario(text);
  assert.equal(writeScenario(read).text, text);
  assert.equal(({} as { y?: number }).y, undefined);
});

test("places in the surroundings can be found in the written text", () => {
  const read = { ...readScenario(scenario), title: "é€😀" };
  const { text, surroundings } = writeScenario(read);
  const bytesBefore = (whole: string) => Buffer.byteLength(whole.slice(0, whole.indexOf('"nonsense"')));
  assert.equal(bytesBefore(text), bytesBefore(read.surroundings) + surroundings);
});

test("surroundings that are not JSON make a text that is not", () => {
  for (const broken of ["{", '{"accounts": }', "accounts", "[]", "}{"]) {
    const { text } = writeScenario({ ...readScenario(scenario), surroundings: broken });
    assert.throws(() => JSON.parse(text), broken);
  }
});

test("empty surroundings are none", () => {
  for (const empty of ["", "{}", " {\n} "]) JSON.parse(writeScenario({ ...readScenario(scenario), surroundings: empty }).text);
});

test("what is not a scenario is refused with a sentence", () => {
  for (const [text, sentence] of [
    ["no", /not JSON/],
    ["[]", /is an object/],
    ['{"Version":"2012-10-17"}', /no "scenario": 1/],
    ['{"scenario":2,"policies":[],"requests":[]}', /version 2/],
    ['{"scenario":1,"requests":[]}', /"policies" is not a list/],
    ['{"scenario":1,"policies":[],"requests":[3]}', /"requests" is not a list of objects/],
  ] as const) {
    assert.throws(() => readScenario(text), sentence, text);
  }
});

test("the first example opens with a policy and a request", () => {
  const state = playground.opened(firstExample());
  assert.equal(playground.openPolicy(state)?.name, "CallPets");
  assert.equal(playground.selectedRequest(state)?.fields["expect"], "allowed");
});

test("a new policy is attached to what each request names, has a new name, and is open", () => {
  const once = playground.addPolicy(start(), "identity", "{}");
  const twice = playground.addPolicy(once, "identity", "{}");
  assert.deepEqual(
    twice.scenario.policies.slice(2).map(({ name, attachedTo }) => [name, attachedTo]),
    [
      ["IdentityPolicy", undefined],
      ["IdentityPolicy 2", undefined],
    ],
  );
  assert.equal(playground.openPolicy(twice)?.name, "IdentityPolicy 2");
});

test("removing the open policy opens its neighbour, removing the last the ways to begin", () => {
  const one = playground.removePolicy(start(), 1);
  assert.equal(playground.openPolicy(one)?.name, "Q");
  const none = playground.removePolicy(one, 2);
  assert.equal(none.view.tab, playground.startTab);
  assert.deepEqual(none.scenario.policies, []);
});

test("a new request is like the selected one, without its expectation", () => {
  const before = playground.changeRequest(start(), 1, { ...start().scenario.requests[0]!.fields, expect: "allowed" });
  const after = playground.addRequest(before);
  const request = playground.selectedRequest(after)!;
  assert.equal(request.fields["name"], "r 2");
  assert.equal(request.fields["action"], "s3:GetObject");
  assert.ok(!("expect" in request.fields));
  assert.equal(before.scenario.requests.length, 1);
});

test("removing the selected request selects its neighbour", () => {
  const two = playground.addRequest(start());
  assert.equal(playground.removeRequest(two, two.view.request).view.request, 1);
  assert.equal(playground.removeRequest(start(), 1).view.request, 0);
});

test("selecting another request forgets the step", () => {
  const two = { ...playground.addRequest(start()) };
  const stepped = { ...two, view: { ...two.view, step: "identity.p0" } };
  assert.equal(playground.selectRequest(stepped, 1).view.step, undefined);
  assert.equal(playground.selectRequest(stepped, stepped.view.request).view.step, "identity.p0");
});

test("a state is never changed in place", () => {
  const state = start();
  const before = JSON.stringify(state);
  playground.changePolicy(state, 1, { text: "x" });
  playground.addRequest(playground.addPolicy(state, "rcp", ""));
  playground.removePolicy(state, 2);
  assert.equal(JSON.stringify(state), before);
});
