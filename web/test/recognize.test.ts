import assert from "node:assert/strict";
import { test } from "node:test";
import { recognize, wordsOf } from "../src/recognize.ts";

const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] };
const only = (text: unknown) => {
  const taken = recognize(typeof text === "string" ? text : JSON.stringify(text))!;
  assert.ok(taken, String(text));
  return { ...taken, policy: taken.policies[0], request: taken.requests[0] };
};

test("a policy whose JSON is broken is taken as it stands", () => {
  const text = '{"Statement": [{"Effect": "Allow", "NotPrincipal": "*" "Action": "s3:*"}';
  const taken = only(text);
  assert.deepEqual(taken.policies, [{ type: "resource", name: "", text }]);
  assert.equal(only(text.replace("NotPrincipal", "Resource")).policy!.type, "identity");
});

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
    assert.equal(request?.["resource"], "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod/GET/pets");
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

test("names that every object has are names like any other", () => {
  const event = { userIdentity: { arn: "arn:aws:iam::111122223333:user/bob" }, eventSource: "constructor.amazonaws.com", eventName: "Get" };
  assert.equal(only(event).request?.["action"], "constructor:Get");
  assert.equal(only("aws constructor get --x y").request?.["action"], "constructor:Get");
});

test("what nests deeper than anything known is nothing, and a policy in it is broken", () => {
  const nested = (depth: number) => `{"Statement": [{"Effect": ${"[".repeat(depth)}${"]".repeat(depth)}}]}`;
  assert.equal(only(nested(97)).note, undefined);
  assert.equal(only(nested(98)).note, "Its JSON is broken.");
  assert.equal(recognize(`${'{"Records":['.repeat(50_000)}${"]}".repeat(50_000)}`), undefined);
});

test("anything else is nothing", () => {
  for (const text of ["", "hello", "[]", "7", "{}", '{"a": 1}', "curl", "aws s3 ls", "aws", '{"Message": "Something else"}', '{"policy": "x", "id": "y"}']) assert.equal(recognize(text), undefined, text);
});

test("AccessDenied texts of several services", () => {
  const who = "arn:aws:sts::111122223333:assumed-role/Orders/task-7f2c";
  for (const [text, action, resource, expect] of [
    [`An error occurred (AccessDenied) when calling the GetObject operation: User: ${who} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::pets/cat.jpg" because no identity-based policy allows the s3:GetObject action`, "s3:GetObject", "arn:aws:s3:::pets/cat.jpg", "denied"],
    [`User: ${who} is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:111122223333:function:pets because no resource-based policy allows the lambda:InvokeFunction action`, "lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:pets", "denied"],
    [`User: ${who} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/Deploy`, "sts:AssumeRole", "arn:aws:iam::444455556666:role/Deploy", "denied"],
    [`You are not authorized to perform this operation. User: ${who} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:111122223333:instance/* with an explicit deny in a service control policy. Encoded authorization failure message: abc`, "ec2:RunInstances", "arn:aws:ec2:us-east-1:111122223333:instance/*", "explicitDeny"],
    [`User: ${who} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist`, "kms:Decrypt", "*", "denied"],
    [`User: ${who} is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:111122223333:table/Pets because no permissions boundary allows the dynamodb:PutItem action`, "dynamodb:PutItem", "arn:aws:dynamodb:us-east-1:111122223333:table/Pets", "denied"],
  ] as const) {
    for (const form of [text, JSON.stringify({ message: text }), JSON.stringify({ Error: { Code: "AccessDenied", Message: text } })]) {
      const { request } = only(form);
      assert.deepEqual([request?.["principal"], request?.["action"], request?.["resource"], request?.["expect"]], [who, action, resource, expect]);
    }
  }
});

test("bodies of API Gateway that name no call are known for what they are", () => {
  for (const message of ["Missing Authentication Token", "Forbidden", "User is not authorized to access this resource with an explicit deny", "Unauthorized", "The security token included in the request is invalid."]) {
    const taken = recognize(JSON.stringify({ message }))!;
    assert.deepEqual([taken.policies, taken.requests, taken.missing], [[], [], ["which call it answers"]], message);
    assert.ok(taken.note);
  }
});

