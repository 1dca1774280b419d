// The way to an explanation: a button beside what it explains.

import { help } from "./session.ts";
import type { Topic } from "./state.ts";
import { topicWord } from "./topics.ts";

export function About({ topic, short = false }: { topic: Topic; short?: boolean }) {
  const word = topicWord(topic);
  return (
    <button type="button" class="about" aria-label={`About ${word}`} onClick={() => help(topic)}>
      {short ? "About" : `About ${word}`}
    </button>
  );
}
