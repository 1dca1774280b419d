// What is done before the first paint, in a script that stands in the page. It finds out what must be known by then: the theme, and whether
// the reader comes for something else than the first example, so that the still picture of it would be the wrong one (settings.ts and draft.ts
// say what is stored). And it decides when the page's scripts are loaded.

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
  const asked = /^#v\d+\./.test(location.hash) || /\/([sx]\/[^/]+|new)$/.test(location.pathname) || location.search !== "";
  if (asked || Object.keys(localStorage).some((key) => key.startsWith("iam-policy-playground.draft"))) root.dataset["own"] = "";
} catch {
  // denied: there is no draft
}
// The page's scripts, the entry first. Reading and compiling them takes the processor from the picture, so the picture is painted before,
// and of it what decides before the rest.
const scripts = [...document.querySelectorAll<HTMLLinkElement>('link[rel="later"]')];
const run = () => {
  delete root.dataset["first"];
  for (const script of scripts) script.rel = "modulepreload";
  // A script that does not arrive leaves the still picture, which then has to say so.
  import(scripts[0]!.href).catch(() => (root.dataset["dead"] = ""));
};
if (root.dataset["own"] !== undefined || document.hidden) run();
else {
  root.dataset["first"] = "arriving";
  addEventListener("DOMContentLoaded", () => {
    root.dataset["first"] = "there";
    requestAnimationFrame(() => setTimeout(run));
  });
}
