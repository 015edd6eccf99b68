import { type DataSource, QueryFailedError } from 'typeorm';
import { type ProofFailure, recordProof, rows } from '#platform/database';
import { audit } from '../audit/audit.js';

/** How many rows end in one night at most: so many of one table, and of all together; and how many in one transaction. */
export interface NightOfWords {
  readonly all: number;
  readonly ofATable: number;
  readonly atOnce: number;
}

/** Some minutes of a quiet server; whoever has more waits for another night, and the page of the system says so. */
const NIGHT: NightOfWords = { all: 200_000, ofATable: 50_000, atOnce: 1000 };

/** Postgres: a statement was cancelled, for its time was over. */
const TOO_LONG = '57014';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

export interface WordsEnded {
  readonly ended: number;
  /** Rows whose day has come, and that the next nights end. */
  readonly remaining: number;
}

/**
 * Ends what things are called, what papers say and what machines and tools told, each at its dated period: Postgres says where
 * (`platform.endings`), and lets no other change of these histories through. Each table has its turn, some rows in a transaction each, until
 * nothing is due or the night has had enough; a table that fails keeps none of the others. The audit says how many, the proof `words_ended`
 * what is left.
 * @throws what the first table that failed threw, after all others had their turn
 */
export async function endWords(db: DataSource, night: NightOfWords = NIGHT): Promise<WordsEnded> {
  const tables = await rows<{ thing: string }>(db, 'SELECT DISTINCT thing FROM platform.endings() ORDER BY thing', []);
  const failures: unknown[] = [];
  let open = tables.map(({ thing }) => ({ thing, ended: 0 }));
  let ended = 0;
  const remaining: string[] = [];
  while (open.length) {
    const next: typeof open = [];
    for (const table of open) {
      const most = Math.min(night.atOnce, night.ofATable - table.ended, night.all - ended);
      if (most <= 0) {
        remaining.push(table.thing);
        continue;
      }
      try {
        const n = await endSome(db, table.thing, most);
        ended += n;
        if (n === most) next.push({ thing: table.thing, ended: table.ended + n });
      } catch (error) {
        failures.push(error);
        remaining.push(table.thing);
      }
    }
    open = next;
  }
  const count = { count: ended };
  if (ended) await db.transaction((tx) => audit(tx, SYSTEM, 'forget', { kind: 'word' }, count));
  const left = await dueOf(db, remaining);
  const failure = failures.length ? 'words.not_ended' : left ? 'words.remaining' : undefined;
  await recordProof(db, 'words_ended', { failure: failure satisfies ProofFailure | undefined, remaining: left });
  if (failures.length) throw failures[0];
  return { ended, remaining: left };
}

async function endSome(db: DataSource, thing: string, most: number): Promise<number> {
  const [some] = await rows<{ n: number }>(db, 'SELECT platform.end_words($1, $2) AS n', [thing, most]);
  return some!.n;
}

/** How many rows wait, table by table; of one that takes too long to count, that there is one at least. */
async function dueOf(db: DataSource, things: readonly string[]): Promise<number> {
  let due = 0;
  for (const thing of new Set(things)) {
    try {
      const [table] = await rows<{ n: number }>(db, 'SELECT platform.words_due($1)::float8 AS n', [thing]);
      due += table!.n;
    } catch (error) {
      if (!(error instanceof QueryFailedError) || (error.driverError as { code?: string }).code !== TOO_LONG)
        throw error;
      due += 1;
    }
  }
  return due;
}
