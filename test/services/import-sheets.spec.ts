import { ImportQueries } from '#bank/files/engine';
import { FileQueries, FilesService, type FileView, LabelsService } from '#bank/intake';
import { type Member, sha256 } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { bookOf } from '../support/sheets/sheets.js';
import { addNotes, bookParts, odsParts, odsTable, zipped } from '../support/sheets/workbook.js';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let s: IntakeFixtures;
let aude: Member;

beforeAll(async () => {
  s = await intakeFixtures();
  ({ aude } = s);
});
afterAll(() => s.close());

const TITLES = ['Type', 'Marque', 'Modèle', 'N° de série', 'État'];
let serials = 0;
const pc = (serial = `SHT${String(++serials).padStart(6, '0')}`) => ['PC portable', 'HP', 'ProBook 450', serial, 'bon'];

/** Three sheets of devices, two with the same titles, and one of remarks. */
const BOOK = (doubled = pc()) => ({
  'Étage 1': [['Inventaire'], TITLES, pc(), doubled, pc()],
  'Étage 2': [TITLES, pc(), pc()],
  Écrans: [
    ['Désignation', 'Fabricant', 'Numéro de série'],
    ['Écran 24 pouces', 'Dell', `SHT-E${++serials}`],
  ],
  Notes: [['Liste faite par le service informatique']],
});

type Book = Parameters<typeof bookOf>[0];

async function upload(donationId: string, book: Book | Buffer, write = bookOf): Promise<string> {
  const bytes = Buffer.isBuffer(book) ? book : await write(book);
  const sheet = { filename: 'parc.xlsx', size: bytes.length, sha256: sha256(bytes), source: bytes };
  return s.work((tx) => s.app.get(FilesService).upload(tx, aude, donationId, sheet));
}
const service = () => s.app.get(FilesService);
const file = (id: string): Promise<FileView> => s.app.get(FileQueries).byId(aude, id);
const sheets = async (id: string) => s.app.get(ImportQueries).sheetsOf((await file(id)).rootId);
const rows = async (id: string) => (await s.app.get(FileQueries).rows(aude, id)).items;
const choose = (id: string, said: Parameters<FilesService['choose']>[3]) =>
  s.work((tx) => service().choose(tx, aude, id, said));
const apply = (id: string) => s.work((tx) => service().apply(tx, aude, id));
const next = (id: string, sheet: number) => s.work((tx) => service().takeSheet(tx, aude, id, sheet));
const logged = async (donationId: string): Promise<number> =>
  (await s.db.query('SELECT count(*)::int AS n FROM devices.device WHERE donation_id = $1', [donationId]))[0].n;
const bytesKept = async (donationId: string): Promise<number> =>
  (
    await s.db.query(
      `SELECT count(*)::int AS n FROM imports.file f LEFT JOIN imports.rest r ON r.root_id = f.id
       WHERE f.subject_id = $1 AND coalesce(f.blob_id, r.blob_id) IS NOT NULL`,
      [donationId],
    )
  )[0].n;

test('each sheet is listed with its count, and with whether it has the same titles', async () => {
  const id = await upload(await s.donation(), BOOK());
  expect((await file(id)).sheets.map((x) => [x.name, x.rows, x.alike ?? false])).toEqual([
    ['Étage 1', 5, false],
    ['Étage 2', 3, true],
    ['Écrans', 2, false],
    ['Notes', 1, false],
  ]);
});

test('sheets of one file are taken one after the other, without sending it again; then its bytes go', async () => {
  const donationId = await s.donation();
  const first = await upload(donationId, BOOK());
  await apply(first);
  expect(await sheets(first)).toMatchObject({ left: [1, 2], waiting: true });
  await expect(next(first, 0)).rejects.toMatchObject({ code: 'intake.sheet_taken' });
  await expect(next(first, 3)).rejects.toMatchObject({ code: 'intake.sheet_taken' });
  const second = await next(first, 2);
  expect(await file(second)).toMatchObject({ state: 'ready', sheet: 2, rowsRead: 1, rowsWrong: 0, rootId: first });
  // One at a time: the bytes are with the sheet that is being decided about.
  await expect(next(first, 1)).rejects.toMatchObject({ code: 'intake.file_not_ready' });
  await expect(choose(second, { sheet: 0 })).rejects.toMatchObject({ code: 'intake.sheet_taken' });
  await apply(second);
  expect(await sheets(second)).toMatchObject({ left: [1], waiting: true });
  const third = await next(second, 1);
  await apply(third);
  expect(await sheets(first)).toMatchObject({ left: [], waiting: false });
  expect([await logged(donationId), await bytesKept(donationId)]).toEqual([6, 0]);
});

