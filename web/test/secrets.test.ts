import assert from "node:assert/strict";
import { test } from "node:test";
import { removed, secretsIn, whereIs, withoutSecret } from "../src/secrets.ts";
import { readScenario, writeScenario } from "../src/state.ts";

// Put together here, so that no tool takes this file for a leak.
const id = ["AKIA", "Q3EGV7MPLT5ZK2WD"].join("");
const secretKey = "Zk3" + "abcdEFGH/+12".repeat(3) + "x";
const token = "IQoJb3JpZ2lu" + "X2VjEJb//////////wEaCXVzLWVhc3Qt".repeat(3);
const jwt = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "c2lnbmF0dXJl"].join(".");
const presigned = `https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=${"0a".repeat(32)}`;
const pem = ["-----BEGIN RSA PRIVATE KEY-----", "MIIEow", "-----END RSA PRIVATE KEY-----"].join("\n");

const holding = (text: string) =>
  readScenario(JSON.stringify({ scenario: 1, policies: [{ name: "PetsApi", type: "identity", document: "{\n  \"Statement\": []\n}" }], requests: [{ name: "a", principal: "p" }, { name: "b", principal: "p", context: { "aws:UserAgent": text } }] }));

for (const [kind, text] of [
  ["An access key id", id],
  ["A secret access key", `aws_secret_access_key = ${secretKey}`],
  ["A session token", token],
  ["A JSON web token", `Bearer ${jwt}`],
  ["A presigned URL", presigned],
  ["A private key", pem],
] as const) {
  test(`${kind.toLowerCase()} is found, with its place, and removed`, () => {
    const scenario = holding(text);
    const [secret, ...more] = secretsIn(scenario);
    assert.deepEqual(more, []);
    assert.equal(secret!.kind, kind);
    assert.equal(whereIs(secret!), "in request 2, field context");
    const clean = withoutSecret(scenario, secret!.text);
    assert.deepEqual(secretsIn(clean), []);
    assert.match(writeScenario(clean).text, new RegExp(removed));
  });
}

test("a secret in a policy has a line", () => {
  const scenario = holding("");
  scenario.policies[0]!.text = `{\n  "Id": "x",\n  "Sid": "${id}"`;
  assert.equal(whereIs(secretsIn(scenario)[0]!), "in policy PetsApi, line 3");
});

test("what was put aside while typing goes, too, if it holds the secret", () => {
  const scenario = holding(id);
  scenario.requests[0]!.aside = { body: id };
  scenario.requests[1]!.aside = { body: "other" };
  const clean = withoutSecret(scenario, id);
  assert.equal(clean.requests[0]!.aside, undefined);
  assert.deepEqual(clean.requests[1]!.aside, { body: "other" });
});

test("the documentation's keys, hashes and ids are no secrets", () => {
  for (const text of ["AKIAIOSFODNN7EXAMPLE", "AIDACKCEVSQ6C2EXAMPLE", "AROAQ3EGV7MPLT5ZK2WDX", "a".repeat(64), "https://example.com/?X=1", "secret: no", "eyJ.eyJ.x"]) assert.deepEqual(secretsIn(holding(text)), [], text);
});
