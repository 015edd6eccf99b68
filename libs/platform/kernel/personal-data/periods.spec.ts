import { asSaid } from './periods.js';

test.each([
  [1095, 'days', 3, 'years'],
  [365, 'days', 1, 'years'],
  [730, 'days', 2, 'years'],
  [366, 'days', 366, 'days'],
  [90, 'days', 90, 'days'],
  [0, 'days', 0, 'days'],
  [36, 'months', 36, 'months'],
  [3, 'years', 3, 'years'],
] as const)('%d %s are %d %s', (amount, unit, said, as) => {
  expect(asSaid<'days' | 'months' | 'years'>(amount, unit)).toEqual([said, as]);
});
