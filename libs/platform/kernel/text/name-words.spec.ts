import { isSlip, nameWords, phonesIn, slipsOf, soundOf } from './name-words.js';

test.each([
  ['Lefèvre', 'Lefebvre'],
  ['Dupont', 'Dupond'],
  ['Philippe', 'Filip'],
  ['Mohamed', 'Mohammed'],
  ['Thomas', 'Tomas'],
  ['Nathalie', 'Natali'],
  ['Mathieu', 'Matthieu'],
  ['Inès', 'Inez'],
  ['Moreau', 'Moraux'],
  ['Rousseau', 'Roussot'],
  ['Catherine', 'Katerine'],
  ['Gauthier', 'Gautier'],
  ['Cécile', 'Sésile'],
  ['Benoît', 'Benois'],
  ['Chantal', 'Shantale'],
])('%s sounds like %s', (one, other) => {
  const sounds = (name: string) => nameWords(name)[0]!.sounds[0];
  expect(sounds(one)).toBe(sounds(other));
});

test.each([
  ['Jean', 'Jeanne'],
  ['Martin', 'Martine'],
  ['Bernard', 'Bertrand'],
  ['Petit', 'Durand'],
  ['Garcia', 'Nguyen'],
])('%s does not sound like %s', (one, other) => {
  expect(soundOf(one.toLowerCase())).not.toBe(soundOf(other.toLowerCase()));
});

test.each([
  ['marine', 'marune', 'one wrong letter'],
  ['marine', 'marie', 'one missing'],
  ['marine', 'marrine', 'one doubled'],
  ['marine', 'maxrine', 'one added'],
  ['marine', 'mairne', 'two swapped'],
  ['dupuy', 'bupuy', 'the first wrong'],
  ['philibert', 'filibert', 'ph for f'],
  ['luca', 'luc', 'one missing of four'],
])('%s is met as %s: %s', (one, other) => {
  expect(isSlip(one, other)).toBe(true);
  expect(slipsOf(one).some((form) => slipsOf(other).includes(form))).toBe(true);
});

test.each([
  ['luc', 'lux'],
  ['marine', 'marius'],
  ['bernard', 'bertrand'],
  ['petit', 'petrus'],
])('%s is not met as %s', (one, other) => {
  expect(isSlip(one, other)).toBe(false);
});

test('accents, case, hyphens, titles and glued words are forgiven', () => {
  const written = (name: string) => nameWords(name).flatMap((word) => word.written);
  expect(written('Mme Zoé LE GOFF')).toEqual(expect.arrayContaining(['zoe', 'goff', 'legoff']));
  expect(written('Jean-Pierre')).toContain('jeanpierre');
  expect(written('d’Angelo')).toEqual(['angelo', 'dangelo']);
  expect(written('Cœur')).toEqual(['coeur']);
  expect(nameWords('  ,;- ')).toEqual([]);
  expect(nameWords('La').length).toBe(1);
});

test('a telephone is one, however it is written', () => {
  for (const typed of [
    '06 12 34 56 78',
    '0612345678',
    '+33 6 12 34 56 78',
    '0033612345678',
    'sa fille : 06.12.34.56.78',
  ])
    expect(phonesIn(typed)).toEqual(['0612345678']);
  expect(phonesIn('ou 01 23 45 67 89, ou +32 470 12 34 56')).toEqual(['0123456789', '+32470123456']);
  expect(phonesIn('12 rue des Lilas')).toEqual([]);
});