test("CloudTrail: what the message says goes first, service names become prefixes, an endpoint has an address inside", () => {
  const event = {
    eventVersion: "1.09",
    userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Orders/x", sessionContext: { attributes: { mfaAuthenticated: "false" } } },
    eventTime: "2026-01-02T03:04:05Z", eventSource: "s3.amazonaws.com", eventName: "ListObjects", awsRegion: "us-east-1", sourceIPAddress: "10.0.0.7", userAgent: "[aws-cli]",
    errorCode: "AccessDenied", requestParameters: { bucketName: "pets" }, vpcEndpointId: "vpce-1a2b3c4d",
  };
  const listed = only(event).request!;
  assert.deepEqual([listed["action"], listed["resource"]], ["s3:ListBucket", "arn:aws:s3:::pets"]);
  assert.deepEqual(listed["context"], { "aws:VpcSourceIp": "10.0.0.7", "aws:RequestedRegion": "us-east-1", "aws:UserAgent": "[aws-cli]", "aws:CurrentTime": "2026-01-02T03:04:05Z", "aws:SourceVpce": "vpce-1a2b3c4d", "aws:MultiFactorAuthPresent": "false" });
  const told = only({ ...event, errorMessage: "User: arn:aws:sts::111122223333:assumed-role/Orders/x is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::other\" with an explicit deny in a resource-based policy" }).request!;
  assert.deepEqual([told["resource"], told["expect"]], ["arn:aws:s3:::other", "explicitDeny"]);
  assert.equal(only({ ...event, eventSource: "lambda.amazonaws.com", eventName: "UpdateFunctionCode20150331v2" }).request?.["action"], "lambda:UpdateFunctionCode");
  assert.equal(only({ ...event, eventSource: "monitoring.amazonaws.com", eventName: "PutMetricData" }).request?.["action"], "cloudwatch:PutMetricData");
  assert.equal(only({ Events: [{ EventId: "1", CloudTrailEvent: JSON.stringify(event) }] }).request?.["action"], "s3:ListBucket");
  const rest = only({ ...event, eventSource: "apigateway.amazonaws.com", eventName: "CreateRestApi", requestParameters: { createRestApiInput: { name: "pets" }, template: false } });
  assert.deepEqual(rest.request?.["operation"], { api: "apigateway", region: "us-east-1", name: "CreateRestApi", parameters: { name: "pets" } });
  const second = only({ ...event, eventSource: "apigateway.amazonaws.com", eventName: "CreateRoute", requestParameters: { apiId: "a1", routeKey: "GET /pets" } });
  assert.deepEqual(second.request?.["operation"], { api: "apigatewayv2", region: "us-east-1", name: "CreateRoute", parameters: { ApiId: "a1", RouteKey: "GET /pets" } });
  assert.equal(recognize(JSON.stringify({ Records: Array.from({ length: 50 }, () => event) }))!.requests.length, 40);
});

test("access logs as JSON, of an HTTP API and in the common log format", () => {
  const http = only({ requestId: "x", ip: "192.0.2.1", requestTime: "09/Apr/2026:01:10:00 +0000", httpMethod: "GET", routeKey: "GET /pets/{id}", status: "403", protocol: "HTTP/1.1", responseLength: "23" });
  assert.match(String(http.request?.["http"]), /^GET https:\/\/.*\/pets\/\{id\}$/);
  assert.deepEqual([http.request?.["expect"], http.request?.["context"]], ["denied", { "aws:SourceIp": "192.0.2.1", "aws:CurrentTime": "2026-04-09T01:10:00Z" }]);
  assert.ok(http.missing.includes("which API and stage it called"));
  const line = only('192.0.2.1 - - [09/Apr/2026:03:10:00 +0200] "DELETE /pets/7 HTTP/1.1" 403 23 c6af9ac6-7b61-11e6-9a41-93e8deadbeef');
  assert.match(String(line.request?.["http"]), /^DELETE .*\/pets\/7$/);
  assert.deepEqual([line.request?.["principal"], line.request?.["context"]], ["anonymous", { "aws:SourceIp": "192.0.2.1", "aws:CurrentTime": "2026-04-09T01:10:00Z" }]);
  assert.deepEqual(only('192.0.2.1 AIDAEXAMPLE arn:aws:iam::111122223333:user/bob [09/Apr/2026:03:10:00 +0200] "GET / HTTP/1.1" 200 2 x').request?.["principal"], "arn:aws:iam::111122223333:user/bob");
});

test("events of Lambda authorizers in each format", () => {
  const token = only({ type: "TOKEN", authorizationToken: "allow", methodArn: "arn:aws:execute-api:us-east-1:111122223333:a1/prod/GET/pets/7" });
  assert.deepEqual([token.request?.["name"], token.request?.["action"], token.request?.["authorization"], token.request?.["context"]], ["GET /pets/7", "execute-api:Invoke", "CUSTOM", undefined]);
  const second = only({ version: "2.0", type: "REQUEST", routeArn: "arn:aws:execute-api:us-east-1:111122223333:a1/$default/GET/pets", routeKey: "GET /pets", requestContext: { http: { method: "GET", path: "/pets", sourceIp: "192.0.2.1", userAgent: "me" } } });
  assert.deepEqual([second.kind, second.request?.["context"]], ["the event of a Lambda authorizer, format 2.0", { "aws:SourceIp": "192.0.2.1", "aws:UserAgent": "me" }]);
  const socket = only({ type: "REQUEST", methodArn: "arn:aws:execute-api:us-east-1:111122223333:a1/prod/$connect", requestContext: { eventType: "CONNECT", connectionId: "c", identity: { sourceIp: "192.0.2.1" } } });
  assert.deepEqual([socket.kind, socket.request?.["name"]], ["the event of a Lambda authorizer of a WebSocket API", "$connect"]);
});

