import type { EntityManager } from 'typeorm';
import { type Actor, sha256 } from '#platform/kernel';
import type { AnyKind, GoodRow } from '../kind.js';
import { MarkCounter } from '../sheets/cell-styles.js';
import type { FoundHeader, ReadRow, RowProblem } from '../sheets/opened-file.js';
import { LEFT_BY_ANSWER } from '../word-lists.js';
import { WordCounter } from '../words/words.js';
import type { Progress } from './progress.js';
import { keepPart, type RowRemark, storeRemarks } from './rows.js';

export const BATCH = 1_000;

/** Rows on their way into the database: good ones by the thousand, the others one by one with what is said about them. */
export class RowKeeping {
  good = 0;
  wrong = 0;
  warned = 0;
  left = 0;
  unwanted = 0;
  unsure = 0;
  things = 0;
  private batch: ReadRow<unknown>[] = [];
  private part = 0;
  readonly words: WordCounter;
  readonly likeness: Likeness;
  readonly marks = new MarkCounter();
  private readonly places: readonly (number | undefined)[];

  constructor(
    private readonly tx: EntityManager,
    private readonly actor: Actor,
    private readonly kind: AnyKind,
    private readonly fileId: string,
    private readonly subject: unknown,
    header: FoundHeader,
  ) {
    this.words = new WordCounter(kind.wordFields, (field) => kind.wordLimit(field));
    this.likeness = new Likeness(kind);
    const secret = kind.secrets?.fields ?? [];
    this.places = kind.fields.map((field) => (secret.includes(field) ? undefined : header.fields[field]));
  }

  take(row: ReadRow<unknown>): number {
    if (row.words) this.words.add(row.words);
    if (asks(row.words)) this.unsure += 1;
    if (row.meaning) this.likeness.add(row.meaning);
    this.marks.add(row.marks, !row.left);
    return this.batch.push(row);
  }

  async keep(progress?: Progress): Promise<void> {
    const { tx, kind, fileId } = this;
    const read = this.batch;
    this.batch = [];
    const candidates = read.flatMap((row): GoodRow<unknown>[] =>
      row.meaning ? [{ line: row.n, meaning: row.meaning, cells: this.cellsOf(row) }] : [],
    );
    const known = await kind.check(tx, this.actor, this.subject, candidates);
    const told = read.flatMap((row): RowRemark[] => {
      const more = known.get(row.n);
      if (more?.words) this.words.add(more.words);
      if (asks(more?.words) && !asks(row.words)) this.unsure += 1;
      const notes = this.notesOf(row);
      if (!row.problems.length && !more && !row.left && !notes.length) return [];
      const own = row.problems.map(({ code, field, facts }) => ({ code, field, facts }));
      return [
        {
          line: row.n,
          meaning: row.meaning ?? null,
          wrong: !row.left && (!row.meaning || (more?.wrong ?? false)),
          left: row.left,
          problems: own.concat(more?.problems ?? [], notes),
          cells: this.cellsOf(row),
          width: row.raw.length,
        },
      ];
    });
    const good = candidates.filter((row) => !known.get(row.line)?.wrong);
    await keepPart(tx, kind, fileId, this.part, good);
    await storeRemarks(tx, kind, fileId, told);
    this.part += 1;
    const left = told.filter((row) => row.left).length;
    this.left += left;
    this.unwanted += told.filter((row) => LEFT_BY_ANSWER.has(row.left)).length;
    this.good += good.length;
    this.wrong += read.length - left - good.length;
    this.warned += told.filter((row) => !row.wrong && !row.left).length;
    this.things += good.reduce((sum, row) => sum + kind.quantity(row.meaning), 0);
    await progress?.tell(this.good + this.wrong + this.left);
  }

  private notesOf({ marks, left }: ReadRow<unknown>): RowProblem[] {
    const { noteCode, fields } = this.kind;
    if (!noteCode || left) return [];
    return this.marks.notesOf(
      marks,
      noteCode,
      fields.map((field, i) => [field, this.places[i]]),
    );
  }

  private cellsOf({ raw }: ReadRow<unknown>): string[] {
    return this.places.map((at) => (at === undefined ? '' : (raw[at] ?? '')));
  }
}

const asks = (words: ReadRow<unknown>['words'] = {}): boolean =>
  Object.values(words).some((word) => word?.sureness === 'ask');

/** What a list is known by again when its bytes differ and nothing in it has a number: how many it has of each thing. */
export class Likeness {
  nameless = true;
  private readonly counts = new Map<string, number>();

  constructor(private readonly kind: AnyKind) {}

  add(meaning: unknown): void {
    const like = this.kind.likeness?.(meaning);
    if (!like) return;
    if (like.named) this.nameless = false;
    this.counts.set(like.key, (this.counts.get(like.key) ?? 0) + this.kind.quantity(meaning));
  }

  get key(): string | null {
    if (!this.counts.size) return null;
    return sha256(
      [...this.counts]
        .map(([key, count]) => `${count} ${key}`)
        .sort()
        .join('\n'),
    );
  }
}
