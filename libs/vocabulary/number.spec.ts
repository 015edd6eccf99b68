import { readNumber } from './number.js';

test.each([
  ['5CG1234ABC', '5CG1234ABC'],
  ["'00123456", '00123456'],
  ['’00123456', '00123456'],
  ['="00123"', '00123'],
  ['1234567', '1234567'],
  ['490154203237518', '490154203237518'],
  ['49-015420-323751-8', '49-015420-323751-8'],
  ['8933150319101234567', '8933150319101234567'],
  ['4E52', '4E52'].reverse(),
])('%j is a number', (said, number) => {
  const { meaning, sureness } = readNumber(said);
  expect([meaning, sureness]).toEqual(said === '4E52' ? [null, 'ask'] : [number, 'sure']);
});

test.each([
  '5E+11',
  '1,23457E+12',
  '1.23457e12',
  '4E52',
  '123456789012345',
  '1234567890123450',
  '12345678901234500000',
  '490154203237510',
])('%j may have been rounded', (said) =>
  expect(readNumber(said)).toEqual({ meaning: null, sureness: 'ask', because: 'rounded' }),
);

test('an empty cell is none', () => expect(readNumber('  ')).toMatchObject({ meaning: null, sureness: 'sure' }));
