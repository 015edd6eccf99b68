import fc from 'fast-check';
import { readState, readStateUnder } from './state.js';

test('an empty cell or a dash is unknown, an id of ours is itself', () => {
  for (const none of ['', ' ', '-', '—'])
    expect(readState(none)).toMatchObject({ meaning: 'unknown', sureness: 'sure' });
  expect(readState('worn')).toMatchObject({ meaning: 'worn', sureness: 'sure' });
});

test.each([
  ['Fonctionne ?', 'Oui', 'sure works'],
  ['Fonctionnel', 'non', 'sure faulty'],
  ['HS ?', 'Oui', 'sure faulty'],
  ['En panne', 'x', 'sure faulty'],
  ['HS ?', 'Non', 'ask works'],
  ['État', 'Oui', 'ask null'],
  ['État', 'HS', 'sure faulty'],
])('under %j, %j is %s', (title, said, answer) => {
  const { meaning, sureness } = readStateUnder(title, said);
  expect(`${sureness} ${meaning}`).toBe(answer);
});

test('what is denied or doubted never works', () => {
  const works = fc.constantFrom('fonctionne', 'fonctionnel', 'marche', 'ok', 'en état de marche', 'opérationnel');
  const denial = fc.constantFrom(
    'ne fonctionne pas,',
    'pas',
    'non',
    'plus',
    'jamais',
    'hs',
    'peut-être',
    '?',
    'à vérifier,',
    'pas sûr que ça',
  );
  fc.assert(
    fc.property(denial, works, fc.boolean(), (no, yes, first) => {
      const { meaning, sureness } = readState(first ? `${no} ${yes}` : `${yes} ${no}`);
      expect(sureness === 'sure' && meaning === 'works').toBe(false);
    }),
  );
});

test.each([
  ['HS, très lent', 'sure faulty'],
  ['tombé hier, ne s’allume plus', 'sure faulty'],
  ['hors service total', 'sure faulty'],
  ['à tester avant don, merci', 'sure unknown'],
  ['tombé mais OK', 'ask works'],
  ['HS ou lent', 'ask faulty'],
  ['batterie bloquée, HS', 'ask faulty'],
  ['HS avant chute', 'ask faulty'],
  ['à tester avant don samedi blorptz', 'ask unknown'],
])('what is bad takes nothing from what is broken, nor a reason from a doubt: %j is %s', (said, answer) => {
  const { meaning, sureness } = readState(said);
  expect(`${sureness} ${meaning}`).toBe(answer);
});

test.each([
  ['marche mais lent', 'sure worn'],
  ['batterie HS, marche sur secteur uniquement', 'sure worn'],
  ['OK, ventilateur bruyant', 'sure worn'],
  ['fonctionne sauf le wifi', 'ask works'],
  ['OK mais batterie gonflée', 'ask faulty'],
  ['pas testé mais lent', 'sure unknown'],
  ['batterie HS mais ne démarre pas', 'ask faulty'],
  ['fonctionnait mais lent', 'ask null'],
  ['marche pas mais lent', 'ask faulty'],
  ['marche mais pas lent', 'ask works'],
  ['écran OK mais batterie HS', 'ask faulty'],
  ['marche mais lent, écran cassé', 'ask faulty'],
])('what works and is slow, or has a part worn, is worn: %j is %s', (said, answer) => {
  const { meaning, sureness } = readState(said);
  expect(`${sureness} ${meaning}`).toBe(answer);
});

test('any text is read', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => void readState(text)));
});
