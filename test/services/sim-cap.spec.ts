import { AllocationModule, BeneficiariesService } from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { SimCorrections, type SimsChange, SimsModule, SimsService } from '#bank/sims';
import type { Member } from '#platform/kernel';
import { bankClock } from '../support/servers/bank-clock.js';
import { broken, type Services, services } from '../support/servers/services.js';
import { bring, iccid } from '../support/sheets/sim-lists.js';

let s: Services;
let sims: SimsService;
let manager: Member;
let agent: Member;

beforeAll(async () => {
  s = await services(AllocationModule, SimsModule);
  sims = s.app.get(SimsService);
  manager = s.fixtures.people.ines as Member;
  agent = { ...manager, roles: ['structure_agent'] };
});
afterAll(() => s.close());

async function allotted(): Promise<string> {
  const number = iccid();
  await bring(s, `ICCID\n${number}`);
  const [{ id }] = await s.db.query('SELECT id FROM sims.sim WHERE iccid = $1', [number]);
  await s.work((tx) => sims.allot(tx, s.fixtures.people.leila, s.fixtures.organisations.structure.id, { ids: [id] }));
  return id;
}
const person = () => s.work((tx) => s.app.get(BeneficiariesService).create(tx, manager, {}));
const give = async (
  to: string,
  { by = manager, why }: { by?: Member; why?: 'work' | undefined } = {},
): Promise<string> => {
  const id = await allotted();
  await s.work((tx) => sims.handOut(tx, by, { simId: id, beneficiaryId: to, password: DEMO_PASSWORD, beyondCap: why }));
  return id;
};
const end = (id: string, reason: Extract<SimsChange, { verb: 'end' }>['reason']) =>
  s.work((tx) => sims.change(tx, manager, [id], { verb: 'end', reason }));

test('a person gets two cards in twelve months, and a third one when a manager writes why', async () => {
  const one = await person();
  for (let n = 0; n < 2; n++) await give(one, { by: agent });
  expect(await broken(give(one, { by: agent }))).toBe('sims.cap_for_managers');
  expect(await broken(give(one, { by: agent, why: 'work' }))).toBe('sims.cap_for_managers');
  expect(await broken(give(one))).toBe('sims.cap_reached');
  const third = await give(one, { why: 'work' });
  expect(await s.db.query('SELECT beyond_cap FROM sims.hand_out WHERE sim_id = $1', [third])).toEqual([
    { beyond_cap: 'work' },
  ]);
  expect(await broken(give(await person(), { by: agent }))).toBe('done');
});

test('what was written below the cap is not stored as a reason', async () => {
  const id = await give(await person(), { why: 'work' });
  expect(await s.db.query('SELECT beyond_cap FROM sims.hand_out WHERE sim_id = $1', [id])).toEqual([
    { beyond_cap: null },
  ]);
});

test('a lost card counts, and a faulty one does not', async () => {
  const one = await person();
  await end(await give(one), 'lost');
  await end(await give(one), 'faulty');
  await give(one);
  expect(await broken(give(one))).toBe('sims.cap_reached');
});

test('a hand-out that was undone does not count', async () => {
  const one = await person();
  await give(one);
  const wrong = await give(one);
  await s.work((tx) => s.app.get(SimCorrections).undo(tx, manager, wrong, { neverUsed: true, reason: 'wrong_choice' }));
  expect(await broken(give(one))).toBe('done');
});

test('cards of before the months of the rule do not count, by the bank’s clock', async () => {
  const clock = bankClock(s);
  const one = await person();
  for (let n = 0; n < 2; n++) await give(one);
  try {
    await clock.pass('11 months');
    expect(await broken(give(one))).toBe('sims.cap_reached');
    await clock.pass('2 months');
    expect(await broken(give(one))).toBe('done');
  } finally {
    await clock.back();
  }
});

test('of many who hand cards to one person at once, as many do as the rule says', async () => {
  const one = await person();
  const cards = await Promise.all(Array.from({ length: 12 }, allotted));
  const said = await Promise.all(
    cards.map((simId) =>
      broken(s.work((tx) => sims.handOut(tx, manager, { simId, beneficiaryId: one, password: DEMO_PASSWORD }))),
    ),
  );
  expect(said.filter((code) => code === 'done')).toHaveLength(2);
  expect(new Set(said)).toEqual(new Set(['done', 'sims.cap_reached']));
});

test('Postgres itself refuses a row beyond the cap that says no reason', async () => {
  const one = await person();
  for (let n = 0; n < 2; n++) await give(one);
  const simId = await allotted();
  await expect(
    s.db.query(
      `INSERT INTO sims.hand_out (id, sim_id, structure_id, beneficiary_id, statement, membership_id, operator_number)
       VALUES (gen_random_uuid(), $1, $2, $3, 'Je remets', $4, 1)`,
      [simId, manager.organisationId, one, manager.membershipId],
    ),
  ).rejects.toThrow('sims.cap_reached');
});
