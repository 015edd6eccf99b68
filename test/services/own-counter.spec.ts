import {
  BeneficiariesService,
  HandoversService,
  OwnCounterService,
  RequestsService,
  typedSignature,
} from '#allocation';
import { DEMO_PASSWORD } from '#demo';
import type { Actor, Member } from '#kernel';
import { OrganisationsService } from '#people';
import { Allocation } from '../support/allocation.js';
import { broken } from '../support/services.js';

let a: Allocation;
beforeAll(async () => {
  a = await Allocation.open();
});
afterAll(() => a?.s.close());

const admin = (): Member => ({ ...(a.people.leila as Member), roles: ['bank_admin'] });
const open = (actor: Actor, users: readonly string[]) =>
  a.s.work((tx) => a.get(OwnCounterService).open(tx, actor, users));
const says = (capacity: string) =>
  a.s.db.query(
    `INSERT INTO intake.receiving_capacity (valid_from, capacity, source) VALUES (now()::date, $1, 'statuts') ON CONFLICT (valid_from) DO UPDATE SET capacity = EXCLUDED.capacity`,
    [capacity],
  );

test('it needs the capacity of the bank, its administrator and somebody; it is one, and opening it again adds people', async () => {
  const { userId } = admin();
  await says('not_said').catch(() => undefined);
  const [{ capacity }] = await a.s.db.query(
    'SELECT capacity FROM intake.receiving_capacity WHERE valid_from <= now()::date ORDER BY valid_from DESC LIMIT 1',
  );
  if (capacity === 'not_said') {
    expect(await broken(open(admin(), [userId]))).toBe('allocation.counter_without_capacity');
    await says('precarity');
  }
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
