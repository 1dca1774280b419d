// What a code, an operator or a type of policy means, and the page of AWS's documentation that it rests on.

import { Dialog } from "./dialog.tsx";
import { operatorHelp, typeHelp } from "./help.ts";
import { about, engineStatus } from "./session.ts";
import { policyTypes, type Topic } from "./state.ts";
import { topicWord } from "./topics.ts";
import { sentence } from "./words.ts";

export function HelpDialog({ topic, close }: { topic: Topic; close(): void }) {
  const { says, page } = textsOf(topic);
  return (
    <Dialog title={topicWord(topic)} size="small" close={close}>
      <div class="help">
        {says.map((text) => (
          <p key={text}>{text}</p>
        ))}
        {page && (
          <p class="soft">
            It rests on AWS: {page}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function textsOf({ kind, name }: Topic): { says: string[]; page: string } {
  if (kind === "operator") return operatorHelp(name) ?? { says: [`${name} is no condition operator that AWS documents.`], page: "" };
  if (kind === "type") {
    const row = policyTypes.find(({ type }) => type === name);
    return row ? { says: [row.means, typeHelp[row.type].says, `It is attached to: ${row.attaches}.`], page: typeHelp[row.type].page } : { says: [`${name} is no type of policy that this page knows.`], page: "" };
  }
  const known = about.value?.get(name);
  if (known) return { says: [sentence(known.means)], page: known.page };
  const coming = !about.value && engineStatus.value !== "failed";
  return { says: [coming ? "The engine is asked." : "The engine has no explanation of it."], page: "" };
}
