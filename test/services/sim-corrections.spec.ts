import { AllocationModule, BeneficiariesService } from '#bank/allocation';
import { CorrectionsService } from '#bank/corrections';
import { DEMO_PASSWORD } from '#bank/demo';
import { DocumentsService } from '#bank/documents';
import { SimCorrections, SimQueries, SimsModule, SimsService } from '#bank/sims';
import type { Actor } from '#platform/kernel';
import { openDataSource } from '../support/servers/database.js';
import { broken, type Services, services } from '../support/servers/services.js';
import { bring, iccid } from '../support/sheets/sim-lists.js';

let s: Services;
let ines: Actor;
beforeAll(async () => {
  s = await services(AllocationModule, SimsModule);
  ines = s.fixtures.people.ines;
});
afterAll(() => s.close());

const person = () => s.work((tx) => s.app.get(BeneficiariesService).create(tx, ines, {}));
const handOut = (simId: string, beneficiaryId: string) =>
  s.work((tx) => s.app.get(SimsService).handOut(tx, ines, { simId, beneficiaryId, password: DEMO_PASSWORD }));
/** A card that somebody of the demo's structure has. */
async function handedOut() {
  const number = iccid();
  await bring(s, `ICCID;PIN;PUK\n${number};1234;12345678`);
  const [{ id }] = await s.db.query('SELECT id FROM sims.sim WHERE iccid = $1', [number]);
  const { structure } = s.fixtures.organisations;
  await s.work((tx) => s.app.get(SimsService).allot(tx, s.fixtures.people.leila, structure.id, { ids: [id] }));
  const to = await person();
  await handOut(id, to);
  return { id: id as string, to };
}
const correct = (id: string, beneficiaryId: string, who = ines) =>
  broken(
    s.work((tx) => s.app.get(SimCorrections).correctReference(tx, who, id, { beneficiaryId, reason: 'wrong_choice' })),
  );
const undo = (id: string, over: object = {}, who = ines) =>
  broken(s.work((tx) => s.app.get(SimCorrections).undo(tx, who, id, { neverUsed: true, reason: 'misread', ...over })));
const seen = (id: string) => s.app.get(SimQueries).byId(ines, id);
/** As if the card had been handed out some days ago: by the owner, since nobody else changes a date. */
const longAgo = async (id: string, days: number): Promise<void> => {
  const owner = await openDataSource(s.database.ownerUrl, {}, 1);
  await owner.query('ALTER TABLE sims.sim_event DISABLE TRIGGER USER');
  await owner.query(
    'UPDATE sims.sim_event SET recorded_at = recorded_at - make_interval(days => $2) WHERE sim_id = $1',
    [id, days],
  );
  await owner.query('ALTER TABLE sims.sim_event ENABLE TRIGGER USER').finally(() => owner.destroy());
};

