import type { QueryRunner } from 'typeorm';
import { SchemaError } from './migration.js';
import type { Applied } from './sql-files.js';

/** What Postgres computed with a function when a row was written, and does not compute again: indexes, checks, generated columns. */
const RESTS_ON = `
  SELECT pg_describe_object(d.classid, d.objid, d.objsubid) AS what FROM pg_depend d
  WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = to_regproc($1)
    AND d.classid IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass)`;

/**
 * A group may gain a new word at any time, since no row has it yet. A known word that joins or leaves it makes indexes and checks wrong: a migration
 * has to make those again.
 * @throws SchemaError
 */
export async function mustNotRegroup(q: QueryRunner, changed: readonly Applied[]): Promise<void> {
  const known = new Set(await wordsKnown(q));
  for (const { schema, name, text } of changed.filter(({ kind }) => kind === 'groups')) {
    const [before]: { text: string }[] = await q.query(
      'SELECT prosrc AS text FROM pg_proc WHERE oid = to_regproc($1)',
      [`${schema}.${name}`],
    );
    if (!before) continue;
    const [was, is] = [wordsIn(before.text), wordsIn(text.slice(text.indexOf('$$')))];
    const moved = [...was, ...is].filter((word) => was.has(word) !== is.has(word) && known.has(word));
    const rests = moved.length > 0 ? await q.query(RESTS_ON, [`${schema}.${name}`]) : [];
    if (rests.length === 0) continue;
    const what = rests.map((one: { what: string }) => one.what).join(', ');
    throw new SchemaError(
      `${schema}.${name} change de mots (${moved.join(', ')}), et d'autres choses reposent sur elle : ${what}. Une migration doit les refaire.`,
    );
  }
}

const wordsIn = (text: string): Set<string> => new Set([...text.matchAll(/'([\w:]+)'/g)].map(([, word]) => word!));

async function wordsKnown(q: QueryRunner): Promise<string[]> {
  const rows: { said: string }[] = await q.query(
    `SELECT pg_get_constraintdef(oid) AS said FROM pg_constraint WHERE contypid <> 0 AND conname = 'words'`,
  );
  return rows.flatMap(({ said }) => [...wordsIn(said)]);
}
