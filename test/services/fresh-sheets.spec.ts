import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DonationsService, FileQueries, FilesService } from '#bank/intake';
import { sha256 } from '#platform/kernel';
import { broken } from '../support/servers/services.js';
import { DataImport } from '../support/sheets/data-import.js';
import { DONORS, REGISTERS, type Sheet } from '../support/sheets/fresh.js';
import { simpleBook } from '../support/sheets/workbook.js';
import { isAsked } from '../support/sheets/written-lists.js';

/**
 * Lists that were written after the rules, as town halls, schools and companies write them, and two with the columns of other tools: read
 * once before anything was mended.
 */
let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

/** Surnames that stand in these lists and nowhere else. */
const NAMES = /benkhalfa|trouvaille|le guennic|vaneeckhout|okonkwo|pelloutier|marsigny|tchikaya/i;

const bookOf = ({ titles, rows, above = [] }: Sheet) =>
  simpleBook([...above, titles, ...rows.map((row) => row.slice(0, titles.length))]);

/** Every row of every table that holds one of the names. */
async function kept(): Promise<string[]> {
  const tables: { name: string }[] = await t.s.db.query(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables)
    for (const { text } of await t.s.db.query(
      `SELECT left(x::text, 300) AS text FROM ${name} x WHERE x::text ~* $1 LIMIT 2`,
      [NAMES.source],
    ))
      found.push(`${name} ${text}`);
  return found;
}

/** What was read of a sheet: rows that say something else than they mean, words and rows that are asked about. */
function judged(
  sheet: Sheet,
  read: readonly { line: number; category: string | null; state: string | null; asks: boolean }[],
) {
  const at = (line: number) => sheet.rows[line - 2 - (sheet.above?.length ?? 0)];
  const wrong = read.flatMap(({ line, category, state }) => {
    const [is, does] = at(line)?.slice(sheet.titles.length) ?? [];
    const differs = (said: string | null, meant: string | undefined) => said !== null && said !== meant;
    return differs(category, is) || differs(state, does) ? [`${at(line)?.join(' | ')}: ${category}, ${state}`] : [];
  });
  return { wrong: [...new Set(wrong)].slice(0, 8), asked: read.filter((row) => row.asks).length / read.length };
}

test.each(DONORS.map((sheet) => [sheet.title, sheet] as const))('a donor’s list: %s', async (_, sheet) => {
  const bytes = await bookOf(sheet);
  const file = { filename: 'parc.xlsx', size: bytes.length, sha256: sha256(bytes), source: bytes };
  const { app, fixtures } = t.s;
  const donor = { kind: 'company' as const, name: `Donateur : ${sheet.title}` };
  const given = { donor, placeId: fixtures.organisations.collection.place, arrival: 'received' as const, expected: [] };
  const donationId = await t.s.work((tx) => app.get(DonationsService).create(tx, t.leila, given));
  const id = await t.s.work((tx) => app.get(FilesService).upload(tx, t.leila, donationId, file));
  const words = await app.get(FileQueries).words(t.leila, id);
  const asked = new Set(words.filter((w) => w.sureness === 'ask').map((w) => `${w.field} ${w.said}`));
  const { items } = await app.get(FileQueries).rows(t.leila, id, { limit: 100 });
  expect(items.length).toBe(sheet.rows.length);
  const read = items.map((row) => {
    const cells = sheet.rows[row.line - 2 - (sheet.above?.length ?? 0)]!.slice(0, sheet.titles.length);
    const asks = (field: string) => isAsked(asked, field, [...cells, row.words[field as 'category'] ?? '']);
    return {
      line: row.line,
      category: asks('category') ? null : row.category,
      state: asks('condition') ? null : row.condition,
      asks: row.wrong || asks('category') || asks('condition') || asks('make'),
    };
  });
  const { wrong, asked: share } = judged(sheet, read);
  expect({ wrong, asked: [...asked], few: share <= sheet.asked }).toMatchObject({ wrong: [], few: true });
  await t.s.work((tx) => app.get(FilesService).answer(tx, t.leila, id, { words: [], rest: true }));
  expect(await broken(t.s.work((tx) => app.get(FilesService).apply(tx, t.leila, id)))).toBe('done');
  expect(await kept()).toEqual([]);
});

