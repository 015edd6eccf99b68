import { FileQueries, FilesService, type FileView } from '#bank/intake';
import { type Member, sha256 } from '#platform/kernel';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let s: IntakeFixtures;
let aude: Member;

beforeAll(async () => {
  s = await intakeFixtures();
  ({ aude } = s);
});
afterAll(() => s.close());

async function upload(donationId: string, text: string, filename = 'parc.csv'): Promise<string> {
  const bytes = Buffer.from(text);
  const sheet = { filename, size: bytes.length, sha256: sha256(bytes), source: bytes };
  return s.work((tx) => s.app.get(FilesService).upload(tx, aude, donationId, sheet));
}
const file = (id: string): Promise<FileView> => s.app.get(FileQueries).byId(aude, id);
const told = async (id: string) =>
  (await s.app.get(FileQueries).rows(aude, id)).items.flatMap((r) => r.problems.map((p) => [r.line, p.code]));
const answer = (id: string, key: string, meaning: string) =>
  s.work((tx) =>
    s.app.get(FilesService).answer(tx, aude, id, { words: [{ field: 'serial', key, meaning }], rest: true }),
  );
const apply = (id: string) => s.work((tx) => s.app.get(FilesService).apply(tx, aude, id));
const withdraw = (id: string) => s.work((tx) => s.app.get(FilesService).withdraw(tx, aude, id));
let serials = 0;
const serial = () => `DBL${String(++serials).padStart(6, '0')}`;

describe('one serial with the maker on one side only', () => {
  test('is asked in a file, and once', async () => {
    const one = serial();
    const text = `Type;Marque;Série\nUC;Dell;${one}\nUC;;${one}\n`;
    const id = await upload(await s.donation(), text);
    expect(await told(id)).toEqual([[3, 'intake.row_serial_maybe_duplicate']]);
    expect(await file(id)).toMatchObject({ rowsWrong: 1, wordsAsked: 1 });
    await answer(id, one, 'same');
    expect(await told(id)).toEqual([[3, 'intake.row_serial_duplicate']]);
    expect(await file(id)).toMatchObject({ rowsWrong: 1, wordsAsked: 0 });
    await answer(id, one, 'other');
    expect(await file(id)).toMatchObject({ rowsWrong: 0, devicesRead: 2, wordsAsked: 0 });
    await apply(id);
    expect(await file(id)).toMatchObject({ state: 'applied', rowsLogged: 2 });
  });

  test('is asked against a device that is there, however its maker is written; one maker is no question', async () => {
    const donationId = await s.donation();
    const [bare, made] = [serial(), serial()];
    await s.log(donationId, { serial: bare, make: '' });
    await s.log(donationId, { serial: made, make: 'Hewlett-Packard' });
    const id = await upload(donationId, `Type;Marque;Série\nUC;Dell;${bare}\nUC;HP Inc.;${made}\nUC;Acer;${made}\n`);
    expect(await told(id)).toEqual([
      [2, 'intake.row_serial_maybe_known'],
      [3, 'intake.row_serial_known'],
    ]);
    expect(await file(id)).toMatchObject({ rowsWrong: 2, wordsAsked: 1 });
    await answer(id, bare, 'same');
    expect((await told(id))[0]).toEqual([2, 'intake.row_serial_known']);
    await answer(id, bare, 'other');
    expect(await told(id)).toEqual([[3, 'intake.row_serial_known']]);
    await apply(id);
    expect(await file(id)).toMatchObject({ state: 'applied', rowsLogged: 2 });
  });

  test('at the desk a maker is one, however it is written', async () => {
    const donationId = await s.donation();
    const one = serial();
    await s.log(donationId, { serial: one, make: 'HP' });
    await expect(s.log(donationId, { serial: one, make: 'HEWLETT PACKARD' })).rejects.toMatchObject({
      code: 'intake.serial_known',
    });
  });
});

describe('a list without serials', () => {
  const FIRST = 'Type;Marque;Modèle;Quantité\nÉcran;HP;E24;3\nUC;Dell;OptiPlex 3050;2\n';
  const AGAIN =
    'Modèle;Marque;Type\noptiplex 3050;DELL;UC\nE24;Hewlett-Packard;Écran\nE-24;hp;Écran\nE24;HP;Écran\nOptiPlex 3050;Dell;UC\n'.replace(
      'E-24',
      'e24',
    );

  test('that resembles one already applied for its donor says which, whatever its bytes', async () => {
    const donationId = await s.donation();
    const first = await upload(donationId, FIRST, 'mars.csv');
    expect((await file(first)).resembles).toBeNull();
    expect((await file(await upload(donationId, AGAIN))).resembles).toBeNull();
    await apply(first);
    expect((await file(first)).resembles).toBeNull();
    const again = await upload(donationId, `${AGAIN}\n`);
    expect((await file(again)).resembles).toEqual({
      id: first,
      donationId,
      donation: (await file(first)).donation,
      filename: 'mars.csv',
      appliedAt: expect.any(String),
    });
    const numbered = AGAIN.split('\n').map((line, i) => (line ? `${line};${i ? serial() : 'Série'}` : ''));
    expect((await file(await upload(donationId, numbered.join('\n')))).resembles).toBeNull();
    expect((await file(await upload(donationId, `${FIRST}Écran;HP;E24;1\n`))).resembles).toBeNull();
    await withdraw(first);
    expect((await file(again)).resembles).toBeNull();
  });

  test('is nothing like another donor’s', async () => {
    const [one, other] = [await s.donation(), await s.donation()];
    const [{ same }] = await s.db.query(
      'SELECT count(DISTINCT donor_id) = 1 AS same FROM intake.donation WHERE id = ANY ($1)',
      [[one, other]],
    );
    if (same)
      await s.db.query(
        'UPDATE intake.donation SET donor_id = (SELECT id FROM intake.donor WHERE id <> donation.donor_id LIMIT 1) WHERE id = $1',
        [other],
      );
    await apply(await upload(one, FIRST));
    expect((await file(await upload(one, AGAIN))).resembles).not.toBeNull();
    expect((await file(await upload(other, AGAIN))).resembles).toBeNull();
  });
});
