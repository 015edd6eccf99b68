import fc from 'fast-check';
import type { FreeDevice, UnitToServe } from './classes.js';
import { bandOf, costOfDevice, costOfPair, isEnough } from './printed-order.js';
import { solveCategory } from './solve.js';

const unit = (over: Partial<UnitToServe> = {}): UnitToServe => ({
  id: 'u',
  asked: 8192,
  urgent: false,
  waitingDays: 41,
  territory: null,
  refused: [],
  quota: null,
  ...over,
});
const device = (over: Partial<FreeDevice> = {}): FreeDevice => ({
  id: 'd',
  memoryMb: 8192,
  grade: 'B',
  stockDays: 0,
  atWorkshop: false,
  territory: null,
  ...over,
});

const fits = (u: UnitToServe, d: FreeDevice) => isEnough(d.memoryMb, u.asked) && !u.refused.includes(d.id);
const costOf = (u: UnitToServe, d: FreeDevice) =>
  costOfPair(u.asked, d.memoryMb, u.territory !== null && u.territory === d.territory) + costOfDevice(d);

/** How many of each band are served, the first band first, and what it costs, negative: the greater, the better. */
type Worth = readonly number[];
const isBetter = (a: Worth, b: Worth): boolean => {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at !== -1 && a[at]! > b[at]!;
};

/** The best of all ways, each looked at: no word of the solver in it. */
function bestWorth(units: readonly UnitToServe[], devices: readonly FreeDevice[]): Worth {
  const bands = [...new Set(units.map((u) => bandOf(u.urgent, u.waitingDays)))].sort((a, b) => a - b);
  const used = new Set<string>();
  const left = new Map(units.flatMap(({ quota }) => (quota ? [[quota.of, quota.left]] : [])));
  const worth = [...bands.map(() => 0), 0];
  let best: Worth = [...worth];
  const go = (i: number): void => {
    if (i === units.length) {
      if (isBetter(worth, best)) best = [...worth];
      return;
    }
    go(i + 1);
    const u = units[i]!;
    const band = bands.indexOf(bandOf(u.urgent, u.waitingDays));
    const places = u.quota ? left.get(u.quota.of)! : 1;
    if (places < 1) return;
    if (u.quota) left.set(u.quota.of, places - 1);
    for (const d of devices) {
      if (used.has(d.id) || !fits(u, d)) continue;
      used.add(d.id);
      worth[band]! += 1;
      worth[bands.length]! -= costOf(u, d);
      go(i + 1);
      worth[bands.length]! += costOf(u, d);
      worth[band]! -= 1;
      used.delete(d.id);
    }
    if (u.quota) left.set(u.quota.of, places);
  };
  go(0);
  return best;
}

async function solvedWorth(units: readonly UnitToServe[], devices: readonly FreeDevice[]): Promise<Worth> {
  const bands = [...new Set(units.map((u) => bandOf(u.urgent, u.waitingDays)))].sort((a, b) => a - b);
  const worth = [...bands.map(() => 0), 0];
  for (const [unitId, deviceId] of await solveCategory({ units, devices })) {
    const u = units.find((one) => one.id === unitId)!;
    const d = devices.find((one) => one.id === deviceId)!;
    worth[bands.indexOf(bandOf(u.urgent, u.waitingDays))]! += 1;
    worth[bands.length]! -= costOf(u, d);
  }
  return worth;
}

const territory = fc.constantFrom(null, 'T1', 'T2');
const someUnits = (most: number) =>
  fc
    .array(
      fc.record({
        asked: fc.constantFrom(0, 4096, 8192),
        urgent: fc.boolean(),
        waitingDays: fc.constantFrom(0, 5, 20, 60, 400),
        territory,
        refused: fc.subarray(['d0', 'd1', 'd3']),
        quota: fc.constantFrom(null, { of: 's0', left: 0 }, { of: 's1', left: 1 }, { of: 's2', left: 3 }),
      }),
      { maxLength: most },
    )
    .map((all) => all.sort((a, b) => b.waitingDays - a.waitingDays).map((u, i) => ({ ...u, id: `u${i}` })));
