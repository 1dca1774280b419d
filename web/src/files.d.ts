// What esbuild makes of an import that is not TypeScript.

/** The address of the module, relative to the script that imports it. */
declare module "*.wasm" {
  const address: string;
  export default address;
}

/** Gathered into main.css. */
declare module "*.css";

/** What the module answers to the first example's question, asked when the page was built. */
declare module "prepared" {
  const prepared: import("./prepared.ts").Prepared;
  export default prepared;
}

/** The name of the worker's script, beside main.js. */
declare const workerFile: string;

/** The SHA-256 of the module, in hexadecimal digits. */
declare const moduleSum: string;
