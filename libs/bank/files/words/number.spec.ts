import { readEuros, readNumber } from './number.js';

test.each([
  ['5CG1234ABC', '5CG1234ABC'],
  ["'00123456", '00123456'],
  ['’00123456', '00123456'],
  ['="00123"', '00123'],
  ['1234567', '1234567'],
  ['490154203237518', '490154203237518'],
  ['8933150319101234567', '8933150319101234567'],
])('%j is the number %s', (said, number) =>
  expect(readNumber(said)).toMatchObject({ meaning: number, sureness: 'sure' }),
);

test.each(['5E+11', '1,23457E+12', '1.23457e12', "'1,23457E+12", '1234567890123450', '12345678901234500000'])(
  '%j may have been rounded',
  (said) => expect(readNumber(said)).toEqual({ meaning: null, sureness: 'ask', because: 'rounded' }),
);

test('what the spreadsheet doubts is doubted, an empty cell is none', () => {
  expect(readNumber('123456', true)).toMatchObject({ meaning: null, sureness: 'ask' });
  expect(readNumber('  ')).toMatchObject({ meaning: null, sureness: 'sure' });
});

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