const someDevices = (most: number) =>
  fc
    .array(
      fc.record({
        memoryMb: fc.constantFrom(null, 2048, 4096, 7600, 8192, 16384),
        grade: fc.constantFrom('A', 'B', 'C', null),
        stockDays: fc.nat(80),
        atWorkshop: fc.boolean(),
        territory,
      }),
      { maxLength: most },
    )
    .map((all) => all.map((d, i) => ({ ...d, id: `d${i}` })));

test('who waits longest of equal people is served, and the small machine goes to whom needs little', async () => {
  expect(
    await solveCategory({
      units: [unit({ id: 'long', waitingDays: 50 }), unit({ id: 'short', waitingDays: 49 })],
      devices: [device()],
    }),
  ).toEqual([['long', 'd']]);
  // The big one is nearer to whom needs little, and yet both are served.
  expect(
    await solveCategory({
      units: [unit({ id: 'little', asked: 4096, territory: 'T1' }), unit({ id: 'much', territory: 'T2' })],
      devices: [
        device({ id: 'big', territory: 'T1' }),
        device({ id: 'small', memoryMb: 4096, territory: 'T2', atWorkshop: true }),
      ],
    }).then((pairs) => [...pairs].sort()),
  ).toEqual([
    ['little', 'small'],
    ['much', 'big'],
  ]);
});

test('a memory that nobody read is not enough for whom memory matters, and is for whom it does not', async () => {
  const unread = [device({ memoryMb: null })];
  expect(await solveCategory({ units: [unit()], devices: unread })).toEqual([]);
  expect(await solveCategory({ units: [unit({ asked: 0 })], devices: unread })).toHaveLength(1);
  expect(await solveCategory({ units: [unit()], devices: [device({ memoryMb: 7834 })] })).toHaveLength(1);
});

test('who is served, and at what cost, is the best of all ways', async () => {
  await fc.assert(
    fc.asyncProperty(someUnits(5), someDevices(5), async (units, devices) => {
      expect(await solvedWorth(units, devices)).toEqual(bestWorth(units, devices));
    }),
    { numRuns: 5_000 },
  );
}, 120_000);

test('no device is promised twice, none below the need or beyond a quota, and the same input gives the same answer', async () => {
  await fc.assert(
    fc.asyncProperty(someUnits(40), someDevices(40), async (units, devices) => {
      const pairs = await solveCategory({ units, devices });
      expect(new Set(pairs.map(([u]) => u)).size).toBe(pairs.length);
      expect(new Set(pairs.map(([, d]) => d)).size).toBe(pairs.length);
      for (const [u, d] of pairs)
        expect(fits(units.find(({ id }) => id === u)!, devices.find(({ id }) => id === d)!)).toBe(true);
      const counted = pairs.flatMap(([u]) => units.find(({ id }) => id === u)!.quota ?? []);
      for (const { of, left } of counted) expect(counted.filter((q) => q.of === of).length).toBeLessThanOrEqual(left);
      expect(await solveCategory({ units, devices })).toEqual(pairs);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('waiting longer alone never leaves anybody without', async () => {
  await fc.assert(
    fc.asyncProperty(someUnits(12), someDevices(8), fc.nat(), fc.nat(400), async (units, devices, pick, more) => {
      const pairs = await solveCategory({ units, devices });
      if (!pairs.length) return;
      const [lucky] = pairs[pick % pairs.length]!;
      const longer = units
        .map((u) => (u.id === lucky ? { ...u, waitingDays: u.waitingDays + more } : u))
        .sort((a, b) => b.waitingDays - a.waitingDays);
      expect((await solveCategory({ units: longer, devices })).map(([u]) => u)).toContain(lucky);
    }),
    { numRuns: 500 },
  );
}, 60_000);
