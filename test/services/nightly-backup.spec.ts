import { isDue } from '../../apps/server/startup/backups.js';

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute);

test('a backup is made in the small hours, once a night; on a machine that sleeps then, once a day has passed', () => {
  expect(isDue(null, at(1, 12))).toBe(true);
  expect(isDue(at(1, 12), at(1, 23))).toBe(false);
  expect(isDue(at(1, 12), at(2, 2, 5))).toBe(true);
  expect(isDue(at(2, 2, 5), at(2, 2, 15))).toBe(false);
  expect(isDue(at(2, 2, 5), at(2, 4, 55))).toBe(false);
  expect(isDue(at(2, 2, 5), at(3, 2, 0))).toBe(true);
  expect(isDue(at(2, 9), at(3, 8, 59))).toBe(false);
  expect(isDue(at(2, 9), at(3, 9))).toBe(true);
});
