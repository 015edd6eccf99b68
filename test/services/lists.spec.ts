import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { LISTS } from '../../apps/server/startup/word-lists.js';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/servers/database.js';

let database: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  db = await openDataSource(database.url);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const namesOf = (part: 'words' | 'groups' | 'numbers' | 'rows') =>
  LISTS.flatMap((lists) => Object.keys(lists[part] ?? {}));

test('each list belongs to one schema, and is told once', () => {
  const names = (['words', 'groups', 'numbers', 'rows'] as const).flatMap(namesOf);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
});

test('every domain holds the words of a column, or of what a function answers', async () => {
  const rows: { name: string }[] = await db.query(
    `SELECT DISTINCT format('%s.%s', n.nspname, t.typname) AS name FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_class c ON c.oid = a.attrelid WHERE t.typtype = 'd' AND c.relkind = 'r'
       AND n.nspname NOT IN ('pg_catalog', 'information_schema')
     UNION SELECT format('%s.%s', n.nspname, t.typname) FROM pg_proc f JOIN pg_type t ON t.oid = f.prorettype JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE t.typtype = 'd' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(namesOf('words').sort());
});

test('the application only reads the rows of lists', async () => {
  for (const table of namesOf('rows'))
    await expect(db.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
});

/** Words of one list, written out in SQL: `IN ('received', 'closed')`, `ARRAY['bank_admin', …]`. */
function copies(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const groups = text.matchAll(/(?:\bIN \(|ARRAY\[|`\()((?:'\w+'(?:::\w+)?,\s*)+'\w+'(?:::\w+)?)[)\]]/g);
  return [...groups]
    .filter(([, inside]) => {
      const words = [...inside!.matchAll(/'(\w+)'/g)].map(([, word]) => word!);
      return LISTS.some((lists) =>
        Object.values(lists.words ?? {}).some((of) => {
          const all: readonly string[] = Array.isArray(of) ? of : Object.keys(of);
          return words.every((word) => all.includes(word));
        }),
      );
    })
    .map(([whole]) => `${path}: ${whole}`);
}

// A copy stays behind when a word is added: SQL asks a group (`state = ANY (devices.out_states())`), or compares one word.
test('no list of words is written out in SQL', () => {
  const files = ['migrations', 'libs', 'apps'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(sql|tsx?)$/.test(name) && !/\.spec\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap(copies)).toEqual([]);
});
