import { readFileSync } from 'node:fs';
import pg from 'pg';
import { AllocationModule } from '#bank/allocation';
import { FaultsModule } from '#bank/faults';
import { LogisticsModule } from '#bank/logistics';
import { WorkshopModule } from '#bank/workshop';
import { newId } from '#platform/kernel';
import { type RawSqlAttacker, rawSqlAttacker } from '../support/counting/raw-sql-attacker.js';
import { type Services, services } from '../support/servers/services.js';

/** Where a device serves: nothing gets there without its proofs, whatever SQL the application's own login runs. */
const GUARDED = ['in_stock', 'reserved', 'delivered', 'handed_over'];

interface Step {
  readonly verb: string;
  readonly from: string;
  readonly to: string;
}
type Change = Readonly<Record<string, string | null>>;

let s: Services;
let t: RawSqlAttacker;
let owner: pg.Client;
let steps: Step[];
let person: string;
beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule, AllocationModule, FaultsModule);
  t = await rawSqlAttacker(s);
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
  steps = await s.db.query('SELECT verb, from_state AS "from", to_state AS "to" FROM devices.lifecycle');
  [{ id: person }] = await s.db.query(
    `INSERT INTO allocation.beneficiary (id, reference, structure_id, age_band, situation, commune, last_contact_on)
     VALUES ($1, 'R-ZXYAB', $2, 'non_communique', 'non_communique', '', current_date) RETURNING id`,
    [newId(), s.fixtures.organisations.structure.id],
  );
});
afterAll(async () => {
  await owner?.end();
  await t?.attacker.destroy();
  await s?.close();
});

/** One step with its history row, in one statement as the services do it, and whatever else it changes. */
const FORGED = `WITH n AS (SELECT d.id AS "of", (jsonb_populate_record(d, $4::jsonb)).* FROM devices.device d WHERE d.id = $1), e AS (
    INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel)
    SELECT d.id, $2, d.state, $3, devices.location_of(d), devices.location_of(jsonb_populate_record(d, $4::jsonb)), devices.holder_of(d),
      devices.holder_of(jsonb_populate_record(d, $4::jsonb)), 'page' FROM devices.device d WHERE d.id = $1 RETURNING id)
  UPDATE devices.device d SET state = $3, holder_org_id = n.holder_org_id, holder_ref = n.holder_ref, place_id = n.place_id,
    container_id = n.container_id, transfer_id = n.transfer_id, last_event_id = (SELECT id FROM e) FROM n WHERE d.id = $1 AND n."of" = d.id`;
const forge = (id: string, verb: string, to: string, change: Change = {}): Promise<string> =>
  t.tried(FORGED, [id, verb, to, JSON.stringify(change)]);

/** As the owner, past every trigger: where the attack begins. */
async function placed(id: string, verb: string, state: string, change: Change = {}): Promise<void> {
  await owner.query('SET session_replication_role = replica');
  await owner.query(FORGED, [id, verb, state, JSON.stringify(change)]);
  await owner.query('SET session_replication_role = DEFAULT');
}
const withPerson = (): Change => ({
  holder_ref: person,
  holder_org_id: null,
  place_id: null,
  container_id: null,
  transfer_id: null,
});
const onShelf = (): Change => {
  const { id, place } = s.fixtures.organisations.structure;
  return { holder_org_id: id, place_id: place, holder_ref: null, container_id: null, transfer_id: null };
};

/** Everything in order but one disk, in this state. */
async function unprovenIn(state: string): Promise<string> {
  const { id } = await t.almost();
  if (state === 'in_transit') {
    const lot = await t.demo.lot([id], 'karim', 'bank');
    await t.demo.send(lot, 'karim');
    return id;
  }
  const into = steps.find((step) => step.to === state && step.from !== 'none') ?? { verb: 'move' };
  await placed(id, into.verb, state, ['delivered', 'in_maintenance', 'returned'].includes(state) ? onShelf() : {});
  return id;
}

/** With the gate away: that it alone refused, and that the attack is one. */
async function withoutGate(attack: () => Promise<string>): Promise<string> {
  await owner.query('ALTER TABLE devices.device DISABLE TRIGGER gate');
  try {
    return await attack();
  } finally {
    await owner.query('ALTER TABLE devices.device ENABLE TRIGGER gate');
  }
}

/** The receiver's confirmation, forged too. */
const confirmed = (id: string): Promise<string> =>
  t.tried(`UPDATE logistics.transfer_line SET outcome = 'confirmed', how = 'scan' WHERE device_id = $1 AND open`, [id]);

