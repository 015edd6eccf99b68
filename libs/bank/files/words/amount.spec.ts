import { readEuros } from './amount.js';

test.each([
  ['499', 499_00],
  ['499,9', 499_90],
  ['499.90 €', 499_90],
  ['1 234,50 €', 1_234_50],
  ['1\u202F234,50\u00A0€', 1_234_50],
  ['1.234,50 €', 1_234_50],
  ['1,234.50', 1_234_50],
  ['EUR 1234,50', 1_234_50],
  ['899 € TTC', 899_00],
  ['1.234.567', 1_234_567_00],
  // As GLPI exports it, and as a sheet computes it.
  ['499.0000', 499_00],
  ['416.666666667', 416_67],
  ['0', 0],
])('%j is %i cents', (typed, cents) => expect(readEuros(typed)).toMatchObject({ meaning: cents, sureness: 'sure' }));

test.each([
  ['1.234', 'either'],
  ['1,234', 'either'],
  ['$499', 'nothing_known'],
  ['499 USD', 'nothing_known'],
  ['-499', 'nothing_known'],
  ['12/03/2021', 'nothing_known'],
  ['1.234,5.6', 'nothing_known'],
  ['12 34', 'nothing_known'],
  ['gratuit', 'nothing_known'],
  ['500-600', 'nothing_known'],
])('%j is not guessed: %s', (typed, because) =>
  expect(readEuros(typed)).toMatchObject({ meaning: null, sureness: 'ask', because }),
);
