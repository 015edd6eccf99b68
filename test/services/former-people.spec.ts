import { DataSource } from 'typeorm';
import { BeneficiariesService, BeneficiaryMerges } from '#bank/allocation';
import { ruleFromPg } from '#platform/database';
import { openDataSource } from '../support/servers/database.js';
import { broken, type Services } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';

const BEFORE = {
  ageBand: 'soixante_dix_plus',
  situation: 'retraite',
  commune: 'Bagneux (92)',
  identity: { name: 'Apolline Verdurin', contact: '01 99 00 44 33' },
} as const;
const AFTER = {
  ageBand: 'soixante_soixante_neuf',
  situation: 'en_emploi',
  commune: 'Suresnes (92)',
  identity: { name: 'Apolline Vinteuil', contact: 'apolline@essai.example' },
} as const;
type Words = Parameters<BeneficiariesService['create']>[2];

let a: Allocation;
let s: Services;
let owner: DataSource;
beforeAll(async () => {
  a = await Allocation.open();
  s = a.s;
  owner = await openDataSource(s.database.ownerUrl, {}, 2);
});
afterAll(async () => {
  await owner?.destroy();
  await s.close();
});

const people = () => a.get(BeneficiariesService);
const person = (words: Words = BEFORE): Promise<string> => s.work((tx) => people().create(tx, a.people.ines, words));
const correct = (id: string, words: Words) => s.work((tx) => people().update(tx, a.people.ines, id, words));
const former = (id: string, who: 'ines' | 'omar' | 'leila' = 'ines') =>
  people()
    .known({ ...a.people[who] }, id)
    .then((known) => known.former);
const left = async (id: string): Promise<number> => {
  const [row] = await owner.query(
    `SELECT (SELECT count(*) FROM allocation.beneficiary_event e WHERE e.beneficiary_id = $1)
       + (SELECT count(*) FROM allocation.former_identity f WHERE f.beneficiary_id = $1)
       + (SELECT count(*) FROM allocation.former_description f WHERE f.beneficiary_id = $1) AS n`,
    [id],
  );
  return Number(row.n);
};

