import assert from "node:assert/strict";
import { test } from "node:test";
import { readMessage, writeMessage } from "../src/message.ts";
import { principalKinds, principalParts, principalText, withKind } from "../src/principal.ts";
import { modeOf, summary, withMode } from "../src/requestmode.ts";

const callers = [
  ["user", "arn:aws:iam::111122223333:user/team/alice"],
  ["role", "arn:aws-cn:iam::111122223333:role/Orders"],
  ["session", "arn:aws:sts::111122223333:assumed-role/Orders/task-7"],
  ["federated", "arn:aws:sts::111122223333:federated-user/bob"],
  ["root", "arn:aws:iam::111122223333:root"],
  ["provider", "arn:aws:iam::111122223333:saml-provider/Corp"],
  ["service", "apigateway.amazonaws.com"],
  ["anonymous", "anonymous"],
  ["written", "accounts.google.com"],
  ["written", ""],
  ["written", "arn:aws:iam::1:group/x"],
] as const;

test("a caller that is taken apart and put together is the same", () => {
  for (const [kind, text] of callers) {
    const parts = principalParts(text);
    assert.equal(parts.kind, kind, text);
    assert.equal(principalText(parts), text);
  }
});

test("another kind of caller keeps account and name, and is of that kind", () => {
  for (const [, text] of callers) {
    for (const { kind } of principalKinds) {
      const parts = withKind(principalParts(text), kind);
      assert.equal(parts.kind, kind);
      if (kind !== "written") assert.equal(principalParts(principalText(parts)).kind, kind, `${text} as ${kind}: ${principalText(parts)}`);
    }
  }
  const session = withKind(principalParts("arn:aws:iam::111122223333:role/path/Orders"), "session");
  assert.equal(principalText(session), "arn:aws:sts::111122223333:assumed-role/Orders/session");
});

test("a message that is taken apart and put together is the same", () => {
  for (const text of ["GET https://a.example.com/x", "POST https://a.example.com/x?y=1\nHost: b.example.com\nUser-Agent: curl: 8"]) assert.equal(writeMessage(readMessage(text)), text);
  assert.deepEqual(readMessage("https://a.example.com"), { method: "GET", url: "https://a.example.com", headers: [] });
  assert.deepEqual(readMessage(""), { method: "GET", url: "", headers: [] });
});

test("a line feed in a field makes no header", () => {
  assert.equal(writeMessage({ method: "GET", url: "https://a/\nHost: b", headers: [{ name: "Referer", value: "c\r\nHost: d" }] }), "GET https://a/Host: b\nReferer: c Host: d");
});

test("another way to ask puts the fields of this one aside", () => {
  const request = { id: 1, fields: { name: "n", principal: "p", action: "s3:GetObject", resource: "*", expect: "allowed" } };
  const http = withMode(request, "http");
  assert.equal(modeOf(http.fields), "http");
  assert.deepEqual(Object.keys(http.fields).sort(), ["expect", "http", "name", "principal"]);
  const operation = withMode(http, "operation");
  assert.equal(modeOf(operation.fields), "operation");
  assert.deepEqual(withMode(operation, "pair").fields, request.fields);
  assert.equal(withMode(withMode(operation, "pair"), "http").fields["http"], http.fields["http"]);
});

test("a request in one line", () => {
  assert.equal(summary({ http: "GET https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/pets\nHost: x" }), "GET /prod/pets");
  assert.equal(summary({ http: "GET https://api.example.com/pets" }), "GET api.example.com/pets");
  assert.equal(summary({ operation: { name: "CreateRestApi" } }), "CreateRestApi");
  assert.equal(summary({ operation: 7 }), "an operation");
  assert.equal(summary({ action: "execute-api:Invoke", resource: "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod/GET/pets" }), "prod/GET/pets");
  assert.equal(summary({ action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }), "s3:GetObject b/k");
});
