import { cutOf, monthLabel, monthsOf, periodsOf, treeOf } from './periods.js';

test('a year has its twelve months, in French', () => {
  expect(monthsOf('2026')).toHaveLength(12);
  expect(monthsOf('2026').map(monthLabel).slice(0, 2)).toEqual(['janvier 2026', 'février 2026']);
  expect(monthLabel('2026-08')).toBe('août 2026');
});

test('the periods of a year that have begun may be asked for', () => {
  expect(periodsOf('2026', '2026-05').map((p) => p.key)).toEqual([
    '2026',
    '2026-S1',
    '2026-T1',
    '2026-T2',
    ...['01', '02', '03', '04', '05'].map((m) => `2026-${m}`),
  ]);
  expect(periodsOf('2025', '2026-05')).toHaveLength(19);
});

test('periods of one length never overlap and make the year', () => {
  for (const period of periodsOf('2026', '2026-12'))
    expect(cutOf(period).flatMap((p) => p.months)).toEqual(monthsOf('2026'));
  expect(treeOf('2026').flatMap((half) => half.parts.flatMap((q) => q.parts.map((m) => m.key)))).toEqual(
    monthsOf('2026'),
  );
});
