import { readMaker, splitMakeModel } from './makers.js';

test.each([
  ['HP', ['hp', 'Hewlett-Packard', 'HEWLETT PACKARD', 'HP Inc.', 'Hewlett-Packard Company', 'H.P.', 'COMPAQ']],
  ['Dell', ['DELL', 'Dell Inc.', 'Dell Computer Corporation']],
  ['Lenovo', ['LENOVO', 'Lenovo Group Limited']],
  ['Asus', ['ASUSTeK COMPUTER INC.', 'asus']],
  ['Apple', ['Apple Inc.', 'APPLE COMPUTER']],
  ['Fujitsu', ['FUJITSU SIEMENS', 'Fujitsu-Siemens']],
  ['Toshiba', ['toshiba', 'Dynabook']],
  ['iiyama', ['IIYAMA', 'Iiyama']],
])('%s is one, however it is written', (name, spellings) => {
  for (const said of spellings) expect(readMaker(said)).toEqual({ meaning: name, sureness: 'sure', because: 'words' });
});

test('a slip, more than the maker, or a maker nobody knows is asked', () => {
  expect(readMaker('Levono')).toMatchObject({ sureness: 'ask' });
  expect(readMaker('Lenvo')).toMatchObject({ sureness: 'ask' });
  expect(readMaker('Samsnug')).toMatchObject({ meaning: 'Samsung', sureness: 'ask', because: 'spelling' });
  expect(readMaker('HP EliteBook')).toMatchObject({ meaning: 'HP', sureness: 'ask', unread: ['elitebook'] });
  expect(readMaker('Blorptz')).toMatchObject({ meaning: 'Blorptz', sureness: 'ask' });
});

test.each(['', ' ', '-', 'Sans marque', 'N/A', 'inconnu'])('%j is no maker', (said) => {
  expect(readMaker(said)).toMatchObject({ meaning: null, sureness: 'sure' });
});

test.each([
  ['HP EliteBook 840 G5', 'HP', 'EliteBook 840 G5'],
  ['HEWLETT-PACKARD ProDesk 400', 'HP', 'ProDesk 400'],
  ['Dell / Latitude 5490', 'Dell', 'Latitude 5490'],
  ['Packard Bell EasyNote', 'Packard Bell', 'EasyNote'],
  ['DELL', 'Dell', ''],
  ['PC portable HP ProBook 650 G2', 'HP', 'ProBook 650 G2'],
  ['Écran Dell P2419H', 'Dell', 'P2419H'],
  ['UC - LENOVO - ThinkCentre M710', 'Lenovo', 'ThinkCentre M710'],
])('%j is of %s, model %j', (said, make, model) => {
  expect(splitMakeModel(said)).toEqual({ meaning: { make, model }, sureness: 'sure', because: 'words' });
});

test('where no known maker comes first, nothing is cut', () => {
  expect(splitMakeModel('Chargeur Dell 65W')).toMatchObject({ meaning: { make: '' }, sureness: 'ask' });
  expect(splitMakeModel('Série 5 noire')).toMatchObject({
    meaning: { make: '', model: 'Série 5 noire' },
    sureness: 'ask',
  });
});
