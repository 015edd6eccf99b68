import { readDeviceSheet } from '../device-sheet.js';
import type { SheetRow } from '../sheet-row.js';

async function firstOf(list: string): Promise<SheetRow | undefined> {
  const pieces = async function* () {
    yield Buffer.from(list);
  };
  const sheet = await readDeviceSheet(pieces(), { choices: {} });
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows) rows.push(row);
  await sheet.close();
  return rows[0];
}

async function stateOf(own: string, title: string, cell: string) {
  const list = `Type;Marque;Modèle;N° de série;État;${title}\nPortable;Dell;Latitude 5490;SER6X1;${own};${cell}\n`;
  const condition = (await firstOf(list))?.readings?.condition;
  return `${condition?.sureness} ${condition?.meaning} (${condition?.said})`;
}

test.each([
  ['Fonctionne ?', 'à tester', 'sure unknown (Bon / Fonctionne ? : à tester)'],
  ['Fonctionne ?', '?', 'sure unknown (Bon / Fonctionne ? : ?)'],
  ['Fonctionne ?', 'zorglub', 'ask null (Bon / Fonctionne ? : zorglub)'],
  ['Fonctionne ?', 'pas trop', 'ask null (Bon / Fonctionne ? : pas trop)'],
  ['Fonctionne ?', '-', 'sure works (Bon)'],
  ['État de fonctionnement', 'à vérifier', 'sure unknown (Bon / État de fonctionnement : à vérifier)'],
  [
    'État de fonctionnement',
    'ne boote que sur secteur',
    'ask null (Bon / État de fonctionnement : ne boote que sur secteur)',
  ],
  ['Panne', 'écran qui clignote', 'ask null (Bon / Panne : écran qui clignote)'],
  ['Panne', 'alimentation', 'ask null (Bon / Panne : alimentation)'],
  ['Panne', 'OK', 'ask null (Bon / Panne : OK)'],
  ['Problème constaté', 'charnière', 'ask null (Bon / Problème constaté : charnière)'],
  ['Problème constaté', '?', 'sure unknown (Bon / Problème constaté : ?)'],
])('what is good under « État » is no more sure than what stands under %j: %j is %s', async (title, cell, is) => {
  expect(await stateOf('Bon', title, cell)).toBe(is);
});

test.each(['non', 'Aucune', 'RAS', '-', 'néant', ''])('%j under « Panne » says that nothing is wrong', async (cell) => {
  expect(await stateOf('Bon', 'Panne', cell)).toBe('sure works (Bon)');
});

test.each([
  'non testé',
  'à vérifier',
  'En panne ?',
  "ne s'allume plus (Paul)",
  'touche E cassée',
  'batterie HS, ne s’allume plus (Paul)',
  'HS depuis le départ de Mme Durand',
])('the remark %j makes the state one to be looked at, and its words are not kept', async (cell) => {
  expect(await stateOf('Bon', 'Commentaire', cell)).toBe('sure unknown (Bon / Commentaire : …)');
});

test.each(['bureau de Paul', 'livré avec chargeur', 'N/A', 'rayé', 'batterie HS'])(
  'the remark %j changes nothing',
  async (cell) => {
    expect(await stateOf('Bon', 'Commentaire', cell)).toBe('sure works (Bon)');
  },
);

test.each([
  ['Panne', 'alimentation'],
  ['Panne', '?'],
  ['Commentaire', 'à vérifier'],
])('what is broken stays so beside what %j says: %j', async (title, cell) => {
  expect(await stateOf('HS', title, cell)).toBe('sure faulty (HS)');
});

test.each([
  ['Qté cédée', '10', ['intake.row_quantity_unknown']],
  ['Quantité restante', '10', ['intake.row_quantity_unknown']],
  ['Qté OK;Qté HS', '7;3', ['intake.row_quantity_unknown']],
  ['Qté OK;Qté HS', '10;', ['intake.row_quantity_unknown']],
  ['Fonctionne ?;Qté cédée', 'oui;10', ['intake.row_quantity_unknown']],
  ['Qté cédée', '1', []],
  ['Qté barrettes RAM', '2', []],
])('a quantity under %j that nobody is sure of, %j, is no one device', async (titles, cells, codes) => {
  const row = await firstOf(`Type;Marque;Modèle;État;${titles}\nPortable;Dell;Latitude 5490;Bon;${cells}\n`);
  expect(row?.problems.map(({ code }) => code)).toEqual(codes);
});
