// Whatever is pasted ends in an answer, soon. Texts are made from one of each form that is known, by changing them at random.
//
//   FUZZ_MINUTES=10 FUZZ_SEED=7 npm test    tries for ten minutes; else it is some thousand texts

import assert from "node:assert/strict";
import { test } from "node:test";
import { recognize, type Taken } from "../src/recognize.ts";
import { isObject } from "../src/state.ts";

const minutes = Number(process.env["FUZZ_MINUTES"] ?? 0);
const seed = Number(process.env["FUZZ_SEED"] ?? 1);
const texts = 4000;

/** The most processor time that a text may take, in milliseconds: none is longer than 64 KiB. */
const patience = 1000;

/** Recognizes a text and says how much processor time that took, in milliseconds. */
function timed(text: string): [taken: Taken | undefined, took: number] {
  const before = process.cpuUsage();
  const taken = recognize(text);
  const { user, system } = process.cpuUsage(before);
  return [taken, (user + system) / 1000];
}

const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: ["s3:*"], Resource: "*", Condition: { StringLike: { "aws:userid": "a*" } } }] };
const message = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********3333:a1b2c3d4e5/prod/GET/pets with an explicit deny";
const event = { userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/App/s", sessionContext: { attributes: { mfaAuthenticated: "true" } } }, eventSource: "s3.amazonaws.com", eventName: "GetObject", awsRegion: "eu-west-1", sourceIPAddress: "192.0.2.1", vpcEndpointId: "vpce-1", errorCode: "AccessDenied", errorMessage: message, requestParameters: { bucketName: "b", key: "k" }, resources: [{ ARN: "arn:aws:s3:::b/k", accountId: "111122223333" }] };

/** One of each form. */
const known = [
  policy, message, { Message: message }, { Error: { Message: message } }, { message: "Forbidden" }, event, { Records: [event, event] }, { CloudTrailEvent: JSON.stringify(event) },
  { ...event, eventSource: "apigateway.amazonaws.com", eventName: "CreateApi20", requestParameters: { createApiInput: { name: "x" }, apiId: "a" } },
  { principalId: "u", policyDocument: policy }, { isAuthorized: true },
  { type: "REQUEST", version: "2.0", routeArn: "arn:aws:execute-api:us-east-1:111122223333:a1/prod/GET/pets", requestContext: { http: { sourceIp: "192.0.2.1", userAgent: "me" } } },
  { requestId: "x", ip: "192.0.2.1", httpMethod: "GET", path: "/prod/pets/7", stage: "prod", apiId: "a1b2c3d4e5", userArn: "-", status: 403, requestTime: "09/Apr/2025:12:34:56 +0000" },
  '192.0.2.1 - alice [09/Apr/2025:12:34:56 +0000] "GET /prod/pets HTTP/1.1" 403 23 x',
  { Role: { RoleName: "Logs", Arn: "arn:aws:iam::111122223333:role/Logs", AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(policy)) } },
  { PolicyVersion: { VersionId: "v1", Document: policy } }, { UserName: "alice", PolicyName: "Own", PolicyDocument: JSON.stringify(policy) },
  { UserDetailList: [{ Arn: "arn:aws:iam::111122223333:user/a", UserName: "a", GroupList: ["g"], UserPolicyList: [{ PolicyName: "p", PolicyDocument: policy }], AttachedManagedPolicies: [{ PolicyArn: "arn:aws:iam::aws:policy/x" }] }], Policies: [{ Arn: "arn:aws:iam::aws:policy/x", PolicyName: "x", PolicyVersionList: [{ IsDefaultVersion: true, Document: policy }] }] },
  { Policy: JSON.stringify(policy) }, { Policy: { PolicySummary: { Type: "RESOURCE_CONTROL_POLICY", Name: "r" }, Content: JSON.stringify(policy) } },
  { items: [{ id: "a1b2c3d4e5", name: "Pets", policy: JSON.stringify(policy).replaceAll('"', '\\"') }] },
  `curl -X POST 'https://api.example.com/pets' \\\n -H "User-Agent: me" -H 'Authorization: Bearer x' --aws-sigv4 aws:amz -d '{"a": 1}'`,
  "sudo aws apigatewayv2 create-api --name pets --tags env=prod,team=a --region eu-west-1 --cors-configuration '{\"AllowOrigins\": []}' --no-disable",
  "aws s3api put-object --bucket b --key k --body file://x", "aws sqs send-message --queue-url https://sqs.eu-west-1.amazonaws.com/111122223333/q",
].map((one) => (typeof one === "string" ? one : JSON.stringify(one)));

/** What is put somewhere into a text. */
const pieces = ['"', "'", "\\", "{", "}", "[", "]", ",", ":", "\n", " ", "null", "[]", "{}", "-1e9", "\ud800", "\u0000", "%", "%E0%A4%A", "arn:", "arn:aws:s3:::", "********", "--", "--x=", "-H ", "$(x)", "__proto__", "constructor", "constructor.amazonaws.com", "Statement", "Effect", "Records", "User: ", "é😀"];

/** What takes the place of a value of a JSON text. */
const odd: unknown[] = [null, true, 0, -1.5, "", "x", "-", [], {}, [null], [[]], { a: null }, ["x", {}], "%", "%zz", "{", '{"Statement": []}', [{ Statement: "" }], { arn: 1 }, { Arn: {} }];

