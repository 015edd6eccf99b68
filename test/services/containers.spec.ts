import { DeviceQueries } from '#bank/devices';
import {
  ArrivalsService,
  ContainersService,
  LogisticsModule,
  ReturnsService,
  TransferQueries,
  TransfersService,
} from '#bank/logistics';
import { OrganisationsService } from '#bank/people';
import { WorkshopModule } from '#bank/workshop';
import { benchDemo } from '../support/counting/bench.js';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let demo: ReturnType<typeof benchDemo>;
let transfers: TransfersService;
let arrivals: ArrivalsService;
let queries: TransferQueries;
let containers: ContainersService;
let returns: ReturnsService;

beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  demo = benchDemo(s);
  transfers = s.app.get(TransfersService);
  arrivals = s.app.get(ArrivalsService);
  queries = s.app.get(TransferQueries);
  containers = s.app.get(ContainersService);
  returns = s.app.get(ReturnsService);
});
afterAll(() => s.close());

const people = () => s.fixtures.people;
const device = async (id: string) =>
  (await s.db.query('SELECT state, place_id, container_id FROM devices.device WHERE id = $1', [id]))[0];
const arrive = (transferId: string, codes: string[]) =>
  s.work(async (tx) => {
    await arrivals.confirm(tx, people().karim, transferId, codes);
    await arrivals.finish(tx, people().karim, transferId);
  });

describe('a crate', () => {
  const crate = async (devices: number) => {
    const ids = await demo.log(devices);
    const code = await s.work((tx) =>
      containers.make(tx, people().aude, { kind: 'crate', placeId: s.fixtures.organisations.collection.place }),
    );
    const codes = await demo.codesOf(ids);
    await s.work((tx) => containers.put(tx, people().aude, code, codes));
    const { id } = await containers.get(people().aude, code);
    return { ids, code, id, codes };
  };

  test('moves between places of its organisation as one row', async () => {
    const c = await crate(3);
    const shelf = await s.work(async (tx) => {
      return s.app.get(OrganisationsService).addPlace(tx, people().aude, s.fixtures.organisations.collection.id, {
        kind: 'shelf',
        name: `Étagère ${c.code}`,
        parentId: s.fixtures.organisations.collection.place,
      });
    });
    const before = await s.db.query('SELECT count(*)::int AS n FROM devices.device_event');
    await s.work((tx) => containers.move(tx, people().aude, c.code, shelf));
    expect(await s.db.query('SELECT count(*)::int AS n FROM devices.device_event')).toEqual(before);
    expect(await containers.get(people().aude, c.code)).toMatchObject({ placeId: shelf, devices: 3 });
    expect((await s.app.get(DeviceQueries).get(people().aude, c.ids[0]!)).place).toContain('Étagère');
  });

  test('that is sealed is confirmed as one; without a seal each device is scanned', async () => {
    const sealed = await crate(2);
    await s.work((tx) => containers.seal(tx, people().aude, sealed.code, 'S-0042'));
    const open = await crate(2);
    const id = await s.work(async (tx) => {
      const lot = await transfers.prepare(tx, people().aude, {
        toOrganisationId: s.fixtures.organisations.workshop.id,
      });
      await transfers.addContainer(tx, people().aude, lot, sealed.id);
      await transfers.addContainer(tx, people().aude, lot, open.id);
      await transfers.send(tx, people().aude, lot);
      return lot;
    });
    expect(await broken(s.work((tx) => arrivals.confirm(tx, people().karim, id, [open.code])))).toBe(
      'logistics.scan_alone',
    );
    await arrive(id, [sealed.code, open.codes[0]!]);
    const seen = await queries.get(people().karim, id);
    expect(seen.lines.filter((l) => l.how === 'sealed')).toHaveLength(2);
    expect(await device(sealed.ids[0]!)).toMatchObject({ state: 'at_workshop', container_id: sealed.id });
    expect(await containers.get(people().karim, sealed.code)).toMatchObject({ seal: 'S-0042', devices: 2 });
    expect(await broken(containers.get(people().aude, sealed.code))).toBe('not_found');
    expect(await device(open.ids[1]!)).toMatchObject({ state: 'in_transit' });
    await s.work((tx) => returns.callBack(tx, people().aude, id));
    expect(await device(open.ids[1]!)).toMatchObject({
      state: 'received',
      place_id: s.fixtures.organisations.collection.place,
    });
  });

  test('that lost a device since it was listed does not leave unnoticed', async () => {
    const c = await crate(2);
    const lot = await s.work(async (tx) => {
      const id = await transfers.prepare(tx, people().aude, { toOrganisationId: s.fixtures.organisations.workshop.id });
      await transfers.addContainer(tx, people().aude, id, c.id);
      return id;
    });
    await s.work((tx) => containers.takeOut(tx, people().aude, c.code, c.ids[0]!));
    expect(await broken(demo.send(lot, 'aude'))).toBe('logistics.changed_meanwhile');
  });

  test('has a code that no device gets: neither one of many nor by a script', async () => {
    const c = await crate(1);
    const taken = s.db.query('INSERT INTO devices.asset_code (code) SELECT unnest($1::text[])', [['2222222', c.code]]);
    expect(await broken(taken)).toBe('logistics.code_taken');
    expect(await s.db.query(`SELECT 1 FROM devices.asset_code WHERE code = '2222222'`)).toEqual([]);
  });
});
