import type { EntityManager } from 'typeorm';
import { type Change, DEVICE_LIFECYCLE, DevicesService, STATE_NAMES, type State, type Verb } from '#bank/devices';
import { type Actor, newId } from '#platform/kernel';
import { brokenInvariants } from '../support/counting/invariants.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';
import { BRING_TO } from '../support/things/device-states.js';

let life: Life;
let devices: DevicesService;
const inState = {} as Record<State, string>;
/** A lot on the road. */
let lot: string;
const SYSTEM: Actor = { kind: 'system', channel: 'system' };

beforeAll(async () => {
  life = await Life.open();
  devices = life.get(DevicesService);
  for (const state of STATE_NAMES) inState[state] = await BRING_TO[state](life);
  lot = (await life.row(inState.in_transit)).transfer_id!;
});
afterAll(() => life.s.close());

class TakenBack extends Error {}
/** Does it and takes it back, so that every verb is tried on the same device in the same state. */
const tried = (work: (tx: EntityManager) => Promise<unknown>): Promise<string> =>
  broken(
    life.s.db.transaction(async (tx) => {
      await work(tx);
      throw new TakenBack();
    }),
  ).catch((error: unknown) => {
    if (error instanceof TakenBack) return 'done';
    throw error;
  });

/** Where a device in this state is, and who has it: what a change needs besides its verb. */
const whereabouts = (state: State): Change => {
  const { id, place } = life.s.fixtures.organisations.bank;
  if (state === 'handed_over') return { location: 'with_holder', holder: { reference: newId() } };
  if (state === 'in_transit') return { location: { transfer: lot } };
  return { location: { place }, holder: { organisation: id } };
};
const targetsOf = (verb: Verb, from: State): State[] =>
  DEVICE_LIFECYCLE.rows()
    .filter((r) => r.verb === verb && r.from === from)
    .map((r) => r.to);

test('each state was reached by what people do', async () => {
  const rows: { id: string; state: State }[] = await life.s.db.query('SELECT id, state FROM devices.device');
  for (const state of STATE_NAMES) expect(rows.find((r) => r.id === inState[state])?.state).toBe(state);
  expect(await brokenInvariants(life.s.db, Object.values(inState))).toEqual([]);
});

describe.each(STATE_NAMES)('of a device that is %s', (state) => {
  test.each(DEVICE_LIFECYCLE.verbs)('%s is possible if and only if the table has it', async (verb) => {
    const id = inState[state];
    const targets = targetsOf(verb, state);
    const reason = DEVICE_LIFECYCLE.transition(verb).reasons?.[0];
    for (const to of targets.length ? targets : STATE_NAMES) {
      const change: Change = { to, ...whereabouts(to), ...(reason ? { reason } : {}) };
      const answer = await tried((tx) => devices.perform(tx, SYSTEM, verb, [id], change));
      if (targets.length) expect(answer).not.toBe('devices.not_now');
      else expect(answer).toBe('devices.not_now');
    }
  });

  test('a button that is too late says so', async () => {
    const { leila } = life.people;
    for (const verb of DEVICE_LIFECYCLE.verbs.filter(
      (v) => DEVICE_LIFECYCLE.transition(v).via === 'button' && !targetsOf(v, state).length,
    )) {
      const reason = DEVICE_LIFECYCLE.transition(verb).reasons?.[0];
      const answer = await tried((tx) => devices.act(tx, leila, verb, inState[state], reason ? { reason } : {}));
      expect([verb, answer]).toEqual([verb, 'devices.not_now']);
    }
  });

  test('no SQL script of the application’s role goes where the table does not', async () => {
    const went: string[] = [];
    const stopped: string[] = [];
    await tried(async (tx) => {
      for (const verb of DEVICE_LIFECYCLE.verbs) {
        for (const to of STATE_NAMES) {
          const answer = await script(tx, inState[state], verb, to);
          if (answer !== FOLLOWS) went.push(`${verb} ${state} ${to}`);
          else stopped.push(`${verb} ${state} ${to}`);
        }
      }
    });
    const allowed = DEVICE_LIFECYCLE.verbs.flatMap((verb) =>
      targetsOf(verb, state).map((to) => `${verb} ${state} ${to}`),
    );
    expect(went.sort()).toEqual(allowed.sort());
    expect(stopped.every((line) => !DEVICE_LIFECYCLE.permits(...(line.split(' ') as [Verb, State, State])))).toBe(true);
  });
});

const FOLLOWS = 'device_event_follows_lifecycle';

/** A complete history row and the device that follows it, as a script would write them. Gives the constraint that stopped it. */
async function script(tx: EntityManager, id: string, verb: Verb, to: State): Promise<string> {
  const { id: bank, place } = life.s.fixtures.organisations.bank;
  const location = to === 'handed_over' ? 'holder' : to === 'in_transit' ? `transfer:${lot}` : `place:${place}`;
  const holder = to === 'handed_over' ? `ref:${newId()}` : `org:${bank}`;
  await tx.query('SAVEPOINT script');
  try {
    await tx.query(SCRIPT, [id, verb, to, location, holder]);
    return 'nothing';
  } catch (error) {
    const { constraint, driverError } = error as { constraint?: string; driverError?: { constraint?: string } };
    return constraint ?? driverError?.constraint ?? 'a rule';
  } finally {
    await tx.query('ROLLBACK TO SAVEPOINT script');
  }
}

const SCRIPT = `
  WITH e AS (
    INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel, origin)
    SELECT id, $2, state, $3, devices.location_of(d), $4, devices.holder_of(d), $5, 'page', CASE $2 WHEN 'declare' THEN 'declared' ELSE 'seen' END FROM devices.device d WHERE id = $1
    RETURNING id
  )
  UPDATE devices.device SET state = $3, last_event_id = e.id,
    place_id = CASE WHEN $4 LIKE 'place:%' THEN substr($4, 7)::uuid END,
    transfer_id = CASE WHEN $4 LIKE 'transfer:%' THEN substr($4, 10)::uuid END, container_id = NULL,
    holder_org_id = CASE WHEN $5 LIKE 'org:%' THEN substr($5, 5)::uuid END,
    holder_ref = CASE WHEN $5 LIKE 'ref:%' THEN substr($5, 5)::uuid END
  FROM e WHERE devices.device.id = $1`;
