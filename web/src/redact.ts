// Redaction: what points at somebody's organization is replaced by what points at nobody, the same thing by the same everywhere,
// so that a scenario decides as before. Texts stay texts: a policy that is broken, or laid out by hand, stays so.

import { movedAddresses } from "./addresses.ts";
import { isObject, textOf, type Scenario } from "./state.ts";
import { rewritten, textsOf } from "./texts.ts";

/** One thing that is replaced. */
export interface Replacement {
  kind: string;
  from: string;
  to: string;
  /** In how many places. */
  places: number;
}

export interface Redaction {
  scenario: Scenario;
  replacements: Replacement[];
}

type Draft = Omit<Replacement, "places"> & { looks: string };

/** Replaces what points at somebody; what is named in keep stays as it is. */
export function redact(scenario: Scenario, keep: ReadonlySet<string> = new Set()): Redaction {
  const drafts = draftsOf(scenario).filter(({ from, to }) => from !== to && !keep.has(from));
  const counts = new Map<string, number>();
  const by = new Map(drafts.map((draft) => [draft.from, draft]));
  // The longest first: what begins alike is not cut.
  const sorted = [...drafts].sort((a, b) => b.from.length - a.from.length);
  const any = sorted.length > 0 ? new RegExp(sorted.map(({ looks }) => looks).join("|"), "g") : undefined;
  const rewrite = (text: string) => (any ? text.replace(any, (found) => (counts.set(found, (counts.get(found) ?? 0) + 1), by.get(found)!.to)) : text);
  const after = rewritten(scenario, rewrite);
  return {
    scenario: after,
    replacements: drafts.map(({ kind, from, to }) => ({ kind, from, to, places: counts.get(from) ?? 0 })).filter(({ places }) => places > 0),
  };
}

/** Everything that could be replaced, whether it is or not: what the dialog lists. */
export function redactable(scenario: Scenario): Replacement[] {
  return redact(scenario).replacements;
}

function draftsOf(scenario: Scenario): Draft[] {
  const texts = textsOf(scenario).map(({ text }) => text);
  const all = texts.join("\n");
  const drafts: Draft[] = [];
  const taken = new Set<string>();
  const add = (kind: string, from: string, to: string, looks: string) => {
    if (taken.has(from)) return;
    taken.add(from);
    drafts.push({ kind, from, to, looks });
  };
  for (const { kind, find, examples } of ids) {
    const found = [...new Set([...all.matchAll(find)].map((match) => match[1] ?? match[0]))];
    const free = examples(found);
    for (const from of found) {
      if (isExample(kind, from)) continue;
      let to = free.next().value as string;
      while (all.includes(to)) to = free.next().value as string;
      add(kind, from, to, `(?<![A-Za-z0-9])${escape(from)}(?![A-Za-z0-9])`);
    }
  }
  for (const draft of organizationIds(all)) add(draft.kind, draft.from, draft.to, draft.looks);
  for (const [from, to] of movedAddresses(texts)) add("Address", from, to, `(?<![\\w.:+-])${escape(from)}(?![\\w:+]|\\.\\d${from.includes("/") ? "" : "|/\\d"})`);
  for (const draft of namesIn(all, scenario, taken)) add(draft.kind, draft.from, draft.to, draft.looks);
  return drafts;
}

/** Ids that AWS gives, and what the documentation writes in their place. */
const ids: { kind: string; find: RegExp; examples(found: string[]): Generator<string> }[] = [
  {
    kind: "Account",
    find: /(?<![A-Za-z0-9.])\d{12}(?![A-Za-z0-9]|\.\d)/g,
    *examples() {
      yield* ["111122223333", "444455556666", "777788889999", "123456789012"];
      for (let n = 1; ; n++) yield `1111${String(n).padStart(8, "0")}`;
    },
  },
  {
    kind: "VPC",
    find: /(?<![A-Za-z0-9])vpc-[0-9a-f]{8,17}(?![A-Za-z0-9])/g,
    examples: () => hexadecimal("vpc-"),
  },
  {
    kind: "Endpoint",
    find: /(?<![A-Za-z0-9])vpce-[0-9a-f]{8,17}(?![A-Za-z0-9])/g,
    examples: () => hexadecimal("vpce-"),
  },
  ...["subnet", "sg", "eni", "i"].map((prefix) => ({
    kind: "Network",
    find: new RegExp(`(?<![A-Za-z0-9-])${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})(?![A-Za-z0-9])`, "g"),
    examples: () => hexadecimal(`${prefix}-`),
  })),
  {
    kind: "API",
    find: /(?<=:execute-api:[\w*-]*:[\d*]*:|https?:\/\/|\/(?:restapis|apis)\/|"apis"\s*:\s*\{\s*"|X-Apigw-Api-Id:\s*)(?=[a-z]*\d)[a-z0-9]{10}(?=["/\s]|$|[-.][\w.-]{0,80}execute-api\.)/g,
    *examples() {
      yield* ["a1b2c3d4e5", "f6g7h8i9j0", "k1l2m3n4o5", "p6q7r8s9t0", "u1v2w3x4y5"];
      for (let n = 1; ; n++) yield `a1b2c3${String(n).padStart(4, "0")}`;
    },
  },
  {
    kind: "Unique id",
    find: /(?<![A-Za-z0-9])A(?:ID|RO|GP|IP|NP|NV|PK|SC|CC)A[A-Z0-9]{12,17}(?![A-Za-z0-9])/g,
    *examples(found: string[]) {
      for (let n = 0; ; n++) yield `${found[n]?.slice(0, 4) ?? "AIDA"}EXAMPLEID${String(n + 1).padStart(8, "0")}`;
    },
  },
];

