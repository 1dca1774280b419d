// Short texts on condition operators and policy types, in our own words. What the codes mean the engine says itself.

import type { PolicyType } from "./scenario.gen.ts";

const guide = "IAM User Guide, “IAM JSON policy elements: Condition operators”";
const sets = "IAM User Guide, “Set operators for multi-valued context keys”";

/** The families of operators, by the beginning or end that their names share. */
const families: [pattern: RegExp, says: string][] = [
  [/^String(Not)?EqualsIgnoreCase$/, "Compares text as a whole; capitals do not matter. There are no wildcards."],
  [/^String(Not)?Equals$/, "Compares text as a whole, capitals included. There are no wildcards: a * is a star."],
  [/^String(Not)?Like$/, "Compares text with a pattern, capitals included: * stands for any characters or none, ? for one."],
  [/^Numeric/, "Compares numbers. A value that is no number does not match."],
  [/^Date/, "Compares points in time, written as ISO 8601 or as seconds since 1970."],
  [/^Bool$/, "Compares true or false. An absent key is neither, so Bool does not match it; BoolIfExists would."],
  [/^BinaryEquals$/, "Compares bytes, written in Base64."],
  [/IpAddress$/, "Compares an address with ranges in CIDR notation. A single address is a range of one; IPv4 and IPv6 never match each other."],
  [/^Arn/, "Compares ARNs part by part. Each of the six parts may hold * and ?, with Equals as with Like."],
  [/^Null$/, "Asks whether the key is there at all: true is met if it is absent, false if it is there with a value."],
];

/** What an operator says, in sentences; nothing for what is no operator. */
export function operatorHelp(written: string): { says: string[]; page: string } | undefined {
  const [, set, name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(written) ?? [];
  const family = families.find(([pattern]) => pattern.test(name ?? ""));
  if (!family) return undefined;
  const says = [family[1]];
  const negated = /Not/.test(name!);
  if (/(Less|Greater)Than/.test(name!)) says.push(`The request’s value must be ${/Less/.test(name!) ? "below" : "above"} the policy’s${/Equals$/.test(name!) ? ", or equal to it" : ""}.`);
  else if (negated) says.push("It is negated: it holds if the request’s value matches none of the policy’s values.");
  else if (name !== "Null") says.push("It holds if the request’s value matches one of the policy’s values.");
  if (set === "ForAllValues") says.push("ForAllValues: every value that the request has for the key must pass. It also holds if the request has none, so an Allow with it alone lets an absent key through.");
  else if (set === "ForAnyValue") says.push("ForAnyValue: one of the values that the request has for the key must pass. It does not hold if the request has none.");
  else if (ifExists) says.push("IfExists: if the key is absent, the condition holds.");
  else if (negated) says.push("If the key is absent, a negated operator holds: nothing is there that would match.");
  else if (name !== "Null") says.push("If the key is absent, the condition does not hold.");
  return { says, page: set ? sets : guide };
}

/** The operators, for whoever looks for one. */
export const operators = ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null"];

/** How a type of policy takes part, beyond the line that says what it is. */
export const typeHelp: Record<PolicyType, { says: string; page: string }> = {
  identity: { says: "Within one account its Allow is enough, unless a boundary, a session policy or an organization’s policy limits it. A call to another account needs an Allow there, too.", page: "IAM User Guide, “Identity-based policies and resource-based policies”" },
  resource: { says: "It names who may, in Principal. Within one account its Allow can be enough; to callers from another account it grants only what their own account grants as well.", page: "IAM User Guide, “Identity-based policies and resource-based policies”" },
  boundary: { says: "It grants nothing. What an identity policy allows counts only as far as the boundary allows it, too.", page: "IAM User Guide, “Permissions boundaries for IAM entities”" },
  session: { says: "It grants nothing. What the role or user is allowed counts only as far as the session policy allows it, too.", page: "IAM User Guide, “Session policies”" },
  trust: { says: "It is the resource policy of a role. Nobody assumes a role without an Allow in it, not even with every permission of their own.", page: "IAM User Guide, “Roles terms and concepts”" },
  scp: { says: "It grants nothing. At each level from the root to the account something must allow the call, and a Deny at any level ends it. The management account is not bound.", page: "AWS Organizations User Guide, “Service control policies (SCPs)”" },
  rcp: { says: "It grants nothing. It limits what anybody, also from outside the organization, may do with the resources of its accounts.", page: "AWS Organizations User Guide, “Resource control policies (RCPs)”" },
  endpoint: { says: "It grants nothing. A call that comes through the endpoint needs an Allow in it besides all others.", page: "AWS PrivateLink Guide, “Control access to VPC endpoints using endpoint policies”" },
  authorizer: { says: "API Gateway asks it about execute-api:Invoke on the called method. It may be kept for a while and asked again for other methods, so it should cover all that the caller may do.", page: "API Gateway Developer Guide, “Output from an API Gateway Lambda authorizer”" },
};
