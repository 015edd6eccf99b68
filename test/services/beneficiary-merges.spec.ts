import fc from 'fast-check';
import { BeneficiariesService, BeneficiaryMerges, HandoverQueries } from '#bank/allocation';
import { CorrectionsService } from '#bank/corrections';
import { sealAudit, verifyAudit } from '#bank/people';
import { type Member, newId } from '#platform/kernel';
import { twoDaysAgo } from '../support/planted/dated-back.js';
import { Life } from '../support/planted/life.js';
import { openDataSource } from '../support/servers/database.js';
import { broken } from '../support/servers/services.js';
import { BRING_TO } from '../support/things/device-states.js';

let life: Life;
let ines: Member;
beforeAll(async () => {
  life = await Life.open();
  ines = life.people.ines;
});
afterAll(() => life.s.close());

const people = () => life.get(BeneficiariesService);
const person = (name = '', who: Member = ines) =>
  life.s.work((tx) => people().create(tx, who, name ? { identity: { name, contact: null } } : {}));
const view = (id: string, who: Member = ines) => people().byId(who, id);
const merge = async (goes: string, stays: string, who: Member = ines) => {
  const { reference } = (
    await life.s.db.query('SELECT reference FROM allocation.beneficiary WHERE id = $1', [stays])
  )[0];
  return broken(
    life.s.work((tx) => life.get(BeneficiaryMerges).merge(tx, who, goes, { into: reference, reason: 'entered_twice' })),
  );
};
const separate = (id: string, who: Member = ines) =>
  broken(life.s.work((tx) => life.get(BeneficiaryMerges).separate(tx, who, id, 'misread')));
const byReference = async (reference: string): Promise<string> => {
  let found = '';
  const answer = await broken(
    life.s.work(async (tx) => {
      found = await people().byReference(tx, ines, reference);
    }),
  );
  return found || answer;
};
/** As if nobody had seen these references for months; then the worker's turn. */
const unseen = async (months: number, ...ids: string[]): Promise<void> => {
  await life.s.db.query(
    `UPDATE allocation.beneficiary SET last_contact_on = current_date - make_interval(months => $2, days => 2) WHERE id = ANY ($1)`,
    [ids, months],
  );
  await life.s.work((tx) => people().purgeDue(tx));
};
/** A device handed over under a new reference. Gives the person. */
const withDevice = async (): Promise<string> => {
  const device = await BRING_TO.handed_over(life);
  const [row] = await life.s.db.query('SELECT holder_ref FROM devices.device WHERE id = $1', [device]);
  return row.holder_ref;
};

describe('a person who has two references at one structure', () => {
  test('is one: either leads there, with the devices of both, and no hand-over was moved', async () => {
    const [goes, stays] = [await withDevice(), await withDevice()];
    const old = await view(goes);
    expect(await merge(goes, stays)).toBe('done');
    for (const id of [goes, stays])
      expect(await view(id)).toMatchObject({ id: stays, devices: 2, merged: [{ id: goes, fresh: true }] });
    const { items } = await life.get(HandoverQueries).list(ines, {}, goes);
    expect(items.map((h) => h.beneficiaryId).sort()).toEqual([goes, stays].sort());
    const listed = await people().list(ines, { q: old.reference });
    expect(listed.items.map((b) => b.id)).toEqual([stays]);
    expect(await life.s.work((tx) => people().byReference(tx, ines, old.reference))).toBe(stays);
    const { items: waiting } = await life.get(CorrectionsService).list(ines, { 'a-contresigner': 'oui' });
    expect(waiting.find((c) => c.subjectId === goes)).toMatchObject({
      kind: 'beneficiary_merged',
      from: { reference: old.reference },
      touches: ['people'],
    });
  });

  test('has one identity, and is forgotten under both', async () => {
    const [goes, stays] = [await person('Dominique'), await person()];
    await merge(goes, stays);
    expect(await view(stays)).toMatchObject({ hasIdentity: true });
    expect(await people().identity(ines, stays)).toMatchObject({ name: 'Dominique' });
    await life.s.work((tx) => people().forget(tx, ines, stays));
    const left = await life.s.db.query(
      'SELECT 1 FROM allocation.beneficiary_identity WHERE beneficiary_id = ANY ($1)',
      [[goes, stays]],
    );
    expect(left).toEqual([]);
  });

  test('was two: within a day each has its own again', async () => {
    const [goes, stays] = [await withDevice(), await withDevice()];
    await merge(goes, stays);
    expect(await separate(goes, life.people.omar)).toBe('not_found');
    expect(await separate(goes)).toBe('done');
    for (const id of [goes, stays]) expect(await view(id)).toMatchObject({ id, devices: 1, merged: [] });
    expect(await separate(goes)).toBe('corrections.not_merged');
    await merge(goes, stays);
    await twoDaysAgo(life.s.database.ownerUrl, goes);
    expect(await separate(goes)).toBe('corrections.too_late');
  });

  test('ends as one: what is signed, lent or kept under either reference keeps both', async () => {
    const [goes, stays] = [await withDevice(), await person()];
    const old = await view(goes);
    await merge(goes, stays);
    await unseen(24, goes, stays);
    expect(await view(stays)).toMatchObject({ id: stays });
    expect(await byReference(old.reference)).toBe(stays);
  });

  test('is nobody’s once the reference that stands has ended, though the other has not yet', async () => {
    const [goes, stays] = [await person(), await person()];
    const old = await view(goes);
    await merge(goes, stays);
    await unseen(25, goes);
    await unseen(24, stays);
    const [{ ended }] = await life.s.db.query('SELECT ended_on AS ended FROM allocation.beneficiary WHERE id = $1', [
      goes,
    ]);
    expect(ended).toBeNull();
    expect(await byReference(old.reference)).toBe('allocation.reference_unknown');
    await life.s.work((tx) => people().purgeDue(tx));
    expect(await broken(view(goes))).toBe('not_found');
  });

  test('is of that structure alone, in Postgres too', async () => {
    const [mine, other] = [await person(), await person('', life.people.omar)];
    expect(await merge(mine, other)).toBe('allocation.reference_unknown');
    expect(await merge(other, mine)).toBe('not_found');
    expect(await merge(mine, mine)).toBe('corrections.merged_with_itself');
    expect(await merge(mine, await person(), life.people.leila)).toBe('not_found');
    const sql = (into: string) =>
      broken(
        life.s.work((tx) => tx.query('UPDATE allocation.beneficiary SET merged_into = $2 WHERE id = $1', [mine, into])),
      );
    expect(await sql(await person())).toBe('corrections.merge_untold');
    expect(await sql(newId())).toBe('corrections.merged_elsewhere');
  });
});

