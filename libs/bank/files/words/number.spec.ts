import { readNumber } from './number.js';

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
