// What a short link holds, read for the page and for frames alike.

import { BrokenLink } from "./link.ts";
import { unseal } from "./seal.ts";
import { Shares, type Fetched } from "./shares.ts";

/** Fetches a share and opens it if it is sealed. Throws a ShareTrouble or a BrokenLink, with a sentence for the reader. */
export async function readShare(folder: string, id: string, key: string | undefined): Promise<{ share: Fetched; text: string }> {
  const share = await new Shares(folder).get(id);
  if (share.kind === "public") return { share, text: share.scenario };
  if (!key) throw new BrokenLink("This link is sealed, and its key is missing: it stands behind #k= at the end of the whole link.");
  return { share, text: await unseal(share.sealed, key) };
}
