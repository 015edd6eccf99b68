import fc from 'fast-check';
import { BlockersQueries } from '#bank/allocation';
import { DeviceLocksService, IntakeModule } from '#bank/intake';
import { BENCH_STEPS, BenchService, type BenchStepName, WorkshopQueries } from '#bank/workshop';
import { answers, freshSerial, PASSWORD } from '../support/counting/bench.js';
import { disk, mediaBench } from '../support/machines/media-bench.js';
import { broken } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';

let a: Allocation;
let t: ReturnType<typeof mediaBench>;
beforeAll(async () => {
  a = await Allocation.open(IntakeModule);
  t = mediaBench(a.s);
  // Somebody waits, so that what blocks them is worked out.
  await a.approved('laptop');
});
afterAll(() => a.s.close());

const karim = () => a.people.karim;
const sheet = (id: string, all: 'ok' | 'ko') =>
  a.s.work((tx) =>
    a
      .get(BenchService)
      .test(tx, karim(), id, { answers: answers(all), system: 'Linux Mint 22 Xfce', password: PASSWORD }),
  );

/** What may happen to a device at the bench, in any order; a refusal is an answer too. */
const ACTS = {
  inventory: (id: string, serial: string) => t.inventory(id, disk(serial)),
  'another disk': (id: string) => t.declare(id, freshSerial('S4XMORE000000')),
  'no medium': (id: string) => t.list(id, 'no_medium'),
  list: (id: string) => t.list(id),
  erase: (id: string, serial: string) => t.erase(id, serial),
  repair: (id: string) => t.repair(id, 'disk'),
  passed: (id: string) => sheet(id, 'ok'),
  failed: (id: string) => sheet(id, 'ko'),
  grade: (id: string) => t.w.grade(id),
  undo: (id: string) => a.s.work((tx) => a.get(BenchService).undo(tx, karim(), id)),
  lock: (id: string) => a.s.work((tx) => a.get(DeviceLocksService).declare(tx, karim(), id, 'bios_password')),
} as const;
type Act = keyof typeof ACTS;

/** What is told of one device: by its bench page, by the queue, and what Postgres decides. */
async function told(id: string) {
  const gate = await t.gate(id);
  const queued = (await a.get(WorkshopQueries).queue(karim(), { limit: 10_000 })).items.find((row) => row.id === id);
  const [{ next }] = await a.s.db.query(
    'SELECT refurbishment.next_step(array(SELECT refurbishment.gate_failures($1))) AS next',
    [id],
  );
  return { gate, queued, next: next as BenchStepName };
}

const count = (words: readonly string[]) =>
  Object.fromEntries([...new Set(words)].sort().map((word) => [word, words.filter((w) => w === word).length]));

test('the bench, the queue, its counts and what blocks whom say the same next step of any device', async () => {
  const { workshop } = a.s.fixtures.organisations;
  const seen: { step: BenchStepName; locked: boolean; open: boolean }[] = [];
  const act = fc.constantFrom(...(Object.keys(ACTS) as Act[]));
  // As devices mostly go, so that the last steps are reached.
  const forward: Act[] = ['inventory', 'erase', 'passed', 'grade'];
  const life = fc.tuple(fc.nat(4), fc.array(act, { maxLength: 5 }));
  await fc.assert(
    fc.asyncProperty(life, async ([done, more]) => {
      const [id = ''] = await t.w.demo.atWorkshop();
      const serial = freshSerial('S4XNEXT000000');
      for (const name of [...forward.slice(0, done), ...more]) await broken(Promise.resolve(ACTS[name](id, serial)));
      const { gate, queued, next } = await told(id);
      const locked = gate.locks.length > 0;
      expect(gate.next).toBe(next);
      // What only waits for its donor is not in the queue.
      expect(queued?.next ?? null).toBe(locked && next === 'stock' ? null : next);
      seen.push({ step: next, locked, open: gate.open });
    }),
    { numRuns: 40, endOnFailure: true },
  );
  const { blocked } = await a.get(BlockersQueries).blockers(a.people.leila);
  const here = blocked.filter((b) => b.holderId === workshop.id && b.state === 'at_workshop');
  expect(Object.fromEntries(here.map((b) => [b.blocker, b.devices]).sort())).toEqual(
    count(seen.map(({ step, locked }) => (locked ? 'locked' : step))),
  );
  const { byStep } = await a.get(WorkshopQueries).today(karim());
  const queue = count(seen.filter(({ step, locked }) => !(locked && step === 'stock')).map(({ step }) => step));
  expect(byStep).toEqual(Object.fromEntries(BENCH_STEPS.map((step) => [step, queue[step] ?? 0])));
  for (const { step, locked, open } of seen) expect(open).toBe(step === 'stock' && !locked);
  // Walks that never came to a step would say nothing of it.
  expect(Object.keys(count(seen.map(({ step }) => step)))).toEqual([...BENCH_STEPS].sort());
}, 240_000);

test('of any failures the first step of the bench is next, and one that no step settles is an error', async () => {
  const OF: Readonly<Record<string, BenchStepName>> = {
    no_media_knowledge: 'media',
    'media_reopened:part_changed': 'media',
    'medium_unproven:1': 'erase',
    'medium_unwitnessed:2': 'erase',
    'medium_in_two:3': 'erase',
    'drive_unanswered:4': 'erase',
    'log_unconfirmed:5': 'erase',
    no_passed_test: 'test',
    no_grade: 'grade',
    'locked:mdm': 'stock',
  };
  const next = async (failures: readonly string[]): Promise<string> =>
    (await a.s.db.query('SELECT refurbishment.next_step($1) AS next', [failures]))[0].next;
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(Object.keys(OF)), async (failures) => {
      const steps = new Set(failures.map((failure) => OF[failure]));
      expect(await next(failures)).toBe(BENCH_STEPS.find((step) => steps.has(step)) ?? 'stock');
    }),
  );
  await expect(next(['no_grade', 'no_battery'])).rejects.toThrow('refurbishment.bench_step');
  const [{ kinds }] = await a.s.db.query('SELECT refurbishment.media_failures() AS kinds');
  for (const [failure, step] of Object.entries(OF)) {
    const [{ is }] = await a.s.db.query('SELECT $1 LIKE ANY ($2::text[]) AS is', [failure, kinds]);
    expect([failure, is]).toEqual([failure, step === 'media' || step === 'erase']);
  }
});
