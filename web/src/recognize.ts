// What a pasted text is: a policy, what AWS answers or logs, a command line. Each form becomes policies or requests, with a note of
// what was taken and what is missing. Nothing is guessed that the text does not say.

import { layOut } from "./jsontext.ts";
import { isObject, textOf, type Fields } from "./state.ts";
import { counted } from "./words.ts";

export interface TakenPolicy {
  type: string;
  name: string;
  text: string;
  attachedTo?: string[];
}

export interface Taken {
  /** What it was recognized as: a noun with its article. */
  kind: string;
  policies: TakenPolicy[];
  requests: Fields[];
  /** What the text does not say, in words that follow "It does not say". */
  missing: string[];
  /** What else there is to know, in a sentence. */
  note?: string;
}

/** What can be pasted, for whoever pasted something else. */
export const understood =
  "a scenario, a policy, an AccessDenied message, a CloudTrail event, an API Gateway access-log line, a Lambda authorizer's event or answer, a curl or aws line, or what aws iam get-…, aws iam get-account-authorization-details and aws apigateway get-rest-api print";

/** Recognizes a text; undefined if it is nothing that is known. */
export function recognize(text: string): Taken | undefined {
  const trimmed = text.trim();
  let value: unknown;
  try {
    value = parse(trimmed);
  } catch {
    return ofMessage(trimmed) ?? ofCurl(trimmed) ?? ofCli(trimmed) ?? ofLogLine(trimmed) ?? ofBrokenPolicy(trimmed);
  }
  if (!isObject(value)) return typeof value === "string" ? recognize(value) : undefined;
  for (const form of forms) {
    const taken = form(value, trimmed);
    if (taken) return taken;
  }
  return undefined;
}

/** How deep what is pasted may nest: nothing that is known comes near, and what goes down into it needs no bound of its own. */
const deepest = 100;

/** Reads a JSON text; throws if it is none, or nests too deep. */
function parse(text: string): unknown {
  let [depth, quoted] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '"') quoted = !quoted;
    else if (quoted) at += c === "\\" ? 1 : 0;
    else if (c === "{" || c === "[") depth++;
    else if (c === "}" || c === "]") depth--;
    if (depth > deepest) throw new Error("nests too deep");
  }
  return JSON.parse(text);
}

type Form = (value: Fields, text: string) => Taken | undefined;

const policyOnly = (kind: string, ...policies: TakenPolicy[]): Taken => ({ kind, policies, requests: [], missing: [] });
const requestOnly = (kind: string, fields: Fields, missing: string[] = []): Taken => ({ kind, policies: [], requests: [fields], missing });

/** The text of a policy that stands in an answer as an object, or as text that may be percent-encoded or escaped. */
function policyText(value: unknown): string | undefined {
  if (isObject(value)) return JSON.stringify(value, null, 2);
  if (typeof value !== "string" || value === "") return undefined;
  for (const read of [(text: string) => text, decodeURIComponent, (text: string) => JSON.parse(`"${text}"`) as string]) {
    try {
      const text = read(value);
      if (isObject(parse(text))) return layOut(text);
    } catch {
      // it is written in another way
    }
  }
  return undefined;
}

/** The first of the members that is a text. */
function firstText(value: Fields, ...names: string[]): string {
  return names.map((name) => value[name]).find((one): one is string => typeof one === "string" && one !== "" && one !== "-") ?? "";
}

const forms: Form[] = [ofAnswerOfAuthorizer, ofPolicy, ofAuthorizerEvent, ofCloudTrail, ofAccount, ofIamAnswer, ofResourcePolicy, ofRestApi, ofAccessLog, ofErrorBody];

/** Who calls, where a text says only that somebody signed. */
const somebody = "arn:aws:iam::111122223333:user/caller";

/** What an access log or an event says of the address, unless it is a service's name. */
function addressOf(text: string): Fields {
  return /^[\d.]+$|^[\da-f:]*:[\da-f:.]*$/i.test(text) ? { "aws:SourceIp": text } : {};
}

const contextOf = (context: Fields): Fields => (Object.keys(context).length > 0 ? { context } : {});

