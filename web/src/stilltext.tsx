// A policy's text as the editor would show it, until the editor is there, and for those who have no scripts.

import type { JSX } from "preact";

/** Strings with the colon behind them, if any; words and numbers; what stands between. */
const tokens = /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|[-\w.+]+|[{}[\],:]+/g;

/** How many lines are numbered and coloured: as many as a screen shows. */
const seenLines = 60;

export function StillText({ text, label }: { text: string; label: string }): JSX.Element {
  const lines = text.split("\n");
  return (
    <pre class="still" tabIndex={0} role="group" aria-label={label}>
      {lines.slice(0, seenLines).map((line) => (
        <span class="still-line">{inked(line)}</span>
      ))}
      {lines.length > seenLines && <span class="still-rest">{lines.slice(seenLines).join("\n")}</span>}
    </pre>
  );
}

function inked(line: string): (string | JSX.Element)[] {
  const parts: (string | JSX.Element)[] = [];
  let at = 0;
  for (const match of line.matchAll(tokens)) {
    parts.push(line.slice(at, match.index));
    const [whole, string, colon] = match;
    if (string !== undefined) parts.push(<span class={colon === undefined ? "still-value" : "still-key"}>{string}</span>, <span class="still-mark">{colon ?? ""}</span>);
    else parts.push(<span class={/^\W/.test(whole) && whole[0] !== "-" ? "still-mark" : "still-value"}>{whole}</span>);
    at = match.index + whole.length;
  }
  parts.push(line.slice(at), "\n");
  return parts;
}
