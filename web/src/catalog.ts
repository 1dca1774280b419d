// The catalog of AWS services: which actions, resource types and condition keys there are. It suggests and warns, and never
// decides; a name that is not in it may still exist. The files are made by build/page/catalog.go: an index, and a file for each
// service that is loaded when somebody first asks for it. engine/catalog/records.go explains the lines of such a file, which
// the module reads as it is; the page itself takes no more of it than it offers.

export interface Action {
  /** Without the prefix. */
  name: string;
  /** Templates of the ARNs that a policy may name with it, with placeholders such as ${Region}. */
  arns: string[];
}

export interface Service {
  prefix: string;
  actions: Action[];
  /** Names of the condition keys of the service itself. `${…}` stands for any text: aws:RequestTag/${TagKey}. */
  keys: string[];
}

/** What is known of a service before its file is loaded. */
export interface ListedService {
  prefix: string;
  name: string;
  /** How many there are. */
  actions: number;
}

/** An AWS managed policy, ready to attach. */
export interface ManagedPolicy {
  name: string;
  arn: string;
  version: string;
  /** The service whose service-linked role alone may have it. */
  service?: string;
  text: string;
}

export interface Index {
  /** Of the data, and its day: 2026-09-26. */
  version: string;
  date: string;
  /** By prefix. */
  services: ListedService[];
  /** Names of condition keys that do not belong to one service. */
  globalKeys: string[];
}

/** Each question loads what it needs, once. It fails if that cannot be loaded; asking again tries again. */
export interface Catalog {
  index(): Promise<Index>;
  /** Undefined if there is no such service. The prefix may be in any case. */
  service(prefix: string): Promise<Service | undefined>;
  /** The records of a service, for the module; undefined if there is no such service. */
  records(prefix: string): Promise<string | undefined>;
  managedPolicies(): Promise<ManagedPolicy[]>;
}

/** Loads a file of the page. */
export type Load = (path: string) => Promise<string>;

const folder = "catalog/";

export function openCatalog(load: Load): Catalog {
  let loadedIndex: Promise<{ index: Index; files: Map<string, string>; managed: string }> | undefined;
  const loaded = new Map<string, Promise<string>>();
  const read = new Map<string, Service>();

  function index() {
    loadedIndex ??= load(folder + "index.json")
      .then(readIndex)
      .catch((error: unknown) => {
        loadedIndex = undefined;
        throw error;
      });
    return loadedIndex;
  }

  /** A file that the index names. One that is gone was replaced by another build, whose index names the new one. */
  function file(name: string): Promise<string> {
    let content = loaded.get(name);
    if (!content) {
      content = load(folder + name).catch((error: unknown) => {
        loaded.delete(name);
        loadedIndex = undefined;
        throw error;
      });
      loaded.set(name, content);
    }
    return content;
  }

  async function records(prefix: string): Promise<string | undefined> {
    const name = (await index()).files.get(prefix.toLowerCase());
    return name === undefined ? undefined : file(name);
  }

  return {
    index: async () => (await index()).index,
    records,
    async service(prefix) {
      const text = await records(prefix);
      if (text === undefined) return undefined;
      const service = read.get(text) ?? readService(text);
      read.set(text, service);
      return service;
    },
    managedPolicies: async () => JSON.parse(await file((await index()).managed)) as ManagedPolicy[],
  };
}

interface IndexFile extends Pick<Index, "version" | "date" | "globalKeys"> {
  services: Record<string, [name: string, actions: number, file: string]>;
  managed: string;
}

function readIndex(text: string) {
  const { version, date, services, globalKeys, managed } = JSON.parse(text) as IndexFile;
  const listed = Object.entries(services);
  const index: Index = { version, date, globalKeys, services: listed.map(([prefix, [name, actions]]) => ({ prefix, name, actions })) };
  return { index, files: new Map(listed.map(([prefix, [, , file]]) => [prefix, file])), managed };
}

/** A line: what it is about, the name, and up to three fields. A question mark marks what AWS's reference does not have. */
const record = /^([sark]) \??([^|]*)\|?([^|]*)\|?([^|]*)\|?(.*)$/;

/** Reads the records of one service. */
export function readService(text: string): Service {
  const service: Service = { prefix: "", actions: [], keys: [] };
  const types: { action: Action; names: string[] }[] = [];
  const arns = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [, kind, name = "", first = "", second = ""] = record.exec(line) ?? [];
    if (kind === "s") service.prefix = name;
    else if (kind === "k") service.keys.push(name);
    else if (kind === "r") arns.set(name, first.split(","));
    else if (kind === "a") {
      const action: Action = { name, arns: [] };
      service.actions.push(action);
      types.push({ action, names: second.split(",").map((type) => type.replace(/^\?|\*$/g, "")) });
    }
  }
  for (const { action, names } of types) action.arns = [...new Set(names.flatMap((name) => arns.get(name) ?? []))];
  return service;
}
