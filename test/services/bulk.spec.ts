import { AllocationModule } from '#bank/allocation';
import { BulkModule, BulkQueries, BulkService, type BulkVerb } from '#bank/bulk';
import { DeviceList, DevicesService } from '#bank/devices';
import { LogisticsModule, TransfersService } from '#bank/logistics';
import { SimQueries } from '#bank/sims';
import { newId } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { broken, type Services, services } from '../support/servers/services.js';
import { bring, iccid } from '../support/sheets/sim-lists.js';

let s: Services;
let bulk: BulkService;
let queries: BulkQueries;

beforeAll(async () => {
  s = await services(LogisticsModule, AllocationModule, BulkModule);
  bulk = s.app.get(BulkService);
  queries = s.app.get(BulkQueries);
});
afterAll(() => s?.close());

const people = () => s.fixtures.people;
const organisation = (name: 'bank' | 'collection' | 'workshop') => s.fixtures.organisations[name];

const logged = (n: number, at: 'bank' | 'collection' | 'workshop'): Promise<string[]> =>
  s.work((tx) =>
    s.app.get(DevicesService).log(
      tx,
      people().leila,
      Array.from({ length: n }, () => ({ category: 'laptop' as const, make: 'Dell' })),
      { location: { place: organisation(at).place }, holder: { organisation: organisation(at).id } },
    ),
  );
const prepared = (verb: BulkVerb, ids: readonly string[], who = people().leila) =>
  s.work((tx) => bulk.prepare(tx, who, { verb, ids }));
const settled = (id: string, settings: object, who = people().leila) =>
  s.work((tx) => bulk.settle(tx, who, id, settings));
const confirmed = (id: string, who = people().leila) => s.work((tx) => bulk.confirm(tx, who, id));

/** What a worker does with it. */
const worker = () => s.app.get(Outbox).works.find((work) => work.queue === 'bulk')!;
const carriedOut = (id: string) => worker().process({ id, attempt: 0 });

const placesOf = async (ids: readonly string[]): Promise<(string | null)[]> =>
  (await s.db.query('SELECT place_id FROM devices.device WHERE id = ANY($1) ORDER BY id', [ids])).map(
    (row: { place_id: string | null }) => row.place_id,
  );
const becameOf = async (id: string, who = people().leila) =>
  (await queries.items(who, await queries.byId(who, id))).items.map((item) => [item.state, item.refusal]);

test('a move says beforehand of each what will happen and why not, and does just that', async () => {
  const [ours, theirs] = [await logged(3, 'bank'), await logged(1, 'workshop')];
  const id = await prepared('move', [...ours, ...theirs]);
  const place = organisation('bank').place;
  await settled(id, { placeId: place });
  const shown = await queries.byId(people().leila, id);
  expect([shown.state, shown.total, shown.possible]).toEqual(['prepared', 4, 3]);
  expect(await becameOf(id)).toEqual([...ours.map(() => ['waiting', null]), ['waiting', 'bulk.place_of_another']]);
  await confirmed(id);
  await carriedOut(id);
  const ended = await queries.byId(people().leila, id);
  expect([ended.state, ended.done, ended.refused]).toEqual(['done', 3, 1]);
  expect(await becameOf(id)).toEqual([...ours.map(() => ['done', null]), ['refused', 'bulk.place_of_another']]);
  expect(await placesOf(ours)).toEqual(ours.map(() => place));
  const [event] = await s.db.query(
    `SELECT verb, operator_number, channel FROM devices.device_event WHERE device_id = $1 ORDER BY id DESC LIMIT 1`,
    [ours[0]],
  );
  expect(event).toEqual({
    verb: 'move',
    operator_number: people().leila.operatorNumber,
    channel: people().leila.channel,
  });
});

test('carried out twice, or after a worker died in the middle, each thing is done once', async () => {
  const ids = await logged(450, 'bank');
  const id = await prepared('move', ids);
  await settled(id, { placeId: organisation('bank').place });
  await confirmed(id);
  // A worker that dies: its part is undone with its transaction, the parts before stay.
  const parts = Reflect.get(bulk, 'part') as (tx: unknown, id: string) => Promise<boolean>;
  await s.db.transaction((tx) => parts.call(bulk, tx, id));
  await expect(
    s.db.transaction(async (tx) => {
      await parts.call(bulk, tx, id);
      throw new Error('killed');
    }),
  ).rejects.toThrow('killed');
  expect((await queries.byId(people().leila, id)).done).toBe(200);
  await Promise.all([carriedOut(id), carriedOut(id)]);
  await carriedOut(id);
  const [{ moves }] = await s.db.query(
    `SELECT count(*)::int AS moves FROM devices.device_event WHERE verb = 'move' AND device_id = ANY($1)`,
    [ids],
  );
  expect([(await queries.byId(people().leila, id)).done, moves]).toEqual([450, 450]);
});

