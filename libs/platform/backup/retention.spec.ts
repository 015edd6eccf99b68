import { retainedOf } from './retention.js';

const DAY = 86_400_000;
const nights = (n: number) => Array.from({ length: n }, (_, i) => new Date(Date.UTC(2026, 0, 1, 2, 30) + i * DAY));

test('keeps each of the last days, then the last of each week and of each month', () => {
  const all = nights(400);
  const kept = retainedOf(all, { days: 7, weeks: 5, months: 12 });
  for (const night of all.slice(-7)) expect(kept.has(night)).toBe(true);
  expect(kept.size).toBeLessThanOrEqual(7 + 5 + 12);
  expect(kept.size).toBeGreaterThan(15);
  const months = [...kept].filter((d) => d < all.at(-40)!);
  for (const night of months) expect(new Date(night.getTime() + DAY).getUTCDate()).toBe(1);
});

test('whatever the moments, the newest stays, and what is kept today was kept yesterday', () => {
  let seed = 42;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  for (let i = 0; i < 100; i++) {
    const all = nights(Math.ceil(random() * 300)).filter(() => random() > 0.3);
    if (all.length < 2) continue;
    const today = retainedOf(all, { days: 3, weeks: 2, months: 2 });
    const yesterday = retainedOf(all.slice(0, -1), { days: 3, weeks: 2, months: 2 });
    expect(today.has(all.at(-1)!)).toBe(true);
    for (const moment of today) expect(moment === all.at(-1) || yesterday.has(moment)).toBe(true);
  }
  expect(retainedOf([], { days: 1, weeks: 1, months: 1 }).size).toBe(0);
});
