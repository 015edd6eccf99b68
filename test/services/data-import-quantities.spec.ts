import { DataImport } from '../support/sheets/data-import.js';
import { bookOf } from '../support/sheets/sheets.js';

let t: DataImport;

beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

const file = (id: string) => t.queries.byId(t.leila, id);
const told = async (id: string) =>
  (await t.queries.rows(t.leila, id, { only: 'told' })).items.flatMap((r) => r.problems.map((p) => [r.line, p.code]));
const made = (id: string): Promise<{ line: number; category: string; count: number }[]> =>
  t.s.db.query(
    `SELECT m.line, d.category, d.state, count(*)::int AS count FROM imports.made m JOIN devices.device d ON d.id = m.thing_id
     WHERE m.file_id = $1 GROUP BY m.line, d.category, d.state ORDER BY m.line`,
    [id],
  );

describe('a list that counts what it has', () => {
  const TITLES = ['Type', 'Modèle', 'Qté', 'Statut', 'Structure'];
  const ROWS = [
    ['PC portables', 'HP 250 G7', '12', 'En stock', ''],
    ['Écrans', 'Dell P2219', '3', 'Remis', 'CCAS de Clamart'],
    ['Imprimante', 'HP OfficeJet 250', '1', 'En stock', ''],
  ];
  const CSV = [TITLES, ...ROWS].map((row) => row.join(';')).join('\n');

  test.each([
    ['CSV', async () => CSV],
    ['XLSX', () => bookOf({ Parc: [TITLES, ...ROWS] })],
  ])('makes as many devices as it counts, from %s; undone together', async (_, write) => {
    const id = await t.upload(await write());
    expect(await file(id)).toMatchObject({ columns: { quantity: 2 } });
    await t.map(id, { Imprimante: 'printer' });
    expect(await file(id)).toMatchObject({ rowsRead: 3, rowsWrong: 0, devicesRead: 16 });
    await t.apply(id, 'all');
    expect(await file(id)).toMatchObject({
      rowsMade: 16,
      result: { states: { to_be_proven: 13, handed_over: 3 }, structures: [{ count: 3 }] },
    });
    expect(await made(id)).toEqual([
      { line: 2, category: 'laptop', state: 'to_be_proven', count: 12 },
      { line: 3, category: 'monitor', state: 'handed_over', count: 3 },
      { line: 4, category: 'printer', state: 'to_be_proven', count: 1 },
    ]);
    const [{ references }] = await t.s.db.query(
      `SELECT count(DISTINCT h.beneficiary_id)::int AS references FROM imports.made m JOIN allocation.handover h ON h.device_id = m.thing_id WHERE m.file_id = $1`,
      [id],
    );
    expect(references).toBe(3);
    await t.s.work((tx) => t.service.withdraw(tx, t.leila, id));
    expect((await file(id)).withdrawal).toMatchObject({ withdrawn: 16, kept: 0 });
  });
});

test('several have no number of their own; what is no quantity, and a row without number or count, are told', async () => {
  const id = await t.upload(
    'Ancien numéro;Type;Quantité\nQ1;Écran;4\n;Écran;une douzaine\n;Écran;0\n;Écran;\nQ5;Écran;1\nQ6;Écran;\n',
  );
  await t.map(id);
  expect(await told(id)).toEqual([
    [2, 'data_import.row_quantity_and_number'],
    [3, 'data_import.row_quantity_unknown'],
    [4, 'data_import.row_quantity_unknown'],
    [5, 'data_import.row_no_identity'],
  ]);
  expect(await file(id)).toMatchObject({ devicesRead: 2 });
});

test('a number before the word of a type is told where no quantity is said: nothing of it is lost in silence', async () => {
  const id = await t.upload(
    'Ancien numéro;Type;Modèle;Quantité\n;12 PC portables;HP 250;\nS2;3 x écrans;;\n;4 écrans;E24;4\nS4;2 en 1;;\nS5;24 pouces écran;;\nS6;1 écran;;\n',
  );
  const say = { '12 PC portables': 'laptop', '3 x écrans': 'monitor', '4 écrans': 'monitor', '2 en 1': 'tablet' };
  await t.map(id, { ...say, '24 pouces écran': 'monitor', '1 écran': 'monitor' });
  expect(await told(id)).toEqual([
    [2, 'data_import.row_no_identity'],
    [2, 'data_import.row_counts_in_words'],
    [3, 'data_import.row_counts_in_words'],
  ]);
  expect(await file(id)).toMatchObject({ rowsWrong: 1, devicesRead: 8 });
});

