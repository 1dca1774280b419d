// A policy's text as the editor would show it, until the editor is there, and for those who have no scripts.

import type { JSX } from "preact";

/** Strings with the colon behind them, if any; words and numbers; what stands between. */
const tokens = /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|[-\w.+]+|[{}[\],:]+/g;

export function StillText({ text, label }: { text: string; label: string }): JSX.Element {
  return (
    <pre class="still" tabIndex={0} role="group" aria-label={label}>
      {text.split("\n").map((line) => (
        <span class="still-line">{inked(line)}</span>
      ))}
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
