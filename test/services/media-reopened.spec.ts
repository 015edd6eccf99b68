import { LogisticsModule } from '#bank/logistics';
import { MediaService, WorkshopModule } from '#bank/workshop';
import { freshSerial, PASSWORD } from '../support/counting/bench.js';
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

describe('what reopens the question of media', () => {
  test('a disk that was taken out with its data and exchanged: no stock until something lists what is in it now', async () => {
    const [id] = await w.demo.atWorkshop();
    const serial = freshSerial('S4X0LD000000');
    await t.inventory(id!, disk(serial));
    await t.gone(id!, (await t.mediumOf(id!, serial)).id, 'removed');
    await t.repair(id!, 'disk');
    await t.finish(id!);
    expect(await w.failures(id!)).toEqual(['media_reopened']);
    expect(await w.stock(id!)).toBe('refurbishment.gate_closed');
    expect(await t.gate(id!)).toMatchObject({ next: 'media', knowledge: null });
    const fitted = freshSerial('S6XNEW000000');
    await t.inventory(id!, disk(fitted));
    expect(await w.failures(id!)).toEqual(['medium_unproven']);
    await t.erase(id!, fitted);
    expect(await w.stock(id!)).toBe('done');
  });

  test('an exchange that nobody noted: the sheet says that a system is installed, and no disk is left', async () => {
    const [id] = await w.demo.atWorkshop();
    const serial = freshSerial('S4X0LD000000');
    await t.inventory(id!, disk(serial));
    await t.gone(id!, (await t.mediumOf(id!, serial)).id, 'removed');
    await t.finish(id!);
    expect((await t.gate(id!)).mediaReopened).toBe('system_installed');
    await t.list(id!);
    expect(await w.failures(id!)).toEqual([]);
  });

  test('a board or a reinstalled system, as a disk; a battery or a cleaning, not', async () => {
    const { id } = await t.oneDisk();
    await t.repair(id, 'battery', 'memory', 'screen', 'keyboard', 'charger', 'cleaning', 'other');
    expect(await w.failures(id)).toEqual([]);
    await t.repair(id, 'system');
    expect(await w.failures(id)).toEqual([]);
    await t.repair(id, 'board');
    expect((await t.gate(id)).mediaReopened).toBe('part_changed');
    await t.list(id);
    expect(await w.failures(id)).toEqual([]);
    const [bare] = await w.demo.atWorkshop();
    await t.list(bare!, 'no_medium');
    expect(await w.failures(bare!)).toEqual(['no_passed_test', 'no_grade']);
    await t.repair(bare!, 'system');
    expect(await w.failures(bare!)).toEqual(['media_reopened', 'no_passed_test', 'no_grade']);
  });

  test('a medium that is added by hand, until the list is signed or read again', async () => {
    const { id } = await t.oneDisk();
    const card = await t.declare(id, null, 'sd');
    expect(await w.failures(id)).toEqual(['media_reopened', 'medium_unproven']);
    await t.gone(id, card, 'destroyed');
    expect((await t.gate(id)).mediaReopened).toBe('medium_added');
    await t.list(id);
    expect(await w.failures(id)).toEqual([]);
  });

  test('a medium without a number has to be proven again after a part was changed', async () => {
    const [id] = await w.demo.atWorkshop(1, 'tablet');
    const memory = await s.work((tx) => s.app.get(MediaService).declare(tx, karim(), id!, { kind: 'emmc' }));
    await t.list(id!);
    await s.work((tx) => s.app.get(MediaService).gone(tx, karim(), id!, memory, 'factory_reset', PASSWORD));
    expect(await w.failures(id!)).toEqual(['no_passed_test', 'no_grade']);
    await t.repair(id!, 'board');
    await t.list(id!);
    expect(await w.failures(id!)).toContain('medium_unproven');
  });

  test('in the stock: the device leaves it, with a row that says so', async () => {
    const { id } = await t.oneDisk();
    expect(await w.stock(id)).toBe('done');
    await t.inventory(id, disk(freshSerial('S6XNEW000000')));
    expect(await t.stateOf(id)).toBe('at_workshop');
    const [last] = await s.db.query(
      'SELECT verb, channel FROM devices.device_event WHERE device_id = $1 ORDER BY id DESC LIMIT 1',
      [id],
    );
    expect(last).toEqual({ verb: 'leave_stock', channel: 'system' });
    const other = await t.oneDisk();
    expect(await w.stock(other.id)).toBe('done');
    await t.repair(other.id, 'disk');
    expect(await t.stateOf(other.id)).toBe('at_workshop');
  });

  test('put in stock while a disk is declared: never in stock with it', async () => {
    for (let i = 0; i < 5; i++) {
      const { id } = await t.oneDisk();
      await Promise.all([w.stock(id), broken(t.declare(id, freshSerial('S6XNEW000000')))]);
      expect(await t.stateOf(id)).not.toBe('in_stock');
    }
  });
});
