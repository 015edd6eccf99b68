import fc from 'fast-check';
import { ReturnsService } from '#bank/logistics';
import { MediaService } from '#bank/workshop';
import { type Step, Walk } from '../support/browser/walk.js';
import { freshSerial } from '../support/counting/bench.js';
import { brokenInvariants } from '../support/counting/invariants.js';
import { Life } from '../support/planted/life.js';
import { openDataSource } from '../support/servers/database.js';
import { broken } from '../support/servers/services.js';
import { BRING_TO } from '../support/things/device-states.js';

let life: Life;

beforeAll(async () => {
  life = await Life.open();
});
afterAll(() => life.s.close());

const steps = fc.array(fc.record({ what: fc.nat(9_999), which: fc.nat(99), more: fc.nat(99) }), {
  minLength: 30,
  maxLength: 50,
});
const WITHIN_MS = 20_000;

test('whatever happens to devices, what must hold of them holds after each step', async () => {
  const answers: Record<string, number> = {};
  const walked = async (choices: readonly Step[]): Promise<void> => {
    const walk = new Walk(life);
    for (const state of ['received', 'in_stock', 'to_be_proven'] as const) walk.ids.push(await BRING_TO[state](life));
    walk.ids.push(await life.declare('handed_over'));
    const told: string[] = [];
    for (const step of choices) {
      const { name, run } = await walk.choose(step);
      const answer = await broken(run());
      answers[answer] = (answers[answer] ?? 0) + 1;
      told.push(`${name}: ${answer}`);
      expect({ told, broken: await brokenInvariants(life.s.db, walk.ids) }).toEqual({ told, broken: [] });
    }
  };
  await fc.assert(fc.asyncProperty(steps, walked), {
    numRuns: 30,
    interruptAfterTimeLimit: WITHIN_MS,
    markInterruptAsFailure: false,
    endOnFailure: true,
  });
  const states: { state: string }[] = await life.s.db.query(
    'SELECT DISTINCT to_state AS state FROM devices.device_event',
  );
  // Walks that only ran into refusals would prove nothing.
  expect(answers['done']).toBeGreaterThan(30);
  expect(states.length).toBeGreaterThanOrEqual(7);
});

describe('a device of the stock in which a disk is found', () => {
  const found = async (): Promise<string> => {
    const id = await BRING_TO.at_workshop(life);
    await life.prove(id);
    await life.putInStock(id);
    const media = life.get(MediaService);
    await life.s.work((tx) =>
      media.declare(tx, life.people.karim, id, { kind: 'disk', serial: freshSerial('ZA-00000') }),
    );
    return id;
  };

  test('arrives to be looked at, and holds up nothing that travels with it', async () => {
    const id = await found();
    await life.carry(id, 'bank');
    expect(await life.row(id)).toMatchObject({ state: 'received', transfer_id: null });
  });

  test('comes back to be looked at when its lot is taken back', async () => {
    const id = await found();
    expect((await life.row(id)).state).toBe('at_workshop');
    const lot = await life.send([id], 'bank');
    await life.s.work((tx) => life.get(ReturnsService).recall(tx, life.people.moussa, lot));
    expect(await life.row(id)).toMatchObject({ state: 'at_workshop', transfer_id: null });
    expect(await brokenInvariants(life.s.db, [id])).toEqual([]);
  });
});

describe('the questions asked of the tables', () => {
  test.each([
    [
      'a state that no history tells',
      `UPDATE devices.device SET state = 'returned' WHERE id = $1`,
      'newest history row',
    ],
    [
      'a place of somebody else',
      `UPDATE devices.device SET place_id = (SELECT id FROM people.place WHERE organisation_id <> holder_org_id LIMIT 1) WHERE id = $1`,
      'place of its holder',
    ],
    [
      'a gap',
      `DELETE FROM devices.device_event WHERE id = (SELECT id FROM devices.device_event
         WHERE device_id = $1 AND from_state <> to_state AND from_state <> 'none' ORDER BY id DESC OFFSET 1 LIMIT 1)`,
      'without a gap',
    ],
    ['an epoch', 'UPDATE devices.device SET data_epoch = 7 WHERE id = $1', 'data epoch'],
    ['a test that vanished', 'DELETE FROM refurbishment.test_sheet WHERE device_id = $1', 'newest test'],
    ['a grade that vanished', 'DELETE FROM refurbishment.grading WHERE device_id = $1', 'had a grade'],
    [
      'media nobody looked for',
      'DELETE FROM refurbishment.media_statement WHERE device_id = $1',
      'looked into for media',
    ],
    [
      'a disk nobody erased',
      `INSERT INTO devices.medium (id, device_id, kind, first_seen_at) VALUES (gen_random_uuid(), $1, 'disk', now() - interval '1 day')`,
      'proof for every medium',
    ],
    ['a reservation that vanished', 'DELETE FROM allocation.reservation WHERE device_id = $1', 'reserved for somebody'],
    [
      'a quota that forgot',
      'UPDATE allocation.quota SET used = used - 1 WHERE used > 0 AND $1::uuid IS NOT NULL',
      'as its ledger says',
    ],
  ])('see %s', async (_what, sql, says) => {
    const id = await BRING_TO.reserved(life);
    const owner = await openDataSource(life.s.database.ownerUrl, {}, 1);
    try {
      expect(await brokenInvariants(owner, [id])).toEqual([]);
      // Behind the triggers' backs, as only the owner of the server can.
      await owner.query('BEGIN');
      await owner.query('SET LOCAL session_replication_role = replica');
      await owner.query(sql, [id]);
      expect((await brokenInvariants(owner, [id])).join('\n')).toContain(says);
      await owner.query('ROLLBACK');
    } finally {
      await owner.destroy();
    }
  });

  test('see a device that went out without a word', async () => {
    const id = await BRING_TO.recycled(life);
    const owner = await openDataSource(life.s.database.ownerUrl, {}, 1);
    try {
      expect(await brokenInvariants(owner, [id])).toEqual([]);
      await owner.query('SET session_replication_role = replica');
      await owner.query('DELETE FROM refurbishment.data_end_device WHERE device_id = $1', [id]);
      expect(String(await brokenInvariants(owner, [id]))).toContain('with a signed word');
    } finally {
      await owner.destroy();
    }
  });
});