test('a sheet that was dropped is offered again; an undone one too; and all may be forgotten', async () => {
  const donationId = await s.donation();
  const first = await upload(donationId, BOOK());
  await apply(first);
  const second = await next(first, 1);
  await s.work((tx) => service().refuse(tx, aude, second));
  expect(await sheets(first)).toMatchObject({ left: [1, 2], waiting: true });
  await s.work((tx) => service().withdraw(tx, aude, first));
  expect(await sheets(first)).toMatchObject({ left: [0, 1, 2], waiting: true });
  await apply(await next(first, 0));
  expect(await sheets(first)).toMatchObject({ left: [1, 2] });
  await s.work((tx) => service().forgetSheets(tx, aude, first));
  expect(await sheets(first)).toMatchObject({ waiting: false });
  await expect(next(first, 1)).rejects.toMatchObject({ code: 'intake.file_not_ready' });
  await expect(s.work((tx) => service().forgetSheets(tx, aude, first))).rejects.toMatchObject({
    code: 'intake.file_not_ready',
  });
  expect(await bytesKept(donationId)).toBe(0);
});

test('sheets that nobody took go thirty days after their file was sent, also when one of them was begun late', async () => {
  const donationId = await s.donation();
  const first = await upload(donationId, BOOK());
  await apply(first);
  const other = await s.donation();
  const begun = await upload(other, BOOK());
  await apply(begun);
  const sentSince = (days: number) =>
    s.db.query(`UPDATE imports.file SET created_at = now() - make_interval(days => $2) WHERE id = ANY ($1)`, [
      [first, begun],
      days,
    ]);
  const forget = async () => {
    for (const { name, run } of s.app.get(Outbox).schedules) if (name === 'imports.forget') await run();
  };
  await sentSince(29);
  await forget();
  const late = await next(begun, 1);
  expect([await bytesKept(donationId), await bytesKept(other)]).toEqual([1, 1]);
  await s.db.query(`UPDATE imports.file SET created_at = created_at - interval '2 days' WHERE id = ANY ($1)`, [
    [first, begun, late],
  ]);
  await forget();
  expect([await bytesKept(donationId), await bytesKept(other)]).toEqual([0, 0]);
  expect((await file(late)).state).toBe('refused');
});

test.each([
  ['xlsx', bookOf],
  [
    'ods',
    (book: Book) =>
      zipped(
        odsParts(
          Object.entries(book)
            .map(([name, cells]) => odsTable(name, cells))
            .join(''),
        ),
      ),
  ],
])('of an .%s, sheets with the same titles are taken together; lines and labels say which sheet', async (_, write) => {
  const twice = pc();
  const book = BOOK(twice);
  book['Étage 2'].push(twice);
  const donationId = await s.donation();
  const id = await upload(donationId, book, write);
  await choose(id, { sheet: 0, headerRow: 2, also: [1, 2, 3, 99] });
  // Of those asked for, those with the same titles.
  expect(await file(id)).toMatchObject({ also: [1], rowsRead: 6, rowsWrong: 1 });
  expect((await rows(id)).map((r) => [r.sheet, r.line])).toEqual([
    ['Étage 1', 3],
    ['Étage 1', 4],
    ['Étage 1', 5],
    ['Étage 2', 2],
    ['Étage 2', 3],
    ['Étage 2', 4],
  ]);
  expect((await rows(id))[5]!.problems).toMatchObject([
    { code: 'intake.row_serial_duplicate', facts: { firstRow: 4, sheet: 'Étage 1' } },
  ]);
  const wrong = [];
  for await (const row of s.app.get(ImportQueries).wrongRows(id)) wrong.push(row.cells);
  expect(wrong).toEqual([twice]);
  await apply(id);
  expect(await sheets(id)).toMatchObject({ left: [2], waiting: true });
  expect(await logged(donationId)).toBe(5);
  const sheet = await s.work((tx) => s.app.get(LabelsService).printDonation(tx, aude, donationId, {}));
  const [{ facts }] = await s.db.query(
    'SELECT d.facts FROM documents.document d JOIN intake.label_sheet l ON l.document_id = d.id WHERE l.id = $1 OR d.id = $1',
    [sheet],
  );
  expect(facts.notes.map((n: { mark: string }) => n.mark.split(', ').slice(1))).toEqual([
    ['l.\u00a03', 'Étage 1'],
    ['l.\u00a04', 'Étage 1'],
    ['l.\u00a05', 'Étage 1'],
    ['l.\u00a02', 'Étage 2'],
    ['l.\u00a03', 'Étage 2'],
  ]);
  await s.work((tx) => service().withdraw(tx, aude, id));
  expect((await file(id)).withdrawal).toMatchObject({ withdrawn: 5, kept: 0 });
});

