// Who asks, taken apart: the kind of caller, its account and its name. Text that is none of these is kept as written.

export type PrincipalKind = "user" | "role" | "session" | "federated" | "root" | "service" | "provider" | "anonymous" | "written";

export interface PrincipalParts {
  kind: PrincipalKind;
  partition: string;
  account: string;
  /** Name with its path; of a session, role and session name with a slash between. */
  name: string;
}

/** The kinds of callers: whether they have an account and a name, and what the name looks like. */
export const principalKinds: { kind: PrincipalKind; word: string; account: boolean; name: string }[] = [
  { kind: "user", word: "User", account: true, name: "alice" },
  { kind: "role", word: "Role", account: true, name: "Orders" },
  { kind: "session", word: "Role session", account: true, name: "Orders/task-7f2c" },
  { kind: "federated", word: "Federated user", account: true, name: "alice" },
  { kind: "root", word: "Root user", account: true, name: "" },
  { kind: "service", word: "AWS service", account: false, name: "apigateway.amazonaws.com" },
  { kind: "provider", word: "Identity provider", account: true, name: "saml-provider/Corp" },
  { kind: "anonymous", word: "Anonymous", account: false, name: "" },
  { kind: "written", word: "As written", account: false, name: "ARN, service name, or anonymous" },
];

/** How the ARN of each kind goes on behind the account. */
const shapes: { kind: PrincipalKind; service: "iam" | "sts"; before: string }[] = [
  { kind: "user", service: "iam", before: "user/" },
  { kind: "role", service: "iam", before: "role/" },
  { kind: "session", service: "sts", before: "assumed-role/" },
  { kind: "federated", service: "sts", before: "federated-user/" },
];

export function principalParts(text: string): PrincipalParts {
  const written: PrincipalParts = { kind: "written", partition: "aws", account: "", name: text };
  if (text === "anonymous") return { ...written, kind: "anonymous", name: "" };
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(text)) return { ...written, kind: "service" };
  const [, partition = "aws", service, account = "", rest = ""] = /^arn:([\w-]*):(iam|sts)::([^:]*):(.*)$/.exec(text) ?? [];
  if (!service) return written;
  const found = { partition, account };
  if (service === "iam" && rest === "root") return { ...found, kind: "root", name: "" };
  if (service === "iam" && /^(saml|oidc)-provider\//.test(rest)) return { ...found, kind: "provider", name: rest };
  const shape = shapes.find((one) => one.service === service && rest.startsWith(one.before));
  return shape ? { ...found, kind: shape.kind, name: rest.slice(shape.before.length) } : written;
}

export function principalText({ kind, partition, account, name }: PrincipalParts): string {
  if (kind === "anonymous") return "anonymous";
  if (kind === "service" || kind === "written") return name;
  if (kind === "root") return `arn:${partition}:iam::${account}:root`;
  if (kind === "provider") return `arn:${partition}:iam::${account}:${name}`;
  const shape = shapes.find((one) => one.kind === kind)!;
  return `arn:${partition}:${shape.service}::${account}:${shape.before}${name}`;
}

/** The caller as another kind of caller, with what can be kept of account and name. */
export function withKind(parts: PrincipalParts, kind: PrincipalKind): PrincipalParts {
  if (parts.kind === kind) return parts;
  const usual = principalKinds.find((one) => one.kind === kind)!;
  if (kind === "written") return { ...parts, kind, name: principalText(parts) };
  const plain = parts.kind === "session" ? parts.name.split("/")[0]! : ["user", "role", "federated"].includes(parts.kind) ? parts.name : "";
  let name = plain || usual.name;
  if (kind === "session") name = plain ? `${plain.split("/").at(-1)}/session` : usual.name;
  if (kind === "service" || kind === "provider") name = usual.name;
  if (kind === "root" || kind === "anonymous") name = "";
  return { kind, partition: parts.partition, account: usual.account ? parts.account || "111122223333" : "", name };
}