/** A policy as somebody typed it: its text is taken as it stands, and the editor shows where it is broken. */
function ofBrokenPolicy(text: string): Taken | undefined {
  const at = text.search(/\bStatement\b/);
  if (at < 0 || !/\bEffect\b/.test(text.slice(at))) return undefined;
  const type = /\b(Not)?Principal\b/.test(text) ? "resource" : "identity";
  return { ...policyOnly("a policy", { type, name: "", text }), note: "Its JSON is broken." };
}

function ofPolicy(value: Fields, text: string): Taken | undefined {
  if (!("Statement" in value)) return undefined;
  const statements = (Array.isArray(value["Statement"]) ? value["Statement"] : [value["Statement"]]).filter(isObject);
  const principal = statements.some((one) => "Principal" in one || "NotPrincipal" in one);
  const assumes = statements.some((one) => /^sts:AssumeRole/.test(textOf(Array.isArray(one["Action"]) ? one["Action"][0] : one["Action"])));
  const type = !principal ? "identity" : assumes ? "trust" : "resource";
  return policyOnly(`a policy${type === "identity" ? "" : ", with a Principal"}`, { type, name: "", text });
}

function ofAnswerOfAuthorizer(value: Fields, text: string): Taken | undefined {
  if (!("policyDocument" in value) && typeof value["isAuthorized"] !== "boolean") return undefined;
  return policyOnly("the answer of a Lambda authorizer", { type: "authorizer", name: "", text });
}

function ofAuthorizerEvent(value: Fields): Taken | undefined {
  const arn = firstText(value, "methodArn", "routeArn");
  if (arn === "" || (value["type"] !== "TOKEN" && value["type"] !== "REQUEST")) return undefined;
  const around = isObject(value["requestContext"]) ? value["requestContext"] : {};
  // Format 2.0 of HTTP APIs has the address under http, format 1.0 and WebSocket APIs under identity.
  const identity = [around["http"], around["identity"]].find(isObject) ?? {};
  const agent = firstText(identity, "userAgent");
  const [, , method = "", ...path] = (arn.split(":")[5] ?? "").split("/");
  const kind = value["version"] === "2.0" ? "the event of a Lambda authorizer, format 2.0" : around["eventType"] === "CONNECT" ? "the event of a Lambda authorizer of a WebSocket API" : "the event of a Lambda authorizer";
  return requestOnly(
    kind,
    { name: path.length > 0 ? `${method} /${path.join("/")}` : method || "the authorizer's event", principal: "anonymous", action: "execute-api:Invoke", resource: arn, authorization: "CUSTOM", ...contextOf({ ...addressOf(firstText(identity, "sourceIp")), ...(agent ? { "aws:UserAgent": agent } : {}) }) },
    ["what the authorizer answers"],
  );
}

/** How the prefix of actions differs from the name before .amazonaws.com. */
const prefixes = new Map([["monitoring", "cloudwatch"], ["email", "ses"], ["tagging", "tag"], ["models", "lex"]]);
/** Calls whose permission is called otherwise. */
const actions: Record<string, string> = { "s3:ListObjects": "s3:ListBucket", "s3:ListObjectsV2": "s3:ListBucket", "s3:HeadBucket": "s3:ListBucket", "s3:HeadObject": "s3:GetObject", "s3:ListBuckets": "s3:ListAllMyBuckets", "s3:CopyObject": "s3:PutObject", "s3:DeleteObjects": "s3:DeleteObject", "lambda:Invoke": "lambda:InvokeFunction" };

