// Icons and verdict marks. One icon, one meaning. Each is drawn where it stands: a browser takes much longer over references to symbols.

import type { JSX } from "preact";
import { lookOf } from "./outcomes.ts";

export { lookOf };

/** A verdict mark, which needs its word beside it. */
export function Mark({ of: { mark, tone }, size = "" }: { of: { mark: string; tone: string; word?: string }; size?: "" | "s" | "l" }): JSX.Element {
  return (
    <svg class={`v ${tone} ${size}`} viewBox="0 0 16 16" aria-hidden="true" key={mark}>
      {shapes[mark]?.()}
    </svg>
  );
}

/** A small mark with its word. */
export function Verdict({ outcome }: { outcome: string }): JSX.Element {
  const look = lookOf(outcome);
  return (
    <span class={`verdict ${look.tone}`}>
      <Mark of={look} size="s" />
      {look.word}
    </span>
  );
}

/** ARNs, actions, condition keys and variables, which stand in sentences as code. */
const code = /(?:arn:[^\s,;]*[^\s,;.:]|(?<![\w.])[a-z][a-z0-9-]*:[A-Za-z*][\w*/-]*|\$\{[^}]*\})/g;

/** A sentence of the engine. What a policy would hold is set as code. */
export function Say({ text }: { text: string }): JSX.Element {
  const parts: (string | JSX.Element)[] = [];
  let at = 0;
  for (const match of text.matchAll(code)) {
    parts.push(text.slice(at, match.index), <code>{match[0]}</code>);
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}

export function Icon({ name, of = "" }: { name: string; of?: string }): JSX.Element {
  return (
    <svg class={`i ${of}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={strokes[name]} />
    </svg>
  );
}

export function Logo(): JSX.Element {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M8 3H6.5A2.5 2.5 0 0 0 4 5.5v3.2c0 1.5-.7 2.5-2 3.3 1.3.8 2 1.8 2 3.3v3.2A2.5 2.5 0 0 0 6.5 21H8M16 3h1.5A2.5 2.5 0 0 1 20 5.5v3.2c0 1.5.7 2.5 2 3.3-1.3.8-2 1.8-2 3.3v3.2a2.5 2.5 0 0 1-2.5 2.5H16"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path d="m8.2 12.2 2.7 2.7 5-5.7" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

/** The strokes of each icon, in a box of 16. */
const strokes: Record<string, string> = {
  plus: "M8 3v10M3 8h10",
  dots: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  copy: "M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2",
  up: "m4 9.75 4-4 4 4",
  api: "M5.5 3.5 2 8l3.5 4.5M10.5 3.5 14 8l-3.5 4.5",
  find: "M2.75 7a4.25 4.25 0 1 0 8.5 0 4.25 4.25 0 1 0-8.5 0M10.25 10.25l3.25 3.25",
  keyboard: "M3 4h10a1.25 1.25 0 0 1 1.25 1.25v5.5A1.25 1.25 0 0 1 13 12H3a1.25 1.25 0 0 1-1.25-1.25v-5.5A1.25 1.25 0 0 1 3 4zM4.5 6.5h.01M7 6.5h.01M9.5 6.5h.01M12 6.5h-.01M5.5 9.5h5",
  sun: "M5.25 8a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  moon: "M13.25 9.75A5.75 5.75 0 0 1 6.25 2.75a5.75 5.75 0 1 0 7 7z",
  paste: "M5.5 3H4a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V4a1 1 0 0 0-1-1h-1.5M6.25 1.75h3.5c.4 0 .75.35.75.75v1.25c0 .4-.35.75-.75.75h-3.5a.75.75 0 0 1-.75-.75V2.5c0-.4.35-.75.75-.75z",
  help: "M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0M6.25 6.25a1.75 1.75 0 1 1 2.6 1.5c-.55.35-.85.65-.85 1.35M8 11.25h.01",
  switch: "M5 4.5h6a3.5 3.5 0 0 1 0 7H5a3.5 3.5 0 0 1 0-7zM9.5 8a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0",
  right: "m6 4 4 4-4 4",
  down: "m4 6.25 4 4 4-4",
  check: "m3.5 8.5 3 3 6-6.75",
  cross: "m4.25 4.25 7.5 7.5m0-7.5-7.5 7.5",
  warn: "M8 2.25 14.25 13H1.75zM8 6.5v3M8 11.25h.01",
  first: "M4 4v8M12 4 7.5 8l4.5 4",
  prev: "M10 4 5.5 8l4.5 4",
  next: "m6 4 4.5 4L6 12",
  last: "M12 4v8M4 4l4.5 4L4 12",
  target: "M2.75 8a5.25 5.25 0 1 0 10.5 0 5.25 5.25 0 1 0-10.5 0M6.5 8a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M8 1.25v2.5M8 12.25v2.5M1.25 8h2.5M12.25 8h2.5",
  doc: "M9.25 1.75H4a1 1 0 0 0-1 1v10.5a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V5.5zM9.25 1.75V5.5H13",
  send: "M2 8h11M9 3.75 13.25 8 9 12.25",
  result: "M3 4h3M3 8h6M3 12h4M11 11.5l1.5 1.5 2.5-3",
  link: "M6.75 9.25a2.75 2.75 0 0 0 3.9 0l2.3-2.3a2.75 2.75 0 0 0-3.9-3.9l-.8.8M9.25 6.75a2.75 2.75 0 0 0-3.9 0l-2.3 2.3a2.75 2.75 0 0 0 3.9 3.9l.8-.8",
  lock: "M4.25 7h7.5c.7 0 1.25.55 1.25 1.25v4.5c0 .7-.55 1.25-1.25 1.25h-7.5C3.55 14 3 13.45 3 12.75v-4.5C3 7.55 3.55 7 4.25 7zM5.25 7V4.75a2.75 2.75 0 0 1 5.5 0V7",
  share: "M6.5 9.5 13 3M9 2.75h4.25V7M12 9.5V12a1.25 1.25 0 0 1-1.25 1.25H4A1.25 1.25 0 0 1 2.75 12V5.25A1.25 1.25 0 0 1 4 4h2.5",
  globe: "M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0M2.25 8h11.5M8 2.25c2 2 2.5 3.75 2.5 5.75S10 11.75 8 13.75C6 11.75 5.5 10 5.5 8S6 4.25 8 2.25z",
  trash: "M2.75 4.25h10.5M6.25 4.25v-1.5h3.5v1.5M4.25 4.25l.5 9h6.5l.5-9",
  theme: "M2.5 8a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0M8 2.5v11a5.5 5.5 0 0 0 0-11z",
  book: "M8 4.25C6.5 3 4.5 2.75 2.25 2.75v9.5c2.25 0 4.25.25 5.75 1.5 1.5-1.25 3.5-1.5 5.75-1.5v-9.5C11.5 2.75 9.5 3 8 4.25zm0 0v9.5",
  back: "M6.25 3.5 2.75 7l3.5 3.5M3 7h6.5a3.5 3.5 0 0 1 0 7H7",
  org: "M6.75 2h2.5c.4 0 .75.35.75.75v2c0 .4-.35.75-.75.75h-2.5A.75.75 0 0 1 6 4.75v-2C6 2.35 6.35 2 6.75 2zM2.5 10.5H5c.4 0 .75.35.75.75v2c0 .4-.35.75-.75.75H2.5a.75.75 0 0 1-.75-.75v-2c0-.4.35-.75.75-.75zM11 10.5h2.5c.4 0 .75.35.75.75v2c0 .4-.35.75-.75.75H11a.75.75 0 0 1-.75-.75v-2c0-.4.35-.75.75-.75zM8 5.5V8M3.75 10.5V8h8.5v2.5",
};

/** What each verdict mark is made of, in a box of 16. */
const shapes: Record<string, () => JSX.Element> = {
  "v-allowed": () => (
    <>
      <circle cx="8" cy="8" r="7.25" fill="currentColor" />
      <path d="M4.8 8.3 7 10.5l4.3-4.8" fill="none" stroke="var(--on-solid)" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" />
    </>
  ),
  "v-explicit": () => (
    <>
      <path d="M5.1.9h5.8L15.1 5.1v5.8L10.9 15.1H5.1L.9 10.9V5.1z" fill="currentColor" />
      <path d="m5.5 5.5 5 5m0-5-5 5" fill="none" stroke="var(--on-solid)" stroke-width="1.75" stroke-linecap="round" />
    </>
  ),
  "v-implicit": () => (
    <>
      <circle cx="8" cy="8" r="6.7" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3.3 1.96" />
      <path d="M5 8h6" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" />
    </>
  ),
  "v-depends": () => (
    <>
      <path d="M8 1 15 8l-7 7-7-7z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" />
      <path d="M8 1v14L1 8z" fill="currentColor" />
    </>
  ),
  "v-none": () => <circle cx="8" cy="8" r="3" fill="none" stroke="currentColor" stroke-width="1.5" />,
  "v-lock": () => (
    <>
      <rect x="2.5" y="6.5" width="11" height="8" rx="1.5" fill="currentColor" />
      <path d="M5 6.5V4.5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="1.6" />
    </>
  ),
  "v-error": () => (
    <>
      <path d="M8 1.5 15.2 14H.8z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />
      <path d="M8 6v3.8" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
      <circle cx="8" cy="11.9" r=".9" fill="currentColor" />
    </>
  ),
};
