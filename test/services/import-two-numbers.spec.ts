import { FileQueries, FilesService } from '#bank/intake';
import { type Member, sha256 } from '#platform/kernel';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let s: IntakeFixtures;
let aude: Member;

beforeAll(async () => {
  s = await intakeFixtures();
  ({ aude } = s);
});
afterAll(() => s.close());

async function upload(donationId: string, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const sheet = { filename: 'parc.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  return s.work((tx) => s.app.get(FilesService).upload(tx, aude, donationId, sheet));
}
const file = (id: string) => s.app.get(FileQueries).byId(aude, id);
const rowsOf = async (id: string) => (await s.app.get(FileQueries).rows(aude, id)).items;
const told = async (id: string) => (await rowsOf(id)).flatMap((r) => r.problems.map((p) => [r.line, p.field, p.code]));
const apply = (id: string) => s.work((tx) => s.app.get(FilesService).apply(tx, aude, id));
const made = (id: string) =>
  s.db.query(
    `SELECT m.line, d.category, d.make, d.serial, d.condition FROM imports.made m JOIN devices.device d ON d.id = m.thing_id
     WHERE m.file_id = $1 ORDER BY m.line, d.serial`,
    [id],
  );

const TITLES = 'Type;Marque;N° série;N° série écran\n';

describe('two serials in a row', () => {
  test('are two devices: the machine, and its screen, of which only the number is known', async () => {
    const id = await upload(await s.donation(), `${TITLES}UC;Dell;SCR-A1;ZCR-A2\nUC;Dell;SCR-B1;\n`);
    expect(await rowsOf(id)).toMatchObject([
      { serial: 'SCR-A1', screenSerial: 'ZCR-A2' },
      { serial: 'SCR-B1', screenSerial: null },
    ]);
    expect(await file(id)).toMatchObject({ rowsRead: 2, devicesRead: 3 });
    await apply(id);
    expect(await file(id)).toMatchObject({ state: 'applied', rowsLogged: 3 });
    expect(await made(id)).toEqual([
      { line: 2, category: 'desktop', make: 'Dell', serial: 'SCR-A1', condition: 'unknown' },
      { line: 2, category: 'monitor', make: '', serial: 'ZCR-A2', condition: 'unknown' },
      { line: 3, category: 'desktop', make: 'Dell', serial: 'SCR-B1', condition: 'unknown' },
    ]);
    await s.work((tx) => s.app.get(FilesService).withdraw(tx, aude, id));
    expect((await file(id)).withdrawal).toMatchObject({ withdrawn: 3, kept: 0 });
  });

  test('a screen without another number has this one; the same number twice is one device', async () => {
    const id = await upload(
      await s.donation(),
      `${TITLES}Écran;HP;;ZCR-C1\nUC;Dell;SCR-D1;SCR-D1\nUC;Dell;SCR-E1;néant\n`,
    );
    expect(await file(id)).toMatchObject({ rowsWrong: 0, devicesRead: 3 });
    expect(await rowsOf(id)).toMatchObject([{ serial: 'ZCR-C1' }, { screenSerial: null }, { screenSerial: null }]);
  });

  test('a screen that another row, or the bank, has already is asked about; several devices cannot share one', async () => {
    const donationId = await s.donation();
    await s.log(donationId, { serial: 'ZCR-F9', make: 'HP' });
    const id = await upload(donationId, `${TITLES}UC;Dell;SCR-F1;ZCR-F1\nÉcran;HP;ZCR-F1;\nUC;Dell;SCR-F2;ZCR-F9\n`);
    expect(await told(id)).toEqual([
      [3, 'serial', 'intake.row_serial_maybe_duplicate'],
      [4, 'serial', 'intake.row_serial_maybe_known'],
    ]);
    const many = await upload(await s.donation(), 'Type;Marque;N° série écran;Quantité\nUC;Dell;ZCR-G1;4\n');
    expect(await told(many)).toContainEqual([2, 'quantity', 'intake.row_quantity_and_number']);
  });
});

test('a phone with a serial and an IMEI answers to both; a list with the IMEI alone has it as the serial', async () => {
  const phones = (one: string, other: string) =>
    `Type;Marque;N° série;IMEI\nSmartphone;Samsung;${one};356938035643809\nSmartphone;Samsung;${other};356938035643809\nSmartphone;Samsung;;490154203237518\n`;
  const id = await upload(await s.donation(), phones('R5PH001', 'R5PH002'));
  expect(await told(id)).toEqual([[3, 'imei', 'intake.row_serial_duplicate']]);
  await apply(id);
  expect(
    await s.db.query(
      `SELECT d.serial, a.issuer, a.number, s.words LIKE '%' || a.number || '%' AS found FROM imports.made m
       JOIN devices.device d ON d.id = m.thing_id JOIN devices.device_search s ON s.device_id = d.id
       LEFT JOIN devices.alias a ON a.device_id = d.id WHERE m.file_id = $1 ORDER BY m.line`,
      [id],
    ),
  ).toEqual([
    { serial: 'R5PH001', issuer: 'IMEI', number: '356938035643809', found: true },
    { serial: '490154203237518', issuer: null, number: null, found: null },
  ]);
  const again = await upload(await s.donation(), phones('R5PH003', 'R5PH004'));
  expect((await told(again)).map(([line, field, code]) => [line, field, code])).toEqual([
    [2, 'imei', 'intake.row_number_known'],
    [3, 'imei', 'intake.row_serial_duplicate'],
    [4, 'serial', 'intake.row_serial_known'],
  ]);
  const alone = await upload(await s.donation(), 'Type;Marque;IMEI\nSmartphone;Apple;352099001761481\n');
  expect(await rowsOf(alone)).toMatchObject([{ serial: '352099001761481' }]);
});

test('a machine whose kind nobody wrote is asked about by its model, each model once', async () => {
  const id = await upload(
    await s.donation(),
    'Type;Modèle;Série\n;Zorglub 3000;MOD-1\n;Zorglub 3000;MOD-2\n;Ordinateur;MOD-3\n',
  );
  const words = await s.app.get(FileQueries).words(aude, id);
  expect(words.filter((w) => w.field === 'category').map((w) => [w.said, w.sureness])).toContainEqual([
    'Ordinateur',
    'ask',
  ]);
  expect(words.some((w) => w.field === 'category' && w.said === '')).toBe(false);
});
