import { QuotaCorrections, QuotasService } from '#bank/allocation';
import { CorrectionsService } from '#bank/corrections';
import { broken } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';
import { readyDevice } from '../support/things/ready-device.js';

let a: Allocation;
beforeAll(async () => {
  a = await Allocation.open();
});
afterAll(() => a.s.close());

const DAYS = { startsOn: '2026-01-01', endsOn: '2099-12-31' };
const quotaOf = async (category: string) =>
  (await a.get(QuotasService).list(a.people.leila)).find((q) => q.category === category)!;
const correct = async (category: string, to: object, who = a.people.leila) => {
  const { id, structureId, startsOn, endsOn, allowed } = await quotaOf(category);
  const right = { structureId, startsOn, endsOn, allowed, reason: 'mistyped' as const, ...to };
  return broken(a.s.work((tx) => a.get(QuotaCorrections).correct(tx, who, id, right)));
};

describe('a quota that was typed wrongly', () => {
  test('is put right with its reason; what was typed stays readable', async () => {
    const id = await a.quota('tablet', 500);
    expect(await correct('tablet', { allowed: 50 })).toBe('done');
    expect(await correct('tablet', { allowed: 50 })).toBe('allocation.same_quota');
    expect(await quotaOf('tablet')).toMatchObject({
      id,
      allowed: 50,
      before: { allowed: 500, startsOn: '2026-01-01' },
    });
    const { items } = await a.get(CorrectionsService).list(a.people.leila);
    expect(items.find((c) => c.subjectId === id)).toMatchObject({
      kind: 'quota',
      label: 'Tablette',
      from: { allowed: 500, structure: 'CCAS de Bagneux' },
      to: { allowed: 50 },
      reason: 'mistyped',
      operatorNumber: a.people.leila.operatorNumber,
    });
  });

  test('goes to the structure and the days it was for', async () => {
    const other = a.s.fixtures.organisations.otherStructure.id;
    expect(await correct('desktop', { structureId: other, endsOn: '2099-06-30' })).toBe('done');
    expect(await quotaOf('desktop')).toMatchObject({
      structureId: other,
      endsOn: '2099-06-30',
      before: { structure: 'CCAS de Bagneux', endsOn: '2099-12-31' },
    });
    expect(await correct('desktop', { structureId: a.s.fixtures.organisations.workshop.id })).toBe(
      'allocation.structure_unknown',
    );
    await a.quota('desktop', 5);
    const { id, allowed } = (await a.get(QuotasService).list(a.people.leila)).find(
      (q) => q.category === 'desktop' && q.structureId === other,
    )!;
    const back = { structureId: a.structure.id, ...DAYS, allowed, reason: 'misread' as const };
    expect(await broken(a.s.work((tx) => a.get(QuotaCorrections).correct(tx, a.people.leila, id, back)))).toBe(
      'allocation.quota_overlaps',
    );
  });

  test('never goes below what was reserved, nor away from it', async () => {
    await a.reserved('laptop', 2);
    const { used } = await quotaOf('laptop');
    expect(await correct('laptop', { allowed: used - 1 })).toBe('allocation.quota_below_used');
    expect(await correct('laptop', { structureId: a.s.fixtures.organisations.otherStructure.id })).toBe(
      'allocation.quota_was_used',
    );
    expect(await correct('laptop', { startsOn: '2090-01-01' })).toBe('allocation.quota_days_used');
    expect(await correct('laptop', { endsOn: '2025-12-31' })).toBe('allocation.period_backwards');
    expect(await correct('laptop', { allowed: used })).toBe('done');
    await a.quota('laptop', 50);
  });

  test('is the bank’s to put right', async () => {
    expect(await correct('laptop', { allowed: 60 }, a.people.ines)).toBe('not_found');
    expect(await correct('laptop', { allowed: 60, reason: 'because' })).toBe('corrections.reason_missing');
    expect(await correct('laptop', { allowed: -1 })).toBe('allocation.quota_invalid');
  });

  test('and a reservation at the same instant: never more reserved than allowed', async () => {
    const { used } = await quotaOf('laptop');
    const [unit = ''] = await a.units(await a.approved('laptop'));
    const device = await readyDevice(a.s.app, a.s.fixtures);
    const answers = await Promise.all([correct('laptop', { allowed: used }), broken(a.reserve(unit, device))]);
    expect(answers.filter((one) => one === 'done')).toHaveLength(1);
    const now = await quotaOf('laptop');
    expect(now.used).toBeLessThanOrEqual(now.allowed);
    await a.quota('laptop', 50);
  });
});

describe('Postgres refuses, also to a script of the application’s role', () => {
  test.each([
    ['another structure', `UPDATE allocation.quota SET structure_id = $2 WHERE id = $1`],
    ['other days', `UPDATE allocation.quota SET ends_on = '2098-01-01' WHERE id = $1 AND $2::uuid IS NOT NULL`],
  ])('%s without its correction', async (_what, sql) => {
    const { id } = await quotaOf('tablet');
    const change = a.s.work((tx) => tx.query(sql, [id, a.s.fixtures.organisations.otherStructure.id]));
    expect(await broken(change)).toBe('allocation.quota_stays');
  });

  test('to write or forget what a quota was; each change of it is kept', async () => {
    const { id, allowed } = await quotaOf('tablet');
    await a.s.db.query('UPDATE allocation.quota SET allowed = allowed + 1 WHERE id = $1', [id]);
    expect((await quotaOf('tablet')).before).toMatchObject({ allowed });
    for (const sql of [
      'DELETE FROM allocation.quota_change',
      'UPDATE allocation.quota_change SET allowed = 1',
      'INSERT INTO allocation.quota_change (quota_id, structure_id, starts_on, ends_on, allowed, set_at) SELECT id, structure_id, starts_on, ends_on, 1, now() FROM allocation.quota',
    ])
      await expect(a.s.db.query(sql)).rejects.toThrow(/permission denied/);
  });
});
