import { ImportQueries } from '#bank/files/engine';
import { DonationQueries, FileQueries, FilesService, type FileView, PurchaseQueries } from '#bank/intake';
import { type Member, sha256 } from '#platform/kernel';
import { bookParts, simpleBook, zipped } from '../support/sheets/workbook.js';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let s: IntakeFixtures;
let app: IntakeFixtures['app'];
let db: IntakeFixtures['db'];
let work: IntakeFixtures['work'];
let aude: Member;

beforeAll(async () => {
  s = await intakeFixtures();
  ({ app, db, work, aude } = s);
});
afterAll(() => s.close());

async function upload(donationId: string, content: string | Buffer, filename = 'materiel.csv'): Promise<string> {
  const bytes = Buffer.from(content as string);
  const sheet = { filename, size: bytes.length, sha256: sha256(bytes), source: bytes };
  return work((tx) => app.get(FilesService).upload(tx, aude, donationId, sheet));
}
const file = (id: string): Promise<FileView> => app.get(FileQueries).byId(aude, id);
const choose = (id: string, said: object) => work((tx) => app.get(FilesService).choose(tx, aude, id, said));
const apply = (id: string, whole = false) => work((tx) => app.get(FilesService).apply(tx, aude, id, { whole }));
const rows = async (id: string, only?: 'told' | 'good') =>
  (await app.get(FileQueries).rows(aude, id, only ? { only } : {})).items;
const logged = async (donationId: string): Promise<number> =>
  (await db.query('SELECT count(*)::int AS n FROM devices.device WHERE donation_id = $1', [donationId]))[0].n;
let serials = 0;
const serial = () => `COL${String(++serials).padStart(6, '0')}`;

describe('columns', () => {
  test('that no name tells are asked for, said, and remembered for that donor alone', async () => {
    const donationId = await s.donation();
    const strange = (...lines: string[]) => `Liste;du;12\nBidule;Truc;Machin\n${lines.join('\n')}\n`;
    const id = await upload(donationId, strange(`UC;HP;${serial()}`, `Portable;Dell;${serial()}`));
    expect(await file(id)).toMatchObject({
      state: 'asking',
      columnsBy: 'nobody',
      rowsRead: 0,
      header: ['Liste', 'du', '12'],
    });
    await expect(apply(id)).rejects.toMatchObject({ code: 'intake.file_not_ready' });
    await choose(id, { headerRow: 2 });
    expect(await file(id)).toMatchObject({ columnsBy: 'nobody', headerRow: 2, header: ['Bidule', 'Truc', 'Machin'] });
    expect((await file(id)).examples[0]).toEqual(['UC', 'HP', expect.stringContaining('COL')]);
    await choose(id, { columns: ['category', 'make', 'serial'] });
    expect(await file(id)).toMatchObject({ columnsBy: 'person', rowsRead: 2, rowsWrong: 0, devicesRead: 2 });
    await apply(id, true);
    expect(await logged(donationId)).toBe(2);

    const [{ donor_id: donorId }] = await db.query('SELECT donor_id FROM intake.donation WHERE id = $1', [donationId]);
    const later = await s.donation();
    await db.query(
      'UPDATE imports.remembered_columns SET scope = (SELECT donor_id::text FROM intake.donation WHERE id = $1) WHERE scope = $2',
      [later, donorId],
    );
    const again = await upload(later, strange(`Tablette;Apple;${serial()}`).replace('Truc', 'TRUC '));
    expect(await file(again)).toMatchObject({
      columnsBy: 'memory',
      headerRow: 2,
      rowsRead: 1,
      fields: ['category', 'make', 'serial'],
    });
    const others = await upload(await s.donation(), strange(`Tablette;Apple;${serial()}`));
    expect(await file(others)).toMatchObject({ columnsBy: 'nobody' });
  });

  test('are corrected: the other column holds the serial, the rest is ignored, a type is said for all rows', async () => {
    const id = await upload(await s.donation(), `Série;Référence;Nature\nlot 1;${serial()};x\nlot 1;${serial()};y\n`);
    expect(await file(id)).toMatchObject({ rowsWrong: 2, columnsBy: 'names' });
    await choose(id, { columns: ['', 'serial', 'anything'], category: 'monitor' });
    expect(await file(id)).toMatchObject({
      rowsWrong: 0,
      devicesRead: 2,
      fields: [null, 'serial', null],
      category: 'monitor',
    });
    expect((await rows(id)).map((r) => r.category)).toEqual(['monitor', 'monitor']);
  });

  test('two for one thing, a row without titles and a file already decided about are refused', async () => {
    const id = await upload(await s.donation(), `Type;Série\nUC;${serial()}\n`);
    await expect(choose(id, { columns: ['serial', 'serial'] })).rejects.toMatchObject({
      code: 'intake.columns_twice',
      field: 'columns.1',
    });
    await expect(choose(id, { headerRow: 40 })).rejects.toMatchObject({
      code: 'intake.sheet_header_row',
      field: 'headerRow',
    });
    expect(await file(id)).toMatchObject({ state: 'ready', rowsRead: 1 });
    await apply(id);
    await expect(choose(id, { headerRow: 1 })).rejects.toMatchObject({ code: 'intake.file_not_ready' });
  });

  test('of a file without titles', async () => {
    const id = await upload(await s.donation(), `PC;${serial()}\nPC;${serial()}\n`);
    await choose(id, { headerRow: 0 });
    await choose(id, { columns: ['category', 'serial'] });
    expect(await file(id)).toMatchObject({ headerRow: 0, rowsRead: 2, devicesRead: 2 });
  });
});

