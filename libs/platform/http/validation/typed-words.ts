export interface FieldWords {
  readonly label: string;
  readonly answers?: Readonly<Record<string, Answer>>;
}

type Answer = string | { readonly label: string };

const known = new Map<string, FieldWords>();

/** Adds the labels of a feature's forms, by the names of their fields; called once where the feature is declared. */
export function addFieldWords(words: Readonly<Record<string, FieldWords>>): void {
  for (const [name, { label, answers }] of Object.entries(words)) {
    const before = known.get(name);
    known.set(name, { label: before?.label ?? label, answers: { ...before?.answers, ...answers } });
  }
}

/** Adds those of declared forms; a feature's own go before. */
export function addDeclaredWords(words: Readonly<Record<string, FieldWords>>): void {
  for (const [name, own] of Object.entries(words))
    declared.set(name, { ...own, answers: { ...declared.get(name)?.answers, ...own.answers } });
}
const declared = new Map<string, FieldWords>();

const wordsOf = (name: string): FieldWords | undefined => known.get(name) ?? declared.get(name);

export const hasFieldWords = (name: string): boolean => wordsOf(name) !== undefined;

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/**
 * What somebody typed or chose, a line a field, to be copied where its form cannot be shown again; without what a page chose for them (an id, a mark,
 * a key), and without passwords.
 * @param own the labels of the form itself, where it is declared
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
    // A label that is a question or a sentence ends in its own mark.
    return [`${words.label}${/[?.…]$/.test(words.label) ? '' : ' :'} ${answers.join(', ')}`];
  });
}

const labelOf = (answer: Answer): string => (typeof answer === 'string' ? answer : answer.label);
