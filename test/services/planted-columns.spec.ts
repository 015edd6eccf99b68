import pg from 'pg';
import { Outbox } from '#queue';
import { PersonalDataService, type RegisterLine } from '#rules';
import { type TestApp, testAppWith } from '../support/app.js';
import { Traces, timePasses } from '../support/traces.js';

const WHO = 'Zéphyrine Plantagrume';
const YEARS = 12;
/** Periods of a number of days, months or years: what the register says will end. */
const ENDS = /^\d+ \S+ après /;
/** As somebody's name may stand in each: a text, or among the words of a document. */
const PLANT: Readonly<Record<string, string>> = {
  text: `'${WHO}'`,
  jsonb: `jsonb_build_array('${WHO}')`,
};
/** Documents that are read by their keys. */
const SHAPED: Readonly<Record<string, string>> = {
  'imports.file.sheets': `jsonb_build_array(jsonb_build_object('name', '${WHO}'))`,
  'imports.file.columns': `jsonb_build_object('make', '${WHO}')`,
  'imports.file.choices': `jsonb_build_object('answers', jsonb_build_object('make', '${WHO}'))`,
  'imports.file.error_facts': `jsonb_build_object('typed', '${WHO}')`,
  'people.audit_entry.facts': `facts`,
};

let t: TestApp;
let owner: pg.Client;
const planted: string[] = [];

beforeAll(async () => {
  ({ t } = await testAppWith('demo', { work: true }));
  owner = new pg.Client({ connectionString: t.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await t?.close();
});

const get = <T>(type: new (...of: never[]) => T): T => t.app.get(type, { strict: false });
const traces = new Traces([WHO, 'Plantagrume'], []);

/** Writes a name into every row of a column that the register declares, past the rules. @returns how many rows have it */
async function plant({ table, column }: RegisterLine): Promise<number> {
  const [{ type, single }] = (
    await owner.query(
      `SELECT format_type(a.atttypid, NULL) AS type, EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY (i.indkey)) AS single
       FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attname = $2`,
      [table, column],
    )
  ).rows;
  const word = SHAPED[`${table}.${column}`] ?? PLANT[type];
  if (!word) return 0;
  const value = single && type === 'text' ? `${word} || ' ' || ctid::text` : word;
  await owner.query('BEGIN; SET LOCAL session_replication_role = replica');
  try {
    const { rowCount } = await owner.query(
      `UPDATE ${table} SET ${column} = ${value} WHERE ${column} IS NOT NULL AND ${column}::text <> ''`,
    );
    await owner.query('COMMIT');
    return rowCount ?? 0;
  } catch (error) {
    await owner.query('ROLLBACK');
    // A CHECK that lets no name in is as good as an end.
    if ((error as { code?: string }).code === '23514') return 0;
    throw error;
  }
}

test('a name in every text that the register declares with an end: none is left after twelve years', async () => {
  const ends = (await get(PersonalDataService).lines()).filter(({ kept }) => ENDS.test(kept));
  for (const line of ends) if ((await plant(line)) > 0) planted.push(`${line.table}.${line.column}`);
  expect(planted.length).toBeGreaterThan(15);
  expect(new Set((await traces.inDatabase(owner)).map((found) => found.split(':')[0])).size).toBeGreaterThan(15);
  for (let year = 0; year < YEARS; year++) {
    await timePasses(owner, '1 year');
    for (const { run } of get(Outbox).schedules) await run();
  }
  for (const { run } of get(Outbox).schedules) await run();
  const left = await traces.inDatabase(owner);
  // Who is the last to manage an organisation or the installation stays known, and the bank is told each year.
  const { rows: open } = await owner.query(
    'SELECT id FROM people.app_user WHERE active AND NOT instance_admin AND NOT EXISTS (SELECT FROM people.membership m WHERE m.user_id = app_user.id AND m.active AND m.roles && people.manager_roles())',
  );
  expect(open).toEqual([]);
  const stays = /^(people\.app_user\.(name|email|password_hash)|people\.signatory\.)/;
  expect([...new Set(left.map((found) => found.split(':')[0]!))].filter((column) => !stays.test(column))).toEqual([]);
}, 240_000);
