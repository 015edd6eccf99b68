import fc from 'fast-check';
import { ImportQueries } from '#bank/files/engine';
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

async function upload(donationId: string, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const sheet = { filename: 'parc.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  return s.work((tx) => s.app.get(FilesService).upload(tx, aude, donationId, sheet));
}
const file = (id: string): Promise<FileView> => s.app.get(FileQueries).byId(aude, id);
const words = (id: string) => s.app.get(FileQueries).words(aude, id);
const rows = async (id: string) => (await s.app.get(FileQueries).rows(aude, id)).items;
const answer = (id: string, said: Parameters<FilesService['answer']>[3]) =>
  s.work((tx) => s.app.get(FilesService).answer(tx, aude, id, said));
let serials = 0;
const serial = () => `WRD${String(++serials).padStart(6, '0')}`;

const SHEET = () =>
  `Type;Marque;État;Série\nZorglub;HP;bof bof;${serial()}\nzorglub;HP;bon;${serial()}\nPC portable;HP;bon;${serial()}\n`;

test('each different word is listed once, with how many rows have it, what it is taken for and how sure that is', async () => {
  const id = await upload(await s.donation(), SHEET());
  const listed = await words(id);
  expect(listed.map((w) => [w.field, w.key, w.said, w.count, w.meaning, w.sureness])).toEqual(
    expect.arrayContaining([
      ['category', 'zorglub', 'Zorglub', 2, null, 'ask'],
      ['category', 'pc portable', 'PC portable', 1, 'laptop', 'sure'],
      ['condition', 'bon', 'bon', 2, 'works', 'sure'],
      ['make', 'hp', 'HP', 3, 'HP', 'sure'],
    ]),
  );
  expect(listed[0]!.sureness).toBe('ask');
  expect(await file(id)).toMatchObject({ wordsAsked: 2, rowsWrong: 2 });
});

test('an answer is for every row that has the word, for this file alone unless more is said', async () => {
  const donationId = await s.donation();
  const id = await upload(donationId, SHEET());
  await answer(id, { words: [{ field: 'category', key: 'zorglub', meaning: 'tablet' }] });
  expect(await file(id)).toMatchObject({ state: 'ready', rowsWrong: 0, wordsAsked: 1 });
  expect((await rows(id)).map((r) => [r.category, r.words['category']])).toEqual([
    ['tablet', 'Zorglub'],
    ['tablet', 'zorglub'],
    ['laptop', 'PC portable'],
  ]);
  expect((await words(id)).find((w) => w.key === 'zorglub')).toMatchObject({ sureness: 'sure', by: 'file' });
  expect(await file(await upload(donationId, SHEET()))).toMatchObject({ rowsWrong: 2 });

  const third = await upload(donationId, SHEET());
  await answer(third, { words: [{ field: 'category', key: 'zorglub', meaning: 'monitor' }], remember: 'donor' });
  expect(await file(await upload(donationId, SHEET()))).toMatchObject({ rowsWrong: 0 });
  expect(await file(await upload(await s.donation(), SHEET()))).toMatchObject({ rowsWrong: 2 });
});

test('what is no word of the file, or no meaning, is refused; so is the bank’s memory to whoever is not of the bank', async () => {
  const id = await upload(await s.donation(), SHEET());
  for (const word of [
    { field: 'category', key: 'absent', meaning: 'tablet' },
    { field: 'category', key: 'zorglub', meaning: 'toaster' },
  ])
    await expect(answer(id, { words: [word] })).rejects.toMatchObject({ code: 'intake.answer_unknown' });
  await expect(
    answer(id, { words: [{ field: 'category', key: 'zorglub', meaning: 'tablet' }], remember: 'bank' }),
  ).rejects.toMatchObject({ code: 'intake.words_of_the_bank' });
});

test('the rest may be left to be looked at: noted so, told row by row, and remembered for nobody', async () => {
  const donationId = await s.donation();
  const id = await upload(donationId, SHEET());
  await answer(id, { words: [], rest: true, remember: 'donor' });
  expect(await file(id)).toMatchObject({ wordsAsked: 0, rowsWrong: 0 });
  expect((await rows(id))[0]).toMatchObject({ category: 'other', condition: 'unknown', warned: true });
  expect((await rows(id))[0]!.problems.map((p) => p.code)).toEqual(['intake.row_category_to_check']);
  expect(await file(await upload(donationId, SHEET()))).toMatchObject({ rowsWrong: 2 });
});

test('of a column that nobody reads nothing is kept outside the seal, whatever its title', async () => {
  const titles = ['Nom de famille', 'Attributaire', 'N° CAF', 'NIR', 'Élève', 'Remarques'];
  const secrets = titles.map((_, i) => `Secret${i}Xyz`);
  const line = (kind: string) => [kind, serial(), ...secrets].join(';');
  const text = `Type;Série;${titles.join(';')}\n${line('PC portable')}\n${line('Zorglub')}\n${line('Total')}\n`;
  const id = await upload(await s.donation(), text);
  const everything = async () => {
    const tables = await s.db.query(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema IN ('imports', 'intake') AND table_type = 'BASE TABLE'`,
    );
    const texts = await Promise.all(
      tables.map(({ name }: { name: string }) => s.db.query(`SELECT t::text AS said FROM ${name} t`)),
    );
    return JSON.stringify(texts);
  };
  // The page of columns shows what stands in each, from under the seal.
  expect(JSON.stringify((await file(id)).examples)).toContain('Secret0Xyz');
  expect(await everything()).not.toMatch(/Secret\dXyz/);
  await s.work((tx) => s.app.get(FilesService).apply(tx, aude, id));
  expect(await everything()).not.toMatch(/Secret\dXyz/);
  const wrong = [];
  for await (const row of s.app.get(ImportQueries).wrongRows(id)) wrong.push(row.cells);
  expect(JSON.stringify(wrong)).not.toContain('Secret');
});

test('of any file, every row that says anything is good, wrong or left', async () => {
  const cell = fc.constantFrom('', 'PC portable', 'Zorglub', 'Total', 'Type', 'X1', 'bon', '#N/A', 'Portable + écran');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }), async (lines) => {
      const text = ['Type;Série;État', 'PC portable;KEPT;bon', ...lines.map((l) => l.join(';'))].join('\n');
      const id = await upload(await s.donation(), text);
      const said = 1 + lines.filter((l) => l.some((c) => c !== '')).length;
      const [counts] = await s.db.query(
        'SELECT rows_seen, rows_good, rows_wrong, rows_left FROM imports.file WHERE id = $1',
        [id],
      );
      expect(counts.rows_seen).toBe(said);
      expect(counts.rows_good + counts.rows_wrong + counts.rows_left).toBe(said);
    }),
    { numRuns: 25 },
  );
});

test('rows of a word that is no device are left with that reason, and every row stays accounted for', async () => {
  const donationId = await s.donation();
  const text = `Type;Marque;État;Série\nTapis de souris;HP;;${serial()}\nTapis de souris;;;\nPC portable;HP;bon;${serial()}\n`;
  const id = await upload(donationId, text);
  const asked = (await words(id)).find((w) => w.said === 'Tapis de souris');
  await answer(id, {
    words: [{ field: 'category', key: asked!.key, meaning: 'not_a_device' }],
    remember: 'donor',
  });
  const left = await s.app.get(FileQueries).rows(aude, id, { only: 'left' });
  expect(left.items.map((r) => [r.line, r.left])).toEqual([
    [2, 'not_a_device'],
    [3, 'not_a_device'],
  ]);
  expect(await file(id)).toMatchObject({ state: 'ready', rowsRead: 1, rowsWrong: 0, rowsLeft: 2, wordsAsked: 0 });
  // It is still listed, so that the answer can be taken back.
  expect((await words(id)).find((w) => w.key === asked!.key)).toMatchObject({ meaning: 'not_a_device', count: 2 });
  // A serial of a row that was left is nobody's.
  expect(await file(await upload(donationId, `${text}Écran;HP;bon;${serial()}\n`))).toMatchObject({ rowsLeft: 2 });
  await s.work((tx) => s.app.get(FilesService).apply(tx, aude, id, { whole: true }));
  expect(await file(id)).toMatchObject({ state: 'applied', rowsLogged: 1 });
});

test('a file of nothing but what is no device can still be answered otherwise', async () => {
  const id = await upload(await s.donation(), 'Type;Marque\nTapis de souris;HP\n');
  const asked = (await words(id)).find((w) => w.field === 'category');
  await answer(id, { words: [{ field: 'category', key: asked!.key, meaning: 'not_a_device' }] });
  expect(await file(id)).toMatchObject({ state: 'ready', rowsLeft: 1, rowsRead: 0 });
  await answer(id, { words: [{ field: 'category', key: asked!.key, meaning: 'other' }] });
  expect(await file(id)).toMatchObject({ state: 'ready', rowsLeft: 0, rowsRead: 1 });
});

const bought = (donationId: string): Promise<{ serial: string; year: number; day: string | null }[]> =>
  s.db.query(
    `SELECT d.serial, p.year, p.day::text AS day FROM intake.device_purchase p JOIN devices.device d ON d.id = p.device_id
     WHERE d.donation_id = $1 ORDER BY d.serial`,
    [donationId],
  );
const DATED = (...dates: string[]) =>
  `Type;Marque;État;Série;Date d’achat\n${dates.map((date) => `PC portable;HP;bon;${serial()};${date}`).join('\n')}\n`;
const dateWord = async (id: string) => (await words(id)).find((w) => w.field === 'purchased');

test('a column whose dates may be read two ways is asked about once, with its own date, and remembered for the donor', async () => {
  const donationId = await s.donation();
  const id = await upload(donationId, DATED('03/04/2024', '05/06/2023', '2022'));
  expect(await dateWord(id)).toMatchObject({ said: '03/04/2024', count: 2, sureness: 'ask', because: 'both_orders' });
  expect(await file(id)).toMatchObject({ wordsAsked: 1, rowsWrong: 0 });
  const { key } = (await dateWord(id))!;
  const say = (meaning: string) => answer(id, { words: [{ field: 'purchased', key, meaning }], remember: 'donor' });
  await expect(say('whenever')).rejects.toMatchObject({ code: 'intake.answer_unknown' });
  await say('month_first');
  expect(await dateWord(id)).toMatchObject({ meaning: 'month_first', sureness: 'sure', by: 'file' });
  await s.work((tx) => s.app.get(FilesService).apply(tx, aude, id));
  expect((await bought(donationId)).map(({ year, day }) => [year, day])).toEqual([
    [2024, '2024-03-04'],
    [2023, '2023-05-06'],
    [2022, null],
  ]);
  expect(await dateWord(await upload(donationId, DATED('07/08/2021')))).toMatchObject({ by: 'donor' });
  // Cells that show it say more than what was said of another file.
  const clear = await upload(donationId, DATED('07/08/2021', '25/08/2021'));
  expect(await dateWord(clear)).toBeUndefined();
});

test('a date of two digits a year is asked about; left open, it is no purchase of any year', async () => {
  const donationId = await s.donation();
  const id = await upload(donationId, DATED('01/02/03'));
  expect(await dateWord(id)).toMatchObject({ said: '01/02/03', sureness: 'ask', because: 'short_year' });
  await answer(id, { words: [], rest: true });
  expect((await rows(id))[0]!.problems.map((p) => [p.code, p.facts['typed']])).toEqual([
    ['intake.row_purchase_unknown', '01/02/03'],
  ]);
  await s.work((tx) => s.app.get(FilesService).apply(tx, aude, id));
  expect(await bought(donationId)).toEqual([]);
  const second = await upload(donationId, DATED('01/02/03'));
  const { key } = (await dateWord(second))!;
  await answer(second, { words: [{ field: 'purchased', key, meaning: 'year_first' }] });
  await s.work((tx) => s.app.get(FilesService).apply(tx, aude, second));
  expect((await bought(donationId)).map((b) => b.day)).toEqual(['2001-02-03']);
});

test('the whole column decides, not its first rows', async () => {
  const first = Array.from({ length: 60 }, () => '03/04/2024');
  const donationId = await s.donation();
  const id = await upload(donationId, DATED(...first, '25/04/2024'));
  expect(await file(id)).toMatchObject({ wordsAsked: 0, rowsRead: 61 });
  await s.work((tx) => s.app.get(FilesService).apply(tx, aude, id));
  expect((await bought(donationId))[0]).toMatchObject({ day: '2024-04-03' });
  const mixed = await upload(await s.donation(), DATED('25/04/2024', ...first, '04/25/2024'));
  expect(await dateWord(mixed)).toMatchObject({ said: '03/04/2024', count: 60, sureness: 'ask' });
});

test('how many rows have a word that is asked is told, each once', async () => {
  const id = await upload(await s.donation(), SHEET());
  // « Zorglub » with « bof bof », and « zorglub » alone.
  expect(await file(id)).toMatchObject({ wordsAsked: 2, rowsUnsure: 2 });
});

test('a list of SIM cards that is sent as a donor’s shows no code where its columns are asked about', async () => {
  const text = 'Carte ICCID;N° ligne;Code PIN;PUK1\n8933150000000000018;0612345678;4271;90218834\n';
  const id = await upload(await s.donation(), text);
  const { header, examples } = await file(id);
  expect(header).toContain('Code PIN');
  expect(JSON.stringify(examples)).not.toMatch(/4271|90218834|8933150000000000018/);
});
