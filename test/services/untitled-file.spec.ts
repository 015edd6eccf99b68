import pg from 'pg';
import { FileQueries, FilesService } from '#bank/intake';
import { sha256 } from '#platform/kernel';
import { Forgetting } from '../../libs/bank/intake/intake-purge.js';
import { Traces, yearsLater } from '../support/counting/traces.js';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

const traces = new Traces(['Plantagrume'], []);
let s: IntakeFixtures;
let owner: pg.Client;

beforeAll(async () => {
  s = await intakeFixtures();
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await s.close();
});

const upload = async (text: string): Promise<string> => {
  const source = Buffer.from(text);
  const sheet = { filename: 'parc de Plantagrume.csv', size: source.length, sha256: sha256(source), source };
  const donation = await s.donation();
  return s.work((tx) => s.app.get(FilesService).upload(tx, s.aude, donation, sheet));
};
const stored = async (id: string) =>
  (await owner.query('SELECT header, columns, sheets, filename FROM imports.file WHERE id = $1', [id])).rows[0];
const seenBy = async (who: 'nora' | 'aude', id: string): Promise<string> => {
  const reader = s.fixtures.people[who];
  const files = s.app.get(FileQueries);
  return JSON.stringify([await files.byId(reader, id), (await files.rows(reader, id)).items]);
};

test('a list without titles: its first person stands in no column, and who audits without names reads letters', async () => {
  const id = await upload('Zéphyrine Plantagrume;HP;Mini\nAlix Exemple;Dell;Maxi\nSacha Exemple;HP;Mini\n');
  expect(await seenBy('aude', id)).toContain('Plantagrume');
  expect(traces.in(await seenBy('nora', id))).toEqual([]);
  await s.work((tx) =>
    s.app.get(FilesService).choose(tx, s.aude, id, { columns: ['assetNumber', 'make', 'model'], category: 'laptop' }),
  );
  expect(await stored(id)).toMatchObject({
    header: ['Colonne A', 'Colonne B', 'Colonne C'],
    columns: { assetNumber: 'Colonne A', make: 'Colonne B', model: 'Colonne C' },
  });
  expect(traces.in(await seenBy('nora', id))).toEqual([]);
  await s.work((tx) => s.app.get(FilesService).refuse(tx, s.aude, id));
  expect(traces.in(JSON.stringify(await stored(id)).replace('parc de Plantagrume', ''))).toEqual([]);
});

test('known titles are kept as they were written; a title with somebody beside it is none', async () => {
  const id = await upload(`Type;Marque;N° de série;État (Plantagrume / Exemple)\nPortable;Dell;UNTITLED1;bon\n`);
  expect((await stored(id)).header).toEqual([
    'Type',
    'Marque',
    'N° de série',
    expect.not.stringContaining('Plantagrume'),
  ]);
});

test('what a file says in its own words ends with its period, and Postgres keeps it ended', async () => {
  const id = await upload(`Type;Marque;N° de série\nPortable;Dell;UNTITLED2\n`);
  await s.work((tx) => s.app.get(FilesService).apply(tx, s.aude, id, {}));
  await yearsLater(owner, 12);
  await s.work((tx) => s.app.get(Forgetting).forgetDue(tx));
  expect(await stored(id)).toEqual({ header: [], columns: {}, sheets: [], filename: 'fichier' });
  for (const set of [`filename = 'x'`, `header = '["x"]'`, `columns = '{"make": "x"}'`, `sheets = '[{"name": "x"}]'`])
    await expect(owner.query(`UPDATE imports.file SET ${set} WHERE id = $1`, [id])).rejects.toThrow('file_words_ended');
  expect((await s.app.get(FileQueries).byId(s.aude, id)).header).toEqual([]);
});
