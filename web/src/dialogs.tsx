// What stands in front of the page when somebody asks for it. All of it is loaded together, after what the page shows at once.

import { DraftsDialog } from "./draftsdialog.tsx";
import { Gallery } from "./gallery.tsx";
import { HelpDialog } from "./helpdialog.tsx";
import { KeySheet } from "./keys.tsx";
import { MyLinksDialog } from "./linksdialog.tsx";
import { ManagedDialog } from "./manageddialog.tsx";
import { Palette } from "./palette.tsx";
import { PasteDialog } from "./pastedialog.tsx";
import { showDialog, state } from "./session.ts";
import { ShareDialog } from "./sharedialog.tsx";

/** Apple's keyboards have another command key. */
const apple = /Mac|iP(hone|ad)/.test(navigator.platform);

export function Dialogs() {
  const close = () => showDialog(undefined);
  const { dialog, help } = state.value.view;
  switch (dialog) {
    case "keys":
      return <KeySheet apple={apple} close={close} />;
    case "paste":
      return <PasteDialog close={close} />;
    case "examples":
      return <Gallery close={close} />;
    case "managed":
      return <ManagedDialog close={close} />;
    case "palette":
      return <Palette apple={apple} close={close} />;
    case "drafts":
      return <DraftsDialog close={close} />;
    case "share":
      return <ShareDialog close={close} />;
    case "links":
      return <MyLinksDialog close={close} />;
    case "help":
      return help ? <HelpDialog topic={help} close={close} /> : null;
    case undefined:
      return null;
  }
}