/** Hexadecimal ids as the documentation writes them. */
function* hexadecimal(prefix: string): Generator<string> {
  for (let n = 1; ; n++) yield `${prefix}1a2b3c4d5e6f7a8${n.toString(16).padStart(2, "0")}`;
}

/** What points at nobody already. */
function isExample(kind: string, id: string): boolean {
  switch (kind) {
    case "Account":
      return ["111122223333", "444455556666", "777788889999", "123456789012"].includes(id) || /^(\d)\1{11}$/.test(id) || /^1111000000\d\d$/.test(id);
    case "Unique id":
      return id.includes("EXAMPLE");
    case "API":
      return ["a1b2c3d4e5", "f6g7h8i9j0", "k1l2m3n4o5", "p6q7r8s9t0", "u1v2w3x4y5"].includes(id) || /^a1b2c3\d{4}$/.test(id);
    default:
      return /-1a2b3c4d(?:5e6f7a8..)?$/.test(id);
  }
}

/** Organizations, and the roots and units in them: a unit's id holds its root's. */
function organizationIds(all: string): Draft[] {
  const edge = (id: string) => `(?<![A-Za-z0-9-])${escape(id)}(?![A-Za-z0-9-])`;
  const found = (pattern: RegExp) => [...new Set([...all.matchAll(pattern)].map((match) => match[0]))];
  const numbered = (stem: string, taken: (id: string) => boolean) => {
    let n = 0;
    return () => {
      do n++;
      while (taken(`${stem}${n}`));
      return `${stem}${n}`;
    };
  };
  const drafts: Draft[] = [];
  const nextOrganization = numbered("o-exampleorg", (id) => all.includes(id));
  for (const from of found(/(?<![A-Za-z0-9-])o-[a-z0-9]{10,32}(?![A-Za-z0-9-])/g)) if (!/^o-example/.test(from)) drafts.push({ kind: "Organization", from, to: nextOrganization(), looks: edge(from) });
  const roots = new Map<string, string>();
  const nextRoot = numbered("exampleroot", (id) => all.includes(`r-${id}`) || all.includes(`ou-${id}`));
  const rootOf = (root: string) => {
    if (!roots.has(root)) roots.set(root, /^(?:example|root$)/.test(root) ? root : nextRoot());
    return roots.get(root)!;
  };
  for (const from of found(/(?<![A-Za-z0-9-])r-[0-9a-z]{4,32}(?![A-Za-z0-9-])/g)) drafts.push({ kind: "Root", from, to: `r-${rootOf(from.slice(2))}`, looks: edge(from) });
  const nextUnit = numbered("exampleou", (id) => all.includes(`-${id}`));
  for (const from of found(/(?<![A-Za-z0-9-])ou-[0-9a-z]{4,32}-(?:[0-9a-z]{4,32}(?![A-Za-z0-9-])|(?=\*))/g)) {
    const [, root = "", unit = ""] = from.split("-");
    const to = `ou-${rootOf(root)}-${unit === "" || unit.startsWith("example") ? unit : nextUnit()}`;
    drafts.push({ kind: "Unit", from, to, looks: unit === "" ? `(?<![A-Za-z0-9-])${escape(from)}(?=\\*)` : edge(from) });
  }
  return drafts;
}

/** Which part of an IAM or STS ARN names what. */
const nameKinds: Record<string, string> = { user: "User", role: "Role", group: "Group", "assumed-role": "Role", "federated-user": "User", "instance-profile": "Role" };

const letters = "A-Za-z0-9_+=,.@\\-";