function ofCloudTrail(value: Fields): Taken | undefined {
  const many = Array.isArray(value["Records"]) ? value["Records"] : Array.isArray(value["Events"]) ? value["Events"] : undefined;
  if (many) {
    const all = many.filter(isObject).map(ofCloudTrail).filter((one) => one !== undefined);
    if (all.length === 0) return undefined;
    const taken = all.slice(0, mostTaken);
    return { kind: counted(all.length, "CloudTrail event"), policies: [], requests: taken.flatMap((one) => one.requests), missing: [...new Set(taken.flatMap((one) => one.missing))], ...noteOfRest(all.length) };
  }
  if (typeof value["CloudTrailEvent"] === "string") {
    const event = objectOf(value["CloudTrailEvent"]);
    return event && ofCloudTrail(event);
  }
  const [source, name] = [firstText(value, "eventSource"), firstText(value, "eventName")];
  if (source === "" || name === "" || !isObject(value["userIdentity"])) return undefined;
  const who = value["userIdentity"];
  const parameters = isObject(value["requestParameters"]) ? value["requestParameters"] : {};
  const said = messageParts(firstText(value, "errorMessage"));
  const first = source.split(".")[0]!;
  const service = prefixes.get(first) ?? first;
  const called = `${service}:${name.replace(/(\d{8}(v\d+)?)$/, "")}`;
  const action = said?.action ?? actions[called] ?? called;
  const resources = Array.isArray(value["resources"]) ? value["resources"].filter(isObject) : [];
  const bucket = service === "s3" ? firstText(parameters, "bucketName") : "";
  const resource = said?.resource || resources.map((one) => firstText(one, "ARN", "arn")).find(Boolean) || (bucket ? `arn:aws:s3:::${bucket}${firstText(parameters, "key") ? `/${firstText(parameters, "key")}` : ""}` : "") || firstText(parameters, "roleArn", "functionArn", "topicArn", "keyId", "secretId").replace(/^(?!arn:).*$/, "");
  const owner = resources.map((one) => firstText(one, "accountId")).find(Boolean);
  const context: Fields = addressOf(firstText(value, "sourceIPAddress"));
  // Through a VPC endpoint the address is one inside the VPC.
  if (firstText(value, "vpcEndpointId") && context["aws:SourceIp"] !== undefined) {
    context["aws:VpcSourceIp"] = context["aws:SourceIp"];
    delete context["aws:SourceIp"];
  }
  for (const [key, member] of [["aws:RequestedRegion", "awsRegion"], ["aws:UserAgent", "userAgent"], ["aws:CurrentTime", "eventTime"], ["aws:SourceVpce", "vpcEndpointId"]] as const) {
    const text = firstText(value, member);
    if (text) context[key] = text;
  }
  const session = isObject(who["sessionContext"]) && isObject(who["sessionContext"]["attributes"]) ? who["sessionContext"]["attributes"] : {};
  if (firstText(session, "mfaAuthenticated")) context["aws:MultiFactorAuthPresent"] = firstText(session, "mfaAuthenticated");
  const denied = /AccessDenied|Unauthorized|Forbidden/i.test(firstText(value, "errorCode"));
  const gateway = service === "apigateway";
  const asked = gateway ? { operation: managementOf(name, firstText(value, "awsRegion"), parameters) } : { action, resource: resource || "*", ...(owner && resource.startsWith("arn:aws:s3:") ? { resourceAccount: owner } : {}) };
  const caller = firstText(who, "arn") || (firstText(who, "type") === "Root" && firstText(who, "accountId") ? `arn:aws:iam::${firstText(who, "accountId")}:root` : "") || firstText(who, "invokedBy");
  return requestOnly(
    "a CloudTrail event",
    { name: `${name} of CloudTrail`, principal: caller || "anonymous", ...asked, ...contextOf(context), ...(denied ? { expect: said?.explicit ? "explicitDeny" : "denied" } : {}) },
    [...(resource || gateway ? [] : ["the resource"]), ...(firstText(who, "arn") ? [] : ["the ARN of the caller"])],
  );
}

/** How many policies or requests are taken from one text. */
const mostTaken = 40;

const noteOfRest = (all: number) => (all > mostTaken ? { note: `Of ${all}, the first ${mostTaken} are taken.` } : {});