/** The attack as a step needs it: who has it afterwards, and where. */
async function attack(id: string, { verb, from, to }: Step): Promise<string> {
  const { bank, workshop } = s.fixtures.organisations;
  const at = ({ id, place }: { id: string; place: string }): Change => ({
    holder_org_id: id,
    place_id: place,
    transfer_id: null,
  });
  if (from === 'in_transit' && verb === 'call_back') return forge(id, verb, to, at(workshop));
  if (from === 'in_transit') await confirmed(id);
  if (from === 'in_transit') return forge(id, verb, to, at(bank));
  return forge(id, verb, to, to === 'handed_over' ? withPerson() : {});
}

test('no step of the lifecycle takes an unproven device into the stock, to a shelf that serves, or to a person', async () => {
  const into = steps.filter(
    ({ from, to, verb }) =>
      GUARDED.includes(to) && from !== to && !['none', 'handed_over'].includes(from) && verb !== 'give_back',
  );
  expect(into.map(({ from }) => from)).toEqual(
    expect.arrayContaining([
      'received',
      'at_workshop',
      'returned',
      'in_maintenance',
      'in_transit',
      'recycled',
      'reserved',
      'delivered',
    ]),
  );
  const said: Record<string, string> = {};
  for (const step of into) {
    const id = await unprovenIn(step.from);
    said[`${step.verb}: ${step.from} → ${step.to}`] = await attack(id, step);
    expect([step, await t.stateOf(id)]).toEqual([step, step.from]);
  }
  expect(new Set(Object.values(said))).toEqual(new Set(['refurbishment.gate_closed']));
});

test('the gate alone stands in the way of these: with its trigger away, each of them gets through', async () => {
  const ways: Step[] = [
    { verb: 'put_in_stock', from: 'at_workshop', to: 'in_stock' },
    { verb: 'put_in_stock', from: 'returned', to: 'in_stock' },
    { verb: 'arrive_in_stock', from: 'in_transit', to: 'in_stock' },
    { verb: 'undo_exit', from: 'recycled', to: 'in_stock' },
  ];
  for (const way of ways) {
    const id = await unprovenIn(way.from);
    expect([way, await attack(id, way)]).toEqual([way, 'refurbishment.gate_closed']);
    expect([way, await withoutGate(() => attack(id, way))]).toEqual([way, 'done']);
  }
});

describe('« rendre à la personne »', () => {
  /** Was with the person, was taken in for repair, and has been in stock since: a disk of it is unproven again. */
  async function inStockSince(): Promise<string> {
    const { id } = await t.almost();
    await placed(id, 'hand_over', 'handed_over', withPerson());
    await placed(id, 'take_for_repair', 'in_maintenance', onShelf());
    await placed(id, 'put_in_stock', 'in_stock');
    await placed(id, 'arrive_for_repair', 'in_maintenance');
    return id;
  }
  const GUARD = 'migrations/maintenance/functions/same_person.sql';

  test('leads nobody around the gate: a device that was in stock since its repair is nobody’s', async () => {
    const id = await inStockSince();
    expect(await forge(id, 'give_back', 'handed_over', withPerson())).toBe('maintenance.not_the_same_person');
    expect(await t.stateOf(id)).toBe('in_maintenance');
    // With that sentence alone taken out of the guard, it is handed over with its disk.
    const guard = readFileSync(GUARD, 'utf8');
    const clause = /\n\s*AND NOT EXISTS \(SELECT 1 FROM devices\.device_event s [^\n]*'in_stock'\)/;
    expect(guard).toMatch(clause);
    try {
      await owner.query(guard.replace(clause, ''));
      expect(await forge(id, 'give_back', 'handed_over', withPerson())).toBe('done');
    } finally {
      await owner.query(guard);
    }
  });

  test('gives it to nobody else than the person it was taken from, nor one that never was with anybody', async () => {
    const id = await unprovenIn('in_maintenance');
    expect(await forge(id, 'give_back', 'handed_over', withPerson())).toBe('maintenance.not_the_same_person');
  });
});

