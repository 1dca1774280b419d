// What esbuild makes of an import that is not TypeScript.

/** The address of the module, relative to the script that imports it. */
declare module "*.wasm" {
  const address: string;
  export default address;
}

/** Gathered into main.css. */
declare module "*.css";
