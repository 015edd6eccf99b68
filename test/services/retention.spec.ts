import { BeneficiariesService, RequestsService } from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { FaultsModule, FaultsService } from '#bank/faults';
import { SimsModule, SimsService } from '#bank/sims';
import { DATED_PERIODS } from '#platform/kernel';
import { openDataSource } from '../support/servers/database.js';
import { bring, iccid } from '../support/sheets/sim-lists.js';
import { Allocation } from '../support/things/allocation.js';
import { handedOverDevice } from '../support/things/handed-over.js';

let a: Allocation;
beforeAll(async () => {
  a = await Allocation.open(SimsModule, FaultsModule);
});
afterAll(() => a?.s.close());

/** A person of whom an identity is kept, seen last so many months ago. */
async function seen(monthsAgo: number, id?: string): Promise<string> {
  const identity = { name: 'Camille Exemple', contact: null };
  const person = id ?? (await a.s.work((tx) => a.get(BeneficiariesService).create(tx, a.people.ines, { identity })));
  if (id) await a.s.work((tx) => a.get(BeneficiariesService).update(tx, a.people.ines, id, { identity }));
  await a.s.db.query(
    'UPDATE allocation.beneficiary SET last_contact_on = current_date - make_interval(months => $2) WHERE id = $1',
    [person, monthsAgo],
  );
  await a.s.db.query(
    'UPDATE allocation.beneficiary_identity SET purge_on = current_date + make_interval(months => 24 - $2) WHERE beneficiary_id = $1',
    [person, monthsAgo],
  );
  return person;
}

/** Months from today until the identity goes, and since the last contact. */
async function dates(person: string): Promise<[left: number, since: number]> {
  const [row] = await a.s.db.query(
    `SELECT round((i.purge_on - current_date) / 30.4)::int AS until, round((current_date - b.last_contact_on) / 30.4)::int AS since
     FROM allocation.beneficiary b JOIN allocation.beneficiary_identity i ON i.beneficiary_id = b.id WHERE b.id = $1`,
    [person],
  );
  return [row.until, row.since];
}

describe('the time an identity is kept counts from the last contact', () => {
  test('a SIM card that is handed out', async () => {
    const person = await seen(20);
    expect(await dates(person)).toEqual([4, 20]);
    const number = iccid();
    await bring(a.s, number);
    const [{ id: simId }] = await a.s.db.query('SELECT id FROM sims.sim WHERE iccid = $1', [number]);
    await a.s.work((tx) => a.get(SimsService).allot(tx, a.people.leila, a.structure.id, { ids: [simId] }));
    const input = { simId, beneficiaryId: person, password: DEMO_PASSWORD };
    await a.s.work((tx) => a.get(SimsService).handOut(tx, a.people.ines, input));
    expect(await dates(person)).toEqual([24, 0]);
  });

  test('a device that is asked for them', async () => {
    const person = await seen(20);
    const request = await a.submitted('laptop');
    const [unit = ''] = await a.units(request);
    await a.s.work((tx) => a.get(RequestsService).bind(tx, a.people.ines, request, unit, person));
    expect(await dates(person)).toEqual([24, 0]);
  });

  test('a fault of the device they have, whoever reports it', async () => {
    const { code, beneficiaryId } = await handedOverDevice(a.s.app, a.s.fixtures);
    const person = await seen(20, beneficiaryId);
    const stranger = { kind: 'stranger', channel: 'page' } as const;
    const fault = { label: code, problem: 'screen', countedBy: null } as const;
    await a.s.work((tx) => a.get(FaultsService).report(tx, stranger, fault));
    expect(await dates(person)).toEqual([24, 0]);
  });

  test('what is corrected of them', async () => {
    const person = await seen(20);
    await a.s.work((tx) => a.get(BeneficiariesService).update(tx, a.people.ines, person, { situation: 'retraite' }));
    expect(await dates(person)).toEqual([24, 0]);
  });
});