test('it ends between two parts, and what was done stays', async () => {
  const ids = await logged(250, 'bank');
  const id = await prepared('move', ids);
  await settled(id, { placeId: organisation('bank').place });
  await confirmed(id);
  const parts = Reflect.get(bulk, 'part') as (tx: unknown, id: string) => Promise<boolean>;
  await s.db.transaction((tx) => parts.call(bulk, tx, id));
  await s.work((tx) => bulk.cancel(tx, people().leila, id));
  await carriedOut(id);
  const ended = await queries.byId(people().leila, id);
  expect([ended.state, ended.done, ended.waiting]).toEqual(['cancelled', 200, 50]);
  expect(await broken(s.work((tx) => bulk.cancel(tx, people().leila, id)))).toBe('bulk.not_now');
  expect(await broken(s.db.query(`UPDATE bulk.act SET state = 'running' WHERE id = $1`, [id]))).toBe('bulk.not_now');
});

test('rights are those of the moment at which it is carried out', async () => {
  const ids = await logged(2, 'workshop');
  const { karim } = people();
  const id = await prepared('move', ids, karim);
  await settled(id, { placeId: organisation('workshop').place }, karim);
  await confirmed(id, karim);
  await s.db.query('UPDATE people.membership SET active = false WHERE id = $1', [karim.membershipId]);
  await carriedOut(id);
  await s.db.query('UPDATE people.membership SET active = true WHERE id = $1', [karim.membershipId]);
  const ended = await queries.byId(karim, id);
  expect([ended.state, ended.done, ended.refused]).toEqual(['done', 0, 2]);
  expect((await queries.items(karim, ended)).items[0]!.refusal).toBe('bulk.member_left');
});

test('another organisation’s devices never appear, nor its acts', async () => {
  const [ours, theirs] = [await logged(1, 'workshop'), await logged(1, 'bank')];
  const { moussa } = people();
  const id = await prepared('move', [...ours, ...theirs], moussa);
  await settled(id, { placeId: organisation('workshop').place }, moussa);
  const { items } = await queries.items(moussa, await queries.byId(moussa, id));
  expect(items.map((item) => [item.label !== null, item.refusal])).toEqual([
    [true, null],
    [false, 'bulk.not_seen'],
  ]);
  expect(await broken(queries.byId(people().leila, id))).toBe('not_found');
  expect(await broken(s.work((tx) => bulk.confirm(tx, people().leila, id)))).toBe('not_found');
  expect(await broken(prepared('approve', ours, moussa))).toBe('not_found');
});

test('all that match are those of the moment: what is logged later is not among them', async () => {
  const before = await logged(2, 'bank');
  const upTo = newId();
  const later = await logged(1, 'bank');
  const asked = { holder: organisation('bank').id };
  const found = await s.app.get(DeviceList).ids(people().leila, asked, upTo, 10_000);
  expect(found).toEqual(expect.arrayContaining(before));
  expect(found).not.toContain(later[0]);
});

test('many devices go onto one list, but for those on another', async () => {
  const ids = await logged(210, 'bank');
  const taken = await s.work(async (tx) => {
    const lot = await s.app
      .get(TransfersService)
      .prepare(tx, people().leila, { toOrganisationId: organisation('workshop').id });
    await s.app.get(TransfersService).addDevices(tx, people().leila, lot, [ids[0]!]);
    return lot;
  });
  const id = await prepared('list', ids);
  await settled(id, { toOrganisationId: organisation('workshop').id });
  expect((await queries.byId(people().leila, id)).possible).toBe(209);
  await confirmed(id);
  await carriedOut(id);
  const ended = await queries.byId(people().leila, id);
  expect([ended.done, ended.refused]).toEqual([209, 1]);
  const [{ n }] = await s.db.query('SELECT count(*)::int AS n FROM logistics.transfer_line WHERE transfer_id = $1', [
    ended.resultId,
  ]);
  expect([n, ended.resultId === taken]).toEqual([209, false]);
});

