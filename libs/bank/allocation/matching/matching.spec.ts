import fc from 'fast-check';
import { type Candidate, matchUnits, type Wanted } from './matching.js';

const wanted = (over: Partial<Wanted> = {}): Wanted => ({
  unitId: 'u1',
  category: 'laptop',
  needs: ['video'],
  waitingDays: 41,
  priority: false,
  commune: 'Bagneux',
  ...over,
});
const device = (over: Partial<Candidate> = {}): Candidate => ({
  deviceId: 'd1',
  category: 'laptop',
  memoryMb: 8192,
  grade: 'B',
  commune: null,
  stockDays: 0,
  ...over,
});

describe('proposals', () => {
  it('says why', () => {
    const [match] = matchUnits([wanted()], [device({ commune: 'Bagneux', stockDays: 45 })]);
    expect(match!.deviceId).toBe('d1');
    expect(match!.why).toEqual([
      { code: 'waits', days: 41 },
      { code: 'memory_enough', gb: 8, asked: 8, needs: ['video'] },
      { code: 'same_commune', commune: 'Bagneux' },
      { code: 'long_in_stock', days: 45 },
    ]);
  });

  it('says why nothing fits', () => {
    const codes = (w: Wanted[], c: Candidate[]) => matchUnits(w, c).map((m) => m.missing?.code ?? m.deviceId);
    expect(codes([wanted()], [])).toEqual(['none_in_stock']);
    expect(codes([wanted()], [device({ category: 'tablet' })])).toEqual(['none_in_stock']);
    expect(matchUnits([wanted()], [device({ memoryMb: 4096 })])[0]!.missing).toEqual({
      code: 'none_with_memory',
      category: 'laptop',
      gb: 8,
    });
    expect(codes([wanted(), wanted({ unitId: 'u2' })], [device()])).toEqual(['d1', 'all_promised']);
  });

  it('says of how many, where not the whole stock was looked at', () => {
    const small = [device({ memoryMb: 4096 }), device({ deviceId: 'd2', memoryMb: 4096 })];
    const missing = (most: number) => matchUnits([wanted()], small, most)[0]!.missing!;
    expect(missing(2)).toMatchObject({ code: 'none_with_memory', among: 2 });
    expect(missing(3)).not.toHaveProperty('among');
  });

  it('keeps the strong machine for whom needs it', () => {
    const small = device({ deviceId: 'small', memoryMb: 4096 });
    const big = device({ deviceId: 'big', memoryMb: 16384 });
    const both = matchUnits([wanted({ unitId: 'a', needs: ['procedures'] }), wanted({ unitId: 'b' })], [big, small]);
    expect(both.map((m) => m.deviceId)).toEqual(['small', 'big']);
  });

  it('counts memory that the machine reports a little short, and takes an unread one last', () => {
    expect(matchUnits([wanted()], [device({ memoryMb: 7834 })])[0]!.deviceId).toBe('d1');
    const unread = matchUnits([wanted()], [device({ deviceId: 'unread', memoryMb: null }), device()]);
    expect(unread[0]!.deviceId).toBe('d1');
    expect(matchUnits([wanted()], [device({ memoryMb: null })])[0]!.why).toContainEqual({ code: 'memory_unknown' });
    const tablet = matchUnits([wanted({ category: 'tablet' })], [device({ category: 'tablet', memoryMb: null })]);
    expect(tablet[0]!.why.map((w) => w.code)).toEqual(['waits']);
  });

  it('never promises a device twice, and answers the same whatever the order of the stock', () => {
    const memory = fc.constantFrom(null, 2048, 4096, 8192, 16384);
    const categories = fc.constantFrom('laptop', 'tablet', 'desktop');
    const stock = fc.array(fc.record({ memoryMb: memory, category: categories, stockDays: fc.nat(90) }), {
      maxLength: 12,
    });
    const asks = fc.array(fc.record({ category: categories, needs: fc.subarray(['video', 'procedures'] as const) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(stock, asks, (devices, units) => {
        const have = devices.map((d, i) => device({ ...d, deviceId: `d${i}` }));
        const want = units.map((u, i) => wanted({ ...u, unitId: `u${i}` }));
        const matches = matchUnits(want, have);
        const given = matches.flatMap((m) => (m.deviceId ? [m.deviceId] : []));
        expect(new Set(given).size).toBe(given.length);
        expect(matches.every((m) => (m.deviceId === null) === (m.missing !== null))).toBe(true);
        expect(matchUnits(want, [...have].reverse())).toEqual(matches);
      }),
    );
  });
});
