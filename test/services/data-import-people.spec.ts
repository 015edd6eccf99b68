import { DataImport } from '../support/sheets/data-import.js';

let t: DataImport;

beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

const NAMES = ['Durandeau', 'DURANDEAU', 'Zorvane', 'Tkaleb', 'Kacimi', 'KACIMI', 'durandeau', 'kacimi'];

/** Every row of every table that holds one of these names. */
async function kept(): Promise<string[]> {
  const tables: { name: string }[] = await t.s.db.query(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await t.s.db.query(`SELECT left(x::text, 300) AS text FROM ${name} x WHERE x::text ~* $1 LIMIT 3`, [
      NAMES.join('|'),
    ]);
    found.push(...rows.map((row: { text: string }) => `${name} ${row.text}`));
  }
  return found;
}

const sheet = (...lines: string[]) =>
  ['N° inventaire;Nom de la machine;Type;Modèle;Statut;Structure;Lieu;Donateur', ...lines].join('\r\n');

const PEOPLE = sheet(
  'P1;PC-0001;Portable;Dell Latitude 5490;Remis;Marie Durandeau;;Mme Durandeau',
  'P2;PC-0002;Portable;Dell Latitude 5490;Remis;DURANDEAU Marie;;Ville de Bagneux',
  'P3;PC-0003;Portable;Dell Latitude 5490;remis à Mme Kacimi;M. Kacimi;;',
  'P4;PC-0004;Portable;Dell Latitude 5490;En stock;karim.kacimi@mairie.example;chez Karim Kacimi;Karim Kacimi',
  'P5;PC-0005;Portable;Dell Latitude 5490;En stock;Zorvane Tkaleb;Accueil (Mme Durandeau);',
  ';PC-DURANDEAU;Portable;Dell Latitude 5490;En stock;;;',
  'P6;portable de Marie;Portable;Dell Latitude 5490;En stock;;;',
  'P7;PC-0007;Portable;Dell Latitude 5490;En stock;Jean Moulin;;',
  'Liste faite par Marie Durandeau, 06 12 34 56 78;;;;;;;',
);

describe('names of people in a file of another tool', () => {
  it('are asked about before anything of them is stored, and none is kept', async () => {
    const id = await t.upload(PEOPLE);
    expect(await kept()).toEqual([]);
    const values = await t.queries.values(t.leila, id);
    expect(values.filter((v) => v.field === 'people')).toEqual([
      expect.objectContaining({
        value: expect.stringMatching(/^F2, F3, F6, F9/),
        target: null,
        count: 5,
      }),
    ]);
    // Which structure had it, nobody knows.
    expect(values).toContainEqual(expect.objectContaining({ field: 'structure', value: 'Une personne', target: null }));
    expect(values).toContainEqual(expect.objectContaining({ field: 'donor', value: 'Une personne', target: 'person' }));
    await expect(t.map(id)).rejects.toMatchObject({ code: 'data_import.value_unmapped' });
    const people = values.find((v) => v.field === 'people')!.value;
    await expect(t.map(id, { [people]: 'people', 'Une personne': 'new' })).rejects.toMatchObject({
      code: 'data_import.value_unmapped',
    });
    const { structure } = t.s.fixtures.organisations;
    const say = new Map([
      ['people people', 'people'],
      ['structure une personne', structure.id],
    ]);
    await t.s.work((tx) => t.service.map(tx, t.leila, id, { targets: say }));
    expect(await t.queries.byId(t.leila, id)).toMatchObject({ rowsWrong: 0, devicesRead: 8 });
    await t.apply(id);
    expect(await kept()).toEqual([]);
    expect(await t.device('PC-DURANDEAU')).toBeUndefined();
    expect(await t.device('P6')).toBeDefined();
  });

  it('go from what a device is called, and the device stays; a commune around is nobody', async () => {
    const [paris] = await t.s.db.query(
      `SELECT c.name FROM territory.commune c JOIN people.organisation o ON o.commune_code = c.code WHERE o.kind = 'bank'`,
    );
    const place = `PC-${String(paris.name).toUpperCase().split(' ')[0]!.normalize('NFD').replace(/\p{M}/gu, '')}`;
    const titles = 'N° inventaire;Nom de la machine;Type;Modèle;Statut';
    const rows = [
      'D1;;PC portable;PC de Marie Durandeau;En stock',
      'D2;;PC portable;PC-KACIMI;En stock',
      'D3;;PC portable;Portable de Zorvane;En stock',
      `;${place};Portable;Dell Latitude 5490;En stock`,
    ];
    const id = await t.upload([titles, ...rows].join('\r\n'));
    await t.s.work((tx) => t.service.map(tx, t.leila, id, { rest: true }));
    await t.apply(id, 'all');
    const models = await Promise.all(['D1', 'D2', 'D3', place].map(async (n) => (await t.device(n))?.model));
    expect(models).toEqual(['PC', 'PC', 'Portable', 'Latitude 5490']);
    expect(await kept()).toEqual([]);
  });

  it('are not looked for in serials, whatever letters these have', async () => {
    const serials = ['MRTXQ8', 'MRXN3FN/A', 'MRXYZ-001', 'M.XABC77'];
    const id = await t.upload(
      [
        'N° inventaire;Type;Modèle;N° série;Statut',
        ...serials.map((serial, i) => `R${i};Portable;Dell Latitude 5490;${serial};En stock`),
      ].join('\r\n'),
    );
    await t.map(id);
    await t.apply(id);
    const devices = await Promise.all(serials.map((_, i) => t.device(`R${i}`)));
    expect(devices.map((device) => device?.serial)).toEqual(serials);
  });

  it('are read where a person says that they are nobody', async () => {
    const id = await t.upload(sheet('Q1;PC-1;Portable;Dell Latitude 5490;En stock;Jean Moulin;;'));
    const [asked] = (await t.queries.values(t.leila, id)).filter((v) => v.field === 'people');
    await t.s.work((tx) =>
      t.service.map(tx, t.leila, id, {
        targets: new Map([
          [`people ${asked!.key}`, 'others'],
          ['structure une personne', 'none'],
        ]),
      }),
    );
    expect((await t.queries.byId(t.leila, id)).state).toBe('mapping');
    expect(await t.queries.values(t.leila, id)).toContainEqual(
      expect.objectContaining({ field: 'structure', value: 'Jean Moulin', target: 'new' }),
    );
  });
});
