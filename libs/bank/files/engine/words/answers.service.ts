import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { columnTable, rows, run } from '#platform/database';
import { type Actor, operatorOf, RuleBroken } from '#platform/kernel';
import { type AnyKind, type ImportedFile, ImportKinds } from '../kind.js';
import { ImportReading, lockFile } from '../steps/reading.js';
import type { AnswerScope, ImportKindName } from '../word-lists.js';
import { type WordAnswer, type WordReading, wordName } from './words.js';

export interface WordView extends Omit<WordReading, 'by'> {
  readonly field: string;
  /** Rows that have it. */
  readonly count: number;
  /** Set when a person said so, and of which files. */
  readonly by: AnswerScope | null;
}

export interface WordAnswers {
  readonly words: readonly WordAnswer[];
  /** The words that are asked and not answered are left to be looked at device by device. */
  readonly rest?: boolean | undefined;
  readonly remember?: AnswerScope | undefined;
  readonly settings?: ImportedFile['settings'] | undefined;
}

const REMEMBERED = columnTable(
  { field: 'text', key: 'text', meaning: 'text' },
  { kind: 'text', scope: 'text', operator_number: 'int' },
);

/** What words of a file mean: asked once a word, not a row. */
@Injectable()
export class ImportAnswers {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly kinds: ImportKinds,
    private readonly reading: ImportReading,
  ) {}

  /** The different words of a file: those that are asked first, then the commonest. Whoever asks may see the file. */
  words(fileId: string, on: DataSource | EntityManager = this.db): Promise<WordView[]> {
    return rows<WordView>(
      on,
      `SELECT field, key, said, count, meaning, sureness, because, answered_by AS by FROM imports.word WHERE file_id = $1
       ORDER BY sureness = 'sure', count DESC, field, key`,
      [fileId],
    );
  }

  remember(
    tx: EntityManager,
    actor: Actor,
    kind: ImportKindName,
    scope: string,
    words: readonly WordAnswer[],
  ): Promise<void> {
    return remember(tx, actor, this.kinds.of(kind), scope, words);
  }

  /**
   * Takes what a person says of words, and reads the file again with it.
   * @throws RuleBroken `not_now` and `answer_unknown` of the kind (a word that the file has not, or a meaning that is none).
   */
  async answer(tx: EntityManager, actor: Actor, fileId: string, said: WordAnswers): Promise<void> {
    const { kind, file } = await lockFile(tx, this.kinds, fileId, 'answer');
    const words = await this.words(fileId, tx);
    const there = new Map(words.map((word) => [wordName(word.field, word.key), word]));
    const mayMean = await kind.answers(tx, file);
    for (const answer of said.words) {
      if (!there.has(wordName(answer.field, answer.key)) || !mayMean(answer))
        throw new RuleBroken(kind.refusals.answer_unknown, { word: answer.key, meaning: answer.meaning }, 'words');
    }
    const answered = new Set(said.words.map((answer) => wordName(answer.field, answer.key)));
    const left = words.filter((w) => said.rest && w.sureness === 'ask' && !answered.has(wordName(w.field, w.key)));
    const rest = left.flatMap(({ field, key }) => {
      const meaning = kind.toCheck(field);
      return meaning === null ? [] : [{ field, key, meaning }];
    });
    const answers = Object.fromEntries([...rest, ...said.words].map((a) => [wordName(a.field, a.key), a.meaning]));
    const subject = await kind.subject(tx, file);
    // What was left for later is no answer for other files.
    const scope = said.remember === 'bank' ? 'bank' : said.remember === 'donor' ? kind.scope(subject) : null;
    if (scope) await remember(tx, actor, kind, scope, said.words);
    if (said.settings)
      await run(tx, 'UPDATE imports.file SET settings = settings || $2 WHERE id = $1', [fileId, said.settings]);
    const choices = { ...file.choices, answers: { ...file.choices.answers, ...answers }, agreed: true };
    await this.reading.again(tx, actor, { ...file, choices }, subject);
  }
}

async function remember(
  tx: EntityManager,
  actor: Actor,
  kind: AnyKind,
  scope: string,
  words: readonly WordAnswer[],
): Promise<void> {
  const kept = words.filter((word) => kind.mayRemember(word));
  if (!kept.length) return;
  const operator = operatorOf(actor);
  const values = REMEMBERED.values(kept, { kind: kind.name, scope, operator_number: operator });
  await run(
    tx,
    `INSERT INTO imports.remembered_word (${REMEMBERED.names}) ${REMEMBERED.select}
     ON CONFLICT (kind, scope, field, key) DO UPDATE SET meaning = excluded.meaning, operator_number = excluded.operator_number, at = platform.now()`,
    values,
  );
}
