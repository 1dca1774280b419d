// The lines that put a link's scenario into somebody's page.

import { useRef } from "preact/hooks";
import { Icon } from "./marks.tsx";
import { addressOf, copyText } from "./session.ts";

/** With a server frames are at "e"; a folder of files has them at "embed.html". */
export type FramePage = "e" | "embed.html";

export function EmbedCode({ url, frames }: { url: string; frames: FramePage }) {
  return (
    <details class="share-part embedcode">
      <summary>Embed it in a page</summary>
      <Lines word="As an element, which loads when a reader comes near" text={elementOf(url, frames)} />
      <Lines word="As a frame, where a page takes no scripts of others" text={frameOf(url, frames)} />
    </details>
  );
}

function Lines({ word, text }: { word: string; text: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <div class="linkbox">
      <label>
        <span class="soft">{word}</span>
        <textarea class="field mono" readOnly rows={3} value={text} ref={field} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <button type="button" class="b" aria-label={`Copy: ${word}`} onClick={() => (field.current?.select(), void copyText(text, "Copied, to be put into a page."))}>
        <Icon name="copy" />
        Copy
      </button>
    </div>
  );
}

export function elementOf(url: string, frames: FramePage): string {
  const where = frames === "e" ? "" : ` data-frame="${frames}"`;
  return `<script type="module" src="${escaped(addressOf("embed.js"))}"${where}></script>\n<iam-playground src="${escaped(url)}"></iam-playground>`;
}

export function frameOf(url: string, frames: FramePage): string {
  const address = new URL(url);
  const folder = new URL(addressOf(""));
  const path = address.pathname.slice(folder.pathname.length);
  address.pathname = folder.pathname + (path === "" ? frames : path.replace(/^s\//, "e/"));
  return `<iframe src="${escaped(address.href)}" title="IAM policy, decided step by step" loading="lazy" width="100%" height="420" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write" referrerpolicy="no-referrer"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
