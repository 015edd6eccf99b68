import { DeviceQueries } from '#bank/devices';
import { ImportQueries } from '#bank/files/engine';
import { spreadsheetOut } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { brokenInvariants } from '../support/counting/invariants.js';
import { broken } from '../support/servers/services.js';
import { DataImport, glpiFile, glpiRow } from '../support/sheets/data-import.js';

let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

const file = (id: string) => t.queries.byId(t.leila, id);
const devices = async () => (await t.s.db.query('SELECT count(*)::int AS n FROM devices.device'))[0].n as number;

test('a GLPI export becomes devices: to be proven, with people, or out; each with its old number and a declared past', async () => {
  const id = await t.upload(
    glpiFile(
      glpiRow({ number: 'A-1' }),
      glpiRow({ number: 'A-2', state: 'Remis', entity: 'Entité racine > CCAS de Bagneux' }),
      glpiRow({ number: 'A-3', state: 'Mis au rebut (DEEE)' }),
      glpiRow({ number: '', name: 'PC-0421', state: 'Perdu' }),
      glpiRow({ number: 'A-5', state: 'Zone grise' }),
    ),
  );
  expect(await file(id)).toMatchObject({
    state: 'mapping',
    rowsRead: 5,
    people: ['Utilisateur', 'Technicien en charge du matériel'],
  });
  await expect(t.map(id)).rejects.toMatchObject({
    code: 'data_import.value_unmapped',
    facts: { values: ['Zone grise'] },
  });
  await t.map(id, { 'Zone grise': 'skip' });
  expect(await file(id)).toMatchObject({ state: 'ready', rowsWrong: 0, rowsSkipped: 1 });
  await t.apply(id, 'all');
  const { structure, bank } = t.s.fixtures.organisations;
  expect(await file(id)).toMatchObject({
    state: 'applied',
    rowsMade: 4,
    result: {
      states: { to_be_proven: 1, handed_over: 1, recycled: 1, lost: 1 },
      structures: [{ id: structure.id, count: 1 }],
    },
  });
  expect(await t.device('A-1')).toMatchObject({
    state: 'to_be_proven',
    holder_org_id: bank.id,
    origin: 'declared',
    channel: 'import',
    cause_label: 'Repris de GLPI',
    // Nobody said who gave it: the strictest rule holds.
    public_origin: true,
    resale_forbidden: true,
    donor_kind: null,
  });
  expect(await t.device('PC-0421')).toMatchObject({ state: 'lost' });
  expect(await t.device('A-5')).toBeUndefined();
  const ids = await t.s.db.query('SELECT id FROM devices.device');
  expect(
    await brokenInvariants(
      t.s.db,
      ids.map((r: { id: string }) => r.id),
    ),
  ).toEqual([]);
});

test('nothing that the file says of people is kept anywhere', async () => {
  await t.bring(glpiFile(glpiRow(), glpiRow({ number: '', name: '', serial: '' })));
  const tables: { name: string }[] = await t.s.db.query(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const found = await t.s.db
      .query(`SELECT 1 FROM ${name} x WHERE x::text ILIKE '%dupont jeanne%' OR x::text ILIKE '%martin.k%' LIMIT 1`)
      .catch(() => []);
    expect([name, found]).toEqual([name, []]);
  }
});

test('wrong rows say why, and are left out only when a person says so', async () => {
  const known = glpiRow({ number: 'B-1', serial: 'SER-B-1' });
  await t.bring(glpiFile(known));
  const id = await t.upload(
    glpiFile(
      glpiRow({ number: 'B-1' }),
      glpiRow({ number: 'B-2', serial: 'SER-B-1' }),
      glpiRow({ number: 'B-3' }),
      glpiRow({ number: 'B-3' }),
      glpiRow({ number: '', name: '', serial: 'Default string' }),
      glpiRow({ number: 'B-4', state: 'Remis' }),
      glpiRow({ number: 'B-5', type: 'Machin', model: 'Bidule' }),
      glpiRow({ number: '1,2E+08' }),
      `${glpiRow({ number: 'B-6' })}"de trop"`,
      glpiRow({ number: 'B-7' }),
    ),
  );
  await t.map(id, { Machin: 'by_model' });
  const told = await t.queries.rows(t.leila, id, { only: 'told' });
  expect(
    told.items.filter((r) => r.wrong).map((r) => r.problems.map((p) => p.code.replace('data_import.row_', '')).join()),
  ).toEqual([
    'number_known',
    'serial_known',
    'number_duplicate',
    'no_identity,serial_generic',
    'structure_missing,date_missing',
    'category_missing',
    'number_rounded',
    'shifted',
  ]);
  await expect(t.apply(id, 'all')).rejects.toMatchObject({ code: 'data_import.rows_wrong', facts: { count: 8 } });
  const before = await devices();
  await t.apply(id);
  expect((await devices()) - before).toBe(2);
  const left = [];
  for await (const row of t.s.app.get(ImportQueries).wrongRows(id)) left.push(row);
  expect(left).toHaveLength(8);
});

