import * as f from './format.js';

describe('French dates', () => {
  const moment = new Date('2026-11-25T14:12:00Z');
  it('are written as people say them, in the time zone of the bank', () => {
    expect(f.formatDate(moment)).toBe('25\u00a0nov. 2026');
    expect(f.formatDay(moment)).toBe('25\u00a0nov.');
    expect(f.formatLongDate(moment)).toBe('Mercredi 25\u00a0novembre');
    expect(f.formatTime(moment)).toBe('15\u00a0h\u00a012');
    expect(f.formatTime(moment, 'America/Martinique')).toBe('10\u00a0h\u00a012');
    expect(f.formatDateTime('2026-12-31T23:30:00Z')).toBe('1er\u00a0janv. 2027, 0\u00a0h\u00a030');
    expect(f.dateValue('2026-12-31T23:30:00Z')).toBe('2027-01-01');
  });
  it('are counted in days of the calendar', () => {
    expect(f.formatAgo('2026-11-25T00:10:00Z', moment)).toBe('aujourd’hui');
    expect(f.formatAgo('2026-11-24T22:30:00Z', moment)).toBe('hier');
    expect(f.formatAgo('2026-11-16T10:00:00Z', moment)).toBe('il y a 9\u00a0jours');
    expect(f.formatAgo('2026-11-27T10:00:00Z', moment)).toBe('dans 2\u00a0jours');
  });
});

describe('French numbers', () => {
  it('part thousands with a narrow space that does not break', () => {
    expect(f.formatNumber(1240)).toBe('1\u202f240');
    expect(f.formatNumber(3.126, 1)).toBe('3,1');
  });
  it('carry their unit', () => {
    expect(f.formatPercent(0.6)).toBe('60\u00a0%');
    expect(f.formatEuros(124050)).toBe('1\u202f240,50\u00a0€');
    expect(f.formatEuros(-1500)).toBe('-15\u00a0€');
    expect(f.formatBytes(256_060_514_304)).toBe('256\u00a0Go');
    expect(f.formatBytes(1_000_204_886_016)).toBe('1\u00a0To');
    expect(f.formatBytes(900)).toBe('900\u00a0o');
  });
  it('are plural from two', () => {
    expect(f.plural(0, 'appareil')).toBe('0\u00a0appareil');
    expect(f.plural(1, 'cheval', 'chevaux')).toBe('1\u00a0cheval');
    expect(f.plural(1240, 'appareil')).toBe('1\u202f240\u00a0appareils');
  });
});