test('the same workbook is sent once, whatever became of its other sheets', async () => {
  const donationId = await s.donation();
  const book = await bookOf(BOOK());
  const first = await upload(donationId, book);
  await apply(first);
  await expect(upload(donationId, book)).rejects.toMatchObject({ code: 'intake.file_twice' });
  await apply(await next(first, 1));
  await expect(upload(donationId, book)).rejects.toMatchObject({ code: 'intake.file_twice' });
});

test('a workbook of one list keeps nothing once it is recorded', async () => {
  const donationId = await s.donation();
  const first = await upload(donationId, { Parc: [TITLES, pc()], Notes: [['À voir']] });
  await apply(first);
  expect(await sheets(first)).toMatchObject({ left: [], waiting: false });
  expect(await bytesKept(donationId)).toBe(0);
});

test('rows that are struck through are left until somebody wants them; a note is shown as said, and a colour is told of', async () => {
  const styles = `<fonts><font/><font><strike/></font></fonts><fills><fill/><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>
    <cellXfs><xf/><xf fontId="1"/><xf fillId="1"/></cellXfs>`;
  const line = (style: number, cells: readonly string[]) =>
    `<row>${cells.map((c) => `<c s="${style}" t="inlineStr"><is><t>${c}</t></is></c>`).join('')}</row>`;
  const titles = [...TITLES, 'Utilisateur'];
  const rows = [line(2, titles), line(1, pc()), line(2, pc()), ...Array.from({ length: 6 }, () => line(0, pc()))].join(
    '',
  );
  const parts = bookParts([{ name: 'Parc', rows }], { styles });
  addNotes(parts, 1, { C4: 'Invented Person:\nécran fendu', F5: 'Jeanne Inventée' });
  const id = await upload(await s.donation(), await zipped(parts));
  const found = await file(id);
  expect(found).toMatchObject({ rowsRead: 7, rowsLeft: 1, rowsWrong: 0, devicesRead: 7 });
  expect(found.sheets[0]).toMatchObject({ rows: 9, hiddenRows: 1, coloured: 1, notesAside: 1 });
  const { items: left } = await s.app.get(FileQueries).rows(aude, id, { only: 'left' });
  expect(left.map((row) => [row.line, row.left])).toEqual([[2, 'struck']]);
  const told = (await s.app.get(FileQueries).rows(aude, id, { only: 'told' })).items.filter((row) => !row.left);
  expect(told.map((row) => [row.line, row.problems])).toEqual([
    [4, [{ field: 'model', code: 'intake.row_note', facts: { said: 'écran fendu' } }]],
  ]);
  const kept = await s.db.query(
    'SELECT to_jsonb(f) || to_jsonb(r) AS all FROM imports.file f JOIN imports.row r ON r.file_id = f.id WHERE f.id = $1',
    [id],
  );
  expect(JSON.stringify(kept)).not.toMatch(/Invent/);
  await choose(id, { sheet: 0, headerRow: 1, hiddenRows: true });
  expect(await file(id)).toMatchObject({ rowsRead: 8, rowsLeft: 0, devicesRead: 8 });
});

test('notes that are not shown are counted of all sheets that are taken together, and told where a long one was cut', async () => {
  const line = (cells: readonly string[]) =>
    `<row>${cells.map((c) => `<c t="inlineStr"><is><t>${c}</t></is></c>`).join('')}</row>`;
  const list = () => [[...TITLES, 'Utilisateur'], pc(), pc(), pc()].map(line).join('');
  const parts = bookParts(['A', 'B'].map((name) => ({ name, rows: list() })));
  const long = `${'a'.repeat(299)}😀`;
  addNotes(parts, 1, { F2: long, F3: long, F4: long });
  addNotes(parts, 2, { C2: long, C3: long, C4: long });
  const id = await upload(await s.donation(), await zipped(parts));
  expect((await file(id)).sheets[0]).toMatchObject({ notesAside: 3 });
  await choose(id, { sheet: 0, headerRow: 1, also: [1] });
  const found = await file(id);
  expect(found).toMatchObject({ rowsRead: 6, rowsWrong: 0, rowsWarned: 3 });
  expect(found.sheets[0]).toMatchObject({ notesAside: 3 });
});
