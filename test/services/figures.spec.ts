import { AllocationModule } from '#bank/allocation';
import { DevicesService } from '#bank/devices';
import { type CountedSubject, FiguresModule, FiguresService } from '#bank/figures';
import { broken, type Services, services } from '../support/servers/services.js';
import { handedOverDevice } from '../support/things/handed-over.js';
import { readyDevice } from '../support/things/ready-device.js';

let s: Services;
let figures: FiguresService;

beforeAll(async () => {
  s = await services(AllocationModule, FiguresModule);
  figures = s.app.get(FiguresService);
});
afterAll(() => s.close());

const table = async (subject: CountedSubject) =>
  (await figures.figures(s.fixtures.people.paul)).tables.find((t) => t.subject === subject)!;

test('nothing is counted before the first time, and the page still answers', async () => {
  const view = await figures.figures(s.fixtures.people.paul);
  expect(view.countedAt).toBeNull();
  expect(view.tables).toHaveLength(8);
});

test('the committee and the bank read them, nobody else', async () => {
  const { paul, leila, ines, aude } = s.fixtures.people;
  for (const actor of [paul, leila]) await expect(figures.figures(actor)).resolves.toBeDefined();
  for (const actor of [ines, aude, { kind: 'stranger', channel: 'page' } as const]) {
    expect(await broken(figures.figures(actor))).toBe('not_found');
  }
});

test('hand-overs are counted by month, category, kind of donor and territory; fewer than five are not told apart', async () => {
  for (let i = 0; i < 4; i += 1) await handedOverDevice(s.app, s.fixtures);
  await figures.refresh();
  const small = await table('handed_over_by_structure');
  expect(small.rows).toEqual([
    { key: 'Vallée Sud-Grand Paris', label: 'Vallée Sud-Grand Paris', count: null, hidden: 'small', level: 0 },
  ]);
  expect(small.total).toEqual({ count: null, hidden: 'small' });
  await handedOverDevice(s.app, s.fixtures);
  expect((await table('handed_over_by_structure')).total.count).toBeNull();
  await figures.refresh();
  expect(await table('handed_over_by_structure')).toMatchObject({
    rows: [
      { label: 'Vallée Sud-Grand Paris', count: 5, hidden: null, level: 0 },
      { key: '92007', label: 'Bagneux (92)', count: 5, hidden: null, level: 1 },
    ],
    total: { count: 5 },
  });
  const { year, sinceTheBeginning } = await figures.figures(s.fixtures.people.paul);
  const months = (await table('handed_over_by_month')).rows;
  expect(months.map((m) => m.key.slice(0, 4))).toEqual(Array(12).fill(year));
  expect(months.filter((m) => m.count !== 0).map((m) => m.count)).toEqual([5]);
  expect(sinceTheBeginning).toBe(5);
  expect((await table('handed_over_by_category')).rows[0]).toMatchObject({ label: 'Ordinateur portable', count: 5 });
});

test('hand-overs are told by the kind of proof of their data; what was withdrawn counts no more, and few are hidden', async () => {
  const proofs = await table('handed_over_by_proof');
  expect(proofs.total.count).toBe(5);
  expect(proofs.rows).toEqual([
    {
      key: 'no_medium',
      label: 'Sans support de stockage, déclaré par une personne',
      count: 5,
      hidden: null,
      level: 0,
    },
  ]);
  await s.db.query(
    `UPDATE reporting.handover_proof SET proofs = '{stated}' WHERE event_id = (SELECT min(event_id) FROM reporting.handover_proof)`,
  );
  const read = async () =>
    (await s.db.query(`SELECT count(*)::int AS n FROM reporting.handover_proof WHERE proofs = '{stated}'`))[0].n;
  expect(await read()).toBe(1);
  // Read again from the evidence itself, in turn.
  await figures.refresh();
  expect(await read()).toBe(0);
  expect((await table('handed_over_by_proof')).rows.map((r) => r.key)).toEqual(['no_medium']);
});

test('a structure has a name only if it chose so, from the moment it does', async () => {
  const labels = async () => (await table('handed_over_by_structure')).rows.map((r) => r.label);
  expect(await labels()).not.toContain('CCAS de Bagneux');
  await s.db.query('UPDATE people.organisation SET name_is_public = true WHERE id = $1', [
    s.fixtures.organisations.structure.id,
  ]);
  expect(await labels()).toEqual(['Vallée Sud-Grand Paris', 'Bagneux (92)', 'CCAS de Bagneux']);
});

test('a year is told apart from the others, and one of fewer than five is not told at all', async () => {
  const told = async (year?: string) => {
    const view = await figures.figures(s.fixtures.people.paul, year);
    return [
      view.years,
      view.tables.find((t) => t.subject === 'handed_over_by_month')!.total.count,
      view.sinceTheBeginning,
    ];
  };
  const [[year]] = (await told()) as [string[]];
  const before = String(Number(year) - 1);
  const count = (n: number) =>
    s.db.query(
      `INSERT INTO reporting.figure (subject, period, key, count) VALUES ('handed_over_by_month', $1, $1 || '-03', $2)
       ON CONFLICT (subject, period, key) DO UPDATE SET count = EXCLUDED.count`,
      [before, n],
    );
  await count(4);
  expect(await told(before)).toEqual([[year], 5, 5]);
  await count(6);
  expect(await told(before)).toEqual([[year, before], 6, 11]);
  expect(await told('nonsense')).toEqual([[year, before], 5, 11]);
});

test('a state that no device is in any more leaves the table', async () => {
  const id = await readyDevice(s.app, s.fixtures);
  await figures.refresh();
  const states = async () => (await table('devices_by_state')).rows.map((r) => r.key);
  expect(await states()).toContain('in_stock');
  await s.work((tx) =>
    s.app.get(DevicesService).act(tx, s.fixtures.people.leila, 'recycle', id, { reason: 'too_old' }),
  );
  await figures.refresh();
  expect(await states()).not.toContain('in_stock');
});

test('twenty refreshes at once: all come back, the figures are right', async () => {
  const before = await figures.figures(s.fixtures.people.paul);
  await Promise.all(Array.from({ length: 20 }, () => figures.refresh()));
  const after = await figures.figures(s.fixtures.people.paul);
  expect(after.tables).toEqual(before.tables);
  expect(after.countedAt!.getTime()).toBeGreaterThan(before.countedAt!.getTime());
});