describe('a workbook', () => {
  const text = (...cells: string[]) =>
    `<row>${cells.map((c) => `<c t="inlineStr"><is><t>${c}</t></is></c>`).join('')}</row>`;

  test('is read like a CSV; another of its sheets may be chosen', async () => {
    const donationId = await s.donation();
    const book = await zipped(
      bookParts([
        { name: 'Portables', rows: text('Type', 'Marque', 'N° de série') + text('Portable', 'HP', serial()) },
        {
          name: 'Écrans',
          rows: text('Liste des écrans') + text('Type', 'Série') + text('Écran', serial()) + text('Écran', serial()),
        },
      ]),
    );
    const id = await upload(donationId, book, 'parc.xlsx');
    expect(await file(id)).toMatchObject({
      format: 'xlsx',
      sheet: 0,
      rowsRead: 1,
      sheets: [{ name: 'Portables' }, { name: 'Écrans' }],
    });
    await choose(id, { sheet: 1 });
    expect(await file(id)).toMatchObject({ sheet: 1, headerRow: 2, rowsRead: 2 });
    await apply(id, true);
    expect(await logged(donationId)).toBe(2);
  });

  test('under another name is still one; a broken one is refused with what to do', async () => {
    const book = await simpleBook([
      ['Type', 'Série'],
      ['UC', serial()],
    ]);
    expect(await file(await upload(await s.donation(), book, 'liste.csv'))).toMatchObject({
      format: 'xlsx',
      rowsRead: 1,
    });
    await expect(upload(await s.donation(), book.subarray(0, 300), 'x.xlsx')).rejects.toMatchObject({
      code: 'intake.sheet_broken',
      field: 'sheet',
    });
  });
});

