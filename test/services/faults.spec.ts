import { HandoverQueries } from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { DeviceQueries } from '#bank/devices';
import { MaintenanceToday, REPORTS_AN_HOUR } from '#bank/faults';
import { sha256 } from '#platform/kernel';
import { broken } from '../support/servers/services.js';
import { deliveredDevice, handedOverDevice } from '../support/things/handed-over.js';
import { STRANGER, type TicketDesk, ticketDesk } from '../support/things/ticket-desk.js';

const UNSIGNED = { unsigned: 'by_phone', password: DEMO_PASSWORD } as const;
let s: TicketDesk['s'];
let faults: TicketDesk['faults'];
let queries: TicketDesk['queries'];
let report: TicketDesk['report'];
let act: TicketDesk['act'];

beforeAll(async () => {
  ({ s, faults, queries, report, act } = await ticketDesk());
});
afterAll(() => s.close());

const stateOf = async (deviceId: string) =>
  (
    await s.db.query('SELECT state, holder_ref AS ref, holder_org_id AS org FROM devices.device WHERE id = $1', [
      deviceId,
    ])
  )[0];

describe('a report', () => {
  test('makes a ticket that the structure of the hand-over and the bank see, and nobody else', async () => {
    const { leila, ines, omar, karim, paul } = s.fixtures.people;
    const device = await handedOverDevice(s.app, s.fixtures);
    const id = await report(device.code, { sentence: ' L’écran  clignote ', phone: '06 12 34 56 78' });
    for (const actor of [leila, ines]) {
      expect(await queries.byId(actor, id)).toMatchObject({
        deviceCode: device.code,
        structure: 'CCAS de Bagneux',
        sentence: 'L’écran clignote',
        phone: '+33612345678',
        state: 'open',
      });
    }
    for (const actor of [omar, karim, paul, STRANGER]) expect(await broken(queries.byId(actor, id))).toBe('not_found');
    expect((await queries.list(omar, {})).items).toEqual([]);
  });

  test('has a number to read by phone and a secret of which only the hash is stored', async () => {
    const id = await report('INCONNU-12');
    const { number, secret } = await faults.followUpKey(id);
    expect(number).toMatch(/^P-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}$/);
    const [row] = await s.db.query('SELECT * FROM maintenance.report WHERE id = $1', [id]);
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(row.secret_hash).toBe(sha256(secret));
    expect(await faults.followUp(secret)).toMatchObject({ number, state: 'open' });
    expect(await broken(faults.followUp(`${secret}x`))).toBe('not_found');
    expect((await queries.list(s.fixtures.people.leila, { q: number.toLowerCase() })).items).toHaveLength(1);
  });

  test('keeps what the person wrote sealed, and tells nothing of it by the follow-up link', async () => {
    const device = await handedOverDevice(s.app, s.fixtures);
    const id = await report(device.code, { sentence: 'il chauffe beaucoup', phone: '0612345678' });
    const rows = await s.db.query('SELECT bytes FROM maintenance.ticket_words WHERE report_id = $1', [id]);
    expect(rows).toHaveLength(2);
    for (const { bytes } of rows) expect(bytes.toString('latin1')).not.toMatch(/chauffe|612345678/);
    const { secret } = await faults.followUpKey(id);
    const seen = JSON.stringify(await faults.followUp(secret));
    expect(seen).not.toMatch(new RegExp(`chauffe|612345678|${device.code}|Bagneux|Lenovo|${device.beneficiaryId}`));
  });

  test.each([
    ['', 'maintenance.label_empty'],
    [' - ', 'maintenance.label_empty'],
    ['BN-2222-223', 'maintenance.label_wrong_check'],
  ])('of %j is refused: %s', async (label, code) => {
    expect(await broken(report(label))).toBe(code);
  });

  test('refuses a sentence or a phone number that cannot be kept', async () => {
    expect(await broken(report('X1', { sentence: 'a'.repeat(281) }))).toBe('maintenance.sentence_too_long');
    expect(await broken(report('X1', { phone: 'demain' }))).toBe('maintenance.phone_malformed');
  });

  test('is throttled for an address, and only for that one', async () => {
    const many = Array.from({ length: REPORTS_AN_HOUR + 5 }, (_, i) =>
      broken(report(`F${i}`, { countedBy: '192.0.2.7' })),
    );
    const outcomes = await Promise.all(many);
    expect(outcomes.filter((o) => o === 'done')).toHaveLength(REPORTS_AN_HOUR);
    expect(outcomes.filter((o) => o === 'maintenance.report_throttled')).toHaveLength(5);
    expect(await broken(report('F', { countedBy: '192.0.2.8' }))).toBe('done');
    expect(JSON.stringify(await s.db.query('SELECT * FROM platform.attempt'))).not.toContain('192.0.2');
  });
});