describe('to a person by no step of the lifecycle', () => {
  test.each([
    ['a shelf’s device, as if put elsewhere', 'move'],
    ['a shelf’s device, as if its card were put right', 'correct'],
    ['a shelf’s device, as if somebody else had it', 'correct_holder'],
  ])('%s', async (_what, verb) => {
    const id = await unprovenIn('at_workshop');
    expect(await forge(id, verb, 'at_workshop', withPerson())).toMatch(
      /^device_with_a_person|devices\.no_change_without_history$/,
    );
    expect(await forge(id, verb, 'handed_over', withPerson())).not.toBe('done');
    expect(await t.stateOf(id)).toBe('at_workshop');
  });

  test.each(GUARDED)('a change of state without its history: %s', async (state) => {
    const id = await unprovenIn('at_workshop');
    const said = await t.tried(
      `UPDATE devices.device SET state = $2, holder_ref = $3, holder_org_id = CASE WHEN $3::uuid IS NULL THEN holder_org_id END,
         place_id = CASE WHEN $3::uuid IS NULL THEN place_id END WHERE id = $1`,
      [id, state, state === 'handed_over' ? person : null],
    );
    expect(said).toMatch(/gate_closed|no_change_without_history/);
    expect(await t.stateOf(id)).toBe('at_workshop');
  });

  test.each(GUARDED)('a device that is made there: %s', async (state) => {
    const { id } = await t.almost();
    const to = state === 'handed_over' ? withPerson() : {};
    const fresh = newId();
    const said = await t.tried(
      `WITH e AS (INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_to, holder_to, channel, origin)
         SELECT $2, $5, 'none', $3, devices.location_of(jsonb_populate_record(d, $4::jsonb)), devices.holder_of(jsonb_populate_record(d, $4::jsonb)), 'page',
           CASE WHEN $5 = 'declare' THEN 'declared' ELSE 'seen' END::devices.origin FROM devices.device d WHERE d.id = $1 RETURNING id)
       INSERT INTO devices.device SELECT (jsonb_populate_record(d, $4::jsonb || jsonb_build_object('id', $2::text, 'code', '2222222', 'serial', null,
         'serial_key', null, 'state', $3, 'last_event_id', (SELECT id FROM e)))).* FROM devices.device d WHERE d.id = $1`,
      [id, fresh, state, JSON.stringify(to), state === 'handed_over' ? 'declare' : 'log'],
    );
    expect(said).toBe(state === 'handed_over' ? 'devices.history_without_change' : 'device_event_follows_lifecycle');
    expect(await s.db.query('SELECT 1 FROM devices.device WHERE id = $1', [fresh])).toEqual([]);
  });

  test.each(['correct', 'correct_origin', 'report_lost'])(
    'a device that somebody has, as if by « %s » another had it',
    async (verb) => {
      const { id } = await t.almost();
      await placed(id, 'hand_over', 'handed_over', withPerson());
      const said = await forge(id, verb, verb === 'report_lost' ? 'lost' : 'handed_over', {
        ...withPerson(),
        holder_ref: newId(),
      });
      expect(said).toBe(verb === 'report_lost' ? 'device_event_lost_to_nobody' : 'devices.no_change_without_history');
      expect(await s.db.query('SELECT holder_ref AS person, state FROM devices.device WHERE id = $1', [id])).toEqual([
        { person, state: 'handed_over' },
      ]);
    },
  );

  test('a device that somebody has, as if it had been lost and came back to another', async () => {
    const { id } = await t.almost();
    await placed(id, 'hand_over', 'handed_over', withPerson());
    const to = (verb: string, state: string) => forge(id, verb, state, { ...withPerson(), holder_ref: newId() });
    await placed(id, 'report_lost', 'lost');
    expect(await to('undo_exit', 'handed_over')).not.toBe('done');
    expect(await to('find', 'received')).toBe('device_with_a_person');
  });

  test('a lost device, as if a person had it', async () => {
    const id = await unprovenIn('at_workshop');
    expect(await forge(id, 'report_lost', 'lost', withPerson())).toBe('device_event_lost_to_nobody');
  });
});

describe('to another organisation, which confirmed nothing', () => {
  test.each([
    ['correct', 'at_workshop'],
    ['move', 'at_workshop'],
    ['grade', 'at_workshop'],
    ['report_lost', 'lost'],
  ])('by « %s »', async (verb, to) => {
    const id = await unprovenIn('at_workshop');
    const { id: bank, place } = s.fixtures.organisations.bank;
    expect(await forge(id, verb, to, { holder_org_id: bank, place_id: place })).toBe(
      'devices.no_change_without_history',
    );
    expect(await t.stateOf(id)).toBe('at_workshop');
  });
});
