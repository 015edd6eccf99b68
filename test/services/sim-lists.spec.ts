import { AllocationModule } from '#bank/allocation';
import { ImportQueries, ImportsService } from '#bank/files/engine';
import { SimQueries, SimsModule, SupplierListQueries, SupplierLists } from '#bank/sims';
import { broken, type Services, services } from '../support/servers/services.js';
import { bring, iccid, sendList } from '../support/sheets/sim-lists.js';
import { bookParts, zipped } from '../support/sheets/workbook.js';

let s: Services;
let imports: SupplierLists;
let queries: SupplierListQueries;
/** The codes of the lists below. */
const CODES = /43210987|87654321|11221122|11223344/;
/** What leads to the line of somebody: only a sealed sample shows it, for whoever says what the columns are. */
const LINES = /63998002/;

beforeAll(async () => {
  s = await services(AllocationModule, SimsModule);
  imports = s.app.get(SupplierLists);
  queries = s.app.get(SupplierListQueries);
});
afterAll(() => s.close());

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

/** Everything that is kept of a list, as it stands in the tables. */
async function stored(id: string): Promise<string> {
  const tables = await Promise.all(
    ['file WHERE id', 'row WHERE file_id', 'part WHERE file_id'].map((from) =>
      s.db.query(`SELECT * FROM imports.${from} = $1`, [id]),
    ),
  );
  return JSON.stringify(tables, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
}

describe('a list', () => {
  test('brings its cards once, whatever the number of times it comes', async () => {
    const text = `ICCID;MSISDN;PIN;PUK\n${iccid()};0639980011;0000;11111111\n${iccid()};0639980012;;\n`;
    expect(await bring(s, text)).toMatchObject({ made: 2, known: 0, refused: 0 });
    expect(await bring(s, text)).toEqual({ listId: null, batchId: null, made: 0, known: 2, refused: 0 });
    const short = text.replace(/^(89\d{17})\d/gm, '$1');
    expect(await bring(s, short)).toMatchObject({ batchId: null, made: 0, known: 2 });
  });

  test('says for whom its cards are, and nothing of that is kept', async () => {
    const titles = 'ICCID;MSISDN;Bénéficiaire;Attribué à;Observations';
    const text = `${titles}\n${iccid()};0639980013;Tkaleb Zorvane;Mme Durandeau;pour Karim Kacimi\n8933;;Zorvane;Durandeau;Kacimi\n`;
    expect(await bring(s, text)).toMatchObject({ made: 1 });
    const tables: { name: string }[] = await s.db.query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const found = await s.db.query(`SELECT 1 FROM ${name} x WHERE x::text ~* 'zorvane|durandeau|kacimi' LIMIT 1`);
      expect([name, found]).toEqual([name, []]);
    }
  });

  test('sent twenty times at the same instant makes nothing twice', async () => {
    const text = Array.from({ length: 30 }, iccid).join('\n');
    const results = await Promise.all(Array.from({ length: 20 }, () => bring(s, text)));
    expect(results.reduce((sum, r) => sum + r.made, 0)).toBe(30);
    expect(results.filter((r) => r.batchId)).toHaveLength(1);
  });

  test('is looked at with its warnings, without a code, and confirmed once', async () => {
    const { leila } = s.fixtures.people;
    const [known, taken] = [iccid(), iccid()];
    await bring(s, `ICCID;MSISDN\n${known};0639980021`);
    const text = `ICCID;MSISDN;PIN;PUK\n${known};;11221122;11223344\n${taken};0639980021;11221122;11223344\n${iccid()};0639980023;43210987;87654321\n${iccid().slice(0, 18)};;11221122;11223344\n8,93315E+18;;11221122;11223344\n`;
    const id = await sendList(s, text);
    const shown = await queries.byId(leila, id);
    expect(shown).toMatchObject({ state: 'ready', good: 2, known: 1, wrong: 3, left: 0, carrier: 'Opérateur Exemple' });
    const { items } = await queries.rows(shown, { only: 'told' });
    expect(items.map((r) => [r.line, r.wrong, r.problems[0]!.code])).toEqual([
      [2, true, 'sims.row_iccid_known'],
      [3, true, 'sims.row_msisdn_taken'],
      [5, false, 'sims.iccid_check_missing'],
      [6, true, 'sims.iccid_rounded'],
    ]);
    expect(JSON.stringify([shown, items])).not.toMatch(CODES);
    expect(JSON.stringify(items)).not.toMatch(LINES);
    expect(await stored(id)).not.toMatch(CODES);
    expect(await stored(id)).not.toMatch(LINES);
    // Given back to be corrected, with what stood in them.
    const back = await all(s.app.get(ImportQueries).wrongRows(id));
    expect(back.map((r) => [r.line, r.cells.at(-1)])).toContainEqual([6, '11223344']);
    const batch = await s.work((tx) => imports.apply(tx, leila, id));
    expect(await queries.byId(leila, id)).toMatchObject({
      state: 'applied',
      made: 2,
      known: 1,
      wrong: 3,
      batchId: batch,
    });
    expect(await s.app.get(SimQueries).batch(leila, batch)).toMatchObject({ made: 2, known: 1, name: 'liste.csv' });
    expect(await broken(s.work((tx) => imports.apply(tx, leila, id)))).toBe('sims.list_not_ready');
    expect(JSON.stringify(await all(s.app.get(ImportQueries).wrongRows(id)))).not.toMatch(CODES);
    expect(await stored(id)).not.toMatch(CODES);
  });

  test('of a workbook leaves hidden rows and says so, and is read again as a person says', async () => {
    const { leila } = s.fixtures.people;
    const [seen, hidden] = [iccid(), iccid()];
    const cells = (...texts: string[]) => texts.map((t) => `<c t="inlineStr"><is><t>${t}</t></is></c>`).join('');
    const titles = `<row r="1">${cells('Référence', 'Secret')}</row>`;
    const lines = `<row r="2">${cells(seen, '2468')}</row><row r="3" hidden="1">${cells(hidden, '1357')}</row>`;
    const book = await zipped(bookParts([{ name: 'Cartes', rows: titles + lines }]));
    const id = await sendList(s, book, { filename: 'liste.xlsx' });
    const shown = await queries.byId(leila, id);
    expect(shown).toMatchObject({ format: 'xlsx', good: 1, left: 1, wrong: 0, fields: ['iccid', null] });
    expect((await queries.rows(shown, { only: 'left' })).items).toMatchObject([{ line: 3, left: 'hidden' }]);
    const said = { sheet: 0, headerRow: 1, hiddenRows: true, columns: ['iccid', 'pin'] };
    await s.work((tx) => imports.choose(tx, leila, id, { ...said, carrier: 'Autre' }));
    expect(await queries.byId(leila, id)).toMatchObject({ good: 2, left: 0, columnsBy: 'person', carrier: 'Autre' });
    await s.work((tx) => imports.apply(tx, leila, id));
    expect(await s.db.query('SELECT carrier FROM sims.sim WHERE iccid = ANY($1)', [[seen, hidden]])).toEqual([
      { carrier: 'Autre' },
      { carrier: 'Autre' },
    ]);
    // What a column is, is remembered for the same titles.
    const next = await sendList(s, `Référence;Secret\n${iccid()};9753\n`);
    expect(await queries.byId(leila, next)).toMatchObject({ columnsBy: 'memory', fields: ['iccid', 'pin'] });
  });

  test('that nobody decided about is forgotten after a day, one that was refused at once', async () => {
    const { leila } = s.fixtures.people;
    const [old, fresh] = [await sendList(s, iccid()), await sendList(s, iccid())];
    await s.db.query(`UPDATE imports.file SET created_at = now() - interval '25 hours' WHERE id = $1`, [old]);
    await s.app.get(ImportsService).forgetUndecided('sims', 1);
    expect([(await queries.byId(leila, old)).state, (await queries.byId(leila, fresh)).state]).toEqual([
      'refused',
      'ready',
    ]);
    await s.work((tx) => imports.refuse(tx, leila, fresh));
    expect(await s.db.query('SELECT FROM imports.part WHERE file_id = ANY($1)', [[old, fresh]])).toEqual([]);
    expect(
      await s.db.query('SELECT FROM imports.file WHERE id = ANY($1) AND blob_id IS NOT NULL', [[old, fresh]]),
    ).toEqual([]);
  });

  test('is the bank’s business, and is refused as a whole when it is none', async () => {
    const { leila, ines } = s.fixtures.people;
    expect(await broken(bring(s, iccid(), {}, ines))).toBe('not_found');
    const stage = (text: string, said: object = {}) => sendList(s, text, said);
    expect(await broken(stage('%PDF-1.7'))).toBe('sims.list_not_text');
    expect(await broken(stage('bonjour'))).toBe('sims.list_no_iccid');
    // A program is not asked; a person is, on the page of the list that they sent.
    expect(await broken(bring(s, iccid(), { carrier: '' }))).toBe('sims.carrier_missing');
    const known = iccid();
    await bring(s, known);
    const id = await stage(known);
    expect(await broken(s.work((tx) => imports.apply(tx, leila, id)))).toBe('sims.nothing_new');
  });

  test('a carrier too long to be kept whole is refused on its row, never cut', async () => {
    const { leila } = s.fixtures.people;
    const id = await sendList(s, `ICCID;Opérateur\n${iccid()};${'O'.repeat(61)}\n${iccid()};${'O'.repeat(60)}`);
    expect(await s.app.get(SupplierListQueries).byId(leila, id)).toMatchObject({ good: 1, wrong: 1 });
  });

  test('is kept when nobody said of which carrier its cards are, and asks for it', async () => {
    const { leila } = s.fixtures.people;
    const id = await sendList(s, `ICCID;Livraison\n${iccid()};lundi\n${iccid()};mardi`, { carrier: '' });
    const view = () => s.app.get(SupplierListQueries).byId(leila, id);
    expect(await view()).toMatchObject({ state: 'ready', good: 0, carrierless: 2 });
    await s.work((tx) => imports.choose(tx, leila, id, { carrier: 'Emmaüs Connect' }));
    expect(await view()).toMatchObject({ state: 'ready', good: 2, carrierless: 0, carrier: 'Emmaüs Connect' });
  });
});