test('a new lot of devices that are elsewhere leaves from there, and those of nobody else go with it', async () => {
  const there = await logged(3, 'workshop');
  const here = await logged(1, 'bank');
  const id = await prepared('list', [...here, ...there]);
  await settled(id, { toOrganisationId: organisation('bank').id });
  expect((await becameOf(id)).map(([, refusal]) => refusal)).toEqual(['logistics.held_elsewhere', null, null, null]);
  await confirmed(id);
  await carriedOut(id);
  const { done, resultId } = await queries.byId(people().leila, id);
  const [lot] = await s.db.query('SELECT from_org_id AS from, to_org_id AS to FROM logistics.transfer WHERE id = $1', [
    resultId,
  ]);
  expect([done, lot]).toEqual([3, { from: organisation('workshop').id, to: organisation('bank').id }]);
});

test('a recycling says which data nobody proved gone, and takes only the others', async () => {
  const laptops = await logged(1, 'bank');
  const screens = await s.work((tx) =>
    s.app.get(DevicesService).log(tx, people().leila, [{ category: 'monitor' }], {
      location: { place: organisation('bank').place },
      holder: { organisation: organisation('bank').id },
    }),
  );
  const id = await prepared('recycle', [...laptops, ...screens]);
  expect(await broken(settled(id, { reason: 'tidied' }))).toBe('devices.reason_missing');
  await settled(id, { reason: 'too_old' });
  expect((await becameOf(id)).map(([, refusal]) => refusal)).toEqual(['bulk.data_left', null]);
  await confirmed(id);
  await carriedOut(id);
  const ended = await queries.byId(people().leila, id);
  expect([ended.done, ended.refused]).toEqual([1, 1]);
});

test('a van that is stolen is said once, and is one incident of all that may hold data', async () => {
  const van = await logged(3, 'bank');
  const id = await prepared('report_lost', van);
  expect(await broken(settled(id, { reason: 'tidied' }))).toBe('devices.reason_missing');
  await settled(id, { reason: 'stolen' });
  await confirmed(id);
  await carriedOut(id);
  expect((await becameOf(id)).map(([state]) => state)).toEqual(['done', 'done', 'done']);
  const lost = await s.db.query(
    `SELECT i.how, count(*)::int AS devices, i.membership_id AS "by" FROM incidents.lost_item x JOIN incidents.incident i ON i.id = x.incident_id
     WHERE x.device_id = ANY ($1) GROUP BY i.id`,
    [van],
  );
  expect(lost).toEqual([{ how: 'stolen', devices: 3, by: people().leila.membershipId }]);
});

test('an act of which nothing can be done, or whose place nobody said, is not begun', async () => {
  const theirs = await logged(1, 'workshop');
  const id = await prepared('move', theirs);
  expect(await broken(confirmed(id))).toBe('bulk.not_said');
  await settled(id, { placeId: organisation('bank').place });
  expect(await broken(confirmed(id))).toBe('bulk.nothing_to_do');
  expect(await broken(prepared('move', []))).toBe('bulk.nothing_chosen');
});

test('cards are given, taken back and ended together, each as it would be alone', async () => {
  await bring(s, [iccid(), iccid(), iccid()].join('\n'), { carrier: 'Groupé' });
  const cards = s.app.get(SimQueries);
  const ids = (await cards.list(people().leila, { carrier: 'Groupé' })).items.map((card) => card.id);
  const { structure } = s.fixtures.organisations;
  const done = async (verb: BulkVerb, settings: object, who = people().leila, chosen: readonly string[] = ids) => {
    const id = await prepared(verb, chosen, who);
    if (Object.keys(settings).length) await settled(id, settings, who);
    await confirmed(id, who);
    await carriedOut(id);
    return becameOf(id, who);
  };
  const all = (state: string, refusal: string | null = null) => ids.map(() => [state, refusal]);
  expect(await done('allot_sims', { toOrganisationId: structure.id }, people().leila, ids.slice(1))).toHaveLength(2);
  // The first is not with a structure, and stays in stock; the structure sees the two that it was given, and no other.
  expect(await done('call_back_sims', {})).toEqual(
    expect.arrayContaining([
      ['refused', 'sims.not_now'],
      ['done', null],
    ]),
  );
  expect(await done('allot_sims', { toOrganisationId: structure.id })).toEqual(all('done'));
  const [ended, ...others] = ids;
  await done('end_sims', { reason: 'expired' }, people().ines, [ended!]);
  expect(await cards.byId(people().ines, ended!)).toMatchObject({ status: 'ended', endedReason: 'expired' });
  const theirs = await prepared('end_sims', others, people().omar);
  await settled(theirs, { reason: 'lost' }, people().omar);
  const shown = await queries.items(people().omar, await queries.byId(people().omar, theirs));
  expect(shown.items.map((item) => [item.label, item.refusal])).toEqual(others.map(() => [null, 'bulk.not_seen']));
});
