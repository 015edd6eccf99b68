import fc from 'fast-check';
import { CATEGORY_IDS } from '#bank/devices';
import { readKind, readKindOfRow } from './kind.js';

const brief = ({ meaning, sureness, because }: ReturnType<typeof readKind>) => `${sureness} ${meaning} ${because}`;

test('ids of ours are understood, an empty cell says nothing', () => {
  for (const id of CATEGORY_IDS) expect(brief(readKind(id))).toBe(`sure ${id} words`);
  expect(brief(readKind('  '))).toBe('sure null empty');
});

test.each([
  ['PC + écran', 'two_things', 'desktop'],
  ['3 écrans', 'several', 'monitor'],
  ['portable ou tablette', 'either', 'laptop'],
  ['Batterie', 'accessory', 'other'],
  ['Téléphone IP', 'office_telephone', 'other'],
  ['PC', 'vague', 'desktop'],
  ['Portable', 'vague', 'laptop'],
  ['PC portable OptiPlex', 'contradiction', 'laptop'],
  ['Matériel pour PC portable', 'contradiction', null],
  ['PC LaserJet', 'contradiction', 'desktop'],
  ['scanner imprimante', 'contradiction', 'other'],
  ['terminal portable', 'contradiction', 'desktop'],
  ['Mac fixe', 'vague', 'all_in_one'],
  ['imprimante câble', 'accessory', 'printer'],
  ['Trombinoscope', 'nothing_known', null],
])('%j is asked: %s, perhaps %s', (said, because, guess) => {
  expect(brief(readKind(said))).toBe(`ask ${guess} ${because}`);
});

test('an asked phrase names the words that nothing is known of', () => {
  expect(readKind('PC portable du Trombinoscope')).toEqual({
    meaning: 'laptop',
    sureness: 'ask',
    because: 'unknown_words',
    unread: ['trombinoscope'],
  });
});

test.each([
  // A well-known line of models beats a vague word.
  ['Ordinateur', 'Dell', 'Latitude 5490', 'sure laptop model_line'],
  ['Computer', '', 'OptiPlex 7010', 'sure desktop model_line'],
  ['PC', 'Apple', 'iMac 21.5', 'sure all_in_one model_line'],
  ['Ordinateur', 'Microsoft', 'Surface Pro 4', 'sure tablet model_line'],
  ['Ordinateur', 'Samsung', 'Galaxy Tab A', 'sure tablet model_line'],
  ['Portable', 'Samsung', 'Galaxy S9', 'sure smartphone model_line'],
  ['', 'HP', 'EliteBook 840 G5', 'sure laptop model_line'],
  ['', '', 'ThinkPad L580 gris anthracite', 'sure laptop model_line'],
  // A maker of computers makes no telephones.
  ['Portable', 'Dell', '', 'sure laptop maker_of_computers'],
  ['Portable', 'HP', '250', 'sure laptop model_line'],
  ['Portable', 'HP', '6560', 'sure laptop maker_of_computers'],
  ['Téléphone', 'Samsung', 'A3 2017', 'sure smartphone model_line'],
  ['GSM', 'Nokia', '3310', 'ask smartphone vague'],
  ['Portable', 'Samsung', '', 'ask laptop vague'],
  ['PC', 'Dell', '', 'ask desktop vague'],
  // A word and a model that contradict each other.
  ['UC', 'Dell', 'Latitude 5490', 'ask laptop contradiction'],
  ['Écran', 'Dell', 'OptiPlex 3050', 'ask desktop contradiction'],
  ['Fixe', 'Dell', 'Latitude 5490', 'ask laptop contradiction'],
  ['PC', 'HP', 'LaserJet P2055', 'ask printer contradiction'],
  ['Portable', 'Apple', 'iPad Air', 'ask tablet contradiction'],
  // What a word leaves open, a model may say.
  ['Ordinateur fixe', 'Apple', 'iMac', 'sure all_in_one model_line'],
  ['Tout-en-un', 'Dell', 'OptiPlex 7460', 'sure all_in_one words'],
  ['Imprimante', 'HP', 'LaserJet Pro MFP M426', 'sure multifunction_printer model_line'],
  // What belongs to a device is not the device, whichever column says so.
  ['Chargeur', 'Dell', 'Latitude 5490', 'ask other accessory'],
  ['Souris', 'Lenovo', 'ThinkPad', 'ask other accessory'],
  ['All in One', 'HP', 'Envy', 'ask all_in_one maker_of_both'],
  ['All in One', 'HP', 'Envy 27-b100', 'sure all_in_one words'],
  ['All in One', 'HP', 'Envy 5030', 'ask multifunction_printer contradiction'],
  ['Tout-en-un', 'Epson', 'XP-2100', 'sure multifunction_printer maker_of_printers'],
  ['Tout-en-un', 'Lenovo', 'V530', 'sure all_in_one words'],
  ['Portable', 'Lenovo', 'Chargeur ThinkPad', 'ask laptop contradiction'],
  ['PC portable', '', 'Latitude 5490 + chargeur', 'sure laptop words'],
  ['UC', 'Dell', 'OptiPlex 3050 + écran 22', 'ask desktop two_things'],
  // A word that is an id of ours too may be contradicted by the model.
  ['Desktop', 'HP', 'EliteOne 800', 'sure all_in_one model_line'],
  ['Smartphone', 'Apple', 'iPad', 'ask tablet contradiction'],
  // Numbers say what a line leaves open.
  ['UC', 'Dell', 'OptiPlex 7440', 'sure all_in_one model_line'],
  ['PC fixe', 'Lenovo', 'ThinkCentre M90a', 'sure all_in_one model_line'],
  ['Ordinateur', 'Acer', 'Switch 10', 'ask laptop contradiction'],
  ['Ordinateur', 'Dell', 'Latitude 7285', 'sure tablet model_line'],
  ['Mobile', 'Dell', '', 'ask smartphone contradiction'],
  ['Tablette', 'VTech', 'Storio', 'ask tablet vague'],
  // An asked phrase stays asked, whatever its model.
  ['PC + écran', 'Dell', 'OptiPlex 3050', 'ask desktop two_things'],
  ['Coque PC portable', 'Dell', 'Latitude', 'ask other accessory'],
])('%j of %j, model %j: %s', (said, make, model, answer) => {
  expect(brief(readKindOfRow(said, make, model))).toBe(answer);
});

test('any text is read, and read the same whatever its capitals and accents', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => void readKind(text)));
  const words = fc.constantFrom(
    'PC',
    'portable',
    'écran',
    '+',
    'sans',
    'Dell',
    'tablette',
    '/',
    'téléphone',
    '(',
    'chargeur',
    '2',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 6 }), (some) => {
      const text = some.join(' ');
      expect(readKind(text.toUpperCase())).toEqual(readKind(text.normalize('NFD').replace(/\p{M}/gu, '')));
    }),
  );
});

test('two devices joined are never one, in any order', () => {
  const devices = ['PC portable', 'UC', 'écran', 'tablette', 'imprimante', 'smartphone', 'iMac', 'vidéoprojecteur'];
  const joins = [' + ', ' et ', ' avec ', ' & ', '/', ', '];
  const both = devices.flatMap((one) => devices.flatMap((other) => joins.map((join) => one + join + other)));
  const alone = new Set(devices.flatMap((one) => joins.map((join) => one + join + one)));
  expect(both.filter((text) => !alone.has(text) && readKind(text).sureness !== 'ask')).toEqual([]);
});
