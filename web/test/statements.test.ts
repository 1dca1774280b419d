import assert from "node:assert/strict";
import { test } from "node:test";
import { byteLength } from "../src/offsets.ts";
import { changePolicy, opened, readScenario, switchStatement, writeScenario } from "../src/state.ts";
import { moveOff, numbering, renumbered, statementsIn, withoutStatements } from "../src/statements.ts";

const text = `{
  "Version": "2012-10-17",
  "Statement": [
    {"Sid": "Café😀", "Effect": "Allow", "Action": "a:b"},
    {"Effect": "Deny",
     "Action": "a:c"} ,
    {"Sid": "Last", "Effect": "Allow", "Action": "a:d"}
  ]
}`;

const starts = statementsIn(text).map(({ start }) => start);

test("statements have their place and their name", () => {
  assert.deepEqual(statementsIn(text).map(({ name, effect }) => [name, effect]), [["Café😀", "Allow"], ["statement 2", "Deny"], ["Last", "Allow"]]);
  for (const { start, end } of statementsIn(text)) assert.ok(JSON.parse(text.slice(start, end)));
  assert.deepEqual(statementsIn('{"principalId": "x", "policyDocument": {"Statement": {"Sid": "One"}}}').map(({ name }) => name), ["One"]);
  for (const none of ["", "{", "[]", "{}", '{"Statement": 7}', '{"policyDocument": 7}']) assert.deepEqual(statementsIn(none), [], none);
});

test("without any choice of statements the text is JSON of the same bytes and lines, with the others where they were", () => {
  const whole = JSON.parse(text) as { Statement: unknown[] };
  for (let choice = 0; choice < 8; choice++) {
    const off = starts.filter((_, i) => choice & (1 << i));
    const without = withoutStatements(text, off);
    assert.equal(byteLength(without), byteLength(text));
    assert.equal(without.split("\n").length, text.split("\n").length);
    assert.deepEqual(JSON.parse(without), { ...whole, Statement: whole.Statement.filter((_, i) => !(choice & (1 << i))) });
    const [all, left] = [Buffer.from(text), Buffer.from(without)];
    statementsIn(text).forEach(({ start, end }) => {
      if (off.includes(start)) return;
      const [from, to] = [byteLength(text.slice(0, start)), byteLength(text.slice(0, end))];
      assert.deepEqual(left.subarray(from, to), all.subarray(from, to));
    });
  }
});

test("a statement without a list leaves an empty one, and broken text stays as it is", () => {
  const bare = '{"Statement": {"Sid": "é"} }';
  const without = withoutStatements(bare, [14]);
  assert.deepEqual(JSON.parse(without), { Statement: [] });
  assert.equal(byteLength(without), byteLength(bare));
  assert.equal(withoutStatements("{ broken", [0, 2]), "{ broken");
  assert.equal(withoutStatements(text, [3]), text, "no statement starts there");
});

test("what is off stays off while the text around it is written", () => {
  const [first, second, third] = starts as [number, number, number];
  const insert = (at: number, what: string) => text.slice(0, at) + what + text.slice(at);
  assert.deepEqual(moveOff(text, insert(4, "  "), [first, third]), [first + 2, third + 2]);
  assert.deepEqual(moveOff(text, insert(second + 5, "x"), [second]), [second], "in the middle of it");
  assert.deepEqual(moveOff(text, insert(second, '{"Effect": "Deny"},'), [second]), [second + 19], "another one before it");
  const gone = text.slice(0, first) + text.slice(second);
  assert.deepEqual(moveOff(text, gone, [first, third]), [third - (second - first)], "deleted");
  assert.deepEqual(moveOff(text, JSON.stringify(JSON.parse(text)), [second]).map((at) => statementsIn(JSON.stringify(JSON.parse(text))).findIndex(({ start }) => start === at)), [1], "laid out in another way");
  assert.deepEqual(moveOff(text, '{"Statement": [{"Effect": "Allow"}]}', starts), [], "another policy altogether");
  // Through a text that is none for a while.
  const broken = insert(second + 8, '"');
  const through = moveOff(text, broken, [second, third]);
  assert.deepEqual(moveOff(broken, text, through), [second, third]);
});

test("the engine's numbers are said of the whole text", () => {
  const numbers = numbering(text, [starts[0]!]);
  assert.equal(renumbered("B allows it in statement 1.", numbers), "B allows it in statement 2.");
  assert.equal(renumbered("statement 2, statement 9", numbers), "statement 3, statement 9");
});

test("links and files have every statement, what is decided has not", () => {
  const scenario = readScenario(JSON.stringify({ scenario: 1, policies: [{ name: "P", type: "identity", document: text }], requests: [] }));
  let state = switchStatement(opened(scenario), 1, starts[1]!);
  assert.equal(JSON.parse(writeScenario(state.scenario).text).policies[0].document, text);
  assert.equal(JSON.parse(JSON.parse(writeScenario(state.scenario, true).text).policies[0].document).Statement.length, 2);
  state = changePolicy(state, 1, { text: `\n${text}` });
  assert.deepEqual(state.scenario.policies[0]!.offStatements, [starts[1]! + 1]);
  state = switchStatement(state, 1, starts[1]! + 1);
  assert.ok(!("offStatements" in state.scenario.policies[0]!));
});