describe('the right person has the card, under a wrong reference', () => {
  test('it is put right at any time: the slip is made again, and a second person reads it', async () => {
    const { id, to } = await handedOut();
    await longAgo(id, 90);
    const right = await person();
    expect(await correct(id, right)).toBe('done');
    expect(await correct(id, right)).toBe('sims.same_beneficiary');
    expect(await seen(id)).toMatchObject({ status: 'handed_out', beneficiaryId: right, codesOpen: true });
    const [last] = await s.app.get(SimQueries).timeline(ines, id);
    const { reference } = await s.app.get(BeneficiariesService).byId(ines, right);
    expect(last).toMatchObject({ verb: 'correct_holder', reference });
    const papers = await s.app.get(DocumentsService).forCause(ines, 'sim', id);
    expect(papers.map((p) => Boolean(p.withdrawnAt)).sort()).toEqual([false, true]);
    const [{ facts }] = await s.db.query(
      `SELECT facts FROM documents.document WHERE cause_id = $1 ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(facts.reference).toBe(reference);
    const { items } = await s.app.get(CorrectionsService).list(ines, { 'a-contresigner': 'oui' });
    const before = (await s.app.get(BeneficiariesService).byId(ines, to)).reference;
    expect(items.find((c) => c.subjectId === id)).toMatchObject({
      kind: 'sim_reference',
      from: { reference: before },
      to: { reference },
      reason: 'wrong_choice',
      operatorNumber: s.fixtures.people.ines.operatorNumber,
    });
  });

  test('to nobody of another structure, and by nobody else', async () => {
    const { id } = await handedOut();
    const { omar, leila } = s.fixtures.people;
    const theirs = await s.work((tx) => s.app.get(BeneficiariesService).create(tx, omar, {}));
    expect(await correct(id, theirs)).toBe('sims.beneficiary_unknown');
    expect(await correct(id, theirs, omar)).toBe('not_found');
    expect(await correct(id, await person(), leila)).toBe('sims.not_yours');
  });
});

describe('the wrong card was handed out', () => {
  test('it is undone when it is back unused, and goes to somebody else, once', async () => {
    const { id } = await handedOut();
    expect(await undo(id, { neverUsed: false })).toBe('sims.never_used_missing');
    expect(await undo(id, {}, s.fixtures.people.omar)).toBe('not_found');
    expect(await undo(id)).toBe('done');
    expect(await undo(id)).toBe('sims.not_now');
    expect(await seen(id)).toMatchObject({
      status: 'allotted',
      beneficiaryId: null,
      handedOutAt: null,
      codesOpen: false,
    });
    const [paper] = await s.app.get(DocumentsService).forCause(ines, 'sim', id);
    expect(paper!.withdrawnAt).not.toBeNull();
    const next = await person();
    await handOut(id, next);
    expect(await seen(id)).toMatchObject({ status: 'handed_out', beneficiaryId: next });
    expect(await broken(handOut(id, await person()))).toBe('sims.already_handed_out');
    const turns = await s.db.query('SELECT turn FROM sims.hand_out WHERE sim_id = $1 ORDER BY turn', [id]);
    expect(turns).toEqual([{ turn: 1 }, { turn: 2 }]);
  });

  test('not once somebody has read its codes: they would serve the next person', async () => {
    const { id } = await handedOut();
    await s.work((tx) => s.app.get(SimsService).codes(tx, { ...ines }, id));
    expect(await undo(id)).toBe('sims.codes_were_read');
  });

  test('until the end of the next working day', async () => {
    const { id } = await handedOut();
    await longAgo(id, 8);
    expect(await undo(id)).toBe('corrections.too_late');
    await s.work((tx) => s.app.get(SimsService).change(tx, ines, [id], { verb: 'end', reason: 'returned' }));
  });

  test('two at once: one of them', async () => {
    const { id } = await handedOut();
    const answers = await Promise.all([undo(id), undo(id), correct(id, await person())]);
    expect(answers.filter((a) => a === 'done').length).toBeLessThanOrEqual(2);
    expect(answers.slice(0, 2).filter((a) => a === 'done')).toHaveLength(1);
  });
});

describe('Postgres refuses, also to a script of the application’s role', () => {
  const event = (verb: string, to: string, holder: string) => `
    WITH e AS (INSERT INTO sims.sim_event (sim_id, verb, from_status, to_status, structure_id, beneficiary_id, channel)
      SELECT id, '${verb}', 'handed_out', '${to}', structure_id, ${holder}, 'page' FROM sims.sim WHERE id = $1 RETURNING id, beneficiary_id)
    UPDATE sims.sim SET status = '${to}', beneficiary_id = e.beneficiary_id, last_event_id = e.id FROM e WHERE sims.sim.id = $1`;
  const UNDO = event('undo_hand_out', 'allotted', 'NULL');

  test('a person changed, or a hand-out undone, without its correction', async () => {
    const { id } = await handedOut();
    const other = await person();
    const said = `'${other}'::uuid`;
    for (const sql of [UNDO, event('correct_holder', 'handed_out', said)])
      expect(await broken(s.work((tx) => tx.query(sql, [id])))).toBe('sims.no_change_without_history');
  });

  test('a hand-out undone too late, with its correction', async () => {
    const { id } = await handedOut();
    await longAgo(id, 8);
    const late = s.work(async (tx) => {
      await s.app.get(CorrectionsService).record(tx, ines, {
        kind: 'sim_undone',
        subjectId: id,
        label: 'essai',
        organisationId: s.fixtures.organisations.structure.id,
        from: {},
        to: {},
        reason: 'misread',
      });
      await tx.query(UNDO, [id]);
    });
    expect(await broken(late)).toBe('sims.undone_too_late');
  });

  test('a second statement of who has it, without an undone one', async () => {
    const { id } = await handedOut();
    const again = s.db.query(
      `INSERT INTO sims.hand_out (id, sim_id, structure_id, beneficiary_id, statement, membership_id, operator_number, turn)
       SELECT gen_random_uuid(), sim_id, structure_id, beneficiary_id, statement, membership_id, operator_number, 2 FROM sims.hand_out WHERE sim_id = $1`,
      [id],
    );
    await expect(again).rejects.toThrow(/sim_handed_out_once/);
  });
});
