import { DataImport } from '../support/sheets/data-import.js';
import { bookOf } from '../support/sheets/sheets.js';

let t: DataImport;

beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

const TITLES = ['Ancien numéro', 'Type', 'Modèle', 'À donner', 'Réservé pour', 'Observations'];
const ROWS = [
  ['G1', 'Écran', 'E24', 'oui', '', ''],
  ['G2', 'Écran', 'E24', 'non', '', ''],
  ['G3', 'Écran', 'E24', 'oui', 'Mme Dupuis', ''],
  ['G4', 'Écran', 'E24', 'oui', '', 'Vendu'],
  ['G5', 'Écran', 'E24', 'oui', '', 'rayé'],
];
const asked = async (id: string) =>
  (await t.queries.values(t.leila, id)).filter((v) => v.field === 'given').map((v) => [v.value, v.count, v.target]);

test('what a bank’s list says of rows that are perhaps not its own is asked, once a word, and never stored with a name', async () => {
  const id = await t.upload(await bookOf({ Parc: [TITLES, ...ROWS] }));
  expect(await asked(id)).toEqual([
    ['À donner : oui', 2, 'given'],
    ['À donner : non', 1, null],
    ['Observations : Vendu', 1, null],
    ['Réservé pour : rempli', 1, null],
  ]);
  const kept = await t.s.db.query(
    `SELECT w::text AS w FROM imports.word w UNION ALL SELECT r::text FROM imports.row r`,
  );
  expect(JSON.stringify(kept)).not.toMatch(/Dupuis/);
  await expect(t.map(id)).rejects.toMatchObject({ code: 'data_import.value_unmapped' });
  await t.map(id, { 'Observations : Vendu': 'kept', 'Réservé pour : rempli': 'given', 'À donner : non': 'kept' });
  expect(await t.queries.byId(t.leila, id)).toMatchObject({
    rowsRead: 5,
    rowsSkipped: 2,
    rowsWrong: 0,
    devicesRead: 3,
  });
  const left = (await t.queries.rows(t.leila, id, { only: 'left' })).items;
  expect(left.map((r) => [r.line, r.left])).toEqual([
    [3, 'not_wanted'],
    [5, 'not_wanted'],
  ]);
  // What « non » means here says nothing of the next file.
  const next = await t.upload([TITLES, ['G9', 'Écran', 'E24', 'non', '', '']].map((row) => row.join(';')).join('\n'));
  expect(await asked(next)).toEqual([['À donner : non', 1, null]]);
  await t.s.work((tx) => t.service.map(tx, t.leila, next, { rest: true }));
  expect(await t.queries.byId(t.leila, next)).toMatchObject({ rowsSkipped: 1, devicesRead: 0 });
});

test('rows of a kind that nobody wants are left', async () => {
  const id = await t.upload('Ancien numéro;Type\nH1;Souris\nH2;Écran\n');
  await t.map(id, { Souris: 'skip' });
  expect(await t.queries.byId(t.leila, id)).toMatchObject({ rowsSkipped: 1, devicesRead: 1 });
});
