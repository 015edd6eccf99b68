/** What a field of a form asks, and its answers, in the words of its page. */
export interface FieldWords {
  readonly label: string;
  /** Of a choice: what each answer is called. */
  readonly answers?: Readonly<Record<string, Answer>>;
}

type Answer = string | { readonly label: string };

const known = new Map<string, FieldWords>();

/** Adds the words of a feature's forms, by the names of their fields; called once where the feature is declared. */
export function addFieldWords(words: Readonly<Record<string, FieldWords>>): void {
  for (const [name, { label, answers }] of Object.entries(words)) {
    const before = known.get(name);
    known.set(name, { label: before?.label ?? label, answers: { ...before?.answers, ...answers } });
  }
}

/** The same of forms that are declared: what a feature says of a name goes before. */
export function addDeclaredWords(words: Readonly<Record<string, FieldWords>>): void {
  for (const [name, own] of Object.entries(words))
    declared.set(name, { ...own, answers: { ...declared.get(name)?.answers, ...own.answers } });
}
const declared = new Map<string, FieldWords>();

const wordsOf = (name: string): FieldWords | undefined => known.get(name) ?? declared.get(name);

export const hasFieldWords = (name: string): boolean => wordsOf(name) !== undefined;

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/**
 * What somebody typed or chose, a line a field, to be copied where its form cannot be shown again. What a page chose for them (an id, a
 * mark, a key) is no word of theirs; a password is not shown.
 * @param own the words of the form itself, where it is declared
 */
export function typedLines(body: unknown, own: Readonly<Record<string, FieldWords>>): string[] {
  return Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, given]) => {
    const words = own[name] ?? wordsOf(name);
    const answers = [given]
      .flat()
      .map((one) => String(one ?? '').trim())
      .filter((text) => text && !ID.test(text))
      .map((text) => labelOf(words?.answers?.[text] ?? text));
    if (!words || answers.length === 0) return [];
    // A label that asks, or is a sentence, has its mark already.
    return [`${words.label}${/[?.…]$/.test(words.label) ? '' : ' :'} ${answers.join(', ')}`];
  });
}

const labelOf = (answer: Answer): string => (typeof answer === 'string' ? answer : answer.label);
