// What the poster of an embed needs of a scenario, without the engine and without the page's code.

/** What a scenario says of itself. */
export interface Outline {
  title: string;
  /** The text of the first policy, laid out. */
  policy: string;
  policyName: string;
  /** The name of the request that will be shown. */
  request: string;
  /** What the scenario expects of it; "" if it says nothing. */
  expect: string;
}

const words: Record<string, { word: string; tone: string }> = {
  allowed: { word: "Allowed", tone: "allowed" },
  explicitDeny: { word: "Explicit deny", tone: "explicit" },
  implicitDeny: { word: "Implicit deny", tone: "implicit" },
  denied: { word: "Denied", tone: "explicit" },
  depends: { word: "Depends on context", tone: "depends" },
  unauthenticated: { word: "Unauthenticated", tone: "plain" },
  refused: { word: "Refused", tone: "plain" },
  error: { word: "Cannot be decided", tone: "plain" },
};

export function wordFor(decision: string): { word: string; tone: string } {
  return words[decision] ?? { word: "IAM policy", tone: "plain" };
}

/** Reads what a poster shows; undefined where the text is no scenario. */
export function outlineOf(text: string, request = 1): Outline | undefined {
  try {
    const scenario: unknown = JSON.parse(text);
    if (!isObject(scenario) || scenario["scenario"] !== 1) return undefined;
    const policy = listOf(scenario["policies"])[0] ?? {};
    const requests = listOf(scenario["requests"]);
    const asked = requests[request - 1] ?? requests[0] ?? {};
    const document = policy["document"];
    return {
      title: textOf(scenario["title"]),
      policy: typeof document === "string" ? document : document === undefined ? "" : JSON.stringify(document, null, 2),
      policyName: textOf(policy["name"]),
      request: textOf(asked["name"]),
      expect: textOf(asked["expect"]),
    };
  } catch {
    return undefined;
  }
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