test('a period that the bank makes shorter holds for identities it has already, a longer one from the next contact', async () => {
  const [long, recent] = [await seen(20), await seen(0)];
  await a.s.db.query(
    `UPDATE allocation.beneficiary_identity SET updated_at = now() - interval '20 months' WHERE beneficiary_id = $1`,
    [long],
  );
  const owner = await openDataSource(a.s.database.ownerUrl, {}, 1);
  const rule = (months: number) =>
    owner.query(
      `INSERT INTO people.retention VALUES ('identity', current_date, $1, 'months', 'Essai')
       ON CONFLICT (subject, valid_from) DO UPDATE SET amount = $1`,
      [months],
    );
  const purge = () => a.s.work((tx) => a.get(BeneficiariesService).purgeDue(tx));
  await rule(30);
  await purge();
  expect([await dates(long), await dates(recent)]).toEqual([
    [4, 20],
    [24, 0],
  ]);
  await rule(18);
  await purge();
  expect(await dates(recent)).toEqual([18, 0]);
  expect(await a.s.db.query('SELECT 1 FROM allocation.beneficiary_identity WHERE beneficiary_id = $1', [long])).toEqual(
    [],
  );
  await owner.query(`DELETE FROM people.retention WHERE source = 'Essai'`);
  await owner.destroy();
});

describe('the signed sheet', () => {
  const until = async (mode: string): Promise<string> =>
    (await a.s.db.query(`SELECT allocation.sheet_until($1, '2026-03-15')::text AS on`, [mode]))[0].on;

  test('of a gift is kept for its period; that of a sale outlives the warranty', async () => {
    expect(await until('gift')).toBe('2028-03-15');
    expect(await until('sale')).toBe('2029-03-15');
  });

  test('of a sale outlives it however short its own period is chosen', async () => {
    const owner = await openDataSource(a.s.database.ownerUrl, {}, 1);
    await owner.query(
      `INSERT INTO people.retention VALUES ('handover_sheet', current_date, 3, 'months', 'Essai'), ('sale_sheet', current_date, 1, 'days', 'Essai')`,
    );
    expect([await until('gift'), await until('sale')]).toEqual(['2026-06-15', '2028-03-16']);
    await owner.query(`DELETE FROM people.retention WHERE source = 'Essai'`);
    await owner.destroy();
  });

  test('never goes before its day: Postgres refuses a signature that would', async () => {
    const { id } = await handedOverDevice(a.s.app, a.s.fixtures);
    const early = a.s.db.query(
      `INSERT INTO allocation.handover_signature (handover_id, structure_id, mime, key_id, sealed, purge_on)
       SELECT h.id, h.structure_id, 'image/png', 'k', 's', current_date + 1 FROM allocation.handover h WHERE h.device_id = $1`,
      [id],
    );
    await expect(early).rejects.toThrow(/goes before its sheet/);
  });

  test('keeps its day: nobody brings it forward for the purge to delete it', async () => {
    const { id } = await handedOverDevice(a.s.app, a.s.fixtures);
    const sooner = a.s.db.query(
      `UPDATE allocation.handover_signature SET purge_on = current_date
       WHERE handover_id IN (SELECT h.id FROM allocation.handover h WHERE h.device_id = $1)`,
      [id],
    );
    await expect(sooner).rejects.toThrow(/permission denied/);
  });
});

test('every dated period has a rule in force, whose source is a choice or a text that holds', async () => {
  const missing: unknown[] = await a.s.db.query(
    'SELECT x.subject FROM unnest($1::text[]) AS x(subject) WHERE people.kept_for(x.subject) IS NULL',
    [Object.keys(DATED_PERIODS)],
  );
  expect(missing).toEqual([]);
  const inForce: { subject: string; source: string }[] = await a.s.db.query(
    `SELECT DISTINCT ON (subject) subject, source FROM people.retention ORDER BY subject, valid_from DESC`,
  );
  expect(inForce.filter(({ source }) => source.includes('2021-028'))).toEqual([]);
});
