import { localTime } from './format.js';

const shown = (at: string, zone: string) => localTime(at, zone).toISOString();

describe('what the clocks of a zone show', () => {
  it('changes at the moment when they are put forward and back', () => {
    expect(shown('2026-03-29T00:59:59Z', 'Europe/Paris')).toBe('2026-03-29T01:59:59.000Z');
    expect(shown('2026-03-29T01:00:00Z', 'Europe/Paris')).toBe('2026-03-29T03:00:00.000Z');
    expect(shown('2026-10-25T00:59:59.5Z', 'Europe/Paris')).toBe('2026-10-25T02:59:59.500Z');
    expect(shown('2026-10-25T01:00:00Z', 'Europe/Paris')).toBe('2026-10-25T02:00:00.000Z');
  });

  it('is what Intl says, in every zone of France and over the years', () => {
    for (const timeZone of ['Europe/Paris', 'America/Martinique', 'America/Miquelon', 'Indian/Reunion']) {
      const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
      const wrong: string[] = [];
      for (let at = Date.UTC(1970, 0, 1); at < Date.UTC(2040, 0, 1); at += 71 * 3_600_000 + 17 * 60_000)
        if (localTime(new Date(at), timeZone).toISOString().slice(0, 19).replace('T', ' ') !== format.format(at))
          wrong.push(`${timeZone} ${at}`);
      expect(wrong).toEqual([]);
    }
  });

  it('is nothing for what is no date', () => {
    expect(() => localTime('never', 'Europe/Paris')).toThrow(RangeError);
    expect(() => localTime('2026-01-01', 'Nowhere/Land')).toThrow(RangeError);
  });
});