/** Names of users, roles, groups and sessions, and values of tags. */
function namesIn(all: string, scenario: Scenario, taken: ReadonlySet<string>): Draft[] {
  const names = new Map<string, string>();
  const patterns: { before: string; after: string }[] = [];
  const name = (kind: string, text: string | undefined) => {
    if (!text || names.has(text) || taken.has(text) || /^(?:AWSServiceRole|AWSReservedSSO_|OrganizationAccountAccessRole$)/.test(text)) return;
    if (/[*?]/.test(text)) patterns.push({ before: text.slice(0, text.search(/[*?]/)), after: text.slice(Math.max(text.lastIndexOf("*"), text.lastIndexOf("?")) + 1) });
    else if (!/^(?:(?:Role|User|Group|Session|Tag)\d+|root|i-1a2b3c4d\w*)$/.test(text)) names.set(text, kind);
  };
  const arn = new RegExp(`arn:[\\w*-]+:(?:iam|sts|\\*)::(?:\\d{12}|[*\\d]*|\\$\\{[^}]*\\}):(${Object.keys(nameKinds).join("|")})/([${letters}*?/]*)`, "g");
  for (const [, part = "", rest = ""] of all.matchAll(arn)) {
    const segments = rest.split("/").filter(Boolean);
    if (part === "assumed-role") {
      name("Role", segments[0]);
      name("Session", segments[1]);
    } else name(nameKinds[part]!, segments.at(-1));
  }
  const around = parsed(scenario.surroundings);
  for (const principal of Object.values(isObject(around) && isObject(around["principals"]) ? around["principals"] : {})) {
    if (isObject(principal) && Array.isArray(principal["groups"])) principal["groups"].forEach((group) => name("Group", textOf(group)));
  }
  for (const request of scenario.requests) {
    for (const [key, value] of Object.entries(isObject(request.fields["context"]) ? request.fields["context"] : {})) if (/^aws:username$/i.test(key)) name("User", textOf(value));
  }
  const values = [around, ...scenario.policies.map(({ text }) => parsed(text)), ...scenario.requests.map(({ fields }) => fields)].flatMap((value) => tagValues(value));
  for (const { value, before, after } of values) {
    if (before !== undefined) patterns.push({ before, after: after ?? "" });
    else if (!names.has(value) && !taken.has(value) && !/^(?:Role|User|Group|Session|Tag)\d+$/.test(value)) names.set(value, "Tag");
  }
  const counts = new Map<string, number>();
  return [...names].map(([from, kind]) => {
    // What a pattern of the policies shows of a name anyway stays, so that it still matches.
    const fits = patterns.filter(({ before, after }) => from.startsWith(before) && from.endsWith(after) && from.length >= before.length + after.length);
    const before = fits.reduce((longest, one) => (one.before.length > longest.length ? one.before : longest), "");
    const after = fits.reduce((longest, one) => (one.after.length > longest.length ? one.after : longest), "");
    let to: string;
    do {
      const n = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, n);
      to = `${before}${kind}${n}${after}`;
    } while (all.includes(to));
    return { kind, from, to, looks: looksOf(from, kind) };
  });
}

/** How a name stands in texts. A word that policies are made of is a name only in the ARN of a user or role. */
function looksOf(name: string, kind: string): string {
  const end = `(?![${letters.replace(".", "")}*:]|\\.[${letters}])`;
  if (kind !== "Tag" && (policyWords.has(name.toLowerCase()) || name.length < 2)) {
    return `(?<=:(?:${Object.keys(nameKinds).join("|")})/(?:[${letters}]{1,128}/){0,8})${escape(name)}${end}`;
  }
  return `(?:(?<=(?<![A-Za-z0-9])A[A-Z]{3}[A-Z0-9]{12,17}:)|(?<![${letters}*:]))${escape(name)}${end}`;
}

const policyWords = new Set(
  `version id statement sid effect allow deny principal notprincipal aws service federated canonicaluser action notaction resource notresource condition
  true false null anonymous root user role group assumed-role any get put post patch delete head options http https rest websocket edge regional private none
  identity boundary session trust scp rcp endpoint authorizer allowed explicitdeny implicitdeny denied depends unauthenticated refused error name type
  document attachedto request requests policies context tags account accounts principals resources endpoints apis stage stages default prod s3 sts iam lambda
  the a an and or of in on to for with is are this that it no not as by from at its own both one other all only`.split(/\s+/),
);

/** Values under "tags", and of condition keys that are tags. Patterns tell what of a value they show. */
function tagValues(value: unknown, tag = false): { value: string; before?: string; after?: string }[] {
  if (typeof value === "string") {
    if (!tag || value.length < 2 || /["\\$]|^[\d.-]+$/.test(value) || policyWords.has(value.toLowerCase())) return [];
    if (!/[*?]/.test(value)) return [{ value }];
    return [{ value, before: value.slice(0, value.search(/[*?]/)), after: value.slice(Math.max(value.lastIndexOf("*"), value.lastIndexOf("?")) + 1) }];
  }
  if (Array.isArray(value)) return value.flatMap((member) => tagValues(member, tag));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => tagValues(member, tag || /^tags$|(?:principal|request|resource)tag\//i.test(key)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // being typed: what its texts show is found without its structure
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
