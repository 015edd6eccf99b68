import { BeneficiariesService, HandoverQueries, HandoversService } from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { DeviceList, DeviceQueries, DevicesService } from '#bank/devices';
import { FaultsService, TicketQueries, TicketsService } from '#bank/faults';
import { FiguresModule, FiguresService } from '#bank/figures';
import { ArrivalsService, ContainersService, TransfersService } from '#bank/logistics';
import { MediaService, WorkshopQueries } from '#bank/workshop';
import { PASSWORD } from '../support/counting/bench.js';
import { brokenInvariants } from '../support/counting/invariants.js';
import { broken } from '../support/servers/services.js';
import { DataImport, glpiFile, glpiRow } from '../support/sheets/data-import.js';
import { deliveredDevice } from '../support/things/handed-over.js';

const UNSIGNED = { unsigned: 'by_phone', password: DEMO_PASSWORD } as const;
let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open(FiguresModule);
});
afterAll(() => t.s.close());

const get = <T>(type: new (...args: never[]) => T): T => t.s.app.get(type);
const people = () => t.s.fixtures.people;
const organisations = () => t.s.fixtures.organisations;
const STRANGER = { kind: 'stranger', channel: 'page' } as const;
const given = (number: string) => t.bring(glpiFile(glpiRow({ number, state: 'Remis', entity: 'CCAS de Bagneux' })));
const here = (number: string, over = {}) => t.bring(glpiFile(glpiRow({ number, ...over })));
const report = (label: string) =>
  t.s.work((tx) => get(FaultsService).report(tx, STRANGER, { label, problem: 'screen', countedBy: null }));
const state = async (number: string) => (await t.device(number)).state as string;
const sound = async (id: string) => expect(await brokenInvariants(t.s.db, [id])).toEqual([]);

describe('a device that was handed over before this bank', () => {
  test('comes back to its structure, and no quota moves', async () => {
    await given('H-1');
    const device = await t.device('H-1');
    const handover = await get(HandoverQueries).ofDevice(people().ines, device.id);
    expect(handover).toMatchObject({ origin: 'declared', dateKnown: false, structureId: organisations().structure.id });
    expect(await get(BeneficiariesService).byId(people().ines, handover!.beneficiaryId)).toMatchObject({
      origin: 'declared',
      ageBand: 'non_communique',
      hasIdentity: false,
    });
    const before = await t.s.db.query('SELECT count(*) FROM allocation.quota_ledger');
    await t.s.work((tx) =>
      get(HandoversService).takeBack(tx, people().ines, device.id, organisations().structure.place),
    );
    expect(await state('H-1')).toBe('returned');
    expect(await t.s.db.query('SELECT count(*) FROM allocation.quota_ledger')).toEqual(before);
    await sound(device.id);
  });

  test('fails by its old number alone, is taken in, repaired and given back', async () => {
    await given('H-2');
    const ticket = await report(' h-2 ');
    expect(await get(TicketQueries).byId(people().ines, ticket)).toMatchObject({
      structureId: organisations().structure.id,
    });
    const act = (verb: 'take' | 'take_in' | 'give_back', input = {}) =>
      t.s.work((tx) => get(TicketsService).act(tx, people().ines, verb, ticket, input));
    await act('take');
    await act('take_in', { placeId: organisations().structure.place });
    expect(await state('H-2')).toBe('in_maintenance');
    await act('give_back', { solution: 'repaired', files: 'kept' });
    expect(await state('H-2')).toBe('handed_over');
    await sound((await t.device('H-2')).id);
  });

  test('is replaced: the other device goes to the same reference, without a slot in a quota', async () => {
    await given('H-3');
    const broke = await t.device('H-3');
    const replacementDeviceId = await deliveredDevice(t.s.app, t.s.fixtures);
    const ticket = await report('H-3');
    await t.s.work((tx) => get(TicketsService).act(tx, people().ines, 'take', ticket, {}));
    await t.s.work((tx) =>
      get(TicketsService).act(tx, people().ines, 'swap', ticket, { replacementDeviceId, ...UNSIGNED }),
    );
    expect(await state('H-3')).toBe('returned');
    expect(await get(HandoverQueries).ofDevice(people().ines, replacementDeviceId)).toMatchObject({
      origin: 'seen',
      beneficiaryId: broke.holder_ref,
    });
    await t.s.work((tx) =>
      get(HandoversService).takeBack(tx, people().ines, replacementDeviceId, organisations().structure.place),
    );
    await sound(broke.id);
  });

  test('is no other structure’s', async () => {
    await given('H-4');
    const { id } = await t.device('H-4');
    expect(await broken(get(DeviceQueries).get(people().omar, id))).toBe('not_found');
    expect(
      await broken(
        t.s.work((tx) => get(HandoversService).takeBack(tx, people().omar, id, organisations().otherStructure.place)),
      ),
    ).toBe('not_found');
  });

  test('cannot be made up by a script: no declared hand-over without its declaration, nor the other way round', async () => {
    const id = await deliveredDevice(t.s.app, t.s.fixtures);
    const [{ id: reference }] = await t.s.db.query(
      'SELECT id FROM allocation.beneficiary WHERE structure_id = $1 LIMIT 1',
      [organisations().structure.id],
    );
    const script = (origin: string) =>
      broken(
        t.s.db.query(
          `INSERT INTO allocation.handover (id, device_id, structure_id, beneficiary_id, mode, undertaking, signature_kind, origin)
           VALUES (gen_random_uuid(), $1, $2, $3, 'gift', 'x', $5, $4)`,
          [id, organisations().structure.id, reference, origin, origin === 'declared' ? 'none' : 'typed'],
        ),
      ).catch((error: { driverError?: { constraint?: string } }) => error.driverError?.constraint);
    expect(await script('declared')).toBe('allocation.unit_without_quota');
    expect(await script('seen')).toBe('allocation.unit_without_quota');
  });
});