function objectOf(text: string): Fields | undefined {
  try {
    const value = parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A management call as CloudTrail writes it: names begin small, and what was sent stands in a member of its own. */
function managementOf(name: string, region: string, parameters: Fields): Fields {
  const flat: Fields = {};
  for (const [key, value] of Object.entries(parameters)) {
    if (/Input$/.test(key) && isObject(value)) Object.assign(flat, value);
    else if (key !== "template") flat[key] = value;
  }
  const second = "apiId" in flat || /^(Create|Delete|Get|Update|Import|Reimport|Export)(Api|Apis|ApiMappings?|Routes?|RouteResponses?|RouteSettings|RouteRequestParameter|Integrations|CorsConfiguration|AccessLogSettings)$/.test(name);
  const upper = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);
  const named = second ? Object.fromEntries(Object.entries(flat).map(([key, value]) => [upper(key), value])) : flat;
  return { api: second ? "apigatewayv2" : "apigateway", ...(region ? { region } : {}), name, parameters: named };
}

/** What aws iam get-… prints. */
function ofIamAnswer(value: Fields): Taken | undefined {
  const role = isObject(value["Role"]) ? value["Role"] : undefined;
  const trust = role && policyText(role["AssumeRolePolicyDocument"]);
  if (role && trust) return policyOnly("a role with its trust policy", { type: "trust", name: `${firstText(role, "RoleName") || "Role"}Trust`, text: trust, ...(firstText(role, "Arn") ? { attachedTo: [firstText(role, "Arn")] } : {}) });
  const version = isObject(value["PolicyVersion"]) ? policyText(value["PolicyVersion"]["Document"]) : undefined;
  if (version) return { ...policyOnly("a version of a managed policy", { type: "identity", name: "", text: version }), missing: ["who it is attached to"] };
  const inline = policyText(value["PolicyDocument"]);
  if (!inline) return undefined;
  return { ...policyOnly("an inline policy", { type: "identity", name: firstText(value, "PolicyName"), text: inline }), missing: [`the account of ${firstText(value, "UserName", "RoleName", "GroupName") || "its owner"}`] };
}

/** What aws iam get-account-authorization-details prints: users, groups, roles, and the managed policies with who has them. */
function ofAccount(value: Fields): Taken | undefined {
  const list = (name: string, of: Fields = value) => (Array.isArray(of[name]) ? of[name].filter(isObject) : []);
  const owners = ["UserDetailList", "GroupDetailList", "RoleDetailList"].flatMap((name) => list(name));
  const managed = list("Policies");
  if (owners.length === 0 && !managed.some((one) => "PolicyVersionList" in one)) return undefined;
  const policies: TakenPolicy[] = [];
  const add = (type: string, name: string, document: unknown, attachedTo: string[]) => {
    const text = policyText(document);
    if (text) policies.push({ type, name, text, attachedTo });
  };
  for (const owner of owners) {
    const [arn, name] = [firstText(owner, "Arn"), firstText(owner, "UserName", "GroupName", "RoleName")];
    add("trust", `${name}Trust`, owner["AssumeRolePolicyDocument"], [arn]);
    for (const inline of ["UserPolicyList", "GroupPolicyList", "RolePolicyList"].flatMap((kind) => list(kind, owner))) add("identity", firstText(inline, "PolicyName"), inline["PolicyDocument"], [arn]);
  }
  const have = (arn: string) => owners.filter((owner) => list("AttachedManagedPolicies", owner).some((one) => one["PolicyArn"] === arn)).map((owner) => firstText(owner, "Arn"));
  const bound = (arn: string) => owners.filter((owner) => isObject(owner["PermissionsBoundary"]) && owner["PermissionsBoundary"]["PermissionsBoundaryArn"] === arn).map((owner) => firstText(owner, "Arn"));
  for (const policy of managed) {
    const arn = firstText(policy, "Arn");
    const versions = list("PolicyVersionList", policy);
    const document = (versions.find((one) => one["IsDefaultVersion"] === true) ?? versions[0])?.["Document"];
    if (have(arn).length > 0) add("identity", firstText(policy, "PolicyName"), document, have(arn));
    if (bound(arn).length > 0) add("boundary", firstText(policy, "PolicyName"), document, bound(arn));
  }
  const groups = list("UserDetailList").some((user) => Array.isArray(user["GroupList"]) && user["GroupList"].length > 0);
  return policies.length === 0 ? undefined : { kind: "the authorization details of an account", policies: policies.slice(0, mostTaken), requests: [], missing: groups ? ["to the page who is in which group: add it under Accounts and resources"] : [], ...noteOfRest(policies.length) };
}

/** What prints the policy of a resource, such as aws s3api get-bucket-policy and aws lambda get-policy; and an organization's. */
function ofResourcePolicy(value: Fields): Taken | undefined {
  const policy = value["Policy"] ?? (isObject(value["Attributes"]) ? value["Attributes"]["Policy"] : undefined);
  if (isObject(policy) && isObject(policy["PolicySummary"])) {
    const summary = policy["PolicySummary"];
    const type = firstText(summary, "Type") === "RESOURCE_CONTROL_POLICY" ? "rcp" : "scp";
    const text = policyText(policy["Content"]);
    return text ? { ...policyOnly("a policy of an organization", { type, name: firstText(summary, "Name"), text }), missing: ["what it is attached to"] } : undefined;
  }
  const text = typeof policy === "string" ? policyText(policy) : undefined;
  return text ? { ...policyOnly("the policy of a resource", { type: "resource", name: "", text }), missing: ["which resource it is attached to"] } : undefined;
}

/** What aws apigateway get-rest-api and get-rest-apis print: a policy in them is escaped twice. */
function ofRestApi(value: Fields): Taken | undefined {
  if (Array.isArray(value["items"])) {
    const all = value["items"].filter(isObject).map(ofRestApi).filter((one) => one !== undefined);
    return all.length === 0 ? undefined : { kind: counted(all.length, "REST API"), policies: all.flatMap((one) => one.policies).slice(0, mostTaken), requests: [], missing: ["the accounts and Regions of the APIs"], ...noteOfRest(all.length) };
  }
  const policy = typeof value["policy"] === "string" ? policyText(value["policy"]) : undefined;
  const id = firstText(value, "id");
  if (!policy || !id) return undefined;
  return { ...policyOnly("a REST API with its resource policy", { type: "resource", name: firstText(value, "name") || "RestApi", text: policy }), missing: [`the account and the Region of API ${id}`] };
}

function ofAccessLog(value: Fields): Taken | undefined {
  // HTTP APIs log the route, "GET /pets/{id}", and no path.
  const [, ofRoute = "", routed = ""] = /^([A-Z]+) (\/\S*)$/.exec(firstText(value, "routeKey")) ?? [];
  const [method, path] = [firstText(value, "httpMethod", "method") || ofRoute, firstText(value, "path", "resourcePath") || routed];
  const [api, stage] = [firstText(value, "apiId", "api"), firstText(value, "stage")];
  const logged = ["requestId", "requestTime", "protocol", "status"].filter((name) => name in value).length >= 2;
  if (!method || !path.startsWith("/") || !(api || firstText(value, "domainName") || logged)) return undefined;
  const named = firstText(value, "domainName");
  const host = named || `${api || "a1b2c3d4e5"}.execute-api.${firstText(value, "region", "awsRegion") || "us-east-1"}.amazonaws.com`;
  const full = stage && stage !== "$default" && !`${path}/`.startsWith(`/${stage}/`) && /execute-api/.test(host) ? `/${stage}${path}` : path;
  const caller = firstText(value, "userArn", "caller", "user");
  return requestOnly(
    "an access-log line of API Gateway",
    {
      name: `${method} ${path} of the log`,
      principal: caller.startsWith("arn:") ? caller : caller ? somebody : "anonymous",
      http: `${method} https://${host}${full}${firstText(value, "userAgent") ? `\nUser-Agent: ${firstText(value, "userAgent")}` : ""}`,
      ...contextOf({ ...addressOf(firstText(value, "ip", "sourceIp")), ...timeOf(firstText(value, "requestTime")) }),
      ...(textOf(value["status"]) === "403" ? { expect: "denied" } : {}),
    },
    [...(caller.startsWith("arn:") ? [] : caller ? ["who the caller is, only an id"] : ["who called"]), ...(api || named ? [] : ["which API and stage it called"]), ...(firstText(value, "region", "awsRegion", "domainName") ? [] : ["the Region"])],
  );
}

/** A line of an access log in the common log format: address, caller, user, time, request, status. */
function ofLogLine(text: string): Taken | undefined {
  const [, ip, caller, user, time, method, path, status] = /^(\S+) (\S+) (\S+) \[([^\]]+)\] "([A-Z]+) (\/\S*) \S+" (\d{3})\b/.exec(text) ?? [];
  if (!ip || !method) return undefined;
  return ofAccessLog({ ip, caller: user !== "-" ? user : caller, requestTime: time, httpMethod: method, path, status, protocol: "HTTP/1.1" });
}

