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
// A script that does not arrive leaves the still picture, which then has to say so.
addEventListener(
  "error",
  (event) => {
    if (event.target instanceof HTMLScriptElement) root.dataset["dead"] = "";
  },
  { capture: true },
);
