import fc from 'fast-check';
import { DayOrderOf, readDate } from './date.js';

const THE_TWELFTH = { year: 2021, month: 3, day: '2021-03-12' };

test.each([
  '2021-03-12',
  '2021/03/12',
  '2021-03-12 00:00',
  '2021-03-12T10:30:00Z',
  '12 mars 2021',
  '12 MARS 2021',
  'vendredi 12 mars 2021',
  '12-mars-21',
  '12 mar. 2021',
  '44267',
  '44267,0',
  '12 March 2021',
  '20210312',
  'le 12 mars 2021',
])('%s is the twelfth of March', (text) =>
  expect(readDate(text)).toEqual({ meaning: THE_TWELFTH, sureness: 'sure', because: 'words' }),
);

test.each(['12/03/2021', '12-03-2021', '12.03.21', '12 / 03 / 2021', '12/03/2021 14:30', '12/3/21'])(
  '%s is as its column is',
  (text) => {
    expect(readDate(text, 'day_first')).toMatchObject({ meaning: THE_TWELFTH, sureness: 'sure' });
    expect(readDate(text, 'month_first')).toMatchObject({ meaning: { day: '2021-12-03' }, sureness: 'sure' });
    expect(readDate(text)).toMatchObject({ meaning: THE_TWELFTH, sureness: 'ask', because: 'both_orders' });
  },
);

test.each([
  ['2021', { year: 2021, month: null, day: null }],
  ['en 2021', { year: 2021, month: null, day: null }],
  ['mars 2019', { year: 2019, month: 3, day: null }],
  ['03/2019', { year: 2019, month: 3, day: null }],
  ['2019-03', { year: 2019, month: 3, day: null }],
  ['août 21', { year: 2021, month: 8, day: null }],
])('%s is known so far', (text, date) => expect(readDate(text)).toMatchObject({ meaning: date, sureness: 'sure' }));

test('a day that can be in one month only is that day, and odd where its column is the other way round', () => {
  expect(readDate('25/12/2019')).toMatchObject({ meaning: { day: '2019-12-25' }, sureness: 'sure' });
  expect(readDate('12/25/2019')).toMatchObject({ meaning: { day: '2019-12-25' }, sureness: 'sure' });
  expect(readDate('12/25/2019', 'day_first')).toMatchObject({ sureness: 'ask', because: 'contradiction' });
});

test.each([
  '31/02/2021',
  '12/13/14/15',
  '13/2021',
  'mardi',
  'bientôt',
  '99999',
  'vers 2015',
  '12 brumaire 2021',
  '#N/A',
])('%s is no date', (text) => expect(readDate(text)).toMatchObject({ meaning: null, sureness: 'ask' }));

const orderOf = (...cells: string[]) => {
  const column = new DayOrderOf();
  for (const cell of cells) column.add(cell);
  const { meaning, sureness } = column.order;
  return `${sureness} ${meaning}`;
};

test('a column has one order: as its clear dates show, else asked', () => {
  expect(orderOf('03/04/2020', '25/04/2020')).toBe('sure day_first');
  expect(orderOf('03/04/2020', '04/25/2020')).toBe('sure month_first');
  expect(orderOf('03/04/2020', '05/06/2020')).toBe('ask day_first');
  expect(orderOf('25/04/2020', '04/25/2020')).toBe('ask day_first');
  expect(orderOf('2020-04-03', 'mars 2019', '04/04/2020')).toBe('sure day_first');
  expect(orderOf()).toBe('sure day_first');
});

test('any text ends in a date or none', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void readDate(text)));
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0123456789/-. '), maxLength: 12 }),
      (text) => void readDate(text, 'day_first'),
    ),
  );
});
