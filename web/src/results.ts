// What the module answers: the JSON of engine/wire, whose field names these types repeat for the reader.

/** A half-open range of bytes, in UTF-8. */
export type Span = [start: number, end: number];

/** The words for a decision. A newer engine may know more. */
export type Decision =
  | "allowed"
  | "explicitDeny"
  | "implicitDeny"
  | "depends"
  | "unauthenticated"
  | "refused"
  | "error";

/** The answer to the operations evaluate and decide. */
export interface Answers {
  engine: string;
  results: Result[];
  diagnostics: Diagnostic[];
}

export interface Result {
  name?: string;
  decision: Decision;
  /** One sentence. The operation decide gives it only for errors. */
  reason?: string;
  decidedBy?: Cause[];
  /** The id of the step of the statement that came closest, of an implicit deny. */
  closest?: string;
  dependsOn?: Dependency[];
  /** The HTTP status that the caller of an API sees. */
  status?: number;
  /** The error text that the caller sees. */
  error?: string;
  /** Only of the operation evaluate. */
  trace?: Step;
}

/** A statement that decided. */
export interface Cause {
  policy: number;
  statement: number;
  span: Span;
  step?: string;
}

/** An unknown key that matters. */
export interface Dependency {
  key: string;
  ways: Way[];
}

export interface Way {
  /** Continues a sentence after the key: "is in 203.0.113.0/24". */
  when: string;
  /** An example; not there where the key is absent. */
  value?: string | string[];
  decision: Decision;
}

export type Severity = "error" | "securityWarning" | "warning" | "suggestion";

/** A finding: about a policy's text, or, with a path, about the scenario's. */
export interface Diagnostic {
  policy?: number;
  path?: string;
  span?: Span;
  severity: Severity;
  code: string;
  message: string;
  /** What can be done about it, the best first. */
  fixes?: Fix[];
}

/** A change of the text that a finding is about. */
export interface Fix {
  /** What it does, as a command. */
  title: string;
  /** In the order of the text; they do not overlap. */
  edits: Edit[];
}

/** Puts a text in the place of bytes. */
export interface Edit {
  span: Span;
  text: string;
}

export type Outcome = Decision | "none";

/** One question that the evaluator asked. */
export interface Step {
  id: string;
  op: string;
  name?: string;
  policy?: number;
  span?: Span;
  answer: "yes" | "no" | "unknown" | "notAsked";
  code?: string;
  /** One sentence. */
  say?: string;
  /** Of a step about a key: the condition operator, as it is written. */
  operator?: string;
  want?: string;
  got?: string;
  decides?: boolean;
  notes?: string[];
  outcome?: Outcome;
  status?: number;
  side?: "caller" | "resource";
  steps?: Step[];
}

/** Reads an answer; throws if it is not one. */
export function readAnswers(text: string): Answers {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !Array.isArray((value as Answers).results)) {
    const said = (value as { error?: unknown } | null)?.error;
    throw new Error(typeof said === "string" ? `The engine reports an error of its own: ${said}.` : "The engine's answer is not readable.");
  }
  const answers = value as Answers;
  return { ...answers, diagnostics: answers.diagnostics ?? [] };
}

/** What the codes of steps and findings mean, and the page of AWS's documentation that says so. */
export type About = Map<string, { means: string; page: string }>;

/** Reads the answer to the operation that explains codes; nothing is known of any if it is not one. */
export function readAbout(text: string): About {
  try {
    const { codes } = JSON.parse(text) as { codes: { [code: string]: { means: string; page: string } } };
    return new Map(Object.entries(codes));
  } catch {
    return new Map();
  }
}
