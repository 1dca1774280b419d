import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { movedAddresses } from "../src/addresses.ts";
import { redact } from "../src/redact.ts";
import { readScenario, writeScenario } from "../src/state.ts";

const real = {
  scenario: 1,
  title: "billing-orders-prod reads from 198.51.1.7",
  accounts: { "623456789012": { organization: "o-9fk2m1x7qa", path: ["r-ab12", "ou-ab12-0a1b2c3d"] }, "210987654321": {} },
  principals: { "arn:aws:iam::623456789012:role/team/billing-orders-prod": { tags: { Team: "Blue Whale" } } },
  endpoints: { "vpce-0f1e2d3c4b5a69788": { vpc: "vpc-0f1e2d3c" } },
  policies: [
    {
      name: "Call",
      type: "identity",
      attachedTo: ["arn:aws:iam::623456789012:role/team/billing-orders-prod"],
      document:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:210987654321:k7wq3n9x2c/prod/*","Condition":{"IpAddress":{"aws:SourceIp":["52.18.60.0/24","10.0.0.0/8"]},"StringEquals":{"aws:PrincipalTag/Team":"Blue Whale","aws:SourceVpce":"vpce-0f1e2d3c4b5a69788","aws:PrincipalOrgID":"o-9fk2m1x7qa"},"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-9fk2m1x7qa/r-ab12/ou-ab12-0a1b2c3d/*"}}}]}',
    },
    { name: "Broken", type: "resource", document: '{"Statement": [{"Principal": {"AWS": "arn:aws:iam::623456789012:role/team/billing-orders-prod"' },
  ],
  requests: [
    {
      name: "read",
      principal: "arn:aws:sts::623456789012:assumed-role/billing-orders-prod/i-0abcdef1234567890",
      action: "execute-api:Invoke",
      resource: "arn:aws:execute-api:us-east-1:210987654321:k7wq3n9x2c/prod/GET/pets",
      context: { "aws:SourceIp": "52.18.60.77", "aws:username": "Zoe" },
    },
  ],
};

test("what points at an organization is replaced everywhere by the same", () => {
  const { scenario, replacements } = redact(readScenario(JSON.stringify(real)));
  const { text } = writeScenario(scenario);
  for (const secret of ["623456789012", "210987654321", "o-9fk2m1x7qa", "ab12", "0a1b2c3d", "billing", "Blue Whale", "0f1e2d3c", "k7wq3n9x2c", "52.18", "Zoe", "i-0abcdef"]) assert.doesNotMatch(text, new RegExp(secret), secret);
  const to = Object.fromEntries(replacements.map((one) => [one.from, one.to]));
  assert.equal(to["623456789012"], "111122223333");
  assert.equal(to["210987654321"], "444455556666");
  assert.equal(to["o-9fk2m1x7qa"], "o-exampleorg1");
  assert.equal(to["r-ab12"], "r-exampleroot1");
  assert.equal(to["ou-ab12-0a1b2c3d"], "ou-exampleroot1-exampleou1");
  assert.equal(to["billing-orders-prod"], "Role1");
  assert.equal(to["k7wq3n9x2c"], "a1b2c3d4e5");
  assert.equal(to["Blue Whale"], "Tag1");
  assert.equal(to["52.18.60.0/24"], "198.51.100.0/24");
  assert.equal(to["52.18.60.77"], "198.51.100.1");
  assert.equal(to["10.0.0.0/8"], undefined, "everybody's own network");
  assert.match(text, /team\/Role1/);
  assert.match(text, /assumed-role\/Role1\/Session1|assumed-role\/Role1\/i-1a2b3c4d/);
  assert.equal(replacements.find(({ from }) => from === "billing-orders-prod")!.places, 5);
});

test("what is kept stays, and what is redacted stays as it is when it is redacted again", () => {
  const once = redact(readScenario(JSON.stringify(real)), new Set(["billing-orders-prod"]));
  assert.match(writeScenario(once.scenario).text, /role\/team\/billing-orders-prod/);
  const all = redact(readScenario(JSON.stringify(real))).scenario;
  assert.deepEqual(redact(all).replacements, []);
  assert.deepEqual(redact(all).scenario, all);
});

test("words of policies are names in ARNs only", () => {
  const { text } = writeScenario(
    redact(
      readScenario(
        JSON.stringify({
          scenario: 1,
          policies: [{ name: "P", type: "trust", document: { Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/Allow" }, Action: "lambda:InvokeFunction", Resource: "arn:aws:lambda:us-east-1:111122223333:function:f" }] } }],
          requests: [{ principal: "arn:aws:iam::111122223333:user/lambda", action: "lambda:InvokeFunction", resource: "*" }],
        }),
      ),
    ).scenario,
  );
  assert.match(text, /\\"Effect\\": \\"Allow\\"/);
  assert.match(text, /role\/Role1/);
  assert.match(text, /user\/User1/);
  assert.match(text, /lambda:InvokeFunction/);
  assert.match(text, /arn:aws:lambda:us-east-1/);
});

test("a name keeps what a pattern shows of it", () => {
  const scenario = readScenario(
    JSON.stringify({
      scenario: 1,
      policies: [{ type: "resource", document: { Statement: [{ Effect: "Allow", Principal: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/prod-*-writer" } } }] } }],
      requests: [{ principal: "arn:aws:iam::111122223333:role/prod-billing-writer", action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }],
    }),
  );
  const { replacements } = redact(scenario);
  assert.deepEqual(replacements, [{ kind: "Role", from: "prod-billing-writer", to: "prod-Role1-writer", places: 1 }]);
});

const ipOf = (text: string) => text.split("/")[0]!.split(".").reduce((all, part) => all * 256 + Number(part), 0);
const holds = (net: string, address: string) => {
  const length = Number(net.split("/")[1] ?? 32);
  return Number(address.split("/")[1] ?? 32) >= length && Math.floor(ipOf(net) / 2 ** (32 - length)) === Math.floor(ipOf(address) / 2 ** (32 - length));
};

test("addresses lie in the same networks as before, and in no other", () => {
  let seed = 7;
  const random = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let round = 0; round < 300; round++) {
    const texts = Array.from({ length: 2 + random(12) }, () => {
      const length = [32, 32, 32, 28, 24, 24, 20, 16, 12][random(9)]!;
      const address = [20 + random(3), random(3), random(3), random(256)].join(".");
      return length === 32 ? address : `${address}/${length}`;
    });
    const moved = movedAddresses(texts);
    const now = (text: string) => moved.get(text) ?? text;
    for (const a of texts) for (const b of texts) assert.equal(holds(now(a), now(b)), holds(a, b), `${a} and ${b} became ${now(a)} and ${now(b)}`);
    for (const text of texts) assert.ok(moved.has(text), `${text} stays`);
  }
});

test("addresses of version 6 move as well, and what is no address does not", () => {
  const moved = movedAddresses(["2a02:26f7:aaaa::/48 2a02:26f7:aaaa::17 at 10:20:30 on arn:aws:iam::111122223333:role/x 1.2.3 300.1.1.1 0.0.0.0/0 203.0.113.9 ::1"]);
  assert.deepEqual([...moved], [["2a02:26f7:aaaa::/48", "2001:db8::/48"], ["2a02:26f7:aaaa::17", "2001:db8::1"]]);
});

test("the library's scenarios stay readable", () => {
  const folder = new URL("../../../../engine/testdata/examples/", import.meta.url);
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".scenario.json"))) {
    const before = readScenario(readFileSync(new URL(name, folder), "utf8"));
    const { scenario, replacements } = redact(before);
    const again = readScenario(writeScenario(scenario).text);
    assert.equal(again.policies.length, before.policies.length, name);
    before.policies.forEach(({ text }, i) => assert.equal(isJSON(again.policies[i]!.text), isJSON(text), name));
    assert.equal(new Set(replacements.map(({ to }) => to)).size, replacements.length, name);
  }
});

function isJSON(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
