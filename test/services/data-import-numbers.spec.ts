import { DataImport } from '../support/sheets/data-import.js';

let t: DataImport;

beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

const TITLES = "N° d'inventaire;Type;Marque;Modèle;N° de série;N° série écran;IMEI;Statut;Structure";
const file = (...rows: string[]): string => [TITLES, ...rows].join('\n');
const told = async (id: string) =>
  (await t.queries.rows(t.leila, id, {})).items.flatMap((r) => r.problems.map((p) => [r.line, p.field, p.code]));
const made = (id: string): Promise<unknown[]> =>
  t.s.db.query(
    `SELECT m.line, d.category, d.make, d.model, d.serial, d.state,
       (SELECT string_agg(a.issuer || ' ' || a.number, ', ' ORDER BY a.issuer) FROM devices.alias a WHERE a.device_id = d.id) AS numbers
     FROM imports.made m JOIN devices.device d ON d.id = m.thing_id WHERE m.file_id = $1 ORDER BY m.line, d.serial`,
    [id],
  );

describe('what a bank’s own list tells besides a serial', () => {
  test('the screen beside a machine is a device, with it also where somebody has both; undone together', async () => {
    const id = await t.bring(
      file(
        'A1;UC;Dell;OptiPlex 7040;TKA-1;TKZ-1;;En stock;',
        'A2;UC;Dell;OptiPlex 7040;TKA-2;TKZ-2;;Remis;CCAS de Clamart',
      ),
    );
    expect(await t.queries.byId(t.leila, id)).toMatchObject({
      rowsMade: 4,
      result: { states: { to_be_proven: 2, handed_over: 2 } },
    });
    const screen = { category: 'monitor', make: '', model: '', numbers: null };
    expect(await made(id)).toEqual([
      {
        line: 2,
        category: 'desktop',
        make: 'Dell',
        model: 'OptiPlex 7040',
        serial: 'TKA-1',
        state: 'to_be_proven',
        numbers: 'GLPI A1',
      },
      { line: 2, ...screen, serial: 'TKZ-1', state: 'to_be_proven' },
      {
        line: 3,
        category: 'desktop',
        make: 'Dell',
        model: 'OptiPlex 7040',
        serial: 'TKA-2',
        state: 'handed_over',
        numbers: 'GLPI A2',
      },
      { line: 3, ...screen, serial: 'TKZ-2', state: 'handed_over' },
    ]);
    const [{ references }] = await t.s.db.query(
      `SELECT count(DISTINCT h.beneficiary_id)::int AS references FROM imports.made m JOIN allocation.handover h ON h.device_id = m.thing_id WHERE m.file_id = $1`,
      [id],
    );
    expect(references).toBe(1);
    await t.s.work((tx) => t.service.withdraw(tx, t.leila, id));
    expect((await t.queries.byId(t.leila, id)).withdrawal).toMatchObject({ withdrawn: 4, kept: 0 });
  });

  test('a phone answers to its serial and to its IMEI, and is not taken twice under either', async () => {
    const phone = 'B1;Smartphone;Samsung;Galaxy A12;TKP-1;;356938035643809;En stock;';
    const id = await t.bring(file(phone, 'B2;Smartphone;Samsung;Galaxy A12;;;490154203237518;En stock;'));
    expect(await made(id)).toMatchObject([
      { serial: 'TKP-1', numbers: 'GLPI B1, IMEI 356938035643809' },
      { serial: '490154203237518', numbers: 'GLPI B2' },
    ]);
    const again = await t.upload(
      file(
        'C1;Smartphone;Samsung;Galaxy A12;TKP-3;;356938035643809;En stock;',
        'C2;Smartphone;Samsung;Galaxy A12;356938035643809;;;En stock;',
        'C3;Smartphone;Samsung;Galaxy A12;TKP-4;;490154203237518;En stock;',
      ),
    );
    expect(await told(again)).toEqual([
      [2, 'imei', 'data_import.row_serial_known'],
      [3, 'serial', 'data_import.row_serial_known'],
      [4, 'imei', 'data_import.row_serial_known'],
    ]);
  });

  test('the same number twice is one device, a screen’s own serial its own', async () => {
    const id = await t.upload(
      file(
        'D1;UC;Dell;X;TKD-1;TKD-1;;En stock;',
        'D2;Écran;HP;E231;;TKD-2;;En stock;',
        'D3;UC;Dell;X;TKD-3;TKD-2;;En stock;',
      ),
    );
    expect(await told(id)).toEqual([[4, 'screenSerial', 'data_import.row_serial_duplicate']]);
  });

  test('maker and model in one cell are told apart', async () => {
    const id = await t.bring(
      "N° d'inventaire;Type;Marque / Modèle;N° de série;Statut\nE1;Portable;HP EliteBook 840 G5;TKE-1;En stock\nE2;Portable;Zorg 12;TKE-2;En stock",
      { Portable: 'laptop' },
    );
    expect(await made(id)).toMatchObject([
      { make: 'HP', model: 'EliteBook 840 G5' },
      { make: '', model: 'Zorg 12' },
    ]);
  });
});

test('a machine that came meanwhile under the same serial without a maker is asked about, not taken twice', async () => {
  const one = (number: string, make: string) =>
    file(`${number};UC;${make};X;TKF-1;;;En stock;`, `${number}b;UC;Dell;X;TKF-${number};;;En stock;`);
  const first = await t.upload(one('F1', 'Dell'));
  await t.map(first);
  await t.bring(one('F2', ''));
  await t.apply(first, 'all');
  expect(await t.queries.byId(t.leila, first)).toMatchObject({ notice: 'data_import.became_wrong', rowsMade: 0 });
  expect(await told(first)).toEqual([[2, 'serial', 'data_import.row_serial_maybe_known']]);
});
