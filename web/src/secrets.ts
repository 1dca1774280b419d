// Secrets in a scenario: what nobody should hand on, whoever reads the link. A short link is not made while there is one.

import { rewritten, textsOf } from "./texts.ts";
import type { Scenario } from "./state.ts";

export interface Secret {
  /** As a sentence begins with it: "An access key id". */
  kind: string;
  place: string;
  field?: string;
  /** Of texts with several lines, from 1. */
  line?: number;
  text: string;
}

/** What stands where a secret was. */
export const removed = "REMOVED";

/** How each kind looks; the first group, where there is one, is the secret, and what stands before it stays. */
const kinds: { kind: string; looks: RegExp }[] = [
  { kind: "A private key", looks: /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----[^]*?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY-----|$)/g },
  { kind: "A presigned URL", looks: /https?:\/\/[^\s"'<>]*[?&](?:X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Signature)=[^\s"'<>]*/gi },
  { kind: "A JSON web token", looks: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g },
  { kind: "A session token", looks: /(?:FwoGZXIvYXdz|FQoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+=_%-]{40,}/g },
  { kind: "A session token", looks: /(?<=(?:session_?token|security[-_]token)["']?\s{0,4}[:=]\s{0,4}["']?)[A-Za-z0-9/+=_%-]{40,}/gi },
  { kind: "A secret access key", looks: /(?<=secret[-_ ]?(?:access[-_ ]?)?key["']?\s{0,4}[:=]\s{0,4}["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi },
  { kind: "An access key id", looks: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g },
  { kind: "A token", looks: /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,}|xox[abprs]-[\w-]{20,})/g },
];

/** The documentation's own keys are nobody's: AKIAIOSFODNN7EXAMPLE. */
const example = /EXAMPLE(?:KEY)?$/;

/** The secrets of a scenario, in the order of its parts, each place once. */
export function secretsIn(scenario: Scenario): Secret[] {
  return textsOf(scenario).flatMap(({ text, place, field, lined }) =>
    matches(text).map(({ kind, at, found }): Secret => ({
      kind,
      place,
      ...(field === undefined ? {} : { field }),
      ...(lined ? { line: text.slice(0, at).split("\n").length } : {}),
      text: found,
    })),
  );
}

function matches(text: string): { kind: string; at: number; found: string }[] {
  const found: { kind: string; at: number; found: string }[] = [];
  for (const { kind, looks } of kinds) {
    for (const match of text.matchAll(looks)) {
      const inside = found.some((other) => match.index < other.at + other.found.length && other.at < match.index + match[0].length);
      if (!inside && !example.test(match[0])) found.push({ kind, at: match.index, found: match[0] });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The scenario without a secret, wherever it stands. What is switched off, and what was put aside, stays if it does not hold it. */
export function withoutSecret(scenario: Scenario, secret: string): Scenario {
  const clean = rewritten(scenario, (text) => text.replaceAll(secret, removed));
  return {
    ...clean,
    requests: scenario.requests.map((request, i) => {
      const next = { ...request, fields: clean.requests[i]!.fields };
      if (next.aside && JSON.stringify(next.aside).includes(JSON.stringify(secret).slice(1, -1))) delete next.aside;
      return next;
    }),
  };
}

/** Where a secret is, as a sentence goes on: "in policy PetsApi, line 3". */
export function whereIs({ place, field, line }: Secret): string {
  return `in ${place}${line === undefined ? "" : `, line ${line}`}${field === undefined ? "" : `, field ${field}`}`;
}
