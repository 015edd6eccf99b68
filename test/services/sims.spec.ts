import { AllocationModule, BeneficiariesService } from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { DocumentsService } from '#bank/documents';
import { SIM_LIFECYCLE, SimQueries, SimsModule, SimsService, SimsToday } from '#bank/sims';
import type { Actor } from '#platform/kernel';
import { broken, type Services, services } from '../support/servers/services.js';
import { bring, iccid } from '../support/sheets/sim-lists.js';

let s: Services;
let sims: SimsService;
let queries: SimQueries;

beforeAll(async () => {
  s = await services(AllocationModule, SimsModule);
  sims = s.app.get(SimsService);
  queries = s.app.get(SimQueries);
});
afterAll(() => s.close());

/** One card in the bank's stock. */
async function card(pin = '1234', puk = '12345678'): Promise<string> {
  const number = iccid();
  await bring(s, `ICCID;PIN;PUK\n${number};${pin};${puk}`);
  const [row] = await s.db.query('SELECT id FROM sims.sim WHERE iccid = $1', [number]);
  return row.id;
}
/** The same, with the structure of the demo. */
async function allotted(pin?: string): Promise<string> {
  const id = await card(pin);
  await s.work((tx) => sims.allot(tx, s.fixtures.people.leila, s.fixtures.organisations.structure.id, { ids: [id] }));
  return id;
}
const person = (actor: Actor = s.fixtures.people.ines) =>
  s.work((tx) => s.app.get(BeneficiariesService).create(tx, actor, {}));
const handOut = (
  simId: string,
  beneficiaryId: string,
  actor: Actor = s.fixtures.people.ines,
  password = DEMO_PASSWORD,
) => s.work((tx) => sims.handOut(tx, actor, { simId, beneficiaryId, password }));

test('the credit of a card lasts longer when it was recharged, by a day to come, and not otherwise', async () => {
  const { ines, omar, leila } = s.fixtures.people;
  const id = await allotted();
  const recharge = (creditEndsOn: string, actor: Actor = ines) =>
    broken(s.work((tx) => sims.change(tx, actor, [id], { verb: 'recharge', creditEndsOn })));
  expect(await recharge('2099-12-31')).toBe('sims.not_now');
  await handOut(id, await person());
  expect(await recharge('2020-01-01')).toBe('sims.credit_end_past');
  expect(await recharge('2099-12-31', omar)).toBe('not_found');
  await s.work((tx) => sims.change(tx, ines, [id], { verb: 'recharge', creditEndsOn: '2099-11-30' }));
  await s.work((tx) => sims.change(tx, leila, [id], { verb: 'recharge', creditEndsOn: '2099-12-31' }));
  expect(await queries.byId(ines, id)).toMatchObject({ status: 'handed_out', creditEndsOn: '2099-12-31' });
  expect((await queries.timeline(ines, id)).map((e) => [e.verb, e.creditEndsOn]).slice(0, 3)).toEqual([
    ['recharge', '2099-12-31'],
    ['recharge', '2099-11-30'],
    ['hand_out', null],
  ]);
  await expect(s.db.query("UPDATE sims.sim SET credit_ends_on = '2098-01-01' WHERE id = $1", [id])).rejects.toThrow(
    'sims.no_change_without_history',
  );
});

test('the life of a card in Postgres is the literal table', async () => {
  const rows = await s.db.query('SELECT verb, from_status AS "from", to_status AS "to" FROM sims.life');
  const key = (r: { verb: string; from: string; to: string }) => `${r.verb} ${r.from} ${r.to}`;
  expect(rows.map(key).sort()).toEqual(SIM_LIFECYCLE.rows().map(key).sort());
});

