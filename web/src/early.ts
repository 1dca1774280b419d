// What must be known before the first paint, in a script that the browser waits for: the theme, and whether the reader comes
// with something of their own, so that the still picture of the example would be the wrong one. See settings.ts and draft.ts
// for what is stored.

const root = document.documentElement;

// Until the page answers to the reader: see alive.ts.
root.dataset["waking"] = "";

try {
  const { theme } = JSON.parse(localStorage.getItem("iam-policy-playground.settings") ?? "{}") as { theme?: unknown };
  if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;
} catch {
  // denied, or not ours: as the system has it
}
try {
  if (/^#v\d+\./.test(location.hash) || /\/s\/[^/]+$/.test(location.pathname) || Object.keys(localStorage).some((key) => key.startsWith("iam-policy-playground.draft"))) root.dataset["own"] = "";
} catch {
  // denied: there is no draft
}
// The page's scripts, the entry first. Reading and compiling them takes the processor from the picture, so it is painted before, and of it
// what decides before the rest.
const scripts = [...document.querySelectorAll<HTMLLinkElement>('link[rel="later"]')];
const run = () => {
  delete root.dataset["first"];
  for (const script of scripts) script.rel = "modulepreload";
  // A script that does not arrive leaves the still picture, which then has to say so.
  import(scripts[0]!.href).catch(() => (root.dataset["dead"] = ""));
};
if (root.dataset["own"] !== undefined || document.hidden) run();
else {
  root.dataset["first"] = "";
  addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(run)));
}
