import fc from 'fast-check';
import { DateColumn, DayOrderOf, readDate } from './date.js';

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
    expect(readDate(text)).toMatchObject({ meaning: THE_TWELFTH, sureness: 'ask' });
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

test('two digits of a year leave open which of the three it is', () => {
  expect(readDate('01/02/03')).toMatchObject({ sureness: 'ask', because: 'short_year' });
  expect(readDate('25/12/19')).toMatchObject({ sureness: 'ask', because: 'short_year' });
  expect(readDate('01/02/03', 'year_first')).toMatchObject({ meaning: { day: '2001-02-03' }, sureness: 'sure' });
  expect(readDate('31/12/99')).toMatchObject({ meaning: { day: '1999-12-31' }, sureness: 'sure' });
  // No list tells of the year 2028: the day comes first.
  expect(readDate('28/01/19')).toMatchObject({ meaning: { day: '2019-01-28' }, sureness: 'sure' });
  expect(readDate('01/02/2003')).toMatchObject({ because: 'both_orders' });
  expect(readDate('01/02/2003', 'year_first')).toMatchObject({ sureness: 'ask', because: 'contradiction' });
});

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
  expect(orderOf('01/02/03', '25/12/19')).toBe('ask day_first');
  expect(orderOf('01/02/03', '28/12/19')).toBe('sure day_first');
  expect(orderOf('01/02/03', '19/11/13', '03/12/31')).toBe('sure year_first');
  expect(orderOf('01/02/03', '01/02/2003', '25/12/19')).toBe('sure day_first');
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

test('a column is read again when its last cells show another order than its first', () => {
  const column = (first: string[], later: string[], said?: 'unknown') => {
    const dates = new DateColumn(first, said);
    for (const cell of [...first, ...later]) dates.add(cell);
    return [dates.order, dates.shownLater];
  };
  expect(column(['03/04/2020'], ['25/04/2020'])).toEqual([null, 'day_first']);
  expect(column(['25/04/2020'], ['04/25/2020'])).toEqual(['day_first', 'unknown']);
  expect(column(['25/04/2020'], ['04/25/2020'], 'unknown')).toEqual([null, null]);
  expect(column(['03/04/2020'], ['05/06/2020'])).toEqual([null, null]);
});
