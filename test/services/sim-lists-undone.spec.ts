import { AllocationModule } from '#bank/allocation';
import { ImportQueries } from '#bank/files/engine';
import { SimQueries, SimsModule, SimsService, SupplierListQueries, SupplierLists } from '#bank/sims';
import { broken, type Services, services } from '../support/servers/services.js';
import { bookOf } from '../support/sheets/sheets.js';
import { iccid, sendList } from '../support/sheets/sim-lists.js';

let s: Services;
let imports: SupplierLists;
let queries: SupplierListQueries;

beforeAll(async () => {
  s = await services(AllocationModule, SimsModule);
  imports = s.app.get(SupplierLists);
  queries = s.app.get(SupplierListQueries);
});
afterAll(() => s.close());

const leila = () => s.fixtures.people.leila;
const view = (id: string) => queries.byId(leila(), id);
const apply = (id: string) => s.work((tx) => imports.apply(tx, leila(), id));
const withdraw = (id: string) => s.work((tx) => imports.withdraw(tx, leila(), id));
const cards = (batch: string): Promise<{ id: string; iccid: string; status: string }[]> =>
  s.db.query('SELECT id, iccid, status FROM sims.sim WHERE batch_id = $1 ORDER BY id', [batch]);

test('a list that was taken in is undone: its cards are nowhere, their secrets gone, their numbers free', async () => {
  const text = `ICCID;MSISDN;PIN;PUK\n${iccid()};0639980031;1234;12345678\n${iccid()};0639980032;;\n`;
  const before = (await s.app.get(SimQueries).list(leila(), {})).items.length;
  const id = await sendList(s, text);
  const batch = await apply(id);
  expect(await queries.ofBatch(leila(), batch)).toBe(id);
  await withdraw(id);
  expect(await view(id)).toMatchObject({ state: 'withdrawn', withdrawal: { withdrawn: 2, kept: 0, stays: [] } });
  expect((await cards(batch)).map((card) => card.status)).toEqual(['withdrawn', 'withdrawn']);
  expect((await s.app.get(SimQueries).list(leila(), {})).items).toHaveLength(before);
  const sealed = await s.db.query(
    `SELECT sim_id FROM sims.sim_codes WHERE sim_id IN (SELECT id FROM sims.sim WHERE batch_id = $1)
     UNION ALL SELECT sim_id FROM sims.line_number WHERE sim_id IN (SELECT id FROM sims.sim WHERE batch_id = $1)`,
    [batch],
  );
  expect(sealed).toEqual([]);
  expect(await broken(withdraw(id))).toBe('sims.list_not_ready');
  expect(await queries.ofBatch(leila(), batch)).toBeNull();
  // The same list may come again.
  const again = await sendList(s, text);
  expect(await view(again)).toMatchObject({ good: 2, known: 0 });
  const next = await apply(again);
  expect((await cards(next)).map((card) => card.status)).toEqual(['in_stock', 'in_stock']);
});

test('a card that a structure has stays, and the page says which and why; one that came back is taken back', async () => {
  const { structure } = s.fixtures.organisations;
  const [kept, back, free] = [iccid(), iccid(), iccid()];
  const id = await sendList(s, [kept, back, free].join('\n'));
  const batch = await apply(id);
  const idOf = new Map((await cards(batch)).map((card) => [card.iccid, card.id]));
  const sims = s.app.get(SimsService);
  await s.work((tx) => sims.allot(tx, leila(), structure.id, { ids: [idOf.get(kept)!, idOf.get(back)!] }));
  await s.work((tx) => sims.change(tx, leila(), [idOf.get(back)!], { verb: 'call_back' }));
  await withdraw(id);
  expect((await view(id)).withdrawal).toMatchObject({
    withdrawn: 2,
    kept: 1,
    stays: [{ line: 1, id: idOf.get(kept), code: kept, state: 'allotted', why: 'sims.kept_at_structure' }],
  });
  expect((await cards(batch)).find((card) => card.iccid === kept)?.status).toBe('allotted');
});