/** "09/Apr/2025:12:34:56 +0000" as a policy writes it; a time that cannot be read is left out. */
function timeOf(text: string): Fields {
  const [, day, month, year, clock, zone] = /^(\d{2})\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})$/.exec(text) ?? [];
  const time = Date.parse(`${day} ${month} ${year} ${clock} ${zone}`);
  return Number.isNaN(time) ? {} : { "aws:CurrentTime": new Date(time).toISOString().replace(".000Z", "Z") };
}

/** Bodies of API Gateway that say neither who nor what, and what each means. */
const bodies: [pattern: RegExp, note: string][] = [
  [/^Missing Authentication Token$/, "API Gateway says this where no route matches the method and path, or a call for AWS_IAM is not signed. Paste the curl line or the access log to ask about the call."],
  [/^Forbidden$/, "API Gateway says this where a resource policy, a missing API key or a web ACL refuses a call, among others. Paste the access log or the curl line to ask about the call."],
  [/^User is not authorized to access this resource/, "API Gateway says this where the policy of the Lambda authorizer does not allow the method. Paste the authorizer's event and its answer."],
  [/^Unauthorized$/, "API Gateway says this where a token is missing or an authorizer refuses it, before any policy is asked."],
  [/security token included in the request is (invalid|expired)|request signature we calculated|not a valid key=value pair/i, "The signature did not pass, so no policy was asked."],
];

