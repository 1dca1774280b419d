// A field of the request form, with what is wrong with it.

/** Sets one field of the request; undefined removes it. */
export type SetField = (name: string, value: unknown) => void;

/** What is wrong with each field, in a sentence. */
export type ProblemOf = (name: string) => string | undefined;

/** One line of text that wraps: the end of an ARN tells as much as its beginning. */
export function Line({ name, label, hint, value, problem, mono = false, set }: { name: string; label: string; hint: string; value: string; problem: string | undefined; mono?: boolean; set(value: string): void }) {
  return (
    <>
      <label for={`request-${name}`}>{label}</label>
      <div>
        <textarea
          id={`request-${name}`}
          class={`field line ${mono ? "mono" : ""}`}
          rows={1}
          value={value}
          placeholder={hint}
          spellcheck={false}
          autocomplete="off"
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? `problem-${name}` : undefined}
          onInput={(event) => set(event.currentTarget.value.replace(/[\r\n]+/g, ""))}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
        <Problem name={name} problem={problem} />
      </div>
    </>
  );
}

export function Problem({ name, problem }: { name: string; problem: string | undefined }) {
  if (problem === undefined) return null;
  return (
    <p class="bad" id={`problem-${name}`}>
      {problem}
    </p>
  );
}
