import fc from 'fast-check';
import { DevicesService, DuplicatesService, InventoryService } from '#bank/devices';
import { LogisticsModule } from '#bank/logistics';
import { BenchService, Countersigning, WorkshopModule } from '#bank/workshop';
import { newId, sha256 } from '#platform/kernel';
import { answers, fixture, freshSerial, PASSWORD } from '../support/counting/bench.js';
import { disk, mediaBench } from '../support/machines/media-bench.js';
import { type Done, type MediaAct, mustNotBeInStock } from '../support/machines/media-model.js';
import { broken, type Services, services } from '../support/servers/services.js';
import { inventoryOf } from '../support/things/ready-device.js';

/** A long run: `MEDIA_RUNS=2000 npm test -- test/services/media-property`. */
const RUNS = Number(process.env['MEDIA_RUNS'] ?? 40);
const WITHIN_MS = process.env['MEDIA_RUNS'] ? 3_000_000 : 40_000;

let s: Services;
let t: ReturnType<typeof mediaBench>;
const tally = { runs: 0, acts: 0, taken: 0, inStock: 0, left: 0, closed: 0 };
let runs = 0;
/** Of 720 moments of today, as far as `13:12:2` goes: near noon, so that no hour of the day makes them early or ahead. */
const clockOf = (n: number): string =>
  `${12 + (Math.floor(n / 360) % 2)}:${String(n % 60).padStart(2, '0')}:${Math.floor(n / 60) % 6}`;
beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  t = mediaBench(s);
});
afterAll(async () => {
  await s.close();
  if (process.env['MEDIA_RUNS']) process.stdout.write(`${JSON.stringify(tally)}\n`);
});

const name = fc.constantFrom('A', 'B', 'C');
const act: fc.Arbitrary<MediaAct> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('inventory' as const),
      disks: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constantFrom('declare' as const, 'erase' as const, 'erase' as const, 'remove' as const, 'fit' as const),
      disk: name,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'list' as const,
        'list' as const,
        'repair' as const,
        'sheet' as const,
        'undo' as const,
        'return' as const,
      ),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ act: 'stock' as const }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('double' as const), disk: name }) },
);
/** As a device comes: one disk, erased and tested, so that the acts that follow find the stock open. */
const BEGUN: MediaAct[] = [
  { act: 'inventory', disks: ['A'] },
  { act: 'erase', disk: 'A' },
  { act: 'sheet' },
  { act: 'stock' },
];
const PROVING = new Set(['erase', 'remove', 'fit', 'list', 'sheet']);

/** One device and its disks, and what was done to it that succeeded. */
class Life {
  readonly done: Done[] = [];
  private readonly serials: Record<string, string>;
  private constructor(readonly id: string) {
    const n = ++runs;
    this.serials = Object.fromEntries(['A', 'B', 'C'].map((x) => [x, freshSerial(`P${x}${n}X0000000`)]));
  }

  static async begin(): Promise<Life> {
    const [id] = await t.w.demo.atWorkshop();
    return new Life(id!);
  }

  async carryOut(a: MediaAct): Promise<boolean> {
    const before = this.lastStep();
    if ((await this.tried(a)) !== 'done') return false;
    if (a.act === 'undo') {
      const undone = this.done.findIndex((d) => d.at === before);
      if (undone >= 0) this.done[undone] = { ...this.done[undone]!, withdrawn: true };
    } else this.done.push({ at: this.done.length, act: a, withdrawn: false });
    return true;
  }

  /** The last proving act that stands, of those since it came: what an undo takes back. */
  private lastStep(): number {
    const came = this.done.findLastIndex((d) => d.act.act === 'return');
    const last = this.done.findLast((d) => d.at > came && !d.withdrawn && PROVING.has(d.act.act));
    return last?.at ?? -1;
  }

  private async medium(of: string): Promise<string> {
    return (await t.gate(this.id)).media.find((m) => m.serial === this.serials[of])?.id ?? newId();
  }

