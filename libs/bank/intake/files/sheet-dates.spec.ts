import { readDate } from '#bank/files/words';
import { purchaseOf } from './sheet-dates.js';

const NOW = new Date('2026-11-25T12:00:00Z');
const read = (text: string, order: 'day_first' | null = 'day_first') => purchaseOf(readDate(text, order), NOW);

test.each([
  ['12/03/2021', { year: 2021, day: '2021-03-12' }],
  ['mars 2019', { year: 2019, day: null }],
  ['1970', { year: 1970, day: null }],
  ['1969', null],
  ['12/03/1845', null],
  ['2027', null],
  ['bientôt', null],
  ['', null],
])('%j is bought %j', (text, purchase) => expect(read(text)).toEqual(purchase));

test('of a day that may be in two months, the year is known', () => {
  expect(read('12/03/2021', null)).toEqual({ year: 2021, day: null });
});

test('of a date whose year may be two, nothing is', () => {
  expect(read('01/02/03', null)).toBeNull();
  expect(read('31/12/99', null)).toEqual({ year: 1999, day: '1999-12-31' });
});
