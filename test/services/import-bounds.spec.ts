import type { EntityManager } from 'typeorm';
import { FileQueries, FilesService, type FileView } from '#bank/intake';
import { type Member, sha256 } from '#platform/kernel';
import { ImportApplying } from '../../libs/bank/files/engine/steps/applying.js';
import { neverAnalysed, rowsTakenUpBy } from '../support/sheets/rows-taken-up.js';
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
const rows = async (id: string) => (await s.app.get(FileQueries).rows(aude, id)).items;
const words = async (id: string) =>
  (await s.app.get(FileQueries).words(aude, id)).filter((word) => word.field === 'quantity');
const answer = (id: string, said: Parameters<FilesService['answer']>[3]) =>
  s.work((tx) => s.app.get(FilesService).answer(tx, aude, id, said));
const apply = (id: string, said = {}) => s.work((tx) => s.app.get(FilesService).apply(tx, aude, id, said));

test('each statement that checks a file, and takes it in, takes up a few rows for each of its own, whatever Postgres believes of its tables', async () => {
  const devices = 1_000;
  const [first, second] = [await s.donation(), await s.donation()];
  const sheet = (name: string) =>
    'Type;Marque;N° de série;N° inventaire\n' +
    Array.from({ length: devices }, (_, i) => `PC;HP;${name}${i}X;${name}-${i}\n`).join('');
  const takeIn = (tx: EntityManager, id: string) =>
    tx
      .query(`UPDATE imports.file SET state = 'applying' WHERE id = $1`, [id])
      .then(() => s.app.get(ImportApplying).apply(tx, id));
  const before = await upload(first, sheet('FIRST'));
  await neverAnalysed(s.database);
  await s.work((tx) => takeIn(tx, before));
  const id = await upload(second, sheet('OTHER'));
  const taken = await rowsTakenUpBy(s, async (tx) => void (await takeIn(tx, id)));
  expect(taken.filter(([text]) => /devices\.(?:alias|device) y/.test(text))).toHaveLength(2);
  expect(taken.filter(([, n]) => n > 10 * devices)).toEqual([]);
});

describe('a quantity over 500 in a row', () => {
  const SHEET =
    'Type;Modèle;Quantité\nÉcran;E24;5000\nÉcran;E22;5000 unités\nÉcran;E20;500\nTablette;A7;501\nÉcran;E1;9999999\n';

  test('is asked about once for each number of a kind, and makes nothing before', async () => {
    const id = await upload(await s.donation(), SHEET);
    expect(await file(id)).toMatchObject({ rowsRead: 5, rowsWrong: 4, devicesRead: 500, wordsAsked: 2 });
    expect((await rows(id)).flatMap((r) => r.problems.map((p) => [r.line, p.code, p.facts]))).toEqual([
      [2, 'intake.row_quantity_many', { quantity: 5000, category: 'monitor' }],
      [3, 'intake.row_quantity_many', { quantity: 5000, category: 'monitor' }],
      [5, 'intake.row_quantity_many', { quantity: 501, category: 'tablet' }],
      [6, 'intake.row_quantity_unknown', { typed: '9999999', max: 999_999 }],
    ]);
    expect((await words(id)).map((w) => [w.key, w.said, w.count, w.meaning, w.sureness, w.because])).toEqual([
      ['5000 monitor', '5000', 2, null, 'ask', 'many'],
      ['501 tablet', '501', 1, null, 'ask', 'many'],
    ]);
  });

  test('is what the answer says, in this file only; the rest is never taken for it', async () => {
    const donationId = await s.donation();
    const id = await upload(donationId, SHEET);
    await answer(id, {
      words: [{ field: 'quantity', key: '5000 monitor', meaning: '5000' }],
      rest: true,
      remember: 'donor',
    });
    expect(await file(id)).toMatchObject({ rowsWrong: 2, devicesRead: 10_500, wordsAsked: 1 });
    await answer(id, { words: [{ field: 'quantity', key: '501 tablet', meaning: '1' }] });
    expect(await file(id)).toMatchObject({ rowsWrong: 1, devicesRead: 10_501, wordsAsked: 0 });
    for (const meaning of ['0', 'beaucoup', 'to_check', '1000000'])
      await expect(answer(id, { words: [{ field: 'quantity', key: '501 tablet', meaning }] })).rejects.toMatchObject({
        code: 'intake.answer_unknown',
      });
    expect(await file(await upload(await s.donation(), SHEET))).toMatchObject({ wordsAsked: 2 });
    expect(await file(await upload(donationId, `${SHEET}\n`))).toMatchObject({ wordsAsked: 2 });
  });
});

test('a file of more than 20,000 devices is applied by whoever says how many they are', async () => {
  const sheet = (last: number) =>
    `Type;Modèle;Quantité\n${Array.from({ length: 40 }, (_, i) => `Écran;E${i};500`).join('\n')}\nÉcran;E40;${last}\n`;
  const id = await upload(await s.donation(), sheet(3));
  expect(await file(id)).toMatchObject({ devicesRead: 20_003, rowsWrong: 0, state: 'ready' });
  for (const said of [{}, { whole: true }, { devices: 20_002 }])
    await expect(apply(id, said)).rejects.toMatchObject({
      code: 'intake.file_many_devices',
      facts: { count: 20_003, unasked: 20_000 },
    });
  expect((await file(id)).state).toBe('ready');
  await apply(id, { devices: 20_003 });
  expect((await file(id)).state).toBe('applying');
});
