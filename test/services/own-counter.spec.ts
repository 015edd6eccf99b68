import pg from 'pg';
import {
  BeneficiariesService,
  HandoversService,
  OwnCounterService,
  RequestsService,
  typedSignature,
} from '#bank/allocation';
import { DEMO_PASSWORD, type DemoMember } from '#bank/demo';
import { OrganisationsService } from '#bank/people';
import type { Actor, Member } from '#platform/kernel';
import { broken } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';

let a: Allocation;
beforeAll(async () => {
  a = await Allocation.open();
});
afterAll(() => a?.s.close());

const admin = (): DemoMember => ({ ...(a.people.leila as DemoMember), roles: ['bank_admin'] });
const open = (actor: Actor, users: readonly string[]) =>
  a.s.work((tx) => a.get(OwnCounterService).open(tx, actor, users));
/** As long as the bank has not said at which title it receives: the demo's row of today is put aside by the owner. */
async function unsaid<T>(run: () => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: a.s.database.ownerUrl });
  await owner.connect();
  const say = async (capacity: string) => {
    await owner.query(`SET session_replication_role = 'replica'`);
    await owner.query(
      'UPDATE intake.receiving_capacity SET capacity = $1 WHERE valid_from = (SELECT max(valid_from) FROM intake.receiving_capacity)',
      [capacity],
    );
  };
  try {
    await say('not_said');
    return await run();
  } finally {
    await say('precarity');
    await owner.end();
  }
}

test('it needs the capacity of the bank, its administrator and somebody; it is one, and opening it again adds people', async () => {
  const { userId } = admin();
  expect(await unsaid(() => broken(open(admin(), [userId])))).toBe('allocation.counter_without_capacity');
  expect(await broken(open({ ...admin(), roles: ['coordinator'] }, [userId]))).toBe('not_found');
  expect(await broken(open(admin(), []))).toBe('allocation.counter_without_staff');
  const id = await open(admin(), [userId]);
  expect(await open(admin(), [userId])).toBe(id);
  const counters = await a.s.db.query('SELECT kind FROM people.organisation WHERE own_counter');
  expect(counters).toEqual([{ kind: 'structure' }]);
  await expect(a.s.db.query(`UPDATE people.organisation SET own_counter = true WHERE kind = 'bank'`)).rejects.toThrow(
    /own_counter/,
  );
});

test('once closed it is opened again where it was closed, not made twice', async () => {
  await a.s.db.query('UPDATE people.organisation SET active = false WHERE own_counter');
  expect(await broken(open(admin(), [admin().userId]))).toBe('allocation.counter_exists');
  await a.s.db.query('UPDATE people.organisation SET active = true WHERE own_counter');
});

test('who works there asks and knows people as a structure; the same person as the bank’s coordinator knows nobody', async () => {
  const id = (await a.get(OwnCounterService).of())!.id;
  const [{ membership, number }] = await a.s.db.query(
    'SELECT id AS membership, operator_number AS number FROM people.membership WHERE organisation_id = $1',
    [id],
  );
  const agent: Member = {
    ...admin(),
    organisationId: id,
    organisationKind: 'structure',
    membershipId: membership,
    operatorNumber: number,
    roles: ['structure_manager'],
  };
  const place = await a.get(OrganisationsService).mainPlace(id);
  const person = await a.s.work((tx) =>
    a.get(BeneficiariesService).create(tx, agent, { identity: { name: 'Camille Guichet', contact: null } }),
  );
  const request = await a.s.work(async (tx) => {
    const lines = [{ category: 'laptop' as const, quantity: 1, needs: [] }];
    const made = await a.get(RequestsService).draft(tx, agent, { placeId: place.id, lines });
    await a.get(RequestsService).submit(tx, agent, made);
    return made;
  });
  expect(request).toBeTruthy();
  expect(await a.get(BeneficiariesService).identity({ ...agent }, person)).toMatchObject({ name: 'Camille Guichet' });
  expect(await broken(a.get(BeneficiariesService).identity(admin(), person))).toBe('not_found');
  // Nothing leaves the bank's stock past a request, from the counter or from the bank.
  const { device } = await a.delivered();
  const give = (actor: Actor) =>
    a.s.work((tx) =>
      a.get(HandoversService).handOver(tx, actor, {
        deviceId: device,
        beneficiaryId: person,
        mode: 'gift',
        signature: typedSignature('Je confirme'),
        password: DEMO_PASSWORD,
      }),
    );
  expect(await broken(give(agent))).toBe('not_found');
  expect(await broken(give(admin()))).toBe('not_found');
});