/** The body of a 403, whose message says who, what and on what; or at least which kind of refusal it was. */
function ofErrorBody(value: Fields): Taken | undefined {
  const inner = [value["Error"], value["error"]].find(isObject);
  const message = firstText(value, "Message", "message", "errorMessage") || (inner ? firstText(inner, "Message", "message") : "");
  if (!message) return undefined;
  const body = bodies.find(([pattern]) => pattern.test(message));
  return ofMessage(message) ?? (body && { kind: "a body of API Gateway", policies: [], requests: [], missing: ["which call it answers"], note: body[1] });
}

/** What a message says was denied. */
function messageParts(text: string): { who: string; action: string; resource: string; explicit: boolean } | undefined {
  const found = /User: (\S+) is not authorized to perform: \[?([\w-]+:[\w*]+)\]?(?:,? on resource: (\S+))?/.exec(text.replaceAll('\\"', '"'));
  if (!found) return undefined;
  const [, who, action, on = ""] = found;
  return { who: who!, action: action!, resource: bare(on), explicit: /explicit deny/.test(text) };
}

/** A word without the quotes and brackets around it, and the mark at its end. */
function bare(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && `"'[`.includes(word[start]!)) start++;
  while (start < end && `."'}],;`.includes(word[end - 1]!)) end--;
  return word.slice(start, end);
}

function ofMessage(text: string): Taken | undefined {
  const parts = messageParts(text);
  if (!parts) return undefined;
  const { who, action, explicit } = parts;
  let { resource } = parts;
  // Of the account only the last digits are told; the caller's own account is meant if it ends in them.
  const [, digits] = /:\*{4,}(\d{4}):/.exec(resource) ?? [];
  const own = /:(\d{12}):/.exec(who)?.[1];
  const same = digits !== undefined && own?.endsWith(digits);
  if (same) resource = resource.replace(/:\*{4,}\d{4}:/, `:${own}:`);
  const masked = /\*{4,}/.test(resource);
  return requestOnly(
    "an AccessDenied message",
    { name: "the denied call", principal: who, action, resource: resource || "*", expect: explicit ? "explicitDeny" : "denied" },
    [...(resource ? [] : ["the resource"]), ...(same ? ["the whole account of the resource, whose first digits are masked: the caller's is taken"] : masked ? ["the whole account of the resource, whose first digits are masked"] : []), "the policies"],
  );
}

