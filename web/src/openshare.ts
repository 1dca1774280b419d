// Opening a short link: /s/ID, with the key behind # if it is sealed.

import { BrokenLink, linkOf } from "./link.ts";
import { madeBefore, madeIn, madePart } from "./made.ts";
import { readShare } from "./readshare.ts";
import { addressOf, followLink, notice } from "./session.ts";
import { ShareTrouble } from "./shares.ts";
import { arrived } from "./sharing.ts";

/** Opens a share; tells whether it did. If not, a sentence says why, and the draft is as it was. */
export async function openShare(id: string, hash: string): Promise<boolean> {
  try {
    const { share, text } = await readShare(addressOf(""), id, /^#k=([A-Za-z0-9_-]*)/.exec(hash)?.[1]);
    const made = madeBefore(share, madeIn(hash));
    const opened = await followLink((await linkOf(text)) + (made ? madePart(made) : ""));
    if (opened) arrived.value = { made, share: { id, kind: share.kind, expires: share.expires } };
    return opened;
  } catch (error) {
    const known = error instanceof BrokenLink || error instanceof ShareTrouble;
    notice.value = { text: `${known ? error.message : "This link cannot be opened."} Your draft is as it was.`, tone: "problem" };
    return false;
  }
}