describe('what stood of a person before it was put right', () => {
  test('is told field by field, with who did it, and stands under seal in the database', async () => {
    const id = await person();
    await correct(id, AFTER);
    const { identity } = AFTER;
    await correct(id, { ...AFTER, situation: '', identity: { ...identity, contact: null } });
    const [second, first] = await former(id);
    expect(first).toMatchObject({ operatorName: 'Inès', at: expect.any(Date) });
    expect(first!.changes).toEqual([
      { field: 'ageBand', before: BEFORE.ageBand, after: AFTER.ageBand },
      { field: 'situation', before: BEFORE.situation, after: AFTER.situation },
      { field: 'commune', before: BEFORE.commune, after: AFTER.commune },
      { field: 'communeCode', before: '92007', after: '92073' },
      { field: 'name', before: BEFORE.identity.name, after: AFTER.identity.name },
      { field: 'contact', before: BEFORE.identity.contact, after: AFTER.identity.contact },
    ]);
    expect(second!.changes).toEqual([
      { field: 'situation', before: AFTER.situation, after: 'non_communique' },
      { field: 'contact', before: AFTER.identity.contact, after: null },
    ]);
    const kept = await owner.query(
      `SELECT x::text AS row, encode(sealed, 'escape') AS bytes FROM (SELECT event_id, sealed FROM allocation.former_identity
         UNION ALL SELECT event_id, sealed FROM allocation.former_description) x`,
    );
    expect(kept).toHaveLength(4);
    expect(JSON.stringify(kept)).not.toMatch(/Verdurin|99 00|Bagneux|92007|retraite|soixante/);
  });

  test('is nowhere when the same was written again, and is the structure’s alone', async () => {
    const id = await person();
    await correct(id, { ...BEFORE, identity: { name: ' Apolline Verdurin ', contact: BEFORE.identity.contact } });
    expect(await left(id)).toBe(0);
    await correct(id, AFTER);
    for (const other of ['omar', 'leila'] as const) expect(await broken(former(id, other))).toBe('not_found');
  });

  test('is noted as looked at, as the identity is', async () => {
    const id = await person();
    await correct(id, AFTER);
    await former(id);
    const looks = await owner.query('SELECT screen FROM people.identity_look WHERE subject_id = $1', [id]);
    expect(looks).toEqual([{ screen: 'beneficiary' }]);
  });

  test('is told of both references of one person, and a former name finds nobody', async () => {
    const [goes, stays] = [await person(), await person()];
    await correct(goes, AFTER);
    const { reference } = await people().byId(a.people.ines, stays);
    await s.work((tx) =>
      a.get(BeneficiaryMerges).merge(tx, a.people.ines, goes, { into: reference, reason: 'entered_twice' }),
    );
    expect((await former(stays))[0]!.changes).toHaveLength(6);
    // The first name alone is in both: whoever is called no more than that has all that they share.
    const namesake = await person({ ...AFTER, identity: { name: 'Apolline', contact: null } });
    const [shared] = await owner.query(
      `SELECT count(*)::int AS n, count(a.token)::int AS first FROM allocation.identity_token t
         JOIN allocation.identity_token x ON x.token = t.token AND x.beneficiary_id = $2
         LEFT JOIN allocation.identity_token a ON a.token = t.token AND a.beneficiary_id = $3 WHERE t.beneficiary_id = $1`,
      [goes, stays, namesake],
    );
    expect(shared.n).toBe(shared.first);
    await s.work((tx) => people().forget(tx, a.people.ines, stays));
    expect([await left(goes), await left(stays)]).toEqual([0, 0]);
  });

  test('goes with the identity: when the person asks, and at its date', async () => {
    const ends = [
      (id: string) => s.work((tx) => people().forget(tx, a.people.ines, id)),
      async (id: string) => {
        await owner.query(
          'UPDATE allocation.beneficiary_identity SET purge_on = current_date - 1 WHERE beneficiary_id = $1',
          [id],
        );
        await s.work((tx) => people().purgeDue(tx));
      },
    ];
    for (const end of ends) {
      const id = await person();
      await correct(id, AFTER);
      expect(await left(id)).toBe(3);
      await end(id);
      expect([await left(id), await former(id)]).toEqual([0, []]);
    }
    // Of somebody whose name nobody noted.
    const { identity: _, ...nameless } = BEFORE;
    const id = await person(nameless);
    await correct(id, { ...nameless, commune: AFTER.commune });
    expect(await left(id)).toBe(2);
    await ends[0]!(id);
    expect(await left(id)).toBe(0);
  });

  test('goes at the end of its own period, though the person still comes', async () => {
    const id = await person();
    await correct(id, AFTER);
    await correct(id, { ...AFTER, identity: { name: 'Apolline Swann', contact: null } });
    await owner.query('ALTER TABLE allocation.beneficiary_event DISABLE TRIGGER USER');
    await owner.query(
      `UPDATE allocation.beneficiary_event SET at = at - people.kept_for('identity') - interval '1 day'
       WHERE id = (SELECT min(id) FROM allocation.beneficiary_event WHERE beneficiary_id = $1)`,
      [id],
    );
    await owner.query('ALTER TABLE allocation.beneficiary_event ENABLE TRIGGER USER');
    await s.work((tx) => people().purgeDue(tx));
    expect((await former(id)).map((e) => e.changes.map((c) => c.before))).toEqual([
      [AFTER.identity.name, AFTER.identity.contact],
    ]);
    expect(await people().identity({ ...a.people.ines }, id)).toMatchObject({ name: 'Apolline Swann' });
  });

  test('two who write the first name at once: one overwrites the other, and it is told', async () => {
    const { identity: _, ...nameless } = BEFORE;
    const id = await person(nameless);
    await Promise.all([
      correct(id, { ...nameless, identity: BEFORE.identity }),
      correct(id, { ...nameless, identity: AFTER.identity }),
    ]);
    const [only] = await former(id);
    expect(only!.changes.map((c) => c.field)).toEqual(['name', 'contact']);
  });
});

const TOLD = `INSERT INTO allocation.beneficiary_event (beneficiary_id, channel) VALUES ($1, 'system')`;
test.each([
  `UPDATE allocation.beneficiary SET age_band = 'non_communique' WHERE id = $1`,
  `WITH told AS (${TOLD}) UPDATE allocation.beneficiary SET commune = 'Nanterre (92)' WHERE id = $1`,
  `UPDATE allocation.beneficiary_identity SET sealed = sealed || sealed WHERE beneficiary_id = $1`,
  `UPDATE allocation.former_identity SET sealed = sealed || sealed WHERE beneficiary_id = $1`,
  `DELETE FROM allocation.former_identity WHERE beneficiary_id = $1`,
  `INSERT INTO allocation.former_identity (event_id, beneficiary_id, key_id, sealed) SELECT event_id, beneficiary_id, key_id, sealed FROM allocation.former_identity WHERE beneficiary_id = $1`,
  `UPDATE allocation.former_description SET sealed = sealed || sealed WHERE beneficiary_id = $1`,
  `DELETE FROM allocation.former_description WHERE beneficiary_id = $1`,
  `INSERT INTO allocation.former_description (event_id, beneficiary_id, key_id, sealed) SELECT event_id, beneficiary_id, key_id, sealed FROM allocation.former_description WHERE beneficiary_id = $1`,
  `UPDATE allocation.beneficiary_event SET at = now() + interval '9 years' WHERE beneficiary_id = $1`,
  `DELETE FROM allocation.beneficiary_event WHERE beneficiary_id = $1`,
])('Postgres refuses, to any script: %s', async (sql) => {
  const id = await person();
  await correct(id, AFTER);
  const told = await former(id);
  const said = await s.db.query(sql, [id]).then(
    () => 'done',
    (error: unknown) => ruleFromPg(error)?.code ?? String(error),
  );
  expect(said).toMatch(/no_change_without_history|permission denied|former_description_once/);
  expect(await former(id)).toEqual(told);
});
