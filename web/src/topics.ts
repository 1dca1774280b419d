// What can be explained where it appears: the code of a reason, the operator of a condition, the type of a policy.

import type { Step } from "./results.ts";
import { policyTypes, typeWord, type Topic } from "./state.ts";

/** What a step can be asked about, the most telling first. */
export function topicsOf(step: Step): Topic[] {
  const topics: Topic[] = [];
  const operator = step.operator ?? (step.op === "operator" ? step.name : undefined);
  if (operator) topics.push({ kind: "operator", name: operator });
  if (step.op === "layer" && policyTypes.some(({ type }) => type === step.name)) topics.push({ kind: "type", name: step.name! });
  if (step.code) topics.push({ kind: "code", name: step.code });
  return topics;
}

/** What a topic is called behind "About". */
export function topicWord({ kind, name }: Topic): string {
  return kind === "type" ? `${typeWord(name)} policies`.replace(/^(SCP|RCP) policies/, "$1s") : name;
}