test('the same file twice makes nothing twice, also in a race; its rows under another name neither', async () => {
  const text = glpiFile(glpiRow(), glpiRow());
  const answers = await Promise.all(Array.from({ length: 6 }, () => broken(t.upload(text))));
  expect(answers.sort()).toEqual([...Array(5).fill('data_import.file_twice'), 'done'].sort((a, b) => (a < b ? -1 : 1)));
  const [{ id }] = await t.s.db.query(
    `SELECT id FROM imports.file WHERE kind = 'data_import' AND state = 'asking' ORDER BY id DESC LIMIT 1`,
  );
  await t.map(id);
  const before = await devices();
  const presses = await Promise.all(Array.from({ length: 8 }, () => broken(t.apply(id))));
  expect(presses.filter((p) => p === 'done')).toHaveLength(1);
  expect((await devices()) - before).toBe(2);
  await expect(t.upload(text)).rejects.toMatchObject({ code: 'data_import.file_twice' });
  // Two files that differ by an empty line, applied at the same instant.
  const rows = [glpiRow(), glpiRow()];
  const twins = await Promise.all([t.upload(glpiFile(...rows)), t.upload(glpiFile(...rows, ''))]);
  for (const twin of twins) await t.map(twin);
  const now = await devices();
  await Promise.all(twins.map((twin) => t.apply(twin)));
  expect((await devices()) - now).toBe(2);
});

test('a column is corrected, words are read again, and what a word meant is remembered', async () => {
  const id = await t.upload(
    'Réf;Situation;Emplacement;Marque;Modèle;Type\nX-1;Chez quelqu’un;CCAS de Bagneux;Dell;Latitude;Portable\n',
    t.leila,
    'Classeur',
  );
  expect((await file(id)).columns).toMatchObject({ place: 2, make: 3, model: 4, category: 5 });
  await t.s.work((tx) =>
    t.service.chooseColumns(tx, t.leila, id, { number: 0, state: 1, structure: 2, make: 3, model: 4, category: 5 }),
  );
  await expect(
    t.s.work((tx) => t.service.chooseColumns(tx, t.leila, id, { number: 0, state: 0 })),
  ).rejects.toMatchObject({ code: 'data_import.column_twice' });
  await t.map(id, { 'Chez quelqu’un': 'handed_over' });
  await t.apply(id);
  expect(await t.device('X-1')).toMatchObject({ state: 'handed_over' });
  const next = await t.upload(
    'Inventaire;Statut;Structure;Type\nX-2;chez quelqu’un;CCAS Bagneux;Portable\n',
    t.leila,
    'Classeur',
  );
  expect((await t.queries.values(t.leila, next)).map((v) => v.target)).toEqual([
    'handed_over',
    t.s.fixtures.organisations.structure.id,
    // « Portable » may be a telephone: each row's maker and model say which.
    'by_model',
  ]);
});

test('what nobody answered, and a number that many have, leave a mark on the device; what a person chose leaves none', async () => {
  const rows = [
    glpiRow({ number: 'M-1', state: 'Zone floue', type: 'Zorglub', model: 'Bidule' }),
    glpiRow({ number: 'M-2', type: 'Zorglub' }),
    glpiRow({ number: 'M-3', serial: 'Default string' }),
    glpiRow({ number: 'M-4', state: 'Coin sombre' }),
  ];
  const id = await t.upload(glpiFile(...rows));
  const targets = new Map([['state coin sombre', 'to_be_proven']]);
  await t.s.work((tx) => t.service.map(tx, t.leila, id, { targets, rest: true }));
  const told = await t.queries.rows(t.leila, id, { only: 'told' });
  expect(told.items.flatMap((r) => r.problems.map((p) => p.code))).toEqual([
    'data_import.row_category_to_check',
    'data_import.row_serial_generic',
  ]);
  await t.apply(id, 'all');
  const marks = await Promise.all(['M-1', 'M-2', 'M-3', 'M-4'].map((number) => t.device(number)));
  expect(marks.map((d) => [d.state, d.category, d.to_check])).toEqual([
    ['to_be_proven', 'other', ['category', 'condition']],
    // Its model tells the type.
    ['to_be_proven', 'laptop', ['category']],
    ['to_be_proven', 'laptop', ['number']],
    ['to_be_proven', 'laptop', []],
  ]);
  expect((await t.s.app.get(DeviceQueries).get(t.leila, marks[0].id)).allowed).toContain('verify');
});

