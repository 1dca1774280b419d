// What the module says of a policy besides deciding it: what is wrong and how to mend it, what may stand at a place, what stands
// there, and what each statement says. Where it wants to know a service of the catalog, it is told, and asked again.

import type { Catalog } from "./catalog.ts";
import type { Call, Engine } from "./engine.ts";
import { inLanes } from "./lanes.ts";
import type { Diagnostic, Span } from "./results.ts";

/** The operations of the module. */
const learn = 6;
const check = 7;
const complete = 8;
const hover = 9;
const summary = 10;

/** What goes first: what somebody waits for with a finger on a key. */
const lanes = { [complete]: 0, [hover]: 1, [check]: 2, [summary]: 3 } as const;

type Operation = keyof typeof lanes;

/** A place in a policy, by its index, in bytes. */
export interface Place {
  policy: number;
  offset: number;
}

/** What may stand at a place. */
export interface Offer {
  label: string;
  /** What takes the place of the span. */
  insert: string;
  kind: string;
  detail?: string;
  /** Where the cursor goes, as an offset in what is inserted; to its end if not there. */
  cursor?: number;
}

export interface Offers {
  span: Span;
  options: Offer[];
}

/** What stands at a place. */
export interface Explanation {
  span: Span;
  title: string;
  lines: string[];
  page?: string;
}

/** What a statement says. */
export interface Said {
  span: Span;
  say: string;
}

/** Each answers undefined if there is no answer, or a newer question of its kind came first. */
export interface Advisor {
  /** Tells what it finds at once, and again when it knows more. */
  check(scenario: string, tell: (findings: Diagnostic[]) => void): Promise<Diagnostic[] | undefined>;
  complete(scenario: string, place: Place): Promise<Offers | undefined>;
  hover(scenario: string, place: Place): Promise<Explanation | undefined>;
  /** Of each policy. */
  summary(scenario: string): Promise<Said[][] | undefined>;
}

/** How often a question is asked again because the answer wants to know more. */
const rounds = 4;

interface Answered {
  error?: string;
  wants?: string[];
}

export function startAdvisor(engine: Engine, catalog: Catalog): Advisor {
  const ask = inLanes(engine);
  /** The instance that answers has the index. */
  let indexed = false;

  async function question<T extends Answered>(operation: Operation, input: string, tell?: (answer: T) => void): Promise<T | undefined> {
    const index = await indexRecords(catalog);
    const told = new Set<string>();
    let lessons: string[] = [];
    for (let round = 0; ; round++) {
      const calls = (): Call[] => [...(indexed ? [] : index), ...lessons].map((text) => ({ operation: learn, input: text })).concat({ operation, input });
      const reply = await ask(lanes[operation], calls);
      if (reply.kind !== "answer") {
        if (reply.kind !== "overtaken") indexed = false; // the next question is for a new instance
        return undefined;
      }
      indexed ||= index.length > 0;
      const answer = JSON.parse(reply.answers.at(-1)!) as T;
      if (answer.error !== undefined) return undefined;
      const wants = (answer.wants ?? []).filter((prefix) => !told.has(prefix));
      if (wants.length === 0 || round === rounds) return answer;
      tell?.(answer);
      wants.forEach((prefix) => told.add(prefix));
      lessons = await recordsOf(catalog, wants);
      if (lessons.length === 0) return answer;
    }
  }

  const at = (scenario: string, { policy, offset }: Place) => `{"policy":${policy},"offset":${offset},"scenario":${scenario}}`;
  return {
    async check(scenario, tell) {
      const read = ({ findings }: { findings: Diagnostic[] }) => findings.map(withoutPolicy);
      const answer = await question<{ findings: Diagnostic[] } & Answered>(check, scenario, (early) => tell(read(early)));
      return answer && read(answer);
    },
    complete: (scenario, place) => question<Offers & Answered>(complete, at(scenario, place)),
    async hover(scenario, place) {
      const answer = await question<Explanation & Answered>(hover, at(scenario, place));
      return answer?.span ? answer : undefined;
    },
    async summary(scenario) {
      const answer = await question<{ policies: { statements: Said[] }[] } & Answered>(summary, scenario);
      return answer?.policies.map(({ statements }) => statements);
    },
  };
}

/** A finding about the scenario is about no policy, as it is among the diagnostics of a decision. */
function withoutPolicy({ policy, ...finding }: Diagnostic): Diagnostic {
  return policy === undefined || policy < 0 ? finding : { policy, ...finding };
}

/** The names of all services; nothing without the catalog. */
async function indexRecords(catalog: Catalog): Promise<string[]> {
  try {
    const { services } = await catalog.index();
    return [services.map(({ prefix, name }) => `s ${prefix}|${name}\n`).join("")];
  } catch {
    return [];
  }
}

/** What can be had of the records of services. */
async function recordsOf(catalog: Catalog, prefixes: string[]): Promise<string[]> {
  const loaded = await Promise.allSettled(prefixes.map((prefix) => catalog.records(prefix)));
  return loaded.flatMap((one) => (one.status === "fulfilled" && one.value ? [one.value] : []));
}