/** Lists with a hidden sheet and pivots of their own, one of which stands below the list; made and saved by LibreOffice. In .xls they are cells alone. */
const PIVOTS = ['xlsx', 'ods', 'xls'] as const;
const pivotBook = (kind: (typeof PIVOTS)[number]): Buffer =>
  readFileSync(join(import.meta.dirname, '../fixtures/spreadsheets', `synthese-libreoffice.${kind}`));

const SHEETS = [
  ['Parc 2026', false, false],
  ['Parc 2019', true, true],
  ['Synthèse', false, false],
  ['Codes', true, false],
];
const LISTED = Array.from({ length: 24 }, (_, i) => `PVSER${String(i + 1).padStart(4, '0')}`);

test.each(PIVOTS)('a donor’s workbook with a hidden sheet and pivots (%s)', async (kind) => {
  const bytes = pivotBook(kind);
  const file = { filename: `parc.${kind}`, size: bytes.length, sha256: sha256(bytes), source: bytes };
  const { app, fixtures } = t.s;
  const donor = { kind: 'company' as const, name: `Donateur aux synthèses ${kind}` };
  const given = { donor, placeId: fixtures.organisations.collection.place, arrival: 'received' as const, expected: [] };
  const donationId = await t.s.work((tx) => app.get(DonationsService).create(tx, t.leila, given));
  const files = app.get(FilesService);
  const id = await t.s.work((tx) => files.upload(tx, t.leila, donationId, file));
  const view = await app.get(FileQueries).byId(t.leila, id);
  expect(view.sheets.map(({ name, hidden, alike = false }) => [name, hidden, alike])).toEqual(SHEETS);
  const { items } = await app.get(FileQueries).rows(t.leila, id, { limit: 100 });
  expect(items.map(({ serial, wrong }) => [serial, wrong])).toEqual(LISTED.map((serial) => [serial, false]));
  expect(items.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(24);
});

test.each(PIVOTS)('an old register with a hidden sheet and pivots (%s)', async (kind) => {
  const id = await t.upload(pivotBook(kind));
  const view = await t.queries.byId(t.leila, id);
  expect(view.sheets.map(({ name, hidden }) => [name, hidden])).toEqual(SHEETS.map((sheet) => sheet.slice(0, 2)));
  await t.s.work((tx) => t.service.map(tx, t.leila, id, { rest: true }));
  const { items } = await t.queries.rows(t.leila, id, { limit: 100 });
  expect(items.filter(({ left }) => left === null).map(({ serial }) => serial)).toEqual(LISTED);
  expect(items.flatMap(({ left }) => left ?? [])).toEqual(Array(8).fill('total'));
});

test.each(REGISTERS.map((sheet) => [sheet.title, sheet] as const))('an old register: %s', async (_, sheet) => {
  const id = await t.upload(await bookOf(sheet));
  const asked = (await t.queries.values(t.leila, id)).filter((v) => v.target === null);
  const share = asked.reduce((sum, { count }) => sum + count, 0) / sheet.rows.length;
  expect({ asked: asked.map((v) => `${v.field} ${v.value}`), few: share <= sheet.asked }).toMatchObject({ few: true });
  await t.s.work((tx) => t.service.map(tx, t.leila, id, { rest: true }));
  const { items } = await t.queries.rows(t.leila, id, { limit: 100 });
  const read = items.map((row) => ({ line: row.line, category: row.category, state: row.state, asks: false }));
  expect(judged(sheet, read).wrong).toEqual([]);
  await t.apply(id, 'good');
  expect(await t.queries.byId(t.leila, id)).toMatchObject({ state: 'applied', rowsWrong: 0, rowsMade: 60 });
  expect(await kept()).toEqual([]);
});
