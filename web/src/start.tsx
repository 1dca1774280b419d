// How to begin where there is no policy yet.

import { addPolicyOf, openFile } from "./actions.ts";
import { Icon } from "./marks.tsx";
import { PasteForm } from "./pasteform.tsx";
import { showDialog } from "./session.ts";

export function Start() {
  return (
    <div class="scroll begin" id="document" role="tabpanel" aria-labelledby="tab-start">
      <h3>Start with what you have</h3>
      <PasteForm rows={7} />
      <h3>Or</h3>
      <p class="begin-acts">
        <button type="button" class="b" onClick={() => addPolicyOf("identity")}>
          <Icon name="plus" />
          Write a policy
        </button>
        <button type="button" class="b" onClick={() => showDialog("examples")}>
          <Icon name="book" />
          Open an example
        </button>
        <button type="button" class="b" onClick={openFile}>
          <Icon name="doc" />
          Open a file
        </button>
      </p>
    </div>
  );
}
