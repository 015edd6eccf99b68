import { NetworkDoor, StrangersDoors } from '#platform/http';
import { subscriberOf } from '#platform/kernel';

const BOUNDS = { served: 2, ofNetwork: 1, waiting: 4, waitMs: 60_000 };
/** Waits for a place, and notes when it came or that it was refused. */
function queue(door: NetworkDoor, seen: string[]) {
  return async (network: string, name = network): Promise<(() => void) | null> => {
    const place = await door.enter(network).catch((error: Error) => {
      seen.push(`${name}: ${error.message}`);
      return null;
    });
    if (place) seen.push(name);
    return place;
  };
}
const settled = () => new Promise((done) => setImmediate(done));

test('networks take turns: whoever comes after four hundred of another goes in next', async () => {
  const door = new NetworkDoor({ ...BOUNDS, waiting: 1_000 });
  const inside = await door.enter('many');
  const seen: string[] = [];
  const enter = queue(door, seen);
  const many = Array.from({ length: 400 }, () => enter('many'));
  const one = enter('one');
  await settled();
  // The network that is served already has its share.
  expect(seen).toEqual(['one']);
  (await one)!();
  inside();
  await settled();
  expect(seen).toEqual(['one', 'many']);
  for (const next of many) (await next)!();
  expect(door.inside).toBe(0);
});

test('of networks that wait, each has one in before any has a second', async () => {
  const door = new NetworkDoor(BOUNDS);
  const inside = await Promise.all(['x', 'y'].map((name) => door.enter(name)));
  const seen: string[] = [];
  const enter = queue(door, seen);
  const waiting = ['a', 'a', 'b', 'c'].map((network) => enter(network));
  for (const place of inside) place();
  for (const next of [0, 2, 3, 1]) (await waiting[next])!();
  expect(seen).toEqual(['a', 'b', 'c', 'a']);
});

test('where too many wait, the last of the longest queue is sent away for whoever comes; of equals, who comes', async () => {
  const door = new NetworkDoor(BOUNDS);
  const inside = await Promise.all(['x', 'y'].map((name) => door.enter(name)));
  const seen: string[] = [];
  const enter = queue(door, seen);
  const waiting = [enter('a', 'a1'), enter('a', 'a2'), enter('a', 'a3'), enter('b'), enter('c')];
  await settled();
  expect(seen).toEqual(['a3: request.busy']);
  await enter('a', 'a4');
  expect(seen.at(-1)).toBe('a4: request.busy');
  for (const place of inside) place();
  await Promise.all(waiting.map(async (next) => (await next)?.()));
  expect(door.inside).toBe(0);
});

test('whoever waits too long is told to come back', async () => {
  const door = new NetworkDoor({ ...BOUNDS, waitMs: 10 });
  const inside = await door.enter('a');
  await expect(door.enter('a')).rejects.toThrow('request.busy');
  inside();
  (await door.enter('a'))();
});

test('however many wait, a turn of the event loop serves no more than there are places', async () => {
  const door = new NetworkDoor({ ...BOUNDS, waiting: 400 });
  let served = 0;
  const inTurns: number[] = [];
  const all = Promise.all(
    Array.from({ length: 100 }, async (_, n) => {
      // Answered at once, as a page that asks nothing of Postgres.
      (await door.enter(`network ${n % 2}`))();
      served += 1;
    }),
  );
  while (served < 100) {
    const before = served;
    await settled();
    inTurns.push(served - before);
  }
  await all;
  expect(Math.max(...inTurns)).toBe(2);
});

test('a place rests after it was taken: whoever asks without pause waits, and others come in', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  try {
    const door = new NetworkDoor({ ...BOUNDS, served: 3, rest: { times: 4, leastMs: 5, mostMs: 50 } });
    const seen: string[] = [];
    const enter = queue(door, seen);
    const quick = await door.enter('quick');
    const slow = await door.enter('slow');
    jest.advanceTimersByTime(30);
    quick();
    slow();
    const again = [enter('quick'), enter('slow')];
    (await enter('other'))!();
    expect([seen, door.inside]).toEqual([['other'], 0]);
    jest.advanceTimersByTime(49);
    await settled();
    expect(seen).toEqual(['other']);
    jest.advanceTimersByTime(1);
    await settled();
    expect(seen).toEqual(['other', 'quick', 'slow']);
    for (const next of again) (await next)!();
  } finally {
    jest.useRealTimers();
  }
});

test('signing in has a door of its own', async () => {
  const doors = new StrangersDoors({ ...BOUNDS, served: 1 });
  const ip = '203.0.113.1';
  const label = await doors.enter({ url: '/E/ABC', ip });
  const signIn = await doors.enter({ url: '/connexion', ip });
  expect(doors.inside).toBe(2);
  for (const place of [label, signIn]) place();
});

test('of one network four at once ask another site, and others go there meanwhile', async () => {
  const doors = new StrangersDoors();
  const inside = await Promise.all(Array.from({ length: 4 }, () => doors.goElsewhere({ ip: '203.0.113.1' })));
  const seen: string[] = [];
  const fifth = doors.goElsewhere({ ip: '203.0.113.1' }).then((leave) => {
    seen.push('fifth');
    leave();
  });
  (await doors.goElsewhere({ ip: '203.0.113.2' }))();
  expect(seen).toEqual([]);
  for (const leave of inside) leave();
  await fifth;
  expect(seen).toEqual(['fifth']);
});

test('a network is what one subscriber is given', () => {
  const of = [
    '192.0.2.7',
    '::ffff:192.0.2.7',
    '2001:db8:1:2ff:a:b:c:d',
    '2001:db8:1:200::1',
    '2001:db8:1:300::1',
    '::1',
  ];
  expect(of.map(subscriberOf)).toEqual([
    '192.0.2.7',
    '192.0.2.7',
    '2001:db8:1:200',
    '2001:db8:1:200',
    '2001:db8:1:300',
    '0:0:0:0',
  ]);
});
