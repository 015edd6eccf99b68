import { DataImport } from '../support/sheets/data-import.js';

/** What other tools know of a purchase: stored where it is sure, left out in the sender's own words where it is not. */
let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

interface Stored {
  number: string;
  year: number | null;
  day: string | null;
  cents: number | null;
  supplier: string | null;
  warranty: string | null;
}

const stored = async (prefix: string): Promise<Record<string, Omit<Stored, 'number'>>> => {
  const found: Stored[] = await t.s.db.query(
    `SELECT a.number, p.year, p.day::text AS day, p.cost_cents AS cents, p.supplier, p.purchase_warranty_end::text AS warranty
     FROM intake.device_purchase p JOIN devices.alias a ON a.device_id = p.device_id WHERE a.number LIKE $1 ORDER BY a.number`,
    [`${prefix}%`],
  );
  return Object.fromEntries(found.map(({ number, ...bought }) => [number, bought]));
};

/** Takes a file over, its questions answered by old word or left. @returns what its rows said. */
async function bring(text: string, say: Record<string, string> = {}): Promise<string[]> {
  const id = await t.upload(text);
  await t.s.work(async (tx) => {
    const values = await t.queries.values(t.leila, id, tx);
    const targets = new Map(
      values.flatMap((v) => (say[v.field] ? [[`${v.field} ${v.key}`, say[v.field]!] as const] : [])),
    );
    await t.service.map(tx, t.leila, id, { targets, rest: true });
  });
  const { items } = await t.queries.rows(t.leila, id, { only: 'told', limit: 100 });
  await t.apply(id, 'all');
  return items.flatMap(({ line, problems }) =>
    problems.map(({ code, facts }) => `${line} ${code.replace('data_import.row_', '')} ${facts['typed'] ?? ''}`.trim()),
  );
}

test('an export of Snipe-IT', async () => {
  const told = await bring(
    [
      'Asset Tag,Serial,Model,Category,Manufacturer,Status,Checked Out To,Purchase Date,Cost,Order Number,Supplier,Warranty Expires,Notes',
      'SN-1,5CGPUR001,EliteBook 840 G5,Laptop,HP,Ready to Deploy,,2019-03-12,"899.00",PO-77,Inmac Wstore,2022-03-11,',
      'SN-2,5CGPUR002,EliteBook 840 G5,Laptop,HP,Ready to Deploy,Zorvane Tkaleb,2019-03-12,"1,234.50",PO-77,Marie Durandeau,2022-03-11,',
      'SN-3,5CGPUR003,EliteBook 840 G5,Laptop,HP,Ready to Deploy,,,,,,,',
    ].join('\r\n'),
  );
  expect(await stored('SN-')).toEqual({
    'SN-1': { year: 2019, day: '2019-03-12', cents: 899_00, supplier: 'Inmac Wstore', warranty: '2022-03-11' },
    'SN-2': { year: 2019, day: '2019-03-12', cents: 1_234_50, supplier: null, warranty: '2022-03-11' },
  });
  expect(told).toEqual(['3 supplier_person']);
});

test('an export of GLPI: zero is no price, and « mise en service » no purchase', async () => {
  await bring(
    [
      '"Nom";"Statut";"Fabricant";"Numéro de série";"Numéro d\'inventaire";"Type";"Modèle";"Date de mise en service";"Date d\'achat";"Valeur";"Fournisseur";"Date d\'expiration de la garantie"',
      '"PC-1";"En stock";"Dell";"DELLPUR1";"GL-1";"Portable";"Latitude 5490";"04-02-2019";"14-01-2019";"749.0000";"LDLC Pro";"13-01-2022"',
      '"PC-2";"En stock";"Dell";"DELLPUR2";"GL-2";"Portable";"Latitude 5490";"04-02-2019";"15-01-2019";"0.0000";"";""',
    ].join('\r\n'),
  );
  expect(await stored('GL-')).toEqual({
    'GL-1': { year: 2019, day: '2019-01-14', cents: 749_00, supplier: 'LDLC Pro', warranty: '2022-01-13' },
    'GL-2': { year: 2019, day: '2019-01-15', cents: null, supplier: null, warranty: null },
  });
});

