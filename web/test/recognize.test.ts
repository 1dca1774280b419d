import assert from "node:assert/strict";
import { test } from "node:test";
import { recognize, wordsOf } from "../src/recognize.ts";

const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] };
const only = (text: unknown) => {
  const taken = recognize(typeof text === "string" ? text : JSON.stringify(text))!;
  assert.ok(taken, String(text));
  return { ...taken, policy: taken.policies[0], request: taken.requests[0] };
};

test("a policy is of the type that its elements tell", () => {
  assert.equal(only(policy).policy?.type, "identity");
  assert.equal(only({ Statement: { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" } }).policy?.type, "resource");
  assert.equal(only({ Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }] }).policy?.type, "trust");
  const text = JSON.stringify(policy, null, 7);
  assert.equal(recognize(text)!.policies[0]!.text, text, "as typed");
});

test("an AccessDenied message, alone or in a body, is the call that was denied", () => {
  const message = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********3333:a1b2c3d4e5/prod/GET/pets with an explicit deny";
  for (const text of [message, JSON.stringify({ Message: message }), JSON.stringify({ message }), JSON.stringify(message), `An error occurred (AccessDenied): ${message}`]) {
    const { request, missing } = only(text);
    assert.deepEqual([request?.["principal"], request?.["action"], request?.["expect"]], ["arn:aws:iam::111122223333:user/alice", "execute-api:Invoke", "explicitDeny"]);
    assert.ok(missing.some((one) => one.includes("masked")));
  }
  const anonymous = only('{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:111122223333:a1/prod/GET/"}');
  assert.deepEqual([anonymous.request?.["principal"], anonymous.request?.["resource"], anonymous.request?.["expect"]], ["anonymous", "arn:aws:execute-api:us-east-1:111122223333:a1/prod/GET/", "denied"]);
});

test("a CloudTrail event is a request with its context", () => {
  const event = { eventVersion: "1.08", userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/bob" }, eventSource: "s3.amazonaws.com", eventName: "GetObject", awsRegion: "eu-west-1", sourceIPAddress: "192.0.2.1", errorCode: "AccessDenied", resources: [{ ARN: "arn:aws:s3:::b/k" }] };
  const { request } = only(event);
  assert.deepEqual([request?.["action"], request?.["resource"], request?.["expect"]], ["s3:GetObject", "arn:aws:s3:::b/k", "denied"]);
  assert.deepEqual(request?.["context"], { "aws:SourceIp": "192.0.2.1", "aws:RequestedRegion": "eu-west-1" });
  assert.equal(recognize(JSON.stringify({ Records: [event, event] }))!.requests.length, 2);
  const management = only({ ...event, eventSource: "apigateway.amazonaws.com", eventName: "CreateRestApi", requestParameters: { name: "x" } });
  assert.deepEqual(management.request?.["operation"], { api: "apigateway", region: "eu-west-1", name: "CreateRestApi", parameters: { name: "x" } });
});

test("API Gateway's own texts are recognized", () => {
  const log = only({ requestId: "x", ip: "192.0.2.1", httpMethod: "GET", resourcePath: "/pets/{id}", path: "/prod/pets/7", stage: "prod", apiId: "a1b2c3d4e5", caller: "-", status: "403" });
  assert.equal(log.request?.["http"], "GET https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/pets/7");
  assert.deepEqual(log.missing, ["who called", "the Region"]);
  const event = only({ type: "REQUEST", methodArn: "arn:aws:execute-api:us-east-1:111122223333:a1/prod/GET/pets", requestContext: { identity: { sourceIp: "192.0.2.1" } } });
  assert.equal(event.request?.["authorization"], "CUSTOM");
  assert.equal(only({ principalId: "u", policyDocument: policy }).policy?.type, "authorizer");
  assert.equal(only({ isAuthorized: true }).policy?.type, "authorizer");
  const api = only({ id: "a1b2c3d4e5", name: "Pets", policy: JSON.stringify(policy).replaceAll('"', '\\"') });
  assert.deepEqual([api.policy?.type, JSON.parse(api.policy!.text)], ["resource", policy]);
});

test("what aws iam prints is a policy, with what it is attached to", () => {
  const trust = { Version: "2012-10-17", Statement: [] };
  const role = only({ Role: { RoleName: "Logs", Arn: "arn:aws:iam::111122223333:role/Logs", AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)) } });
  assert.deepEqual([role.policy?.type, role.policy?.attachedTo, JSON.parse(role.policy!.text)], ["trust", ["arn:aws:iam::111122223333:role/Logs"], trust]);
  assert.equal(only({ PolicyVersion: { VersionId: "v1", Document: policy } }).policy?.type, "identity");
  assert.equal(only({ UserName: "alice", PolicyName: "Own", PolicyDocument: policy }).policy?.name, "Own");
});

test("command lines are read as a shell reads them", () => {
  assert.deepEqual(wordsOf(`a 'b c' "d \\"e" f\\ g h'i'"j"`), ["a", "b c", 'd "e', "f g", "hij"]);
  const curl = only(`curl -X POST 'https://api.example.com/pets' \\\n  -H "User-Agent: me" -H 'Authorization: Bearer x' -d '{"a": 1}'`);
  assert.deepEqual([curl.request?.["http"], curl.request?.["principal"]], ["POST https://api.example.com/pets\nUser-Agent: me", "anonymous"]);
  assert.match(String(only("curl --aws-sigv4 aws:amz:us-east-1:execute-api https://a.execute-api.us-east-1.amazonaws.com/p").request?.["principal"]), /^arn:/);
  const cli = only("aws apigatewayv2 create-api --name pets --protocol-type HTTP --tags env=prod,team=a --region eu-west-1 --output json");
  assert.deepEqual(cli.request?.["operation"], { api: "apigatewayv2", region: "eu-west-1", name: "CreateApi", parameters: { Name: "pets", ProtocolType: "HTTP", Tags: { env: "prod", team: "a" } } });
});

test("anything else is nothing", () => {
  for (const text of ["", "hello", "[]", "7", "{}", '{"a": 1}', "curl", "aws s3 ls", '{"Message": "Forbidden"}', '{"policy": "x", "id": "y"}']) assert.equal(recognize(text), undefined, text);
});
