// The links that were made in this browser: copied again, or deleted.

import { useSignal } from "@preact/signals";
import { dateOf } from "./dates.ts";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./marks.tsx";
import { forgetLink, readLinks, type MyLink } from "./mylinks.ts";
import { addressOf, copyText, ownStorage } from "./session.ts";
import { Shares, ShareTrouble } from "./shares.ts";

export function MyLinksDialog({ close }: { close(): void }) {
  return (
    <Dialog title="My links" size="large" close={close}>
      <div class="share-scroll">
        <div class="share-part">
          <MyLinks />
        </div>
      </div>
    </Dialog>
  );
}

export function MyLinks() {
  const links = useSignal(readLinks(ownStorage(), new Date()));
  const said = useSignal("");
  const asked = useSignal("");
  const busy = useSignal("");
  const remove = async (link: MyLink) => {
    if (asked.value !== link.id) {
      asked.value = link.id;
      said.value = `“${link.title}” opens for nobody afterwards. Press Delete once more.`;
      return;
    }
    busy.value = link.id;
    const sentence = await removed(link);
    busy.value = asked.value = "";
    links.value = readLinks(ownStorage(), new Date());
    said.value = sentence;
  };
  return (
    <section aria-labelledby="my-links">
      <h3 id="my-links">My links, kept in this browser</h3>
      {links.value.length === 0 && <p class="soft">There is none. Short links that are made here are listed here, and deleted from here.</p>}
      <ul class="mine">
        {links.value.map((link) => (
          <li key={link.id}>
            <Icon name={link.kind === "sealed" ? "lock" : "globe"} />
            <span>
              <b>{link.title}</b>
              <small>
                {link.kind === "sealed" ? "Sealed" : "Public"}, made with engine {link.engine}, until {dateOf(link.expires)}
              </small>
            </span>
            <a class="b ghost" href={link.url}>
              Open
            </a>
            <button type="button" class="b ghost" aria-label={`Copy the link to ${link.title}`} onClick={() => void copyText(link.url, "Link copied.").then(() => (said.value = "Link copied."))}>
              <Icon name="copy" />
              <span class="wordy">Copy</span>
            </button>
            <button type="button" class="b ghost danger" aria-label={`Delete ${link.title}`} aria-disabled={busy.value === link.id} onClick={() => void remove(link)}>
              <Icon name="trash" />
              <span class="wordy">{asked.value === link.id ? "Delete now" : "Delete"}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="soft" role="status">
        {said.value}
      </p>
    </section>
  );
}

/** Deletes a link's share, and says what became of it. One that is gone already is forgotten, too. */
async function removed(link: MyLink): Promise<string> {
  try {
    await new Shares(addressOf("")).remove(link.id, link.deleteToken);
  } catch (error) {
    const gone = error instanceof ShareTrouble && (error.kind === "gone" || error.kind === "notFound");
    if (!gone) return `${error instanceof ShareTrouble ? error.message : "The link could not be deleted."} It is still there.`;
  }
  forgetLink(ownStorage(), link.id);
  return `Deleted: “${link.title}” opens for nobody any more.`;
}