const OWN = 'N° inventaire;Type;Modèle;Statut;Date d’achat;Coût;Fournisseur;Fin de garantie';
const own = (rows: readonly string[], prefix: string) =>
  [OWN, ...rows.map((row, i) => `${prefix}${i + 1};Portable;Dell Latitude 5490;En stock;${row}`)].join('\r\n');

test('a wrong date or cost is left out and quoted, and its row comes in', async () => {
  const told = await bring(
    own(
      [
        '25/03/2020;1.234,50 €;Mairie de Bagneux;31/12/2027',
        '43915;44927;Mme Durandeau;2027',
        'l’an dernier;1.234;Econocom;31/12/27',
        '25/13/2020;$499;Inmac Wstore;36 mois',
        '25/03/2031;gratuit;LDLC Pro;31/12/2099',
        '2018;1 234,50;LDLC (Marie Durandeau);25/03/2021',
      ],
      'OW-',
    ),
  );
  expect(await stored('OW-')).toEqual({
    'OW-1': { year: 2020, day: '2020-03-25', cents: 1_234_50, supplier: 'Mairie de Bagneux', warranty: '2027-12-31' },
    // A day as a spreadsheet counts them.
    'OW-2': { year: 2020, day: '2020-03-25', cents: null, supplier: null, warranty: null },
    'OW-3': { year: null, day: null, cents: null, supplier: 'Econocom', warranty: null },
    'OW-4': { year: null, day: null, cents: null, supplier: 'Inmac Wstore', warranty: null },
    'OW-5': { year: null, day: null, cents: null, supplier: 'LDLC Pro', warranty: null },
    'OW-6': { year: 2018, day: null, cents: 1_234_50, supplier: 'LDLC', warranty: '2021-03-25' },
  });
  expect(told).toEqual([
    '3 cost_unlikely 44927',
    '3 supplier_person',
    '3 warranty_left 2027',
    '4 purchase_left l’an dernier',
    '4 cost_left 1.234',
    '4 warranty_left 31/12/27',
    '5 purchase_left 25/13/2020',
    '5 cost_left $499',
    '5 warranty_left 36 mois',
    '6 purchase_left 25/03/2031',
    '6 cost_left gratuit',
    '6 warranty_left 31/12/2099',
  ]);
});

test('dates that may be two days are asked about, each column by itself; unanswered, the year stays and no day', async () => {
  const rows = ['03/04/2019;;;05/06/2027', '04/05/2019;;;06/07/2027'];
  await bring(own(rows, 'AS-'), { purchased: 'month_first' });
  expect(await stored('AS-')).toMatchObject({
    'AS-1': { year: 2019, day: '2019-03-04', warranty: null },
    'AS-2': { year: 2019, day: '2019-04-05', warranty: null },
  });
  const id = await t.upload(own(['01/02/03;;;'], 'YY-'));
  expect(await t.queries.values(t.leila, id)).toContainEqual(
    expect.objectContaining({ field: 'purchased', value: '01/02/03', target: null }),
  );
  await t.s.work((tx) => t.service.map(tx, t.leila, id, { rest: true }));
  await t.apply(id, 'all');
  expect(await stored('YY-')).toEqual({});
});

test('a column of people as suppliers is no supplier, whoever stands among them', async () => {
  await bring(own(['2019;;Marie Durandeau;', '2019;;M. Kacimi;', '2019;;Zorvane Tkaleb;', '2019;;;'], 'PE-'));
  expect(Object.values(await stored('PE-')).map(({ supplier }) => supplier)).toEqual([null, null, null, null]);
  const people = `SELECT 1 FROM intake.device_purchase WHERE supplier ~* 'durandeau|kacimi|tkaleb'`;
  expect(await t.s.db.query(people)).toEqual([]);
});

test('a price beside a quantity is of one or of all: nobody knows', async () => {
  const told = await bring(
    'Type;Modèle;Statut;Quantité;Coût;Fournisseur\r\nPortable;Dell Latitude 5490;En stock;3;1500;Dell Quantités',
  );
  expect(told).toEqual(['2 cost_of_several 1500']);
  const [{ n }] = await t.s.db.query(
    `SELECT count(*)::int AS n FROM intake.device_purchase WHERE supplier = 'Dell Quantités' AND cost_cents IS NULL`,
  );
  expect(n).toBe(3);
});
