// What leaves the page: Markdown for an issue, the trace as text, a Go test, a scenario file.

import { lookOf } from "./outcomes.ts";
import { copyText, current, state } from "./session.ts";
import { layOut } from "./jsontext.ts";
import { summary } from "./requestmode.ts";
import { selectedRequest, textOf, typeWord, writeScenario, type Playground } from "./state.ts";
import { linesOf } from "./trace.ts";

/** Markdown that shows request, verdict and policies. */
export function markdownOf({ scenario, view }: Playground, decision: string, reason: string): string {
  const request = scenario.requests.find((one) => one.id === view.request);
  const fence = (text: string) => "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((match) => match[0].length + 1)));
  const block = (text: string) => `${fence(text)}json\n${text.trimEnd()}\n${fence(text)}`;
  const policies = scenario.policies.map((policy) => `### ${typeWord(policy.type)} policy ${policy.name}${policy.off ? " (switched off)" : ""}\n\n${block(policy.text)}`);
  const asked = request ? `${textOf(request.fields["principal"])}: ${summary(request.fields)}` : "no request";
  return [`**${lookOf(decision).word}**: ${reason}`, asked, ...(request ? [`### Request\n\n${block(JSON.stringify(request.fields, null, 2))}`] : []), ...policies].join("\n\n") + "\n";
}

/** A Go test that runs the scenario, which is in it as text. */
export function goTestOf(scenario: string): string {
  const literal = scenario.includes("`") ? JSON.stringify(scenario) : `\`${scenario}\``;
  return `package policies_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/iam-policy-playground/playground/wasm/harness"
)

func TestPolicies(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "pasted.scenario.json"), []byte(scenario), 0o600); err != nil {
		t.Fatal(err)
	}
	harness.Run(t, dir)
}

const scenario = ${literal}
`;
}

/** The scenario's text as a file holds it; as it is while it is not JSON. */
function scenarioFile(): string {
  const { text } = writeScenario(state.value.scenario);
  try {
    JSON.parse(text);
    return `${layOut(text)}\n`;
  } catch {
    return text;
  }
}

export function copyOut(as: "markdown" | "trace" | "go"): void {
  const known = current.value;
  if (as === "trace") void copyText(known?.trace ? linesOf(known.trace).join("\n") : "", "The trace is copied as text.");
  if (as === "markdown") void copyText(markdownOf(state.value, known?.selected?.decision ?? "none", known?.selected?.reason ?? ""), "Markdown copied. It holds the policies as they are.");
  if (as === "go") void copyText(goTestOf(scenarioFile()), "The Go test is copied. It holds the scenario as it is.");
}

export function downloadScenario(): void {
  const address = URL.createObjectURL(new Blob([scenarioFile()], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${fileName(state.value.scenario.title || textOf(selectedRequest(state.value)?.fields["name"]))}.scenario.json`;
  link.click();
  URL.revokeObjectURL(address);
}

/** A title as the name of a file. */
export function fileName(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "playground";
}