test('a structure and a shelf that are not there yet are made, once', async () => {
  const entity = 'Entité racine > Maison des Solidarités';
  const id = await t.bring(
    glpiFile(
      glpiRow({ number: 'C-1', entity, state: 'Remis' }),
      glpiRow({ number: 'C-2', entity, state: 'Remis' }),
      glpiRow({ number: 'C-3', place: 'Entrepôt > Allée 9' }),
    ),
    { 'Entrepôt > Allée 9': 'new' },
  );
  expect((await file(id)).result).toMatchObject({
    structures: [{ name: 'Maison des Solidarités', count: 2 }],
    made: [
      { kind: 'place', name: 'Allée 9' },
      { kind: 'structure', name: 'Maison des Solidarités' },
    ],
  });
  const [place] = await t.s.db.query('SELECT name FROM people.place WHERE id = $1', [(await t.device('C-3')).place_id]);
  expect(place.name).toBe('Allée 9');
});

test('a workbook is read like a CSV: the bank’s own sheet, with a date, a donor and titles above', async () => {
  const rows = [
    ['Parc de la banque', '', '', '', '', '', '', ''],
    ['Ancien numéro', 'Prénom', 'Etat', 'Lieu de stockage', 'Structure', 'Date de remise', 'Donateur', 'Type'],
    ['D-1', 'Jeanne', 'Remis', '', 'CCAS de Bagneux', '04/03/2025', 'SARL Dupuis', 'PC portable'],
    ['D-2', '', 'En stock', 'Rayon 2', '', '', 'Ville de Suresnes', 'Ecran'],
  ];
  const parts: Buffer[] = [];
  for await (const part of spreadsheetOut('xlsx', { name: 'Parc', header: ['Export'], rows, timeZone: 'Europe/Paris' }))
    parts.push(part as Buffer);
  const id = await t.upload(Buffer.concat(parts), t.leila, 'Tableur');
  expect(await file(id)).toMatchObject({ people: ['Prénom'], rowsRead: 2 });
  // April or March: nobody guesses.
  await expect(t.map(id)).rejects.toMatchObject({
    code: 'data_import.value_unmapped',
    facts: { values: ['04/03/2025'] },
  });
  await t.map(id, { '04/03/2025': 'day_first' });
  await t.apply(id, 'all');
  expect(await t.device('D-1')).toMatchObject({ state: 'handed_over', donor_kind: 'company', resale_forbidden: false });
  expect((await t.device('D-1')).occurred_at).toContain('2025-03-04');
  expect(await t.device('D-2')).toMatchObject({
    state: 'to_be_proven',
    category: 'monitor',
    donor_kind: 'public_body',
    public_origin: true,
  });
});

test('a file that nobody decided about goes after thirty days, wrong rows after the same time as a donor’s sheet', async () => {
  const waiting = await t.upload(glpiFile(glpiRow()));
  const applied = await t.bring(glpiFile(glpiRow(), glpiRow({ number: '', name: '', serial: '' })));
  const forget = async () => {
    for (const { name, run } of t.s.app.get(Outbox).schedules)
      if (/^(?:imports\.|intake-)forget$/.test(name)) await run();
  };
  const rows = async (id: string) => (await t.queries.rows(t.leila, id)).items.length;
  await forget();
  expect([await rows(waiting), await rows(applied)]).toEqual([1, 1]);
  await t.s.db.query(
    `UPDATE imports.file SET created_at = now() - interval '31 days', applied_at = applied_at - interval '91 days' WHERE id = ANY($1)`,
    [[waiting, applied]],
  );
  await forget();
  expect([await rows(waiting), await rows(applied)]).toEqual([0, 0]);
  expect([(await file(waiting)).state, (await file(applied)).state]).toEqual(['refused', 'applied']);
});

test('only the bank takes over', async () => {
  const { aude, ines, moussa } = t.s.fixtures.people;
  for (const who of [aude, ines, moussa]) expect(await broken(t.upload(glpiFile(glpiRow()), who))).toBe('not_found');
  expect(await broken(t.queries.files(ines))).toBe('not_found');
});
