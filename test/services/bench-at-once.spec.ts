import { DevicesService } from '#bank/devices';
import { LogisticsModule } from '#bank/logistics';
import { BenchService, MediaService, WorkshopModule } from '#bank/workshop';
import { answers, PASSWORD } from '../support/counting/bench.js';
import { meanwhile } from '../support/faults/two-at-once.js';
import { disk, mediaBench } from '../support/machines/media-bench.js';
import { broken, type Services, services } from '../support/servers/services.js';
import type { Workbench } from '../support/things/workbench.js';

let s: Services;
let t: ReturnType<typeof mediaBench>;
let w: Workbench;
beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  t = mediaBench(s);
  w = t.w;
});
afterAll(() => s.close());

const karim = () => s.fixtures.people.karim;
const moussa = () => s.fixtures.people.moussa;

describe('two people at once', () => {
  const sheet = (id: string, seen: string) =>
    broken(
      s.work((tx) =>
        s.app.get(BenchService).test(tx, moussa(), id, {
          answers: answers('ok'),
          system: 'Linux Mint 22 Xfce',
          password: PASSWORD,
          seen,
        }),
      ),
    );

  test('the second sheet, grade or statement says that somebody was quicker, and the same again is taken', async () => {
    const [id] = await w.demo.atWorkshop();
    const shown = await t.gate(id!);
    const both = await meanwhile(
      s,
      (tx) => s.app.get(MediaService).state(tx, karim(), id!, 'no_medium', PASSWORD),
      () =>
        broken(
          s.work((tx) => s.app.get(MediaService).state(tx, moussa(), id!, 'no_medium', PASSWORD, shown.seen.media)),
        ),
    );
    expect(both).toEqual(['done', 'refurbishment.changed_meanwhile']);
    const before = (await t.gate(id!)).seen;
    const tested = await meanwhile(
      s,
      (tx) =>
        s.app.get(BenchService).test(tx, karim(), id!, { answers: answers('ok'), system: 'Linux', password: PASSWORD }),
      () => sheet(id!, before.test),
    );
    expect(tested).toEqual(['done', 'refurbishment.changed_meanwhile']);
    expect(await sheet(id!, (await t.gate(id!)).seen.test)).toBe('done');
    const grade = (who: typeof karim, seen: string) =>
      broken(s.work((tx) => s.app.get(BenchService).grade(tx, who(), id!, 'C', seen)));
    const { seen } = await t.gate(id!);
    const graded = await meanwhile(
      s,
      (tx) => s.app.get(BenchService).grade(tx, karim(), id!, 'B'),
      () => grade(moussa, seen.grade),
    );
    expect(graded).toEqual(['done', 'refurbishment.changed_meanwhile']);
  });

  test('an inventory that an agent sends meanwhile is in nobody’s way; a state, a custody or a return is', async () => {
    const { id, serial } = await t.oneDisk();
    const { seen } = await t.gate(id);
    await t.inventory(id, disk(serial));
    expect(await sheet(id, seen.test)).toBe('done');
    const shown = (await t.gate(id)).seen.test;
    await s.work((tx) => s.app.get(BenchService).putInStock(tx, karim(), id));
    expect(await sheet(id, shown)).toBe('refurbishment.changed_meanwhile');
  });

  test('a device that was lost and found is another matter', async () => {
    const { id } = await t.oneDisk();
    const { leila } = s.fixtures.people;
    const { seen } = await t.gate(id);
    const devices = s.app.get(DevicesService);
    await s.work((tx) => devices.act(tx, leila, 'report_lost', id, { reason: 'stolen' }));
    const placeId = s.fixtures.organisations.workshop.place;
    await broken(s.work((tx) => devices.act(tx, karim(), 'find', id, { reason: 'found_again', placeId })));
    expect(await sheet(id, seen.test)).toMatch(/changed_meanwhile|NotFound/);
  });
});
