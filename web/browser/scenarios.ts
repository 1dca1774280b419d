// Small scenarios that the tests look at.

export const alice = "arn:aws:iam::111122223333:user/alice";
export const pets = "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod";
export const read = { name: "read", principal: alice, action: "execute-api:Invoke", resource: `${pets}/GET/pets/7` };
export const statement = (effect: string, more = {}) => ({ Effect: effect, Action: "execute-api:Invoke", Resource: `${pets}/*`, ...more });
export const document_ = (...statements: object[]) => ({ Version: "2012-10-17", Statement: statements });
export const scenario = (document: unknown, request: object = {}) => ({ scenario: 1, policies: [{ name: "Only", type: "identity", document }], requests: [{ ...read, ...request }] });