describe('a card', () => {
  test('goes to a structure, which sees it, and no other does', async () => {
    const { leila, ines, omar, karim, paul } = s.fixtures.people;
    const id = await card();
    expect(await broken(queries.byId(ines, id))).toBe('not_found');
    const allot = (structure: string) => s.work((tx) => sims.allot(tx, leila, structure, { ids: [id] }));
    expect(await broken(allot(s.fixtures.organisations.workshop.id))).toBe('sims.not_a_structure');
    await allot(s.fixtures.organisations.structure.id);
    expect(await queries.byId(ines, id)).toMatchObject({
      status: 'allotted',
      allowed: ['hand_out', 'end'],
      codesOpen: false,
    });
    for (const actor of [omar, karim, paul]) expect(await broken(queries.byId(actor, id))).toBe('not_found');
    expect(await broken(s.work((tx) => sims.change(tx, ines, [id], { verb: 'call_back' })))).toBe('sims.not_yours');
    await s.work((tx) => sims.change(tx, leila, [id], { verb: 'call_back' }));
    expect(await broken(queries.byId(ines, id))).toBe('not_found');
  });

  test('the oldest cards of a carrier are allotted by number, and no more than there are', async () => {
    const { leila } = s.fixtures.people;
    await bring(s, [iccid(), iccid(), iccid()].join('\n'), { carrier: 'Rare' });
    const allot = (count: number) =>
      s.work((tx) => sims.allot(tx, leila, s.fixtures.organisations.otherStructure.id, { count, carrier: 'Rare' }));
    expect(await allot(2)).toBe(2);
    expect(await broken(allot(2))).toBe('sims.not_enough');
    expect((await queries.list(s.fixtures.people.omar, { carrier: 'Rare' })).items).toHaveLength(2);
  });

  test('is handed out with its slip; the codes are for the structure as long as the line lives, and who read them is told', async () => {
    const { leila, ines } = s.fixtures.people;
    const id = await allotted();
    const [to, code] = [await person(), () => s.work((tx) => sims.codes(tx, ines, id))];
    expect(await broken(code())).toBe('sims.codes_closed');
    expect(await broken(handOut(id, to, ines, 'pas le bon mot de passe'))).toBe('sims.password_wrong');
    await handOut(id, to);
    expect(await queries.byId(leila, id)).toMatchObject({ status: 'handed_out', beneficiaryId: to, codesOpen: false });
    expect(await code()).toEqual({ pin: '1234', puk: '12345678' });
    expect(await broken(s.work((tx) => sims.codes(tx, leila, id)))).toBe('not_found');
    expect(
      await s.db.query(
        `SELECT membership_id FROM people.identity_look WHERE screen = 'sim_codes' AND subject_id = $1`,
        [id],
      ),
    ).toEqual([{ membership_id: ines.membershipId }]);
    expect((await queries.byId(ines, id)).codesRead).toMatchObject([{ operatorNumber: ines.operatorNumber }]);
    const [paper] = await s.app.get(DocumentsService).forCause(ines, 'sim', id);
    expect(paper).toMatchObject({ type: 'sim_slip' });
    const [{ facts }] = await s.db.query('SELECT facts::text FROM documents.document WHERE id = $1', [paper!.id]);
    expect(facts).not.toMatch(/1234"|12345678/);
    expect(facts).toMatch(/R-[2-9A-HJKMNP-Z]{5}/);
    const [{ statement }] = await s.db.query('SELECT statement FROM sims.hand_out WHERE sim_id = $1', [id]);
    expect(statement).toMatch(/^Je remets la carte SIM 89\d+ .* pour CCAS de Bagneux\.$/);
  });

  test('has a slip that promises a PIN only where there is one', async () => {
    for (const [pin, said] of [
      ['1234', true],
      ['', false],
    ] as const) {
      const id = await allotted(pin);
      await handOut(id, await person());
      const [row] = await s.db.query(`SELECT facts FROM documents.document WHERE type = 'sim_slip' AND cause_id = $1`, [
        id,
      ]);
      expect(row.facts.pin).toBe(said);
    }
  });

  test('is found by its number given whole, which nobody reads in the database, and leaves nothing behind at its end', async () => {
    const { leila, ines } = s.fixtures.people;
    const number = iccid();
    await bring(s, `ICCID;Numéro de ligne;PIN\n${number};0639980177;1234`);
    const [{ id }] = await s.db.query('SELECT id FROM sims.sim WHERE iccid = $1', [number]);
    await s.work((tx) => sims.allot(tx, leila, s.fixtures.organisations.structure.id, { ids: [id] }));
    await handOut(id, await person());
    const found = async (q: string) => (await queries.list(ines, { q })).items.map((card) => card.msisdn);
    expect(await found('06 39 98 01 77')).toEqual(['+33639980177']);
    expect(await found('639980')).toEqual([]);
    const [row] = await s.db.query('SELECT l::text AS line FROM sims.line_number l WHERE sim_id = $1', [id]);
    expect(row.line).not.toContain('39980177');
    await s.work((tx) => sims.change(tx, ines, [id], { verb: 'end', reason: 'lost' }));
    expect((await queries.byId(ines, id)).msisdn).toBeNull();
    for (const table of ['sim_codes', 'line_number'])
      expect(await s.db.query(`SELECT 1 FROM sims.${table} WHERE sim_id = $1`, [id])).toEqual([]);
  });

  test('twenty people hand out one card, each to somebody else: one person has it, with one slip', async () => {
    const id = await allotted();
    const people: string[] = [];
    for (let i = 0; i < 20; i += 1) people.push(await person());
    const outcomes = await Promise.all(people.map((to) => broken(handOut(id, to))));
    expect(outcomes.filter((o) => o === 'done')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['done', 'sims.already_handed_out']));
    const [row] = await s.db.query(
      `SELECT (SELECT count(*)::int FROM sims.hand_out WHERE sim_id = $1) AS "handOuts",
         (SELECT count(*)::int FROM sims.sim_event WHERE sim_id = $1 AND verb = 'hand_out') AS events,
         (SELECT count(*)::int FROM documents.document WHERE cause_id = $1) AS papers`,
      [id],
    );
    expect(row).toEqual({ handOuts: 1, events: 1, papers: 1 });
  });

  test('goes to nobody of another structure, and never to a second person', async () => {
    const { ines, omar } = s.fixtures.people;
    const id = await allotted();
    const theirs = await person(omar);
    expect(await broken(handOut(id, theirs))).toBe('sims.beneficiary_unknown');
    expect(await broken(handOut(id, theirs, omar))).toBe('not_found');
    await handOut(id, await person());
    await s.work((tx) => sims.change(tx, ines, [id], { verb: 'end', reason: 'returned' }));
    expect(await broken(handOut(id, await person()))).toBe('sims.not_now');
    expect(
      await broken(
        s.work((tx) => sims.allot(tx, s.fixtures.people.leila, s.fixtures.organisations.structure.id, { ids: [id] })),
      ),
    ).toBe('sims.not_now');
  });

  test('forgets its codes when it ends; what was never handed out cannot be returned', async () => {
    const { leila } = s.fixtures.people;
    const id = await card();
    expect(await s.db.query('SELECT 1 AS n FROM sims.sim_codes WHERE sim_id = $1', [id])).toHaveLength(1);
    expect(await broken(s.work((tx) => sims.change(tx, leila, [id], { verb: 'end', reason: 'returned' })))).toBe(
      'sims.reason_missing',
    );
    await s.work((tx) => sims.change(tx, leila, [id], { verb: 'end', reason: 'expired' }));
    expect(await s.db.query('SELECT 1 AS n FROM sims.sim_codes WHERE sim_id = $1', [id])).toEqual([]);
    expect((await queries.timeline(leila, id)).map((e) => [e.verb, e.reason])).toEqual([
      ['end', 'expired'],
      ['import', null],
    ]);
  });
});

