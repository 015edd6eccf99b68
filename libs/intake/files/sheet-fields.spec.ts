import { recogniseColumns } from './sheet-fields.js';

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
