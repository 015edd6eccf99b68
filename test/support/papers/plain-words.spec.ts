import { brokenRules, explainedBy, type Line, RULES, type Rule } from './plain-words.js';

const line = (text: string, icon = 'info'): Line => ({ text, icon });

/** Sentences that break a rule, and that one alone. */
const BREAKING: readonly (readonly [Rule, Line])[] = [
  ['twelve words at most', line('Venez à la structure avec cet appareil pour une réparation gratuite demain matin.')],
  ['one verb', line('Vous venez et la structure répond.')],
  ['one verb', line('Un appareil pour vous.')],
  ['no passive', line('Votre appareil est testé ici.')],
  ['no passive', line('Vos informations sont effacées demain.')],
  ['no passive', line('La carte a été perdue.')],
  ['no double negation', line('Vous ne payez pas sans raison.')],
  ['no double negation', line('Vous ne payez jamais rien.')],
  ['no unexplained abbreviation', line('Le PUK est ici.')],
  ['no unexplained abbreviation', line('Donnez le n° ici.')],
  ['no figure of speech', line('Votre feuille est sous clé.')],
  ['no figure of speech', line('Donnez une seconde vie à cet appareil.')],
  ['numbers as digits', line('Venez dans trois jours.')],
  ['one idea a line', line('Venez ici. Appelez la banque.')],
  ['one idea a line', line('Appelez la banque si besoin.')],
  ['no cut word', line('Venez à la struc- ture.')],
  ['no cut word', line('Venez à la struc\u00adture.')],
  ['a pictogram for each action', { text: 'Venez à la structure.' }],
];

test.each(BREAKING)('%s: « $text »', (rule, breaking) => {
  expect(brokenRules(breaking)).toEqual([rule]);
});

test('each of the ten rules is seen to be broken', () => {
  expect(RULES).toHaveLength(10);
  expect(new Set(BREAKING.map(([rule]) => rule))).toEqual(new Set(RULES));
});

test.each([
  'Vous ne payez rien.',
  'Cet appareil est à vous.',
  'Vous êtes venu hier.',
  'Vous pouvez rendre cet appareil à la structure.',
  'La garde est gratuite.',
  'Appelez le 01 23 45 67 89.',
])('« %s » breaks none', (text) => {
  expect(brokenRules(line(text))).toEqual([]);
});

test('an abbreviation is explained by a line that says what it does', () => {
  const lines = [line('Le code PIN protège la carte.'), line('Ce bon ne montre pas le code PIN.')];
  expect(explainedBy(lines)).toEqual(new Set(['PIN']));
  expect(brokenRules(lines[1]!)).toEqual(['no unexplained abbreviation']);
  expect(brokenRules(lines[1]!, explainedBy(lines))).toEqual([]);
  expect(explainedBy([lines[1]!])).toEqual(new Set());
});
