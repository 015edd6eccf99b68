import fc from 'fast-check';
import { readPurchase } from './sheet-dates.js';

const NOW = new Date('2026-11-25T12:00:00Z');
const read = (text: string) => readPurchase(text, NOW);

test.each([
  '12/03/2021',
  '12-03-2021',
  '12.03.2021',
  '12.03.21',
  '12/3/21',
  '12 / 03 / 2021',
  '2021-03-12',
  '2021/03/12',
  '2021-03-12 00:00',
  '2021-03-12T10:30:00Z',
  '12/03/2021 14:30',
  '12 mars 2021',
  '12 MARS 2021',
  'vendredi 12 mars 2021',
  '12-mars-21',
  '12 mar. 2021',
  '44267',
  '44267,0',
  '12 March 2021',
  '3/12/2021 '.replace('3/12', '12/3'),
])('%s is the twelfth of March', (text) => {
  expect(read(text)).toEqual({ year: 2021, day: '2021-03-12' });
});

test.each([
  '2021',
  'mars 2021',
  '03/2021',
  '3-2021',
  '2021-03',
  'févr. 2021',
  'août 2021',
  'juillet 2021',
  'décembre 21',
])('%s is a year', (text) => {
  expect(read(text)).toEqual({ year: 2021, day: null });
});

test('the first is a day like another, and an American date is understood when it can be nothing else', () => {
  expect(read('1er avril 2019')).toEqual({ year: 2019, day: '2019-04-01' });
  expect(read('12/25/2019')).toEqual({ year: 2019, day: '2019-12-25' });
});

test.each([
  '',
  'bientôt',
  '31/02/2021',
  '12/13/14/15',
  '1899',
  '12/03/1845',
  '2027',
  '12345',
  '99999',
  '0',
  '-5',
  '13/2021',
  'mardi',
  '12 brumaire 2021',
  '#N/A',
])('%s is no date of a purchase', (text) => expect(read(text)).toBeNull());

test('any text ends in a date or none', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void read(text)));
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/-. '), maxLength: 12 }), (text) => {
      const found = read(text);
      if (found) expect(found.year).toBeGreaterThanOrEqual(1970);
    }),
    { numRuns: 2000 },
  );
});
