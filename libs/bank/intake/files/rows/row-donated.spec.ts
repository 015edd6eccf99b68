import type { Choices } from '#bank/files/engine';
import { readDeviceSheet } from '../device-sheet.js';

async function read(text: string, choices: Choices = {}) {
  async function* bytes() {
    yield Buffer.from(text);
  }
  const sheet = await readDeviceSheet(bytes(), { choices });
  const rows = [];
  for await (const { n, left, meaning: device, problems, words } of sheet.rows)
    rows.push({
      n,
      is: left ?? (device ? 'device' : 'wrong'),
      codes: problems.map((p) => p.code),
      given: words?.given ? [words.given.said, words.given.sureness] : null,
    });
  return rows;
}
const verdicts = async (text: string, choices?: Choices) => (await read(text, choices)).map((r) => r.is);

test.each([
  [
    'À donner ?',
    ['oui', 'non', 'NON', 'x', 'peut-être', ''],
    ['device', 'not_given', 'not_given', 'device', 'wrong', 'wrong'],
  ],
  ['À garder', ['oui', 'non', '', 'X', 'Mme Dupuis'], ['not_given', 'device', 'device', 'not_given', 'wrong']],
  ['Réservé', ['', 'oui', 'réservé', 'non réservé', '-'], ['device', 'not_given', 'not_given', 'device', 'device']],
  ['Vendu', ['Non', 'Vendu', 'vendue', 'pas vendu'], ['device', 'not_given', 'not_given', 'device']],
  ['Réservé pour', ['', 'Compta', 'RH'], ['device', 'wrong', 'wrong']],
  ['Disponible', ['Oui', 'plus dispo', 'bientôt', 'indisponible'], ['device', 'not_given', 'wrong', 'not_given']],
  [
    'Décision',
    ['Don', 'On garde', 'à ne pas donner', 'à discuter', 'oui'],
    ['device', 'not_given', 'not_given', 'wrong', 'wrong'],
  ],
])('under %j', async (title, cells, expected) => {
  expect(await verdicts(`Type;Modèle;${title}\n${cells.map((c) => `Écran;E24;${c}`).join('\n')}\n`)).toEqual(expected);
});

test('several such columns are all read, and whom it is kept for is not repeated', async () => {
  expect(
    await read(
      'Type;Modèle;À donner;Réservé pour\nÉcran;E1;oui;\nÉcran;E2;oui;Mme Dupuis\nÉcran;E3;non;\nÉcran;E4;oui;M. Roy\n',
    ),
  ).toMatchObject([
    { is: 'device' },
    { is: 'wrong', codes: ['intake.row_given_unsure'], given: ['Réservé pour : rempli', 'ask'] },
    { is: 'not_given', given: ['À donner : non', 'sure'] },
    { is: 'wrong', given: ['Réservé pour : rempli', 'ask'] },
  ]);
});

test('a word that says so in a column that nobody reads, or among the states, is asked', async () => {
  expect(
    await read(
      'Type;Modèle;État;Observations;Utilisateur\nÉcran;E1;Bon;à garder;\nÉcran;E2;Bon;rayé;Réservé\nÉcran;E3;vendu;;\nÉcran;E4;Bon;ne pas donner !;\nÉcran;E5;Bon;écran de la mairie;\nÉcran;E6;Bon;volé en 2021;\nÉcran;E7;Bon;disque conservé par la mairie;Stocké à la réserve\nÉcran;E8;Bon;réservé Mme Dupuis;\nÉcran;E9;Bon;pas vendu;\n',
    ),
  ).toMatchObject([
    { is: 'wrong', codes: ['intake.row_given_unsure'], given: ['Observations : à garder', 'ask'] },
    { is: 'wrong', given: ['Utilisateur : Réservé', 'ask'] },
    { is: 'wrong', codes: ['intake.row_given_unsure'] },
    { is: 'wrong', given: ['Observations : ne pas donner !', 'ask'] },
    { is: 'device' },
    { is: 'wrong', given: ['Observations : vole …', 'ask'] },
    { is: 'device' },
    { is: 'wrong', given: ['Observations : reserve …', 'ask'] },
    { is: 'device' },
  ]);
});

test('a column that a person leaves unread is not asked about', async () => {
  expect(await verdicts('Type;Modèle;À donner\nÉcran;E1;non\n', { columns: ['category', 'model', null] })).toEqual([
    'device',
  ]);
});

test('what « tout-en-un » means of one maker is not what it means of another', async () => {
  async function* bytes() {
    yield Buffer.from('Type;Marque\nTout-en-un;HP\nTout-en-un;Epson\nTout-en-un;Lenovo\n');
  }
  const keys = [];
  for await (const { words } of (await readDeviceSheet(bytes())).rows) keys.push(words?.category?.key);
  expect(keys).toEqual(['tout en un hp', 'tout en un = multifunction_printer', 'tout en un']);
});

test('a number before the kind is the quantity, where no column says one', async () => {
  async function* bytes() {
    yield Buffer.from(
      'Type;Modèle;N° de série\n12 PC portables;HP 250;\n3 x écrans;E24;\n2 en 1;Yoga;\n24 pouces écran;E24;\n2 PC portables;HP;SER-1\n',
    );
  }
  const said = [];
  for await (const { meaning: device, problems } of (await readDeviceSheet(bytes())).rows)
    said.push(device ? [device.category, device.quantity] : problems.map((p) => p.code).join());
  expect(said).toEqual([
    ['laptop', 12],
    ['monitor', 3],
    ['laptop', 1],
    ['monitor', 1],
    'intake.row_quantity_and_number',
  ]);
});

test('how many are given is the quantity', async () => {
  expect(await verdicts('Type;Modèle;Qté à donner\nÉcran;E1;3\nÉcran;E2;0\n')).toEqual(['device', 'wrong']);
});
