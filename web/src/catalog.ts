// The catalog of AWS services: which actions, resource types and condition keys there are. It suggests and warns, and never
// decides; a name that is not in it may still exist. The files are made by build/page/catalog.go, which has these types too:
// an index, and a file for each service that is loaded when somebody first asks for it.

export type Level = "Read" | "List" | "Write" | "Tagging" | "Permissions management";

/** A condition key. */
export interface Key {
  /** `${…}` stands for any text: aws:RequestTag/${TagKey}. */
  name: string;
  /** String, Bool, ArrayOfString …; two for aws:EpochTime; none if AWS does not say. */
  types: string[];
  /** AWS's reference does not have it, but its guides use it. */
  unlisted: boolean;
}

export interface ResourceType {
  name: string;
  /** Tells apart the types of API Gateway's two services, which share a prefix. */
  api?: "apigateway" | "apigatewayv2";
  /** With placeholders such as ${Region}; mostly one. */
  arns: string[];
  /** Names of the condition keys that fit a resource of the type. */
  keys: string[];
  /** AWS's reference does not have it: the name is ours. */
  unlisted: boolean;
}

/** A resource type as one action takes it. */
export interface ActionType {
  type: ResourceType;
  required: boolean;
  /** AWS's reference does not list the type with the action, but an operation needs it. */
  unlisted: boolean;
}

export interface Action {
  /** Without the prefix. */
  name: string;
  /** The narrower level first: Tagging, Write. None if AWS does not say. */
  levels: Level[];
  types: ActionType[];
  /** Names of the condition keys of the action, whichever type; each type has more. */
  keys: string[];
  /** AWS's reference does not have it, but callers are asked for it. */
  unlisted: boolean;
}

export interface Service {
  prefix: string;
  name: string;
  actions: Action[];
  resourceTypes: ResourceType[];
  /** Those of the service itself. */
  keys: Key[];
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
  globalKeys: Key[];
}

/** Each question loads what it needs, once. It fails if that cannot be loaded; asking again tries again. */
export interface Catalog {
  index(): Promise<Index>;
  /** Undefined if there is no such service. The prefix may be in any case, as in all names below. */
  service(prefix: string): Promise<Service | undefined>;
  /** By the whole name, s3:GetObject. */
  action(name: string): Promise<Action | undefined>;
  /** A global key, or one of a service. */
  key(name: string): Promise<Key | undefined>;
  managedPolicies(): Promise<ManagedPolicy[]>;
}

/** Loads a JSON file of the page. */
export type Load = (path: string) => Promise<unknown>;

const folder = "catalog/";

export function openCatalog(load: Load = loadFromServer): Catalog {
  let loadedIndex: Promise<{ index: Index; files: Map<string, string>; managed: string }> | undefined;
  const loaded = new Map<string, Promise<unknown>>();

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
  function file<T>(name: string, read: (value: unknown) => T): Promise<T> {
    let content = loaded.get(name) as Promise<T> | undefined;
    if (!content) {
      content = load(folder + name)
        .then(read)
        .catch((error: unknown) => {
          loaded.delete(name);
          loadedIndex = undefined;
          throw error;
        });
      loaded.set(name, content);
    }
    return content;
  }

  async function service(prefix: string): Promise<Service | undefined> {
    const name = (await index()).files.get(prefix.toLowerCase());
    return name === undefined ? undefined : file(name, readService);
  }

  return {
    index: async () => (await index()).index,
    service,
    async action(name) {
      const [prefix, rest] = cut(name);
      return findAction(await service(prefix), rest);
    },
    async key(name) {
      const global = findKey((await index()).index.globalKeys, name);
      return global ?? findKey((await service(cut(name)[0]))?.keys ?? [], name);
    },
    managedPolicies: async () => file((await index()).managed, (value) => value as ManagedPolicy[]),
  };
}

/** Looks up an action by its name without the prefix, in any case. */
export function findAction(service: Service | undefined, name: string): Action | undefined {
  const lower = name.toLowerCase();
  return service?.actions.find((action) => action.name.toLowerCase() === lower);
}

/** Looks up a key by its name, in any case. A key without placeholders goes before one with. */
export function findKey(keys: Key[], name: string): Key | undefined {
  const lower = name.toLowerCase();
  return keys.find((key) => key.name.toLowerCase() === lower) ?? keys.find((key) => covers(key.name.toLowerCase(), lower));
}

/** Whether a name is a template with a text in the place of each placeholder; both in lower case. */
function covers(template: string, name: string): boolean {
  const start = template.indexOf("${");
  if (start < 0) return template === name;
  const tail = template.slice(template.indexOf("}", start) + 1);
  if (!name.startsWith(template.slice(0, start))) return false;
  for (let end = start + 1; end <= name.length; end++) {
    if (covers(tail, name.slice(end))) return true;
  }
  return false;
}

function cut(name: string): [prefix: string, rest: string] {
  const colon = name.indexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

async function loadFromServer(path: string): Promise<unknown> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} cannot be loaded: ${response.status}.`);
  return response.json();
}

// The files leave out what is empty or false.

type Short<T> = Pick<T, Exclude<keyof T, "types" | "keys" | "unlisted" | "required" | "type">> & { keys?: string[]; unlisted?: boolean };
type ShortKey = Short<Key> & { types?: string[] };
type ShortAction = Short<Action> & { types?: { type: number; required?: boolean; unlisted?: boolean }[] };

interface ServiceFile {
  prefix: string;
  name: string;
  actions: ShortAction[];
  resourceTypes: Short<ResourceType>[];
  keys: ShortKey[];
}

interface IndexFile {
  version: string;
  date: string;
  services: Record<string, [name: string, actions: number, file: string]>;
  globalKeys: ShortKey[];
  managed: string;
}

function readIndex(value: unknown) {
  const { version, date, services, globalKeys, managed } = value as IndexFile;
  const listed = Object.entries(services);
  return {
    index: {
      version,
      date,
      services: listed.map(([prefix, [name, actions]]) => ({ prefix, name, actions })),
      globalKeys: globalKeys.map(readKey),
    } satisfies Index,
    files: new Map(listed.map(([prefix, [, , file]]) => [prefix, file])),
    managed,
  };
}

function readKey({ name, types = [], unlisted = false }: ShortKey): Key {
  return { name, types, unlisted };
}

function readService(value: unknown): Service {
  const { prefix, name, actions, resourceTypes, keys } = value as ServiceFile;
  const types: ResourceType[] = resourceTypes.map((type) => ({ ...type, keys: type.keys ?? [], unlisted: type.unlisted ?? false }));
  return {
    prefix,
    name,
    actions: actions.map((action) => ({
      name: action.name,
      levels: action.levels,
      types: (action.types ?? []).map(({ type, required = false, unlisted = false }) => ({ type: types[type]!, required, unlisted })),
      keys: action.keys ?? [],
      unlisted: action.unlisted ?? false,
    })),
    resourceTypes: types,
    keys: keys.map(readKey),
  };
}