test('undoing is the bank’s, and Postgres lets no card back out of it', async () => {
  const id = await sendList(s, iccid());
  const batch = await apply(id);
  expect(await broken(s.work((tx) => imports.withdraw(tx, s.fixtures.people.ines, id)))).toBe('not_found');
  await withdraw(id);
  const [card] = await cards(batch);
  await expect(
    s.db.query(
      `WITH e AS (INSERT INTO sims.sim_event (sim_id, verb, from_status, to_status, channel) VALUES ($1, 'allot', 'withdrawn', 'allotted', 'page') RETURNING id)
       UPDATE sims.sim SET status = 'allotted', last_event_id = e.id FROM e WHERE sims.sim.id = $1`,
      [card!.id],
    ),
  ).rejects.toThrow();
});

describe('a workbook of several sheets', () => {
  const book = () =>
    bookOf({
      Avril: [
        ['ICCID', 'PIN'],
        [iccid(), '1234'],
        [iccid(), '1234'],
      ],
      Mai: [
        ['ICCID', 'PIN'],
        [iccid(), '1234'],
      ],
      Anciennes: [
        ['Carte SIM', 'Opérateur'],
        [iccid(), 'Autre'],
      ],
      Notes: [['Fait par Paul']],
    });

  test('says what each has; those with the same titles are taken together, the others after', async () => {
    const id = await sendList(s, await book(), { filename: 'cartes.xlsx' });
    const shown = await view(id);
    expect(shown.sheets.map((x) => [x.name, x.rows, x.alike ?? false])).toEqual([
      ['Avril', 3, false],
      ['Mai', 2, true],
      ['Anciennes', 2, false],
      ['Notes', 1, false],
    ]);
    await s.work((tx) => imports.choose(tx, leila(), id, { sheet: 0, headerRow: 1, also: [1] }));
    expect(await view(id)).toMatchObject({ good: 3, also: [1] });
    await apply(id);
    expect(await s.app.get(ImportQueries).sheetsOf((await view(id)).rootId)).toMatchObject({
      left: [2],
      waiting: true,
    });
    const other = await s.work((tx) => imports.takeSheet(tx, leila(), id, 2));
    expect(await view(other)).toMatchObject({ good: 1, sheet: 2 });
    await apply(other);
    expect(await s.app.get(ImportQueries).sheetsOf((await view(id)).rootId)).toMatchObject({
      left: [],
      waiting: false,
    });
    // Undone, a sheet may be taken again from a file that is sent again.
    await withdraw(id);
    expect((await view(id)).withdrawal).toMatchObject({ withdrawn: 3, kept: 0 });
    expect((await view(other)).state).toBe('applied');
  });

  test('a card twice says on which sheet it was, and nothing of a sheet is kept that nobody wants', async () => {
    const twice = iccid();
    const bytes = await bookOf({
      Un: [['ICCID'], [twice], [iccid()]],
      Deux: [['ICCID'], [twice], [iccid()]],
      Trois: [['Numéro de carte'], [iccid()]],
    });
    const id = await sendList(s, bytes, { filename: 'cartes.xlsx' });
    await s.work((tx) => imports.choose(tx, leila(), id, { sheet: 0, headerRow: 1, also: [1] }));
    const { items } = await queries.rows(await view(id), { only: 'told' });
    expect(items).toMatchObject([
      { line: 2, sheet: 'Deux', problems: [{ code: 'sims.row_iccid_duplicate', facts: { firstRow: 2, sheet: 'Un' } }] },
    ]);
    await apply(id);
    await s.work((tx) => imports.forgetSheets(tx, leila(), id));
    expect(await s.db.query('SELECT FROM imports.rest WHERE root_id = $1', [id])).toEqual([]);
    expect(await broken(s.work((tx) => imports.takeSheet(tx, leila(), id, 2)))).toBe('sims.list_not_ready');
  });
});
