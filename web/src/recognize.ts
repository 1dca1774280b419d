// What a pasted text is: a policy, what AWS answers or logs, a command line. Each form becomes policies or requests, with a note of
// what was taken and what is missing. Nothing is guessed that the text does not say.

import { layOut } from "./jsontext.ts";
import { isObject, textOf, type Fields } from "./state.ts";

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
}

/** What can be pasted, for whoever pasted something else. */
export const understood =
  "a scenario, a policy, an AccessDenied message, a CloudTrail event, an API Gateway access-log line, a Lambda authorizer's event or answer, a curl or aws line, or what aws iam get-… and aws apigateway get-rest-api print";

/** Recognizes a text; undefined if it is nothing that is known. */
export function recognize(text: string): Taken | undefined {
  const trimmed = text.trim();
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
  } catch {
    return ofMessage(trimmed) ?? ofCurl(trimmed) ?? ofCli(trimmed);
  }
  if (!isObject(value)) return typeof value === "string" ? recognize(value) : undefined;
  for (const form of forms) {
    const taken = form(value, trimmed);
    if (taken) return taken;
  }
  return undefined;
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
      if (isObject(JSON.parse(text))) return layOut(text);
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

const forms: Form[] = [ofAnswerOfAuthorizer, ofPolicy, ofAuthorizerEvent, ofCloudTrail, ofIamAnswer, ofRestApi, ofAccessLog, ofErrorBody];

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
  const identity = isObject(value["requestContext"]) && isObject(value["requestContext"]["identity"]) ? value["requestContext"]["identity"] : {};
  const address = firstText(identity, "sourceIp");
  return requestOnly("the event of a Lambda authorizer", {
    name: "the authorizer's event",
    principal: "anonymous",
    action: "execute-api:Invoke",
    resource: arn,
    authorization: "CUSTOM",
    ...(address ? { context: { "aws:SourceIp": address } } : {}),
  }, ["what the authorizer answers"]);
}

