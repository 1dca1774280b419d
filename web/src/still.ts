// The still picture of the first visit, made when the page is built: this runs under Node.js, asks the module what the page
// would ask it, and prints the page's HTML and the module's answer as JSON. See build/page/still.go.

import { readFileSync } from "node:fs";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { App } from "./app.tsx";
import type { Engine } from "./engine.ts";
import { instantiate, serve } from "./module.ts";
import type { Prepared } from "./prepared.ts";
import { begin } from "./session.ts";

const module = instantiate(new WebAssembly.Module(readFileSync(process.argv[2]!)), console.error);
let prepared: Prepared | undefined;
const engine: Engine = {
  async ask(calls) {
    const answers = calls.map(({ operation, input }) => serve(module, operation, input));
    prepared = { calls, answers };
    return { kind: "answer", answers, milliseconds: 0 };
  },
};

await begin(
  {
    storage: undefined,
    hash: () => "",
    path: () => "",
    query: () => null,
    folder: "/",
    setAddress: (behindFolder: string) => behindFolder,
    copy: async () => {},
    read: async (file: string) => Promise.reject(new Error(`${file} is not there yet`)),
    after: () => () => {},
    module: "",
    startHelper: () => engine,
    loadEngineAgain: () => {},
    reload: () => {},
  } as Parameters<typeof begin>[0],
  engine,
);
await new Promise((resolve) => setTimeout(resolve));
// The page's policy forbids style attributes; what they say is in the style sheet as well, for this picture.
const html = renderToString(h(App, { content: "at once" })).replace(/ style="[^"]*"/g, "").replace(/ on[a-z]+="[^"]*"/g, "");
process.stdout.write(JSON.stringify({ html, prepared }), () => process.exit(0));
