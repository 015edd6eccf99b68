import { monthLabel, monthsOf } from './months.js';

test('a year has its twelve months, in French', () => {
  expect(monthsOf('2026')).toHaveLength(12);
  expect(monthsOf('2026').map(monthLabel).slice(0, 2)).toEqual(['janvier 2026', 'février 2026']);
  expect(monthLabel('2026-08')).toBe('août 2026');
});
