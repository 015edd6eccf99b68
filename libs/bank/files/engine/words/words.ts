import type { EntityManager } from 'typeorm';
import { columnTable, rows, run } from '#platform/database';
import type { AnyKind } from '../kind.js';
import type { AnswerScope, Sureness } from '../word-lists.js';

export interface Answer {
  readonly meaning: string;
  readonly by: AnswerScope;
}
export type Answers = ReadonlyMap<string, Answer>;

export interface WordReading {
  /** The word without what does not count: rows with the same one have the same answer. */
  readonly key: string;
  /** As it was typed. */
  readonly said: string;
  /** With `ask`, the best guess, or null. */
  readonly meaning: string | null;
  readonly sureness: Sureness;
  /** Why: a code that its page has a sentence for. */
  readonly because: string;
  readonly by?: AnswerScope | undefined;
}

export interface WordAnswer {
  readonly field: string;
  readonly key: string;
  readonly meaning: string;
}

/** Of a field that may have any number of different words, those that are listed. */
const LISTED = 2_000;
const SAID = 160;

const WORDS = columnTable(
  {
    field: 'text',
    key: 'text',
    said: 'text',
    count: 'int',
    meaning: 'text',
    sureness: 'text',
    because: 'text',
    answered_by: 'text',
  },
  { file_id: 'uuid' },
);

export const wordName = (field: string, key: string): string => `${field} ${key}`;

interface Counted {
  readonly field: string;
  readonly reading: WordReading;
  count: number;
}

export class WordCounter {
  private readonly words = new Map<string, Map<string, Counted>>();
  /** Fields with more different words than anybody would answer: the wrong column was chosen. */
  readonly tooMany = new Set<string>();

  constructor(
    fields: readonly string[],
    private readonly limitOf: (field: string) => number | null,
  ) {
    for (const field of fields) this.words.set(field, new Map());
  }

  add(words: Readonly<Partial<Record<string, WordReading>>>): void {
    for (const [field, of] of this.words) {
      const reading = words[field];
      if (!reading) continue;
      const known = of.get(reading.key);
      if (known) known.count += 1;
      else this.addNew(of, field, reading);
    }
  }

  private addNew(of: Map<string, Counted>, field: string, reading: WordReading): void {
    const limit = this.limitOf(field);
    if (of.size < (limit ?? LISTED)) of.set(reading.key, { field, reading, count: 1 });
    else if (limit !== null) this.tooMany.add(field);
  }

  get asked(): number {
    return this.all().filter(({ reading }) => reading.sureness === 'ask').length;
  }

  async keep(tx: EntityManager, fileId: string): Promise<void> {
    const all = this.all();
    if (!all.length) return;
    await run(
      tx,
      `INSERT INTO imports.word (${WORDS.names}) ${WORDS.select}`,
      WORDS.values(
        all.map(({ field, reading, count }) => ({
          field,
          key: reading.key,
          said: reading.said.slice(0, SAID).toWellFormed(),
          count,
          meaning: reading.meaning,
          sureness: reading.sureness,
          because: reading.because,
          answered_by: reading.by,
        })),
        { file_id: fileId },
      ),
    );
  }

  private all(): Counted[] {
    return [...this.words.values()].flatMap((of) => [...of.values()]);
  }
}

/** What was said of words: for the bank, for this donor, and for this very file, which wins. */
export async function answersFor(
  tx: EntityManager,
  kind: AnyKind,
  scope: string | null,
  said: Readonly<Record<string, string>> = {},
): Promise<Answers> {
  const known = kind.wordFields.length
    ? await rows<{ field: string; key: string; meaning: string; by: AnswerScope }>(
        tx,
        `SELECT field, key, meaning, CASE scope WHEN 'bank' THEN 'bank' ELSE 'donor' END AS by
         FROM imports.remembered_word WHERE kind = $1 AND scope = ANY ($2) ORDER BY scope <> 'bank', at DESC LIMIT 5000`,
        [kind.name, ['bank', ...(scope === null ? [] : [scope])]],
      )
    : [];
  return new Map([
    ...known.map(({ field, key, meaning, by }) => [wordName(field, key), { meaning, by }] as const),
    ...Object.entries(said).map(([name, meaning]) => [name, { meaning, by: 'file' }] as const),
  ]);
}