describe('the structure', () => {
  test('solves by advice; the history says who, and the follow-up says so in plain words', async () => {
    const { ines, leila } = s.fixtures.people;
    const device = await handedOverDevice(s.app, s.fixtures);
    const id = await report(device.code);
    const { secret } = await faults.followUpKey(id);
    await act(ines, 'take', id);
    expect(await broken(act(ines, 'take', id))).toBe('maintenance.not_now');
    const [{ day }] = await s.db.query("SELECT (platform.now() + interval '2 days')::date::text AS day");
    await act(ines, 'wait', id, { waitsFor: 'part', waitsUntil: day });
    await act(ines, 'resume', id);
    expect(await broken(act(ines, 'solve', id))).toBe('maintenance.solution_missing');
    await act(ines, 'solve', id, { solution: 'advice' });
    expect(await faults.followUp(secret)).toMatchObject({ step: 4, state: 'closed' });
    const line = (await queries.timeline(ines, id)).map((e) => [e.verb, e.operatorName]);
    expect(line).toEqual([
      ['solve', 'Inès'],
      ['resume', 'Inès'],
      ['wait', 'Inès'],
      ['take', 'Inès'],
      ['report', null],
    ]);
    expect((await queries.timeline(leila, id))[0]).toMatchObject({
      operatorName: null,
      operatorNumber: ines.operatorNumber,
    });
  });

  test('takes the device in and gives it back to the same person; its past says so', async () => {
    const { ines } = s.fixtures.people;
    const device = await handedOverDevice(s.app, s.fixtures);
    const id = await report(device.code);
    await act(ines, 'take', id);
    expect(await broken(act(ines, 'take_in', id, { placeId: s.fixtures.organisations.bank.place }))).toBe(
      'maintenance.place_unknown',
    );
    await act(ines, 'take_in', id, { placeId: s.fixtures.organisations.structure.place });
    expect(await stateOf(device.id)).toMatchObject({
      state: 'in_maintenance',
      org: s.fixtures.organisations.structure.id,
    });
    await act(ines, 'give_back', id, { solution: 'repaired', files: 'kept' });
    expect(await stateOf(device.id)).toMatchObject({ state: 'handed_over', ref: device.beneficiaryId });
    const past = await s.app.get(DeviceQueries).timeline(ines, device.id);
    expect(past.slice(0, 2).map((e) => [e.verb, e.causeKind, e.causeId])).toEqual([
      ['give_back', 'ticket', id],
      ['take_for_repair', 'ticket', id],
    ]);
  });

  test('swaps: the replacement goes to the same person, the broken one comes back, both keep their past', async () => {
    const { ines } = s.fixtures.people;
    const device = await handedOverDevice(s.app, s.fixtures);
    const replacement = await deliveredDevice(s.app, s.fixtures);
    const id = await report(device.code);
    await act(ines, 'take', id);
    const shelf = await s.app.get(HandoverQueries).shelf(ines, 'laptop');
    expect(shelf.filter((d) => !d.because).map((d) => d.id)).toContain(replacement);
    await act(ines, 'swap', id, { replacementDeviceId: replacement, ...UNSIGNED });
    expect(await queries.byId(ines, id)).toMatchObject({ state: 'swapped', allowed: [] });
    expect(await stateOf(replacement)).toMatchObject({ state: 'handed_over', ref: device.beneficiaryId });
    expect(await stateOf(device.id)).toMatchObject({ state: 'returned', org: s.fixtures.organisations.structure.id });
    const deviceQueries = s.app.get(DeviceQueries);
    expect((await deviceQueries.timeline(ines, device.id)).map((e) => e.verb)).toContain('log');
    expect((await deviceQueries.timeline(ines, replacement)).map((e) => e.verb)).toContain('log');
  });

  test('swaps a device that it has already taken in', async () => {
    const { ines } = s.fixtures.people;
    const device = await handedOverDevice(s.app, s.fixtures);
    const replacement = await deliveredDevice(s.app, s.fixtures);
    const id = await report(device.code);
    await act(ines, 'take', id);
    await act(ines, 'take_in', id, { placeId: s.fixtures.organisations.structure.place });
    await act(ines, 'swap', id, { replacementDeviceId: replacement, ...UNSIGNED });
    expect(await stateOf(replacement)).toMatchObject({ state: 'handed_over', ref: device.beneficiaryId });
    expect((await stateOf(device.id)).ref).toBeNull();
  });

  test('twenty people take the device in at the same instant: one does', async () => {
    const { ines } = s.fixtures.people;
    const device = await handedOverDevice(s.app, s.fixtures);
    const id = await report(device.code);
    await act(ines, 'take', id);
    const placeId = s.fixtures.organisations.structure.place;
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => broken(act(ines, 'take_in', id, { placeId }))));
    expect(outcomes.filter((o) => o === 'done')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['done', 'maintenance.not_now']));
  });
});

test('today counts what waits, for the bank and for the structure', async () => {
  const today = s.app.get(MaintenanceToday);
  const bank = await today.today(s.fixtures.people.leila);
  expect(bank.find((c) => c.what === 'faults_to_sort')!.count).toBeGreaterThan(0);
  expect(await today.today(s.fixtures.people.karim)).toEqual([]);
  expect((await today.today(s.fixtures.people.ines)).map((c) => c.what)).toContain('faults_open');
});
