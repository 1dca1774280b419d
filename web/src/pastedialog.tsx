// A place to paste into, for those who do not know that the whole page is one.

import { Dialog } from "./dialog.tsx";
import { PasteForm } from "./pasteform.tsx";

export function PasteDialog({ close }: { close(): void }) {
  return (
    <Dialog title="Paste" size="small" close={close}>
      <PasteForm rows={10} taken={close} />
    </Dialog>
  );
}
