import type { QueryRunner } from 'typeorm';
import { SchemaError } from './migration.js';
import { type Applied, applied } from './sql-files.js';

/**
 * Lists of words that code and Postgres both hold. They stand once, in TypeScript; migrating writes them, and a word that Postgres has and TypeScript
 * has not stops it: to remove one is the work of a migration (`CALL platform.drop_word(…)`, or a DELETE of rows). Names are `schema.name`; of an
 * object, its keys are the words.
 */
export interface Lists {
  /** Domains: a column of the type `devices.state` takes these words and no other. */
  readonly words?: Readonly<Record<string, readonly string[] | object>>;
  /** Functions without arguments that give an array: `state = ANY (devices.out_states())`, as quick as the list written out. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly numbers?: Readonly<Record<string, number>>;
  /** Rows of tables that the application's role only reads; every column is part of the key. */
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

export function listsApplied(lists: readonly Lists[]): Applied[] {
  return lists.flatMap(({ words = {}, groups = {}, numbers = {}, rows = {} }) => [
    ...Object.entries(words).map(([name, of]) =>
      applied(pathOf(name, 'words'), checked(Array.isArray(of) ? (of as string[]) : Object.keys(of)).join('\n')),
    ),
    ...Object.entries(groups).map(([name, of]) =>
      applied(pathOf(name, 'groups'), constant(name, 'text[]', `ARRAY[${literals(of)}]::text[]`)),
    ),
    ...Object.entries(numbers).map(([name, n]) =>
      applied(pathOf(name, 'groups'), constant(name, 'integer', String(n))),
    ),
    ...Object.entries(rows).map(([name, of]) => applied(pathOf(name, 'rows'), JSON.stringify(of))),
  ]);
}

const pathOf = (name: string, kind: string) => name.replace('.', `/${kind}/`);

function checked(words: readonly string[]): readonly string[] {
  const odd = words.find((word) => !/^[\w:]+$/.test(word));
  if (odd !== undefined || words.length === 0) throw new Error(`not a list of words: ${odd ?? 'nothing'}`);
  return words;
}

const literals = (words: readonly string[]) =>
  checked(words)
    .map((word) => `'${word}'`)
    .join(', ');

const constant = (name: string, type: string, value: string) =>
  `CREATE OR REPLACE FUNCTION ${name}() RETURNS ${type} LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ${value} $$;`;

/** Makes the domain, or gives it the words it lacks; those it has beyond the list stay until `mustHaveNoMore`. */
export async function applyWords(q: QueryRunner, { schema, name, text }: Applied): Promise<void> {
  const domain = `${schema}.${name}`;
  const words = text.split('\n');
  const there = await wordsOf(q, domain);
  const all = [...words, ...(there ?? []).filter((word) => !words.includes(word))];
  const constraint = `CONSTRAINT words CHECK (VALUE IN (${literals(all)}))`;
  if (!there) await q.query(`CREATE DOMAIN ${domain} AS text ${constraint}`);
  else if (all.length > there.length) {
    // What was allowed stays allowed, so no row needs to be checked.
    await q.query(`ALTER DOMAIN ${domain} DROP CONSTRAINT words; ALTER DOMAIN ${domain} ADD ${constraint} NOT VALID`);
  }
}

async function wordsOf(q: QueryRunner, domain: string): Promise<string[] | null> {
  const rows: { said: string }[] = await q.query(
    `SELECT pg_get_constraintdef(oid) AS said FROM pg_constraint WHERE contypid = to_regtype($1) AND conname = 'words'`,
    [domain],
  );
  return rows[0] ? [...rows[0].said.matchAll(/'(\w+)'/g)].map(([, word]) => word!) : null;
}

export async function applyRows(q: QueryRunner, { schema, name, text }: Applied): Promise<void> {
  const { columns, values } = rowsOf(text);
  await q.query(`INSERT INTO ${schema}.${name} (${columns}) VALUES ${values} ON CONFLICT DO NOTHING`);
}

function rowsOf(text: string): { columns: string; values: string } {
  const rows = JSON.parse(text) as Record<string, string>[];
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => `(${literals(columns.map((column) => row[column] ?? ''))})`);
  return { columns: columns.join(', '), values: values.join(', ') };
}

/** @throws SchemaError when Postgres has words or rows that a list has not. */
export async function mustHaveNoMore(q: QueryRunner, all: readonly Applied[]): Promise<void> {
  for (const { kind, schema, name, text } of all) {
    const more =
      kind === 'words'
        ? await moreWords(q, `${schema}.${name}`, text)
        : kind === 'rows'
          ? await moreRows(q, `${schema}.${name}`, text)
          : [];
    if (more.length === 0) continue;
    throw new SchemaError(
      `${schema}.${name} garde dans la base ce que le programme n'a plus : ${more.join(', ')}. Une migration doit d'abord le retirer.`,
    );
  }
}

async function moreWords(q: QueryRunner, domain: string, text: string): Promise<string[]> {
  const words = text.split('\n');
  return ((await wordsOf(q, domain)) ?? []).filter((word) => !words.includes(word));
}

async function moreRows(q: QueryRunner, table: string, text: string): Promise<string[]> {
  const { columns, values } = rowsOf(text);
  const rows: { row: string }[] = await q.query(
    `SELECT x::text AS row FROM (SELECT ${columns} FROM ${table} EXCEPT SELECT * FROM (VALUES ${values}) AS v) x`,
  );
  return rows.map(({ row }) => row);
}
