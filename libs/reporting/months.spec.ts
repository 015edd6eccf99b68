import { lastMonths, monthLabel } from './months.js';

describe('months', () => {
  it('goes back over the turn of a year', () => {
    expect(lastMonths('2026-02', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });

  it('speaks French', () => {
    expect(monthLabel('2026-08')).toBe('août 2026');
    expect(monthLabel('')).toBe('Avant');
  });
});