/** Numbers below n, the same for the same seed: mulberry32. */
function dice(start: number): (n: number) => number {
  let state = start;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

type Dice = (n: number) => number;
const pick = <T>(of: Dice, from: T[]): T => from[of(from.length)]!;

/** A JSON value with one of its values changed, renamed or taken out. */
function changed(of: Dice, value: unknown): unknown {
  const stop = of(6) === 0;
  if (Array.isArray(value) && value.length > 0 && !stop) {
    const at = of(value.length);
    return of(5) === 0 ? [...value, ...value] : value.map((one, i) => (i === at ? changed(of, one) : one));
  }
  if (isObject(value) && Object.keys(value).length > 0 && !stop) {
    const name = pick(of, Object.keys(value));
    const { [name]: member, ...rest } = value;
    return of(5) === 0 ? rest : { ...rest, [of(8) === 0 ? pick(of, Object.keys(pick(of, known.map(objectIn)))) ?? name : name]: changed(of, member) };
  }
  return pick(of, odd);
}

function objectIn(text: string): Record<string, unknown> {
  const value: unknown = text.startsWith("{") ? JSON.parse(text) : { x: text };
  return isObject(value) ? value : {};
}

/** A text with something taken out, put in, repeated or taken from another, or the same as a JSON string. */
function damaged(of: Dice, text: string): string {
  const [a, b] = [of(text.length + 1), of(text.length + 1)].sort((one, other) => one - other) as [number, number];
  const other = pick(of, known);
  return [
    () => text.slice(0, a) + text.slice(b),
    () => text.slice(0, a) + pick(of, pieces) + text.slice(a),
    () => text.slice(0, b) + text.slice(a),
    () => text.slice(0, a) + other.slice(of(other.length)),
    () => text.slice(0, a) + pick(of, pieces).repeat(of(2000)) + text.slice(b),
    () => JSON.stringify(text),
    () => text.slice(0, a),
  ][of(7)]!();
}

function makeText(of: Dice): string {
  let text = pick(of, known);
  for (let rounds = 1 + of(4); rounds > 0; rounds--) {
    if (of(2) === 0 && text.startsWith("{")) {
      try {
        text = JSON.stringify(changed(of, JSON.parse(text)));
        continue;
      } catch {
        // it is no JSON any more
      }
    }
    text = damaged(of, text);
  }
  return text.slice(0, 65536);
}

const types = new Set(["identity", "resource", "boundary", "session", "scp", "rcp", "trust", "endpoint", "authorizer"]);

/** What holds of every answer. */
function check(taken: Taken): void {
  assert.ok(taken.kind !== "" && taken.policies.length <= 40 && taken.requests.length <= 40);
  assert.ok(taken.policies.length + taken.requests.length + taken.missing.length > 0, "it says nothing");
  assert.ok(taken.missing.every((one) => typeof one === "string" && one !== ""));
  for (const one of taken.policies) {
    assert.ok(types.has(one.type) && typeof one.name === "string" && typeof one.text === "string" && one.text !== "");
    assert.ok((one.attachedTo ?? []).every((to) => typeof to === "string"));
  }
  for (const one of taken.requests) {
    assert.ok(typeof one["name"] === "string" && typeof one["principal"] === "string" && one["principal"] !== "");
    assert.doesNotMatch(JSON.stringify(one), /native code/, "nothing comes from an object's prototype");
    assert.equal([one["action"], one["http"], one["operation"]].filter((what) => what !== undefined).length, 1);
    assert.deepEqual(JSON.parse(JSON.stringify(one)), one, "it is a request of a scenario");
  }
}

function tryText(text: string): void {
  const [taken, took] = timed(text);
  assert.ok(took < patience, `${took} ms`);
  if (taken) check(taken);
  assert.deepEqual(recognize(`\n ${text}\t`), taken, "blanks around it do not matter");
}

test(`any text is recognized or not, seed ${seed}`, () => {
  const of = dice(seed);
  const end = performance.now() + minutes * 60_000;
  let [count, recognized] = [0, 0];
  for (; minutes > 0 ? performance.now() < end : count < texts; count++) {
    const text = makeText(of);
    try {
      tryText(text);
    } catch (problem) {
      throw new Error(`text ${count}: ${String(problem)}\n${JSON.stringify(text)}`);
    }
    if (recognize(text)) recognized++;
  }
  assert.ok(recognized > count / 10 && recognized < count, `${recognized} of ${count} are recognized`);
  console.log(`${count} texts, ${recognized} recognized`);
});

test("the longest texts take time in proportion", () => {
  const most = 1 << 19;
  const fill = (text: string) => text.repeat(Math.floor(most / text.length));
  const nested = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);
  const denied = "User: a is not authorized to perform: s3:Get on resource: ";
  for (const text of [
    fill("Statement "), fill("Principal "), fill("User: "), fill("a b c [d] "), fill('"'), fill("\\"), fill("%"), fill("A=b "), fill("sudo "), `${denied}${fill(".")}x`, `${denied}${fill("'[")}x`,
    ...["'", '"\\', "a.", "-H x ", "\\\n"].map((part) => `curl ${fill(part)}`),
    ...["a,", "a={", "[", "-", "--x ", "op=a,path=b "].map((part) => `aws apigateway x --x ${fill(part)}`),
    nested('{"Records":[', "]}"), nested('{"items":[', "]}"), `{"PolicyDocument":${nested('{"a":[', "]}")}}`, `{"isAuthorized":true,"x":${nested("[", "]")}}`, `{"Policy":${JSON.stringify(nested('{"Statement":[', "]}"))}}`,
  ]) {
    const [taken, took] = timed(text);
    assert.ok(took < 5 * patience, `${text.slice(0, 80)} takes ${took} ms`);
    if (taken) check(taken);
  }
});
