// Everything that is wrong, in all policies and in the scenario, with its place.

import { unitsOf } from "./offsets.ts";
import type { Severity } from "./results.ts";
import type { Answer } from "./session.ts";
import { surroundingsTab, textOf } from "./state.ts";
import { sentence } from "./words.ts";

/** Where a problem is: in a text, or in a field of a request. */
export type Target = { kind: "text"; key: number; at: number } | { kind: "request"; id: number; field: string };

export interface Problem {
  severity: Severity;
  code: string;
  /** "PetsApi, line 6", or "Alice reads a pet, principal". */
  place: string;
  say: string;
  target: Target | undefined;
}

const order: Severity[] = ["error", "securityWarning", "warning", "suggestion"];

export const severityWords: Record<Severity, string> = { error: "Error", securityWarning: "Security warning", warning: "Warning", suggestion: "Suggestion" };

/** The problems, the gravest first, else in the order of the scenario. */
export function problemsIn(known: Answer | undefined): Problem[] {
  if (!known) return [];
  const { policies, requests, surroundings } = known.scenario;
  const line = (text: string, at: number) => text.slice(0, at).split("\n").length;
  const problems = known.diagnostics.flatMap(({ policy: index, path = "", span, severity, code, message }): (Problem & { rank: number })[] => {
    const base = { severity, code, say: sentence(message) };
    const policyIndex = index ?? Number(/^policies\[(\d+)\]/.exec(path)?.[1] ?? NaN);
    const policy = policies[policyIndex];
    if (policy) {
      if (policy.off && code === "UNATTACHED_POLICY") return [];
      const at = index === undefined || !span ? 0 : unitsOf(policy.text)(span[0]);
      return [{ ...base, rank: policyIndex, place: `${policy.name || "unnamed policy"}${index === undefined ? "" : `, line ${line(policy.text, at)}`}`, target: { kind: "text", key: policy.id, at } }];
    }
    const [, number, field = ""] = /^requests\[(\d+)\]\.?(\w*)/.exec(path) ?? [];
    const request = number === undefined ? undefined : requests[Number(number)];
    if (request) return [{ ...base, rank: 1e6 + Number(number), place: [textOf(request.fields["name"]) || `request ${Number(number) + 1}`, field].filter(Boolean).join(", "), target: { kind: "request", id: request.id, field } }];
    if (/^(requests|policies)\b/.test(path)) return [{ ...base, rank: 1e6, place: "scenario", target: undefined }];
    const at = unitsOf(surroundings)((span?.[0] ?? 0) - known.surroundings);
    return [{ ...base, rank: -1, place: `accounts and resources, line ${line(surroundings, at)}`, target: { kind: "text", key: surroundingsTab, at } }];
  });
  return problems.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.rank - b.rank).map(({ rank: _, ...problem }) => problem);
}
