// Runs a deployable folder on this machine, in workerd, with D1 and rate limits, as its wrangler.jsonc says:
//
//   node playground-server/worker/runner.mjs FOLDER [SETTINGS]
//
// Settings are JSON: {"port": 8787, "limits": {"CREATES": 3}, "vars": {"READ_ONLY": "true"}} has another port than a free
// one, other requests in a rate limit and other variables than wrangler.jsonc says.
//
// It prints one line of JSON with the address, takes commands of one line of JSON each from standard input, answers each
// with one line, and ends when the input does:
//
//   {"sql": "SELECT …"}            rows of the database
//   {"scheduled": 1767225600000}   the cron job, at a moment in milliseconds since 1970

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Log, LogLevel, Miniflare } from "miniflare";

const [folder, settings = "{}"] = process.argv.slice(2);
if (!folder) {
  console.error("usage: runner.mjs FOLDER [SETTINGS]");
  process.exit(2);
}
const { port = 0, limits = {}, vars = {} } = JSON.parse(settings);
const config = JSON.parse(withoutComments(readFileSync(join(folder, "wrangler.jsonc"), "utf8")));

/** A string is kept as it is, a comment becomes nothing. */
function withoutComments(text) {
  return text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*/g, (found) => (found.startsWith("//") ? "" : found));
}

function options() {
  const main = join(resolve(folder), config.main);
  const modules = [{ type: "ESModule", path: main }];
  for (const name of readdirSync(dirname(main))) {
    if (name.endsWith(".wasm")) modules.push({ type: "CompiledWasm", path: join(dirname(main), name) });
  }
  return {
    modules,
    modulesRoot: dirname(main),
    compatibilityDate: config.compatibility_date,
    assets: {
      directory: join(resolve(folder), config.assets.directory),
      binding: config.assets.binding,
      routerConfig: { has_user_worker: true, static_routing: { user_worker: config.assets.run_worker_first } },
      assetConfig: { html_handling: config.assets.html_handling, not_found_handling: config.assets.not_found_handling },
    },
    d1Databases: Object.fromEntries(config.d1_databases.map(({ binding }) => [binding, binding])),
    ratelimits: Object.fromEntries(config.ratelimits.map(({ name, simple }) => [name, { simple: { ...simple, limit: limits[name] ?? simple.limit } }])),
    bindings: { ...config.vars, ...vars },
    host: "127.0.0.1",
    port,
    cf: false,
    log: new Log(LogLevel.WARN),
    handleRuntimeStdio(stdout, stderr) {
      stdout.pipe(process.stderr);
      stderr.pipe(process.stderr);
    },
  };
}

const miniflare = new Miniflare(options());
const url = await miniflare.ready;
console.log(JSON.stringify({ url: url.origin }));

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify(await obey(JSON.parse(line))));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
await miniflare.dispose();

async function obey(command) {
  if (command.sql) return await (await miniflare.getD1Database("DB")).prepare(command.sql).all();
  if (command.scheduled) {
    const worker = await miniflare.getWorker();
    return await worker.scheduled({ cron: config.triggers.crons[0], scheduledTime: new Date(command.scheduled) });
  }
  throw new Error("no such command");
}