  private async tried(a: MediaAct): Promise<string> {
    const { karim, moussa, leila } = s.fixtures.people;
    const { id } = this;
    const bench = s.app.get(BenchService);
    const devices = s.app.get(DevicesService);
    switch (a.act) {
      case 'inventory':
        return broken(t.inventory(id, ...a.disks.map((x) => disk(this.serials[x]!))));
      case 'declare':
        return broken(t.declare(id, this.serials[a.disk]!));
      case 'erase': {
        const log = fixture('nwipe/other-disk.log', {
          ZA1OTHER7QX: this.serials[a.disk]!,
          // A run of its own, by its clock, which leaves no question.
          '13:12:2': clockOf(++runs),
        });
        return t.w.upload(log, id).then(
          (r) => (r.proven.length ? 'done' : 'nothing'),
          (e) => String(e),
        );
      }
      case 'remove':
        return broken(t.gone(id, await this.medium(a.disk), 'removed'));
      case 'fit': {
        const medium = await this.medium(a.disk);
        const signed = await broken(t.gone(id, medium, 'new', `F-${runs}`));
        if (signed !== 'done') return signed;
        const [{ evidence }] = await s.db.query(
          `SELECT id AS evidence FROM refurbishment.evidence WHERE medium_id = $1 AND kind = 'new' ORDER BY seq DESC LIMIT 1`,
          [medium],
        );
        return broken(s.work((tx) => s.app.get(Countersigning).countersign(tx, moussa, [evidence], PASSWORD)));
      }
      case 'list':
        return broken(t.list(id, (await t.gate(id)).media.length ? 'complete_list' : 'no_medium'));
      case 'repair':
        return broken(t.repair(id, 'disk'));
      case 'sheet': {
        const form = { answers: answers('ok'), system: 'Linux Mint 22 Xfce', password: PASSWORD };
        return broken(s.work((tx) => bench.test(tx, karim, id, form)));
      }
      case 'undo':
        return broken(s.work((tx) => bench.undo(tx, karim, id)));
      case 'return': {
        const lost = await broken(s.work((tx) => devices.act(tx, leila, 'report_lost', id, { reason: 'stolen' })));
        if (lost !== 'done') return lost;
        const placeId = s.fixtures.organisations.workshop.place;
        return broken(s.work((tx) => devices.act(tx, karim, 'find', id, { reason: 'found_again', placeId })));
      }
      case 'stock': {
        if (!(await t.gate(id)).grade) await broken(s.work((tx) => bench.grade(tx, karim, id, 'B')));
        return broken(s.work((tx) => bench.putInStock(tx, karim, id)));
      }
      case 'double':
        return this.merged(a.disk);
    }
  }

  /** The same device, logged a second time at the bank, with a disk that its inventory names. */
  private async merged(named: string): Promise<string> {
    const { leila } = s.fixtures.people;
    const { bank } = s.fixtures.organisations;
    const where = { location: { place: bank.place }, holder: { organisation: bank.id } };
    return broken(
      s.work(async (tx) => {
        const [double] = await s.app
          .get(DevicesService)
          .log(tx, leila, [{ category: 'laptop', make: 'Lenovo', model: 'ThinkPad L480' }], where);
        await s.app
          .get(InventoryService)
          .attach(tx, leila, double!, inventoryOf(8192, [disk(this.serials[named]!)]), sha256(newId()));
        const [{ code }] = await tx.query('SELECT code FROM devices.device WHERE id = $1', [this.id]);
        await s.app.get(DuplicatesService).merge(tx, leila, double!, code, 'entered_twice');
      }),
    );
  }
}

test(
  'a device in stock has a proof for each medium that anything named and nobody proved gone, and something listed them after the last change',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 16 }), async (acts) => {
        const life = await Life.begin();
        tally.runs += 1;
        let before = '';
        for (const a of [...BEGUN, ...acts]) {
          tally.acts += 1;
          const taken = await life.carryOut(a);
          if (taken) tally.taken += 1;
          else if (a.act === 'stock') tally.closed += 1;
          const state = await t.stateOf(life.id);
          if (before === 'in_stock' && state !== 'in_stock') tally.left += 1;
          before = state;
          const [late] = await s.db.query(
            `SELECT count(*)::int AS n FROM refurbishment.gate_failures($1) f WHERE f LIKE ANY (refurbishment.media_failures())`,
            [life.id],
          );
          const why = mustNotBeInStock(life.done);
          if (state === 'in_stock') {
            tally.inStock += 1;
            expect([why, late.n]).toEqual([[], 0]);
          }
        }
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: WITHIN_MS, markInterruptAsFailure: false, endOnFailure: true },
    );
    // Walks that never saw the stock would prove nothing.
    expect(tally.inStock).toBeGreaterThan(20);
    expect(tally.left).toBeGreaterThan(3);
  },
  WITHIN_MS + 60_000,
);
