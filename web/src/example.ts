// What a newcomer finds: one small policy that is easy to change, and requests that show three of its decisions.

import { readScenario, type Scenario } from "./state.ts";

const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "CallPets",
      "Effect": "Allow",
      "Action": "execute-api:Invoke",
      "Resource": "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod/*/pets/*"
    },
    {
      "Sid": "DeleteOnlyWithMFA",
      "Effect": "Deny",
      "Action": "execute-api:Invoke",
      "Resource": "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod/DELETE/*",
      "Condition": {
        "BoolIfExists": {
          "aws:MultiFactorAuthPresent": "false"
        }
      }
    }
  ]
}`;

const alice = "arn:aws:iam::111122223333:user/alice";
const api = "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod";

/** The scenario of the first visit. */
export function firstExample(): Scenario {
  return readScenario(
    JSON.stringify({
      scenario: 1,
      title: "Alice calls the Pets API",
      policies: [{ name: "CallPets", type: "identity", attachedTo: [alice], document: policy }],
      requests: [
        { name: "Alice reads a pet", principal: alice, action: "execute-api:Invoke", resource: `${api}/GET/pets/7`, expect: "allowed" },
        {
          name: "Alice deletes a pet without MFA",
          principal: alice,
          action: "execute-api:Invoke",
          resource: `${api}/DELETE/pets/7`,
          context: { "aws:MultiFactorAuthPresent": "false" },
          expect: "explicitDeny",
        },
        { name: "Alice reads the orders", principal: alice, action: "execute-api:Invoke", resource: `${api}/GET/orders/12`, expect: "implicitDeny" },
      ],
    }),
  );
}
