import { readDeviceSheet } from './device-sheet.js';
import { serialWithin } from './rows/row-serials.js';
import { recogniseColumns } from './sheet-fields.js';
import type { SheetRow } from './sheet-row.js';

test('columns are known by their whole titles', () => {
  expect(recogniseColumns(['Nº de Série', 'MARQUE', 'modele', 'Type de matériel', 'Etat', "N° d'inventaire"])).toEqual({
    serial: 0,
    make: 1,
    model: 2,
    category: 3,
    condition: 4,
    assetNumber: 5,
  });
  expect(recogniseColumns(['Numéro de série du poste', 'Code immo', 'Marque du PC', 'Date achat'])).toEqual({
    serial: 0,
    assetNumber: 1,
    make: 2,
    purchased: 3,
  });
  expect(recogniseColumns(['Dell', 'Latitude', ''])).toEqual({});
});

test('never by their first word, and never by one that has to be asked about', () => {
  expect(
    recogniseColumns(['Qté RAM', "Date d'inventaire", "Date d'entrée au parc", 'Etat de la batterie', "Prix d'achat"]),
  ).toEqual({});
  expect(recogniseColumns(['Type de blorptz', 'N° série', 'N° série écran'])).toEqual({ serial: 1, screenSerial: 2 });
});

test('beside « Marque / Modèle », what a thing is called says of what kind it is', () => {
  expect(recogniseColumns(['Désignation', 'Marque / Modèle', 'N° série'])).toEqual({ category: 0, make: 1, serial: 2 });
});

test('a vague name is the model where nothing says it better, and the kind beside a model', () => {
  expect(recogniseColumns(['N° inv.', 'Désignation', 'Marque', 'Modèle', 'S/N'])).toEqual({
    assetNumber: 0,
    category: 1,
    make: 2,
    model: 3,
    serial: 4,
  });
  expect(recogniseColumns(['Désignation', 'N° série'])).toEqual({ model: 0, serial: 1 });
  expect(recogniseColumns(['Type', 'Libellé', 'Modèle du poste'])).toEqual({ category: 0, model: 2 });
  expect(recogniseColumns(['Type', 'Marque / Modèle', 'IMEI', 'Statut'])).toEqual({
    category: 0,
    make: 1,
    serial: 2,
    condition: 3,
  });
});

describe('a list of one column', () => {
  const opened = async (text: string) => {
    const { header, rows } = await readDeviceSheet(
      (async function* () {
        yield Buffer.from(text);
      })(),
    );
    const read: SheetRow[] = [];
    for await (const row of rows) read.push(row);
    return { by: header.by, row: header.row, fields: header.fields, read };
  };

  it.each([
    ['serials', 'N° de série\n5CG7290B1Q\n5CG7290B1R\n', 1, { serial: 0 }],
    ['serials below a title', 'Dons de la mairie\nNuméros de série\n5CG7290B1Q\n5CG7290B1R\n', 2, { serial: 0 }],
    ['codes', 'Étiquettes\nInventaire\nINV-0001\nINV-0002\n', 2, { assetNumber: 0 }],
    ['IMEIs', 'IMEI;\n490154203237518;\n356938035643809;\n', 1, { serial: 0 }],
  ])('of %s is known by its title', async (_what, text, row, fields) => {
    const found = await opened(text);
    expect(found).toMatchObject({ by: 'names', row, fields });
    expect(found.read).toHaveLength(2);
  });

  it('says its quantities, too', async () => {
    const { read } = await opened('Désignation\nPC portable Dell Latitude E7250\n12 écrans HP\nTotal : 13\n');
    expect(read.map((r) => [r.meaning?.category, r.meaning?.make, r.meaning?.quantity, r.left])).toEqual([
      ['laptop', 'Dell', 1, undefined],
      ['monitor', 'HP', 12, undefined],
      [undefined, undefined, undefined, 'total'],
    ]);
  });

  it.each(['5CG7290B1Q\n5CG7290B1R\n', 'PC portable HP\nÉcran Dell\n', 'INV-1\nINV-2\n'])(
    'without a title is asked about, and none of its rows taken for one: %j',
    async (text) => {
      const { by, row, read } = await opened(text);
      expect([by, row, read.length]).toEqual(['nobody', 0, 2]);
    },
  );
});

test('a serial at the end of a designation is read by its name; a line of dashes is none, and takes no time', () => {
  expect(serialWithin('HP 840 G3 (S/N : 5CG7290B1A)')).toEqual({ text: 'HP 840 G3', serial: '5CG7290B1A' });
  expect(serialWithin('- '.repeat(16_000))).toBeNull();
});