describe('Postgres refuses, also to a script of the application’s role', () => {
  test.each([
    ['a hand-out without history', `UPDATE sims.sim SET status = 'handed_out' WHERE id = $1`],
    ['another number', `UPDATE sims.sim SET iccid_key = '8933150000000000000' WHERE id = $1`],
    ['taking a card away', 'DELETE FROM sims.sim WHERE id = $1'],
    ['rewriting its past', `UPDATE sims.sim_event SET reason = 'lost' WHERE sim_id = $1`],
    [
      'forgetting who read its codes',
      `INSERT INTO people.identity_look (organisation_id, membership_id, screen, subject_id, channel)
         SELECT organisation_id, id, 'sim_codes', $1, 'page' FROM people.membership; DELETE FROM people.identity_look WHERE subject_id = $1`,
    ],
    [
      'a past that no card followed',
      `INSERT INTO sims.sim_event (sim_id, verb, from_status, to_status, channel) VALUES ($1, 'allot', 'in_stock', 'allotted', 'page')`,
    ],
  ])('%s', async (_what, sql) => {
    const id = await card();
    await expect(s.db.query(sql, [id])).rejects.toThrow();
  });

  test('a hand-out that nobody signed', async () => {
    const id = await allotted();
    const to = await person();
    const silent = s.work((tx) =>
      tx.query(
        `WITH e AS (INSERT INTO sims.sim_event (sim_id, verb, from_status, to_status, structure_id, beneficiary_id, channel)
           SELECT id, 'hand_out', 'allotted', 'handed_out', structure_id, $2::uuid, 'page' FROM sims.sim WHERE id = $1 RETURNING id)
         UPDATE sims.sim SET status = 'handed_out', beneficiary_id = $2, last_event_id = e.id FROM e WHERE sims.sim.id = $1`,
        [id, to],
      ),
    );
    expect(await broken(silent)).toBe('sims.hand_out_unsigned');
  });
});

test('today tells the bank of its stock and a structure of what it can hand out', async () => {
  const today = s.app.get(SimsToday);
  expect((await today.today(s.fixtures.people.leila))[0]!.what).toBe('sims_low');
  expect((await today.today(s.fixtures.people.ines))[0]!.what).toBe('sims_to_hand_out');
  expect(await today.today(s.fixtures.people.aude)).toEqual([]);
});
