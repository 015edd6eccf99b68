import { DeviceQueries, DevicesService } from '#bank/devices';
import { ArrivalsService, LogisticsModule, ReturnsService, TransferQueries, TransfersService } from '#bank/logistics';
import { WorkshopModule } from '#bank/workshop';
import { benchDemo } from '../support/counting/bench.js';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let demo: ReturnType<typeof benchDemo>;
let transfers: TransfersService;
let arrivals: ArrivalsService;
let queries: TransferQueries;
let returns: ReturnsService;

beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  demo = benchDemo(s);
  transfers = s.app.get(TransfersService);
  arrivals = s.app.get(ArrivalsService);
  queries = s.app.get(TransferQueries);
  returns = s.app.get(ReturnsService);
});
afterAll(() => s.close());

const people = () => s.fixtures.people;
const device = async (id: string) =>
  (
    await s.db.query(
      'SELECT state, holder_org_id, place_id, container_id, transfer_id FROM devices.device WHERE id = $1',
      [id],
    )
  )[0];
const arrive = (transferId: string, codes: string[]) =>
  s.work(async (tx) => {
    const scans = await arrivals.confirm(tx, people().karim, transferId, codes);
    await arrivals.finish(tx, people().karim, transferId);
    return scans;
  });

describe('a lot', () => {
  test('changes custody of what was confirmed and of nothing else; what is missing stays with the sender', async () => {
    const ids = await demo.log(3);
    const id = await demo.lot(ids, 'aude', 'workshop');
    expect(await broken(queries.get(people().karim, id))).toBe('not_found');
    await demo.send(id, 'aude');
    const [one, two, three] = await demo.codesOf(ids);
    const [, , late] = ids;
    await arrive(id, [one!, `bn-${two!.slice(0, 4)}-${two!.slice(4)}`.toLowerCase()]);

    expect(await device(ids[0]!)).toMatchObject({
      state: 'at_workshop',
      holder_org_id: s.fixtures.organisations.workshop.id,
      place_id: s.fixtures.organisations.workshop.place,
    });
    expect(await device(late!)).toMatchObject({
      state: 'in_transit',
      holder_org_id: s.fixtures.organisations.collection.id,
      transfer_id: id,
    });
    // The slip of the arrival says who received, by number where nobody is named, and which slip it completes.
    const slips = await s.db.query(
      `SELECT number, facts FROM documents.document WHERE type = 'transfer_slip' AND cause_id = $1 ORDER BY id`,
      [id],
    );
    expect(slips.map((p: { facts: { completes: string | null } }) => p.facts.completes)).toEqual([
      null,
      slips[0].number,
    ]);
    expect(slips[0].facts.receiver).toBeNull();
    expect(slips[1].facts.receiver).toMatchObject({ operator: people().karim.operatorNumber, at: expect.any(String) });

    const seen = await queries.get(people().aude, id);
    expect(seen).toMatchObject({
      state: 'received_with_differences',
      confirmed: 2,
      missing: 1,
      extra: 0,
      allowed: ['call_back'],
    });
    expect(seen.lines.find((l) => l.outcome === 'missing')?.code).toBe(three);

    // It turns up the next day: the receiver confirms it alone.
    await s.work((tx) => arrivals.confirmLate(tx, people().moussa, id, three!));
    expect(await device(late!)).toMatchObject({
      state: 'at_workshop',
      holder_org_id: s.fixtures.organisations.workshop.id,
    });
    const papers = await s.db.query(
      `SELECT facts->'missing' AS missing FROM documents.document WHERE cause_id = $1 ORDER BY id`,
      [id],
    );
    expect(papers.map((p: { missing: unknown }) => p.missing)).toEqual([null, [three]]);
  });

  test('is seen by its receiver only once it left, and a stranger to it never sees it nor its devices', async () => {
    const ids = await demo.log(1);
    const id = await demo.lot(ids, 'aude', 'workshop');
    const find = s.app.get(DeviceQueries);
    expect(await broken(find.get(people().karim, ids[0]!))).toBe('not_found');
    await demo.send(id, 'aude');
    expect((await find.get(people().karim, ids[0]!)).state).toBe('in_transit');
    expect(await broken(find.get(people().elise, ids[0]!))).toBe('not_found');
    expect(await broken(queries.get(people().elise, id))).toBe('not_found');
    expect(await broken(s.work((tx) => arrivals.confirm(tx, people().elise, id, ['x'])))).toBe('not_found');
    expect(await broken(s.work((tx) => arrivals.finish(tx, people().leila, id)))).toBe('logistics.not_yours');
  });

  test('keeps what came unlisted: with its device when the receiver sees it, else the text alone', async () => {
    const [listed, foreign] = await demo.log(2);
    const [ours] = await demo.atWorkshop(1);
    const id = await demo.lot([listed!], 'aude', 'workshop');
    await demo.send(id, 'aude');
    const [a, b, c] = await demo.codesOf([listed!, foreign!, ours!]);
    const scans = await arrive(id, [a!, b!, c!, 'INV-INCONNU-7', a!.toLowerCase()]);
    expect(scans.map((x) => [x.result, x.code])).toEqual([
      ['confirmed', a],
      ['extra', null],
      ['extra', c],
      ['extra', null],
      ['already', a],
    ]);
    const seen = await queries.get(people().karim, id);
    expect(seen).toMatchObject({ state: 'received_with_differences', extra: 3 });
    const extra = seen.lines.find((l) => l.typed === b);
    expect(extra).toMatchObject({ deviceId: null, code: null, serial: null, make: null });
    expect(await device(foreign!)).toMatchObject({
      state: 'received',
      holder_org_id: s.fixtures.organisations.collection.id,
    });
  });

  test('prints what came unlisted as it was scanned, since the sender reads the slip too', async () => {
    const [listed] = await demo.log(1);
    const [ours] = await demo.atWorkshop(1);
    await s.work((tx) => s.app.get(DevicesService).addAlias(tx, ours!, 'Atelier', `AT-${ours}`));
    const id = await demo.lot([listed!], 'aude', 'workshop');
    await demo.send(id, 'aude');
    await arrive(id, [...(await demo.codesOf([listed!])), `AT-${ours}`]);
    const [{ facts }] = await s.db.query(
      `SELECT facts FROM documents.document WHERE cause_id = $1 AND facts ? 'extra'`,
      [id],
    );
    expect(facts.extra).toEqual([`AT-${ours}`]);
  });

  test('a mistyped code confirms nothing and is said; a device is on one open list only', async () => {
    const ids = await demo.log(1);
    const id = await demo.lot(ids, 'aude', 'workshop');
    expect(await broken(demo.lot(ids, 'aude', 'workshop'))).toBe('logistics.already_listed');
    await demo.send(id, 'aude');
    const [code] = await demo.codesOf(ids);
    const wrong = `BN-${code!.slice(0, 4)}-${code!.slice(4, 6)}${code![6] === '2' ? '3' : '2'}`;
    expect(await broken(s.work((tx) => arrivals.confirm(tx, people().karim, id, [code!, wrong])))).toBe(
      'logistics.misread',
    );
    expect(await queries.get(people().karim, id)).toMatchObject({ confirmed: 0, extra: 0 });
    expect(await broken(s.work((tx) => arrivals.finish(tx, people().karim, id)))).toBe('logistics.nothing_confirmed');
  });

  test('twenty people put one device on twenty lists: one list has it', async () => {
    const ids = await demo.log(1);
    const lots = await Promise.all(
      Array.from({ length: 20 }, () =>
        s.work((tx) =>
          transfers.prepare(tx, people().aude, { toOrganisationId: s.fixtures.organisations.workshop.id }),
        ),
      ),
    );
    const results = await Promise.all(
      lots.map((lot) => broken(s.work((tx) => transfers.addDevices(tx, people().aude, lot, ids)))),
    );
    expect(results.filter((r) => r === 'done')).toHaveLength(1);
    expect(results.filter((r) => r === 'logistics.already_listed')).toHaveLength(19);
  });

  test('two people finish it at the same time: it ends once', async () => {
    const ids = await demo.log(2);
    const id = await demo.lot(ids, 'aude', 'workshop');
    await demo.send(id, 'aude');
    await s.work(async (tx) => arrivals.confirm(tx, people().karim, id, await demo.codesOf(ids)));
    const ends = await Promise.all(
      [people().karim, people().moussa].map((who) => broken(s.work((tx) => arrivals.finish(tx, who, id)))),
    );
    expect(ends.sort()).toEqual(['done', 'logistics.not_now']);
  });

  test('can be taken back whole while nothing was confirmed, and missing devices one by one afterwards', async () => {
    const ids = await demo.log(2);
    const whole = await demo.lot(ids, 'aude', 'workshop');
    await demo.send(whole, 'aude');
    await s.work((tx) => returns.recall(tx, people().aude, whole));
    expect(await device(ids[0]!)).toMatchObject({
      state: 'received',
      place_id: s.fixtures.organisations.collection.place,
    });
    expect(await broken(s.app.get(DeviceQueries).get(people().karim, ids[0]!))).toBe('not_found');

    const again = await demo.lot(ids, 'aude', 'workshop');
    await demo.send(again, 'aude');
    const [code] = await demo.codesOf(ids);
    await s.work((tx) => arrivals.confirm(tx, people().karim, again, [code!]));
    expect(await broken(s.work((tx) => returns.recall(tx, people().aude, again)))).toBe('logistics.already_arriving');
    await s.work((tx) => arrivals.finish(tx, people().karim, again));
    await s.work((tx) => returns.callBack(tx, people().aude, again));
    expect(await device(ids[1]!)).toMatchObject({ state: 'received', transfer_id: null });
    expect(await broken(s.work((tx) => returns.callBack(tx, people().aude, again)))).toBe('logistics.not_missing');
    await demo.lot([ids[1]!], 'aude', 'workshop');
  });

  test('a device lost on the road is settled, and once found can travel again', async () => {
    const ids = await demo.log(2);
    const id = await demo.lot(ids, 'aude', 'workshop');
    await demo.send(id, 'aude');
    const [code] = await demo.codesOf(ids);
    await arrive(id, [code!]);
    const devices = s.app.get(DevicesService);
    await s.work((tx) => devices.act(tx, people().leila, 'report_lost', ids[1]!, { reason: 'lost_in_transit' }));
    expect((await queries.get(people().aude, id)).lines.find((l) => l.deviceId === ids[1])?.resolution).toBe('lost');
    await s.work((tx) =>
      devices.act(tx, people().leila, 'find', ids[1]!, {
        reason: 'found_again',
        placeId: s.fixtures.organisations.bank.place,
      }),
    );
    await demo.lot([ids[1]!], 'leila', 'workshop');
  });

  test('of 500 devices leaves and arrives in a few statements', async () => {
    const ids = await demo.log(500);
    const id = await demo.lot(ids, 'aude', 'workshop');
    await demo.send(id, 'aude');
    await arrive(id, await demo.codesOf(ids));
    expect(await queries.get(people().karim, id)).toMatchObject({ state: 'received', confirmed: 500 });
  });
});
