/** Why a text was read so, or why a person has to say. One sentence each on screen. */
export const BECAUSE = [
  'words',
  'model_line',
  'maker_of_computers',
  'maker_of_printers',
  'title',
  /** What a person said of rows that leave it out. */
  'default',
  'empty',
  'answered',
  /** A name that needs no meaning. */
  'as_typed',
  'nothing_known',
  'unknown_words',
  'vague',
  'accessory',
  'office_telephone',
  'two_things',
  'several',
  'either',
  /** « Tout-en-un » of a maker of computers and of printers. */
  'maker_of_both',
  'doubt',
  'contradiction',
  'mixed',
  'spelling',
  'rounded',
  'both_orders',
  'short_year',
  'bare_answer',
  /** It says that the device is kept, sold, lost. */
  'not_given',
  /** So many that it is hardly meant. */
  'many',
  /** One serial twice, with the maker once. */
  'same_serial',
] as const;
export type Because = (typeof BECAUSE)[number];

export interface Reading<Meaning> {
  readonly meaning: Meaning | null;
  readonly sureness: 'sure' | 'ask';
  readonly because: Because;
  readonly unread?: readonly string[];
}

export interface ShownReading<Meaning> extends Reading<Meaning> {
  readonly said: string;
}

export const sure = <M>(meaning: M, because: Because = 'words'): Reading<M> => ({ meaning, sureness: 'sure', because });

export const ask = <M>(because: Because, meaning: M | null = null, unread?: readonly string[]): Reading<M> =>
  unread?.length ? { meaning, sureness: 'ask', because, unread } : { meaning, sureness: 'ask', because };

/** How many texts a reader remembers; longer ones are no words that come again. */
const REMEMBERED = 10_000;
const LONGEST = 200;

/** Remembers answers: a column repeats a few words a hundred thousand times. */
export function remembering<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (text.length > LONGEST) return answer(text);
    if (known.size >= REMEMBERED) known.clear();
    // A text cut out of a file would keep the whole piece of the file it came from.
    const own = ` ${text}`.slice(1);
    const found = answer(own);
    known.set(own, found);
    return found;
  };
}