describe('rows', () => {
  test('of several alike make as many devices, bought when the list says; with a number they are wrong', async () => {
    const donationId = await s.donation();
    const id = await upload(
      donationId,
      `Type;Modèle;Série;Quantité;Date d'achat\nÉcran;E24;;12;12 mars 2019\nÉcran;E24;${serial()};2;2019\nÉcran;E24;;beaucoup;\nÉcran;E24;;0;\nÉcran;E22;${serial()};1;demain\nTotal;;;42;\n`,
    );
    expect(await file(id)).toMatchObject({ rowsRead: 5, rowsWrong: 3, devicesRead: 13 });
    expect((await rows(id, 'told')).map((r) => [r.line, r.problems.map((p) => p.code)])).toEqual([
      [2, ['intake.row_serial_missing']],
      [3, ['intake.row_quantity_and_number']],
      [4, ['intake.row_serial_missing', 'intake.row_quantity_unknown']],
      [5, ['intake.row_serial_missing', 'intake.row_quantity_unknown']],
      [6, ['intake.row_purchase_unknown']],
    ]);
    await apply(id);
    expect(await logged(donationId)).toBe(13);
    const bought = await db.query(
      `SELECT p.year, p.day::text, count(*)::int AS n FROM intake.device_purchase p JOIN devices.device d ON d.id = p.device_id WHERE d.donation_id = $1 GROUP BY 1, 2`,
      [donationId],
    );
    expect(bought).toEqual([{ year: 2019, day: '2019-03-12', n: 12 }]);
    const seen = (await app.get(DonationQueries).devices(aude, donationId)).items;
    expect(seen.map((d) => [d.boughtYear, d.boughtOn]).filter(([year]) => year)).toEqual(
      Array(12).fill([2019, '2019-03-12']),
    );
    const device = seen.find((d) => d.boughtYear)!.id;
    expect((await app.get(PurchaseQueries).of(aude, [device])).get(device)).toMatchObject({
      year: 2019,
      day: '2019-03-12',
    });
  });

  test('all or none: one that became wrong since keeps every other out, and says so', async () => {
    const donationId = await s.donation();
    const late = serial();
    const id = await upload(donationId, `Type;Marque;Série\nUC;HP;${late}\nUC;HP;${serial()}\n`);
    await s.log(donationId, { serial: late, make: 'HP' });
    await apply(id, true);
    expect(await file(id)).toMatchObject({ state: 'ready', notice: 'intake.file_became_wrong', rowsWrong: 1 });
    expect(await logged(donationId)).toBe(1);
    await expect(apply(id, true)).rejects.toMatchObject({ code: 'intake.file_rows_wrong', facts: { wrong: 1 } });
    await apply(id);
    expect(await file(id)).toMatchObject({ state: 'applied', rowsLogged: 1, notice: null });
  });

  test('that are wrong come back as they were, and corrected they come in', async () => {
    const donationId = await s.donation();
    const [a, b] = [serial(), serial()];
    const id = await upload(donationId, `Type;Bureau;Série\nUC;12;${a}\nfrigo;"=1+1; x";${b}\nUC;13;${a}\n`);
    const wrong = async () => {
      const list = [];
      for await (const row of app.get(ImportQueries).wrongRows(id)) list.push(row);
      return list;
    };
    expect((await wrong()).map((r) => [r.line, r.cells])).toEqual([
      [3, ['frigo', '=1+1; x', b]],
      [4, ['UC', '13', a]],
    ]);
    await apply(id);
    // Its bytes are gone: of its wrong rows there is what was read of them, and nothing of the other columns.
    expect((await wrong()).map((r) => r.cells)).toEqual([
      ['frigo', '', b],
      ['UC', '', a],
    ]);
    expect(await file(id)).toMatchObject({ examples: [], header: ['Type', '', 'Série'] });
    expect(await db.query('SELECT 1 FROM imports.part WHERE file_id = $1', [id])).toEqual([]);
    const corrected = await upload(
      donationId,
      `Type;Bureau;Série;Problème\nTablette;"'=1+1; x";${b};« frigo » n’est pas un type connu\nUC;13;${a};Même numéro\n`,
    );
    expect(await file(corrected)).toMatchObject({ rowsRead: 2, rowsWrong: 1, devicesRead: 1 });
    expect((await rows(corrected, 'told')).map((r) => r.problems.map((p) => p.code))).toEqual([
      ['intake.row_serial_maybe_known'],
    ]);
  });

  test('all of a file are listed in its order, page after page', async () => {
    const lines = Array.from({ length: 7 }, (_, i) => (i % 3 === 0 ? `frigo;${serial()}` : `UC;${serial()}`));
    const id = await upload(await s.donation(), `Type;Série\n${lines.join('\n')}\n`);
    const seen: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await app.get(FileQueries).rows(aude, id, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((r) => r.line));
      cursor = page.next;
    }
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });
});