describe('a quantity over 500', () => {
  const sheet = 'Type;Modèle;Quantité\nÉcran;E24;5000\nÉcran;E22;5000\nTablette;A7;501\nÉcran;E20;500\n';

  test('is asked about, once for so many of a kind, and is what the answer says', async () => {
    const id = await t.upload(sheet);
    const asked = (await t.queries.values(t.leila, id)).filter((v) => v.field === 'quantity');
    expect(asked.map(({ key, count, target }) => [key, count, target])).toEqual([
      ['5000 monitor', 2, null],
      ['501 tablet', 1, null],
    ]);
    await expect(t.map(id)).rejects.toMatchObject({ code: 'data_import.value_unmapped' });
    await expect(t.map(id, { '5000': 'beaucoup', '501': '1' })).rejects.toMatchObject({
      code: 'data_import.value_unmapped',
    });
    await t.map(id, { '5000': '1', '501': 'skip' });
    expect(await file(id)).toMatchObject({ devicesRead: 502, rowsSkipped: 1, rowsWrong: 0 });
  });

  test('that nobody wants to answer is left, and listed', async () => {
    const id = await t.upload(`${sheet}\n`);
    await t.s.work((tx) => t.service.map(tx, t.leila, id, { rest: true }));
    expect(await file(id)).toMatchObject({ devicesRead: 500, rowsSkipped: 3, rowsWrong: 0 });
    const left = (await t.queries.rows(t.leila, id, { only: 'left' })).items;
    expect(left.map((r) => [r.line, r.left])).toEqual([2, 3, 4].map((line) => [line, 'not_wanted']));
  });
});

test('more than 20,000 devices are taken over by whoever says how many they are', async () => {
  const id = await t.upload(
    `Type;Modèle;Quantité\n${Array.from({ length: 41 }, (_, i) => `Écran;E${i};500`).join('\n')}\n`,
  );
  await t.map(id);
  for (const devices of [undefined, 20_499])
    await expect(t.s.work((tx) => t.service.apply(tx, t.leila, id, 'all', devices))).rejects.toMatchObject({
      code: 'data_import.many_devices',
      facts: { count: 20_500, unasked: 20_000 },
    });
  await t.s.work((tx) => t.service.apply(tx, t.leila, id, 'all', 20_500));
  expect((await file(id)).state).toBe('applying');
});

test('what is told once and meant of the next rows is read; so many in one cell is a row, and no title', async () => {
  const id = await t.upload(
    [
      'Ancien numéro;Type;Marque;Situation;N° de série',
      'W1;PC portable;HP;En stock;WSER1',
      'W2;"""";idem;//;WSER2',
      ';12 PC portables;;;;',
    ].join('\n'),
  );
  const rows = (await t.queries.rows(t.leila, id, { limit: 100 })).items;
  expect(rows.map((r) => [r.line, r.category, r.make, r.left, r.problems.map((p) => p.code)])).toEqual([
    [2, 'laptop', 'HP', null, []],
    [3, 'laptop', 'HP', null, []],
    [
      4,
      null,
      '',
      null,
      ['data_import.row_state_unmapped', 'data_import.row_no_identity', 'data_import.row_counts_in_words'],
    ],
  ]);
});

test('a description that names the kind and the maker alone tells the kind', async () => {
  const id = await t.upload('inventaire;désignation;qté\nX1;PC portable HP;1\n;Écran Dell 22";3\n');
  const rows = (await t.queries.rows(t.leila, id, { limit: 100 })).items;
  expect(rows.map((r) => [r.line, r.category, r.make, r.quantity])).toEqual([
    [2, 'laptop', 'HP', 1],
    [3, 'monitor', 'Dell', 3],
  ]);
});