test("aws lines: options before the command, lists, patches, policies, switches, other services", () => {
  const operation = (line: string) => only(line).request?.["operation"];
  assert.deepEqual(operation(`aws --profile dev --region us-east-1 apigateway create-rest-api --name pets --endpoint-configuration types=PRIVATE,vpcEndpointIds=vpce-1,vpce-2 --policy '{"Statement":[]}' --tags team=a --no-disable-execute-api-endpoint`), {
    api: "apigateway", region: "us-east-1", name: "CreateRestApi",
    parameters: { name: "pets", endpointConfiguration: { types: ["PRIVATE"], vpcEndpointIds: ["vpce-1", "vpce-2"] }, policy: '{"Statement":[]}', tags: { team: "a" }, disableExecuteApiEndpoint: false },
  });
  assert.deepEqual(operation("AWS_PROFILE=x aws apigateway update-rest-api --rest-api-id a1 --patch-operations op=replace,path=/name,value=dogs"), { api: "apigateway", name: "UpdateRestApi", parameters: { restApiId: "a1", patchOperations: [{ op: "replace", path: "/name", value: "dogs" }] } });
  assert.deepEqual(operation("aws apigateway untag-resource --resource-arn arn:aws:apigateway:us-east-1::/restapis/a1 --tag-keys a b"), { api: "apigateway", name: "UntagResource", parameters: { resourceArn: "arn:aws:apigateway:us-east-1::/restapis/a1", tagKeys: ["a", "b"] } });
  assert.ok(only("aws apigateway put-rest-api --rest-api-id a1 --body file://api.json").missing.includes("what is in file://api.json"));
  const object = only("aws s3api get-object --bucket pets --key cat.jpg out.jpg").request;
  assert.deepEqual([object?.["action"], object?.["resource"]], ["s3:GetObject", "arn:aws:s3:::pets/cat.jpg"]);
  const assumed = only("aws sts assume-role --role-arn arn:aws:iam::111122223333:role/Deploy --role-session-name x").request;
  assert.deepEqual([assumed?.["action"], assumed?.["resource"]], ["sts:AssumeRole", "arn:aws:iam::111122223333:role/Deploy"]);
});

test("curl lines with attached options and without a scheme", () => {
  const http = (line: string) => only(line).request?.["http"];
  assert.equal(http("curl -sS -XDELETE api.example.com/pets/7 -H 'Host: a.execute-api.us-east-1.amazonaws.com' -o /dev/null"), "DELETE https://api.example.com/pets/7\nHost: a.execute-api.us-east-1.amazonaws.com");
  assert.equal(http("curl --request=PUT --url 'https://x.example.com/a?b=c' --json '{}'"), "PUT https://x.example.com/a?b=c");
  assert.deepEqual(only("curl -H 'Authorization: Bearer abc' https://x.example.com/").missing, ["whether its token is valid"]);
});

test("the details of an account become its policies with whom they are attached to, within bounds", () => {
  const written = encodeURIComponent(JSON.stringify(policy));
  const role = { RoleName: "Orders", Arn: "arn:aws:iam::111122223333:role/Orders", AssumeRolePolicyDocument: written, RolePolicyList: [{ PolicyName: "Own", PolicyDocument: written }], AttachedManagedPolicies: [{ PolicyName: "Shared", PolicyArn: "arn:aws:iam::111122223333:policy/Shared" }], PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: "arn:aws:iam::111122223333:policy/Limit" } };
  const managed = (name: string) => ({ PolicyName: name, Arn: `arn:aws:iam::111122223333:policy/${name}`, PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: false, Document: "{}" }, { VersionId: "v2", IsDefaultVersion: true, Document: policy }] });
  const details = { UserDetailList: [{ UserName: "alice", Arn: "arn:aws:iam::111122223333:user/alice", GroupList: ["Devs"] }], GroupDetailList: [], RoleDetailList: [role], Policies: [managed("Shared"), managed("Limit"), managed("Unused")] };
  const taken = recognize(JSON.stringify(details))!;
  assert.deepEqual(taken.policies.map(({ type, name, attachedTo }) => [type, name, attachedTo]), [["trust", "OrdersTrust", [role.Arn]], ["identity", "Own", [role.Arn]], ["identity", "Shared", [role.Arn]], ["boundary", "Limit", [role.Arn]]]);
  for (const one of taken.policies) assert.deepEqual(JSON.parse(one.text), policy);
  const many = recognize(JSON.stringify({ ...details, RoleDetailList: Array.from({ length: 60 }, () => role) }))!;
  assert.equal(many.policies.length, 40);
  assert.match(many.note!, /the first 40/);
});

test("policies of resources and organizations as their commands print them", () => {
  assert.equal(only({ Policy: JSON.stringify(policy) }).policy?.type, "resource");
  assert.equal(only({ Attributes: { Policy: JSON.stringify(policy) } }).policy?.type, "resource");
  assert.deepEqual([only({ Policy: { PolicySummary: { Name: "Limits", Type: "SERVICE_CONTROL_POLICY" }, Content: JSON.stringify(policy) } }).policy].map((one) => [one?.type, one?.name])[0], ["scp", "Limits"]);
  const api = { id: "a1b2c3d4e5", name: "Pets", policy: JSON.stringify(policy).replaceAll('"', '\\"') };
  assert.equal(recognize(JSON.stringify({ items: [api, { id: "x", name: "None" }] }))!.policies.length, 1);
});