/** The words of a command line, with quotes as a shell reads them. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const match of line.replace(/\\\r?\n/g, " ").matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g)) {
    words.push(match[0].replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g, (_, single?: string, double?: string, one?: string) => single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? one ?? ""));
  }
  return words;
}

function ofCurl(text: string): Taken | undefined {
  if (!/^\$?\s*curl\s/.test(text)) return undefined;
  const words = wordsOf(text.replace(/^\$\s*/, "")).slice(1).flatMap((word) => {
    const [, option, value] = /^(--[a-z0-9-]+)=(.*)$/s.exec(word) ?? /^(-[XHAdu])(.+)$/s.exec(word) ?? [];
    return option ? [option, value!] : [word];
  });
  let [method, url] = ["", ""];
  let [signed, body, bearer] = [false, false, false];
  const headers: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (/^(-X|--request)$/.test(word)) method = words[++i] ?? "";
    else if (/^(-H|--header)$/.test(word)) headers.push(words[++i] ?? "");
    else if (/^(-d|--data(-raw|-binary|-urlencode|-ascii)?|--json|-F|--form)$/.test(word)) [body, i] = [true, i + 1];
    else if (word === "--aws-sigv4") [signed, i] = [true, i + 1];
    else if (word === "--oauth2-bearer") [bearer, i] = [true, i + 1];
    else if (/^(-A|--user-agent)$/.test(word)) headers.push(`User-Agent: ${words[++i] ?? ""}`);
    else if (/^(-e|--referer)$/.test(word)) headers.push(`Referer: ${words[++i] ?? ""}`);
    else if (/^(-I|--head)$/.test(word)) method ||= "HEAD";
    else if (/^(-G|--get)$/.test(word)) method ||= "GET";
    else if (word === "--url") url = words[++i] ?? "";
    else if (/^(-[uomxbcwT]|--(user|output|max-time|proxy|cookie|cookie-jar|write-out|cacert|cert|key|resolve|connect-timeout|retry|upload-file))$/.test(word)) i++;
    else if (!word.startsWith("-") && (/^(https?|wss?):\/\//.test(word) || /^[\w-]+(\.[\w-]+)+([:/?].*)?$/.test(word))) url ||= word;
  }
  if (!url) return undefined;
  if (!/^\w+:\/\//.test(url)) url = `https://${url}`;
  signed ||= headers.some((header) => /^authorization:\s*AWS4-HMAC/i.test(header));
  bearer ||= headers.some((header) => /^authorization:\s*Bearer/i.test(header));
  const playing = headers.filter((header) => /^(host|x-apigw-api-id|cache-control|user-agent|referer)\s*:/i.test(header));
  return requestOnly(
    "a curl line",
    { name: "the curl call", principal: signed ? somebody : "anonymous", http: [`${(method || (body ? "POST" : "GET")).toUpperCase()} ${url}`, ...playing].join("\n") },
    [...(signed ? ["whose signature it is"] : []), ...(bearer ? ["whether its token is valid"] : [])],
  );
}

/** Options of the aws command itself. */
const ofCommand = new Set(["profile", "output", "query", "endpoint-url", "color", "ca-bundle", "cli-read-timeout", "cli-connect-timeout", "cli-binary-format", "page-size", "max-items", "starting-token"]);
const switches = new Set(["debug", "no-cli-pager", "no-paginate", "no-verify-ssl", "no-sign-request", "cli-auto-prompt", "no-cli-auto-prompt"]);
/** Parameters of API Gateway that are lists, also where one value or one shorthand stands for it. */
const lists = new Set(["patchOperations", "tagKeys", "subnetIds", "securityGroupIds", "targetArns", "authorizationScopes", "binaryMediaTypes", "stageKeys", "providerARNs", "types", "vpcEndpointIds", "apiStages", "identitySource", "domainNameConfigurations", "embed"]);
/** Those that are text even where it looks like JSON. */
const texts = new Set(["policy", "body", "requestTemplates", "managementPolicy"]);

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** A line of the aws command: for API Gateway its options are the operation's parameters, with small letters and hyphens. */
function ofCli(text: string): Taken | undefined {
  const words = wordsOf(text.replace(/^\$\s*/, "")).flatMap((word) => {
    const [, option, value] = /^(--[a-z0-9-]+)=(.*)$/s.exec(word) ?? [];
    return option ? [option, value!] : [word];
  });
  const first = words.findIndex((word) => !/^\w+=/.test(word) && word !== "sudo");
  if (words[first] !== "aws") return undefined;
  const named: string[] = [];
  const options = new Map<string, string[]>();
  for (let i = first + 1; i < words.length; i++) {
    const word = words[i]!;
    if (!word.startsWith("--")) {
      named.push(word);
      continue;
    }
    const values: string[] = [];
    const name = word.slice(2);
    const many = named.length >= 2;
    while (!switches.has(name) && i + 1 < words.length && !words[i + 1]!.startsWith("--") && (many || values.length === 0)) values.push(words[++i]!);
    options.set(name, values);
  }
  const [api = "", command = ""] = named;
  if (!/^[a-z0-9-]+$/.test(api) || !/^[a-z][a-z0-9-]+$/.test(command) || api === "s3") return undefined;
  const region = options.get("region")?.[0];
  if (api !== "apigateway" && api !== "apigatewayv2") return ofOtherCli(api, command, options, region);
  const parameters: Fields = {};
  const files: string[] = [];
  for (const [option, values] of options) {
    if (option === "region" || ofCommand.has(option) || switches.has(option)) continue;
    if (option === "cli-input-json") {
      Object.assign(parameters, objectOf(values[0] ?? ""));
      continue;
    }
    const off = values.length === 0 && option.startsWith("no-");
    const name = camel(off ? option.slice(3) : option);
    if (values.some((value) => /^(file|fileb):\/\//.test(value))) files.push(`what is in ${values[0]}`);
    const read = values.map((value) => (texts.has(name) ? value : valueOf(value)));
    parameters[api === "apigatewayv2" ? upper(name) : name] = values.length === 0 ? !off : read.length > 1 ? read : lists.has(name) && !Array.isArray(read[0]) ? [read[0]] : read[0];
  }
  return requestOnly("an aws line", { name: command, principal: somebody, operation: { api, ...(region ? { region } : {}), name: upper(camel(command)), parameters } }, ["whose credentials it uses", ...files]);
}

/** How the prefix of actions differs from the name in the aws command. */
const commands = new Map([["s3api", "s3"], ["stepfunctions", "states"], ["sesv2", "ses"], ["elbv2", "elasticloadbalancing"], ["elb", "elasticloadbalancing"], ["configservice", "config"], ["deploy", "codedeploy"]]);

/** A line for another service: its action, on the first ARN that it names. */
function ofOtherCli(api: string, command: string, options: Map<string, string[]>, region: string | undefined): Taken | undefined {
  const prefix = commands.get(api) ?? api;
  const called = `${prefix}:${upper(camel(command))}`;
  const [bucket, key] = [options.get("bucket")?.[0], options.get("key")?.[0]];
  const resource = bucket && api === "s3api" ? `arn:aws:s3:::${bucket}${key ? `/${key}` : ""}` : [...options.values()].flat().find((value) => value.startsWith("arn:"));
  if (options.size === 0) return undefined;
  return requestOnly("an aws line", { name: `${api} ${command}`, principal: somebody, action: actions[called] ?? called, resource: resource ?? "*", ...contextOf(region ? { "aws:RequestedRegion": region } : {}) }, ["whose credentials it uses", ...(resource ? [] : ["the resource"])]);
}

/** The value of an option: JSON, or the shorthand a=b,c=d, or text. */
function valueOf(text: string): unknown {
  if (/^[[{]/.test(text)) {
    try {
      return parse(text);
    } catch {
      return text;
    }
  }
  if (text === "true" || text === "false") return text === "true";
  // a=b,c=d; a value without a name goes on with the one before: types=PRIVATE,vpcEndpointIds=vpce-1,vpce-2
  const members: [name: string, values: string[]][] = [];
  for (const part of text.split(",")) {
    const [, name, value] = /^([A-Za-z][\w.:/-]*)=(.*)$/s.exec(part) ?? [];
    if (name !== undefined) members.push([name, [value!]]);
    else if (members.length > 0) members.at(-1)![1].push(part);
    else return text;
  }
  return Object.fromEntries(members.map(([name, values]) => [name, lists.has(name) ? values.map(unquoted) : unquoted(values.join(","))]));
}

function unquoted(text: string): string {
  return text.replace(/^\[(.*)\]$/s, "$1");
}
