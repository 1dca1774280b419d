// What is not shown at first: loaded together, after it.

import { explanationAt, optionsAt } from "./advice.ts";
import type { Editor } from "./editor.ts";

export { startAdvice } from "./advice.ts";
export { Dialogs } from "./dialogs.tsx";
export { FindingList } from "./findinglist.tsx";
export { InWords } from "./inwords.tsx";
export { openShare } from "./openshare.ts";
export { ProblemList } from "./problemlist.tsx";
export { ShareBar } from "./sharebar.tsx";
export { Start } from "./start.tsx";

/** Gives an editor its tools; one that cannot have them does without. */
export async function equip(editor: Editor): Promise<void> {
  if (!editor.equip) return;
  const { editorTools } = await import("./editortools.ts");
  editor.equip(editorTools({ optionsAt, explanationAt }));
}