describe('once nobody has a reference any more', () => {
  const cited = (ids: string[]) =>
    life.s.db.query(
      `SELECT c.label, c.from_facts ->> 'reference' AS "from", c.to_facts ->> 'reference' AS "to", c.to_facts ->> 'into' AS into FROM corrections.correction c WHERE c.subject_id = ANY ($1)
       UNION ALL SELECT e.cause_label, e.facts ->> 'reference', NULL, NULL FROM devices.device_event e WHERE e.holder_to = ANY (SELECT 'ref:' || i FROM unnest($1) AS u(i))`,
      [ids],
    );
  const verified = async () => {
    const { changed, gone, broken: chain } = await verifyAudit(life.s.db);
    return [...changed, ...gone, ...chain];
  };
  const rewritten = async (sql: string, values: unknown[]): Promise<string> => {
    const owner = await openDataSource(life.s.database.ownerUrl, {}, 1);
    const said = await owner.query(sql, values).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
    await owner.destroy();
    return said;
  };

  test('what cites it says so from the same moment, the others keep theirs, and the seals hold', async () => {
    const [goes, stays, remains] = [await withDevice(), await withDevice(), await withDevice()];
    const { reference: living } = await view(remains);
    const { reference: old } = await view(stays);
    await merge(goes, stays);
    while ((await sealAudit(life.s.db)).more);
    expect(await verified()).toEqual([]);
    // As long as somebody has it, nobody takes it out, not even who owns the tables.
    for (const reference of [old, living])
      expect(
        await rewritten(`UPDATE devices.device_event SET cause_label = 'oubliée' WHERE cause_label = $1`, [reference]),
      ).toBe('BN001');

    await life.s.db.query('DELETE FROM allocation.handover_signature');
    await unseen(25, goes, stays);
    const told = await cited([goes, stays]);
    expect(told).toContainEqual({ label: 'oubliée', from: 'oubliée', to: 'oubliée', into: stays });
    expect(told.filter(({ label }: { label: string }) => label !== 'oubliée')).toEqual([]);
    expect(told).toHaveLength(3);
    expect((await cited([remains])).map(({ label }: { label: string }) => label)).toEqual([living]);
    expect(await verified()).toEqual([]);
  });

  test('a correction that somebody rewrote is still named', async () => {
    const [goes, stays] = [await person(), await person()];
    await merge(goes, stays);
    while ((await sealAudit(life.s.db)).more);
    const rewrite = (reason: string) =>
      rewritten(
        `SET session_replication_role = replica; UPDATE corrections.correction SET reason = '${reason}' WHERE subject_id = '${goes}'`,
        [],
      );
    await rewrite('misread');
    expect(await verified()).toEqual([expect.stringMatching(/^corrected\//)]);
    await rewrite('entered_twice');
    expect(await verified()).toEqual([]);
  });
});

test('two who merge both ways at once: one is heard', async () => {
  for (let i = 0; i < 4; i += 1) {
    const [a, b] = [await person(), await person()];
    const answers = await Promise.all([merge(a, b), merge(b, a)]);
    expect(answers.sort()).toEqual([expect.stringMatching(/^corrections\.merged_/), 'done']);
    expect((await view(a)).id).toBe((await view(b)).id);
  }
});

test('whatever is merged and separated, every reference leads to one person, and none is lost', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 4; i += 1) ids.push(await person());
  const step = fc.record({ a: fc.nat(3), b: fc.nat(3), back: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      for (const { a, b, back } of steps) {
        await (back ? separate(ids[a]!) : merge(ids[a]!, ids[b]!));
        const found = new Map((await Promise.all(ids.map((id) => view(id)))).map((p) => [p.id, p]));
        expect([...found.values()].reduce((sum, p) => sum + 1 + p.merged.length, 0)).toBe(ids.length);
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
