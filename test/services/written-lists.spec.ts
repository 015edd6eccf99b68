import { DonationsService, FileQueries, FilesService } from '#bank/intake';
import { sha256 } from '#platform/kernel';
import { broken } from '../support/servers/services.js';
import { DataImport } from '../support/sheets/data-import.js';
import { simpleBook } from '../support/sheets/workbook.js';
import { isAsked, WRITTEN_LISTS, type WrittenList } from '../support/sheets/written-lists.js';

/** Lists of forty or sixty rows, and two with the columns of other tools (test/fixtures/lists). */
let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

/** Of a hundred rows how many may be asked, of all lists of a kind together. Thirty were wanted of the hard ones; two of forty rows are mostly such as nobody can tell. */
const ASKED_AT_MOST = { ordinary: 15, hard: 31 };
/** Surnames that stand in these lists and nowhere else. */
const NAMES = 'kerouedan|delattre|trécourand|abgrall|vandenbroucke|quemener|guivarch';

const bookOf = ({ titles, rows }: WrittenList) => simpleBook([titles, ...rows]);

/** Every row of every table that holds one of the names. */
async function named(): Promise<string[]> {
  const tables: { name: string }[] = await t.s.db.query(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables)
    for (const { text } of await t.s.db.query(
      `SELECT left(x::text, 300) AS text FROM ${name} x WHERE x::text ~* $1 LIMIT 2`,
      [NAMES],
    ))
      found.push(`${name} ${text}`);
  return found;
}

async function upload(list: WrittenList): Promise<string> {
  const bytes = await bookOf(list);
  const file = { filename: 'parc.xlsx', size: bytes.length, sha256: sha256(bytes), source: bytes };
  const { app, fixtures } = t.s;
  const donor = { kind: 'company' as const, name: `Donateur ${list.name}` };
  const given = { donor, placeId: fixtures.organisations.collection.place, arrival: 'received' as const, expected: [] };
  const donationId = await t.s.work((tx) => app.get(DonationsService).create(tx, t.leila, given));
  return t.s.work((tx) => app.get(FilesService).upload(tx, t.leila, donationId, file));
}

/** What was read of a list: rows that say something else than they mean, and how many are asked. */
async function read(list: WrittenList, id: string) {
  const queries = t.s.app.get(FileQueries);
  const words = await queries.words(t.leila, id);
  const asked = new Set(words.filter((w) => w.sureness === 'ask').map((w) => `${w.field} ${w.said}`));
  const { condition } = (await queries.byId(t.leila, id)).columns;
  const { items } = await queries.rows(t.leila, id, { limit: 100 });
  const wrong = new Set<string>();
  let rows = 0;
  for (const row of items) {
    const cells = list.rows[row.line - 2]!;
    const meant = list.meant[row.line - 2]!;
    const [kind, state] = ['category', 'condition'].map((field) => isAsked(asked, field, [...cells, ...list.titles]));
    if (row.wrong || kind || state) rows += 1;
    if (!row.wrong && !kind && row.category !== meant.category) wrong.add(`${cells.join(' | ')}: ${row.category}`);
    if (!row.wrong && !state && condition && row.condition !== meant.state)
      wrong.add(`${cells.join(' | ')}: ${row.condition}`);
  }
  return { wrong: [...wrong], asked: rows, of: items.length, words: [...asked] };
}

const LISTS = WRITTEN_LISTS.filter(({ kind }) => kind !== 'register');
const counts = {
  ordinary: { asked: 0, of: 0, words: [] as string[] },
  hard: { asked: 0, of: 0, words: [] as string[] },
};

test('of these lists nothing is silently wrong, and few rows are asked', async () => {
  const wrong: string[] = [];
  for (const list of LISTS) {
    const id = await upload(list);
    const found = await read(list, id);
    expect({ list: list.name, rows: found.of }).toEqual({ list: list.name, rows: list.rows.length });
    wrong.push(...found.wrong.map((row) => `${list.name}: ${row}`));
    const sum = counts[list.kind as 'ordinary'];
    sum.asked += found.asked;
    sum.of += found.of;
    sum.words.push(`${list.name} ${found.asked}: ${found.words.join(', ')}`);
    // No dead end: what is left may be taken to be looked at, and the file comes in.
    await t.s.work((tx) => t.s.app.get(FilesService).answer(tx, t.leila, id, { words: [], rest: true }));
    expect(await broken(t.s.work((tx) => t.s.app.get(FilesService).apply(tx, t.leila, id)))).toBe('done');
  }
  expect(wrong).toEqual([]);
  for (const kind of ['ordinary', 'hard'] as const) {
    const { asked, of, words } = counts[kind];
    const few = asked * 100 <= ASKED_AT_MOST[kind] * of;
    expect({ kind, few, words: few ? [] : words }).toEqual({ kind, few: true, words: [] });
  }
  expect(await named()).toEqual([]);
});

test.each(WRITTEN_LISTS.filter(({ kind }) => kind === 'register').map((list) => [list.name, list] as const))(
  'another tool’s list: %s',
  async (_, list) => {
    const id = await t.upload(await bookOf(list));
    const asked = (await t.queries.values(t.leila, id)).filter(({ target }) => target === null);
    const columns = (await t.queries.byId(t.leila, id)).columns;
    expect(Object.keys(columns)).toEqual(expect.arrayContaining(['serial', 'make', 'model', 'category']));
    await t.s.work((tx) => t.service.map(tx, t.leila, id, { rest: true }));
    const { items } = await t.queries.rows(t.leila, id, { limit: 100 });
    // Where the word and the model differ, the device is left to be looked at.
    const wrong = items.filter(({ line, category, problems }) => {
      const left = problems.some(({ code }) => code === 'data_import.row_category_to_check');
      const cells = list.rows[line - 2]!;
      return category !== list.meant[line - 2]!.category && !left && !asked.some(({ value }) => cells.includes(value));
    });
    expect(wrong.map(({ line, category }) => `${list.rows[line - 2]!.join(' | ')}: ${category}`)).toEqual([]);
    await t.apply(id, 'good');
    expect(await t.queries.byId(t.leila, id)).toMatchObject({ state: 'applied', rowsWrong: 0 });
    expect(await named()).toEqual([]);
  },
);
