import assert from "node:assert/strict";
import { test } from "node:test";
import { namesIn, newApi, readApis, routesOf, withRoutes, writeApis } from "../src/apis.ts";
import { setMember } from "../src/jsontext.ts";

const surroundings = '{\n  "accounts": {"1": 1e400},\n  "apis": {"a": {"type": "REST", "routes": [{"route": "GET /x", "apiKeyRequired": true}, {"route": "$default"}]}}\n}';

test("APIs that are read and written are the same, and the text beside them stays", () => {
  const read = readApis(surroundings);
  assert.ok("apis" in read);
  const written = writeApis(surroundings, read.apis);
  assert.deepEqual(readApis(written), read);
  assert.ok(written.includes('"accounts": {"1": 1e400}'), "a number of any size is kept as typed");
  assert.equal(writeApis(written, []), '{\n  "accounts": {"1": 1e400}\n}');
  assert.deepEqual(JSON.parse(writeApis("", [{ id: "b", fields: {} }])), { apis: { b: {} } });
});

test("surroundings that hold no APIs that can be shown say why", () => {
  for (const text of ["{", "[]", '{"apis": []}', '{"apis": {"a": 1}}']) assert.ok("problem" in readApis(text), text);
  assert.deepEqual(readApis("  "), { apis: [] });
});

test("routes are taken apart and put together", () => {
  const read = readApis(surroundings);
  assert.ok("apis" in read);
  const [api] = read.apis;
  const routes = routesOf(api!.fields)!;
  assert.deepEqual(routes.map(({ method, path }) => [method, path]), [["GET", "/x"], [undefined, "$default"]]);
  assert.deepEqual(withRoutes(api!.fields, routes), api!.fields);
  assert.equal(withRoutes(api!.fields, undefined)["routes"], undefined);
  assert.equal(routesOf({}), undefined);
});

test("a new API has an id that no other has", () => {
  const first = newApi([], "111122223333");
  assert.match(first.id, /^[a-z0-9]{10}$/);
  assert.notEqual(newApi([first], "111122223333").id, first.id);
});

test("names stand beside each other with commas or blanks between", () => {
  assert.deepEqual(namesIn(" prod, test\tlive "), ["prod", "test", "live"]);
});

test("a member is set and taken out without touching its neighbours", () => {
  assert.equal(setMember("{}", "a", 1), '{\n  "a": 1\n}');
  assert.equal(setMember('{"a": 01}', "b", undefined), '{"a": 01}');
  assert.equal(setMember('{ "a": 1, "b": 2, "c": 3 }', "b", undefined), '{ "a": 1, "c": 3 }');
  assert.equal(setMember('{ "a": 1, "b": 2 }', "a", undefined), '{ "b": 2 }');
  assert.equal(setMember('{"a": 1}', "a", undefined), "{}");
  assert.equal(setMember('{"a": 1, "a": 2}', "a", 3), '{"a": 1, "a": 3}', "of a key that stands twice the last one counts");
});