function ofCloudTrail(value: Fields): Taken | undefined {
  if (Array.isArray(value["Records"])) {
    const all = value["Records"].filter(isObject).map(ofCloudTrail).filter((one) => one !== undefined);
    return all.length > 0 ? { kind: `${all.length} CloudTrail events`, policies: [], requests: all.flatMap((one) => one.requests), missing: [...new Set(all.flatMap((one) => one.missing))] } : undefined;
  }
  const [source, name] = [firstText(value, "eventSource"), firstText(value, "eventName")];
  if (source === "" || name === "" || !isObject(value["userIdentity"])) return undefined;
  const who = value["userIdentity"];
  const resources = Array.isArray(value["resources"]) ? value["resources"].filter(isObject) : [];
  const resource = resources.map((one) => firstText(one, "ARN", "arn")).find(Boolean);
  const address = firstText(value, "sourceIPAddress");
  const context: Fields = {};
  if (/^[\d.]+$|:/.test(address)) context["aws:SourceIp"] = address;
  for (const [key, member] of [["aws:RequestedRegion", "awsRegion"], ["aws:UserAgent", "userAgent"], ["aws:CurrentTime", "eventTime"], ["aws:SourceVpce", "vpcEndpointId"]] as const) {
    const text = firstText(value, member);
    if (text) context[key] = text;
  }
  const denied = /AccessDenied|Unauthorized/.test(firstText(value, "errorCode"));
  const service = source.split(".")[0]!;
  const asked = service === "apigateway" ? { operation: { api: "apigateway", region: firstText(value, "awsRegion") || undefined, name, parameters: value["requestParameters"] ?? {} } } : { action: `${service}:${name}`, resource: resource ?? "*" };
  return requestOnly(
    "a CloudTrail event",
    { name: `${name} of CloudTrail`, principal: firstText(who, "arn", "invokedBy") || "anonymous", ...asked, context, ...(denied ? { expect: "denied" } : {}) },
    [...(resource || service === "apigateway" ? [] : ["the resource"]), ...(firstText(who, "arn") ? [] : ["the ARN of the caller"])],
  );
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

/** What aws apigateway get-rest-api prints: its policy is escaped twice. */
function ofRestApi(value: Fields): Taken | undefined {
  const policy = typeof value["policy"] === "string" ? policyText(value["policy"]) : undefined;
  const id = firstText(value, "id");
  if (!policy || !id) return undefined;
  return { ...policyOnly("a REST API with its resource policy", { type: "resource", name: firstText(value, "name") || "RestApi", text: policy }), missing: [`the account and the Region of API ${id}`] };
}

function ofAccessLog(value: Fields): Taken | undefined {
  const [method, path] = [firstText(value, "httpMethod", "method"), firstText(value, "path", "resourcePath")];
  const [api, stage] = [firstText(value, "apiId", "api"), firstText(value, "stage")];
  if (!method || !path || !(api || firstText(value, "domainName"))) return undefined;
  const host = firstText(value, "domainName") || `${api}.execute-api.${firstText(value, "region", "awsRegion") || "us-east-1"}.amazonaws.com`;
  const full = stage && stage !== "$default" && !path.startsWith(`/${stage}/`) && /execute-api/.test(host) ? `/${stage}${path}` : path;
  const address = firstText(value, "ip", "sourceIp");
  const caller = firstText(value, "userArn", "caller", "user");
  return requestOnly(
    "an access-log line of API Gateway",
    { name: `${method} ${path} of the log`, principal: caller.startsWith("arn:") ? caller : "anonymous", http: `${method} https://${host}${full}`, ...(address ? { context: { "aws:SourceIp": address } } : {}) },
    [...(caller ? [] : ["who called"]), ...(firstText(value, "region", "awsRegion", "domainName") ? [] : ["the Region"])],
  );
}

/** The body of a 403, whose message says who, what and on what. */
function ofErrorBody(value: Fields): Taken | undefined {
  const message = firstText(value, "Message", "message");
  return message ? ofMessage(message) : undefined;
}

function ofMessage(text: string): Taken | undefined {
  const found = /User: (\S+) is not authorized to perform: ([\w-]+:[\w*]+)(?: on resource: (\S+))?/.exec(text);
  if (!found) return undefined;
  const [, who, action, on = ""] = found;
  const resource = on.replace(/[."'}]+$/, "");
  const masked = /\*{4,}/.test(resource);
  const explicit = /explicit deny/.test(text);
  return requestOnly(
    "an AccessDenied message",
    { name: "the denied call", principal: who === "anonymous" ? "anonymous" : who, action, resource: resource || "*", expect: explicit ? "explicitDeny" : "denied" },
    [...(resource ? [] : ["the resource"]), ...(masked ? ["the whole account of the resource, whose first digits are masked"] : []), "the policies"],
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
  const words = wordsOf(text.replace(/^\$\s*/, "")).slice(1);
  let [method, url, body] = ["", "", ""];
  let signed = false;
  const headers: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === "-X" || word === "--request") method = words[++i] ?? "";
    else if (word === "-H" || word === "--header") headers.push(words[++i] ?? "");
    else if (/^(-d|--data(-raw|-binary)?|--json)$/.test(word)) body = words[++i] ?? "";
    else if (word === "--aws-sigv4") [signed, i] = [true, i + 1];
    else if (word === "-A" || word === "--user-agent") headers.push(`User-Agent: ${words[++i] ?? ""}`);
    else if (/^(https?|wss):\/\//.test(word)) url = word;
    else if (word === "--url") url = words[++i] ?? "";
  }
  if (!url) return undefined;
  signed ||= headers.some((header) => /^authorization:\s*AWS4-HMAC/i.test(header));
  const playing = headers.filter((header) => /^(host|x-apigw-api-id|cache-control|user-agent|referer)\s*:/i.test(header));
  return requestOnly(
    "a curl line",
    { name: "the curl call", principal: signed ? "arn:aws:iam::111122223333:user/caller" : "anonymous", http: [`${method || (body ? "POST" : "GET")} ${url}`, ...playing].join("\n") },
    signed ? ["whose signature it is"] : [],
  );
}

/** An aws line for API Gateway: its options are the operation's parameters, with small letters and hyphens. */
function ofCli(text: string): Taken | undefined {
  const [, api, command] = /^\$?\s*aws\s+(apigateway|apigatewayv2)\s+([a-z0-9-]+)/.exec(text) ?? [];
  if (!api || !command) return undefined;
  const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  const words = wordsOf(text.replace(/^\$\s*/, "")).slice(3);
  const parameters: Fields = {};
  let region: string | undefined;
  for (let i = 0; i < words.length; i++) {
    if (!words[i]!.startsWith("--")) continue;
    const name = camel(words[i]!.slice(2));
    const value = words[i + 1] === undefined || words[i + 1]!.startsWith("--") ? "" : words[++i]!;
    if (name === "region") region = value;
    else if (!["profile", "output", "query"].includes(name)) parameters[api === "apigatewayv2" ? upper(name) : name] = valueOf(value);
  }
  return requestOnly("an aws line", { name: command, principal: "arn:aws:iam::111122223333:user/caller", operation: { api, ...(region ? { region } : {}), name: upper(camel(command)), parameters } }, ["whose credentials it uses"]);
}

/** The value of an option: JSON, or the shorthand a=b,c=d, or text. */
function valueOf(text: string): unknown {
  if (/^[[{]/.test(text)) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  }
  const pairs = text.split(",").map((pair) => /^([\w.:/-]+)=(.*)$/.exec(pair));
  return text.includes("=") && pairs.every((pair) => pair !== null) ? Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!])) : text;
}
