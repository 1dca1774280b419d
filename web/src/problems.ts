// Everything that is wrong, in all policies and in the scenario, with its place.

import { unitsOf } from "./offsets.ts";
import type { Fix, Severity } from "./results.ts";
import type { Findings } from "./session.ts";
import { surroundingsTab, textOf } from "./state.ts";
import { counted, sentence } from "./words.ts";

/** Where a problem is: in a text, or in a field of a request. */
export type Target = { kind: "text"; key: number; at: number } | { kind: "request"; id: number; field: string };

export interface Problem {
  severity: Severity;
  code: string;
  /** "PetsApi, line 6", or "Alice reads a pet, principal". */
  place: string;
  say: string;
  target: Target | undefined;
  /** What can be done about it, in which text. */
  fixes: Fix[];
  text: string;
}

export const severityOrder: Severity[] = ["error", "securityWarning", "warning", "suggestion"];

export const severityWords: Record<Severity, string> = { error: "Error", securityWarning: "Security warning", warning: "Warning", suggestion: "Suggestion" };

/** How many there are of each severity: "1 error, 2 warnings"; nothing for none. */
export function countsOf(problems: readonly { severity: Severity }[]): string {
  return severityOrder.map((severity) => counted(problems.filter((one) => one.severity === severity).length, severityWords[severity].toLowerCase())).filter(Boolean).join(", ");
}

/** The problems, the gravest first, else in the order of the scenario. */
export function problemsIn(known: Findings | undefined): Problem[] {
  if (!known) return [];
  const { policies, requests, surroundings } = known.scenario;
  const line = (text: string, at: number) => text.slice(0, at).split("\n").length;
  const problems = known.diagnostics.flatMap(({ policy: index, path = "", span, severity, code, message, fixes = [] }): (Problem & { rank: number })[] => {
    const base = { severity, code, say: sentence(message), fixes: [], text: "" };
    const policyIndex = index ?? Number(/^policies\[(\d+)\]/.exec(path)?.[1] ?? NaN);
    const policy = policies[policyIndex];
    if (policy) {
      if (policy.off && code === "UNATTACHED_POLICY") return [];
      const at = index === undefined || !span ? 0 : unitsOf(policy.text)(span[0]);
      return [{ ...base, rank: policyIndex, place: `${policy.name || "unnamed policy"}${index === undefined ? "" : `, line ${line(policy.text, at)}`}`, target: { kind: "text", key: policy.id, at }, fixes, text: policy.text }];
    }
    const [, number, field = ""] = /^requests\[(\d+)\]\.?(\w*)/.exec(path) ?? [];
    const request = number === undefined ? undefined : requests[Number(number)];
    if (request) return [{ ...base, rank: 1e6 + Number(number), place: [textOf(request.fields["name"]) || `request ${Number(number) + 1}`, field].filter(Boolean).join(", "), target: { kind: "request", id: request.id, field } }];
    if (/^(requests|policies)\b/.test(path)) return [{ ...base, rank: 1e6, place: "scenario", target: undefined }];
    const at = unitsOf(surroundings)((span?.[0] ?? 0) - known.surroundings);
    return [{ ...base, rank: -1, place: `accounts and resources, line ${line(surroundings, at)}`, target: { kind: "text", key: surroundingsTab, at } }];
  });
  return problems.sort((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) || a.rank - b.rank).map(({ rank: _, ...problem }) => problem);
}
