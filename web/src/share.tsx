// What belongs to shares, loaded when somebody shares or opens one.

import { MyLinksDialog } from "./linksdialog.tsx";
import { ShareBar } from "./sharebar.tsx";
import { ShareDialog } from "./sharedialog.tsx";
import { arrived, shareDialog } from "./sharing.ts";

export function Sharing() {
  const close = () => (shareDialog.value = undefined);
  return (
    <>
      {arrived.value && <ShareBar />}
      {shareDialog.value === "share" && <ShareDialog close={close} />}
      {shareDialog.value === "links" && <MyLinksDialog close={close} />}
    </>
  );
}