describe('a device to be proven', () => {
  test('never comes into stock unproven: not by the button, not by SQL, not by declaring it so', async () => {
    await here('P-1');
    const { id } = await t.device('P-1');
    const press = (tx: Parameters<DevicesService['act']>[0]) =>
      get(DevicesService).act(tx, t.leila, 'put_in_stock', id, {});
    expect(await broken(t.s.work(press))).toBe('refurbishment.gate_closed');
    const script = `WITH e AS (INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel, origin)
      SELECT d.id, $2, d.state, $3, devices.location_of(d), devices.location_of(d), devices.holder_of(d), devices.holder_of(d), 'import', $4 FROM devices.device d WHERE d.id = $1 RETURNING id)
      UPDATE devices.device SET state = $3, last_event_id = e.id FROM e WHERE devices.device.id = $1`;
    const run = (verb: string, to: string, origin = 'seen') => broken(t.s.db.query(script, [id, verb, to, origin]));
    expect(await run('put_in_stock', 'in_stock')).toBe('refurbishment.gate_closed');
    expect(await run('declare', 'in_stock', 'declared')).toBe('devices.not_now');
    const born = `WITH c AS (INSERT INTO devices.asset_code (code) VALUES ('2222222') RETURNING code), e AS (
      INSERT INTO devices.device_event (device_id, verb, from_state, to_state, channel, origin) VALUES ('01900000-0000-7000-8000-000000000009', 'declare', 'none', 'in_stock', 'import', 'declared') RETURNING id)
      INSERT INTO devices.device (id, code, category, state, place_id, holder_org_id, last_event_id)
      SELECT '01900000-0000-7000-8000-000000000009', '2222222', 'laptop', 'in_stock', $1, $2, e.id FROM e, c`;
    expect(await broken(t.s.db.query(born, [organisations().bank.place, organisations().bank.id]))).toBe(
      'devices.not_now',
    );
    expect(await state('P-1')).toBe('to_be_proven');
  });

  test('goes to the workshop by its old number, and is on its bench', async () => {
    await here('P-2');
    const { id } = await t.device('P-2');
    const lot = await t.s.work(async (tx) => {
      const lotId = await get(TransfersService).prepare(tx, t.leila, { toOrganisationId: organisations().workshop.id });
      await get(TransfersService).add(tx, t.leila, lotId, 'p-2');
      await get(TransfersService).send(tx, t.leila, lotId);
      return lotId;
    });
    await t.s.work((tx) => get(ArrivalsService).confirm(tx, people().moussa, lot, ['P-2']));
    await t.s.work((tx) => get(ArrivalsService).finish(tx, people().moussa, lot));
    expect(await state('P-2')).toBe('at_workshop');
    expect((await get(WorkshopQueries).queue(people().karim)).items.map((d) => d.id)).toContain(id);
    await sound(id);
  });

  test('that stands at a workshop already is on its bench once work on it began', async () => {
    await t.bring(glpiFile(glpiRow({ number: 'P-3', place: 'Chez eux' })), {
      'Chez eux': organisations().workshop.place,
    });
    const { id } = await t.device('P-3');
    const queue = async () => (await get(WorkshopQueries).queue(people().karim)).items.map((d) => d.id);
    expect(await queue()).not.toContain(id);
    await t.s.work((tx) => get(MediaService).state(tx, people().karim, id, 'no_medium', PASSWORD));
    expect(await queue()).toContain(id);
  });

  test('goes into a crate by its old number', async () => {
    await here('P-4');
    const { bank } = organisations();
    const code = await t.s.work((tx) =>
      get(ContainersService).make(tx, t.leila, { kind: 'crate', placeId: bank.place }),
    );
    await t.s.work((tx) => get(ContainersService).put(tx, t.leila, code, ['P-4']));
    expect((await t.device('P-4')).container_id).not.toBeNull();
  });
});

test('an old number is searched like a code; two tools’ same number is asked about, never guessed', async () => {
  await here('0421');
  const device = await t.device('0421');
  const find = (typed: string) => get(DeviceQueries).byIdentifier(t.leila, typed);
  for (const typed of ['0421', ' 0421\r\n', 'http://banque.example.fr/E/0421', 'HTTP://BANQUE.EXAMPLE.FR/E/0421'])
    expect([typed, await find(typed)]).toEqual([typed, { kind: 'one', id: device.id, code: device.code }]);
  expect((await get(DeviceList).page(t.leila, { q: '0421' })).items.map((d) => d.id)).toContain(device.id);
  const twin = await t.upload(glpiFile(glpiRow({ number: '0421' })), t.leila, 'Classeur');
  await t.map(twin);
  await t.apply(twin);
  expect(await find('0421')).toMatchObject({ kind: 'several' });
  const ticket = await report('0421');
  expect(await get(TicketQueries).byId(t.leila, ticket)).toMatchObject({ deviceId: null, typed: '0421' });
});

test('declared hand-overs are figures of their own, in no other', async () => {
  for (let i = 0; i < 6; i += 1) await given(`F-${i}`);
  await get(FiguresService).refresh();
  const { tables } = await get(FiguresService).figures(t.leila);
  const of = (subject: string) => tables.find((x) => x.subject === subject)!;
  expect(of('handed_over_declared').rows).toMatchObject([{ key: '', label: 'Année non connue' }]);
  expect(of('handed_over_declared').total.count).toBeGreaterThanOrEqual(10);
  expect(of('handed_over_by_month').total.count ?? 0).toBeLessThan(5);
  expect(of('devices_by_state').rows.map((r) => r.label)).toContain('À prouver');
});
