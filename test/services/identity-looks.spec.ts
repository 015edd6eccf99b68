import { BeneficiariesService } from '#bank/allocation';
import { AccessRecordsService, FiguresModule } from '#bank/figures';
import { deleteOldAccessRecords, sealAudit, verifyAudit } from '#bank/people';
import type { Actor } from '#platform/kernel';
import { openDataSource } from '../support/servers/database.js';
import { broken } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';

let a: Allocation;
let looks: AccessRecordsService;
beforeAll(async () => {
  a = await Allocation.open(FiguresModule);
  looks = a.get(AccessRecordsService);
});
afterAll(() => a?.s.close());

/** The same person in another request. */
const again = (actor: Actor): Actor => ({ ...actor });
const person = (name: string): Promise<string> =>
  a.s.work((tx) => a.get(BeneficiariesService).create(tx, a.people.ines, { identity: { name, contact: null } }));
const read = (id: string) => a.get(BeneficiariesService).identity(again(a.people.ines), id);
/** Whoever manages the structure: the agent's organisation, with the manager's role. */
const manager = (): Actor => ({ ...a.people.ines, roles: ['structure_manager'] });

test('each screen that shows who somebody is is one row: who, when, whose reference; and no name', async () => {
  const id = await person('Camille Exemple');
  const request = again(a.people.ines);
  await a.get(BeneficiariesService).identity(request, id);
  await a.get(BeneficiariesService).identity(request, id);
  await read(id);
  const { items } = await looks.list(manager(), { subjectId: id });
  expect(items).toHaveLength(2);
  const { reference } = await a.get(BeneficiariesService).byId(a.people.ines, id);
  expect(items[0]).toMatchObject({
    screen: 'beneficiary',
    subject: reference,
    operatorNumber: a.people.ines.operatorNumber,
  });
  const [row] = await a.s.db.query('SELECT l::text AS said FROM people.identity_look l WHERE subject_id = $1', [id]);
  expect(row.said).not.toContain('Camille');
});

test('nothing is noted where no identity is kept, nor for whoever may not read it', async () => {
  const id = await a.s.work((tx) => a.get(BeneficiariesService).create(tx, a.people.ines, {}));
  expect(await read(id)).toBeNull();
  expect(await broken(a.get(BeneficiariesService).identity(again(a.people.omar), id))).toBe('not_found');
  expect((await looks.list(manager(), { subjectId: id })).items).toEqual([]);
});

test('an organisation’s manager reads its own log; nobody else reads it, the bank included', async () => {
  const id = await person('Dominique Exemple');
  await read(id);
  const bank: Actor = { ...a.people.leila, roles: ['bank_admin'] };
  expect((await looks.list(bank, { subjectId: id })).items).toEqual([]);
  const agent: Actor = { ...a.people.ines, roles: ['structure_agent'] };
  expect(await broken(looks.list(agent))).toBe('not_found');
});

test('is paged, the newest first', async () => {
  const id = await person('Claude Exemple');
  for (let i = 0; i < 3; i += 1) await read(id);
  const first = await looks.list(manager(), { subjectId: id, limit: 2 });
  const rest = await looks.list(manager(), { subjectId: id, limit: 2, cursor: first.next ?? undefined });
  expect([first.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
  const ids = [...first.items, ...rest.items].map((look) => Number(look.id));
  expect(ids).toEqual([...ids].sort((x, y) => y - x));
});

test('is never rewritten, and goes when its period is over', async () => {
  const id = await person('Alix Exemple');
  await read(id);
  for (const sql of [
    'UPDATE people.identity_look SET at = now() WHERE subject_id = $1',
    'DELETE FROM people.identity_look WHERE subject_id = $1',
  ])
    await expect(a.s.db.query(sql, [id])).rejects.toThrow();
  await expect(a.s.db.query('TRUNCATE people.identity_look')).rejects.toThrow();
  const { organisationId, membershipId } = a.people.ines;
  await a.s.db.query(
    `INSERT INTO people.identity_look (at, organisation_id, membership_id, screen, subject_id, channel)
     VALUES (now() - interval '13 months', $1, $2, 'beneficiary', $3, 'page')`,
    [organisationId, membershipId, id],
  );
  expect(await deleteOldAccessRecords(a.s.db)).toBe(1);
  expect((await looks.list(manager(), { subjectId: id })).items).toHaveLength(1);
});

test('under a backlog a purge is sealed before looks, and sealing again goes on until nothing is left', async () => {
  const id = await person('Camille Exemple');
  while ((await sealAudit(a.s.db)).more);
  const { membershipId, organisationId } = a.people.ines;
  await a.s.db.query(
    `INSERT INTO people.identity_look (organisation_id, membership_id, screen, subject_id, channel)
     SELECT $1, $2, 'beneficiary', $3, 'page' FROM generate_series(1, 5001)`,
    [organisationId, membershipId, id],
  );
  await a.s.work((tx) => a.get(BeneficiariesService).forget(tx, a.people.ines, id));
  expect((await sealAudit(a.s.db)).more).toBe(true);
  expect(
    await a.s.db.query(
      `SELECT FROM people.audit_sealed_row WHERE key LIKE 'purge/%/' || (SELECT id FROM allocation.purge_entry WHERE beneficiary_id = $1)`,
      [id],
    ),
  ).toHaveLength(1);
  expect((await sealAudit(a.s.db)).more).toBe(false);
  expect((await sealAudit(a.s.db)).count).toBe(0);
  expect(await verifyAudit(a.s.db)).toMatchObject({ changed: [], gone: [], broken: [] });
});

test('is sealed with the audit, as are purges: what the database’s owner changed or took away is named', async () => {
  const id = await person('Sacha Exemple');
  await read(id);
  await a.s.work((tx) => a.get(BeneficiariesService).forget(tx, a.people.ines, id));
  expect((await sealAudit(a.s.db)).count).toBeGreaterThan(1);
  expect(await sealAudit(a.s.db)).toEqual({ count: 0, more: false });
  expect(await verifyAudit(a.s.db)).toMatchObject({ changed: [], gone: [], broken: [] });
  const owner = await openDataSource(a.s.database.ownerUrl);
  for (const table of ['people.identity_look', 'allocation.purge_entry', 'people.audit_sealed_row'])
    await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const [[{ key: look }], [{ key: purge, n }]] = await Promise.all([
    owner.query(
      `SELECT key FROM people.audit_sealed_row WHERE key LIKE 'look/%/' || (SELECT id FROM people.identity_look WHERE subject_id = $1)`,
      [id],
    ),
    owner.query(
      `SELECT key, seal::text AS n FROM people.audit_sealed_row WHERE key LIKE 'purge/%/' || (SELECT id FROM allocation.purge_entry WHERE beneficiary_id = $1)`,
      [id],
    ),
  ]);
  await owner.query(`UPDATE people.identity_look SET subject_id = NULL WHERE subject_id = $1`, [id]);
  await owner.query('DELETE FROM allocation.purge_entry WHERE beneficiary_id = $1', [id]);
  expect(await verifyAudit(a.s.db)).toMatchObject({ changed: [look], gone: [purge], broken: [] });
  // Nor does a row's trace go without its seal.
  await owner.query('DELETE FROM people.audit_sealed_row WHERE key = $1', [purge]);
  expect(await verifyAudit(a.s.db)).toMatchObject({ changed: [look], gone: [], broken: [{ n }] });
  await owner.destroy();
});
