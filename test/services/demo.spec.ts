import { DataSource } from 'typeorm';
import { type Fixtures, isDemoSeeded, seedDemo } from '#bank/demo';
import { STATES, type State } from '#bank/devices';
import { FiguresService } from '#bank/figures';
import { prepareDemo } from '../../apps/server/startup/demo.js';
import { statementsOf } from '../support/counting/statements.js';
import { type TestApp, testApp } from '../support/servers/app.js';

/** A first start waits for the demo: how often it may ask Postgres. */
const STATEMENTS = 2150;

let t: TestApp;
let fixtures: Fixtures;
let asked: number;

beforeAll(async () => {
  process.env.PUBLIC_URL ??= 'https://banque.example.fr';
  t = await testApp();
  asked = (
    await statementsOf(async () => {
      fixtures = await seedDemo(t.app);
    })
  ).length;
});
afterAll(() => t.close());

const query = <T>(sql: string): Promise<T[]> => t.app.get(DataSource).query(sql);

test('the demo is told in few statements, and leaves a device in every state', async () => {
  const rows = await query<{ state: State; n: number }>(
    'SELECT state, count(*)::int AS n FROM devices.device GROUP BY state',
  );
  // What was taken over from another tool is no part of the demo: it begins here.
  const begun = Object.keys(STATES).filter((state) => state !== 'to_be_proven');
  expect(rows.map((r) => r.state).sort()).toEqual(begun.sort());
  expect(rows.reduce((sum, r) => sum + r.n, 0)).toBeGreaterThanOrEqual(28);
  expect(asked).toBeLessThan(STATEMENTS);
});

test('every page has something in it', async () => {
  const one = async (sql: string) => (await query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0]!.n;
  expect(await one(`intake.donation WHERE state = 'promised'`)).toBe(1);
  expect(await one('imports.row WHERE wrong')).toBe(1);
  expect(await one(`logistics.transfer WHERE state = 'sent'`)).toBe(2);
  expect(await one(`logistics.transfer WHERE state = 'preparing'`)).toBe(1);
  expect(await one(`logistics.transfer WHERE state = 'received_with_differences'`)).toBe(1);
  expect(await one(`refurbishment.evidence WHERE kind = 'log'`)).toBe(2);
  expect(await one('refurbishment.work_order WHERE help_code IS NOT NULL')).toBe(1);
  expect(await one(`allocation.request WHERE state = 'submitted'`)).toBe(1);
  expect(await one(`allocation.reservation WHERE ended_at IS NULL`)).toBeGreaterThan(0);
  expect(await one(`allocation.handover WHERE end_reason = 'returned'`)).toBe(1);
  expect(await one(`allocation.handover WHERE end_reason = 'swapped'`)).toBe(1);
  expect(await one(`sims.sim WHERE status = 'handed_out'`)).toBe(2);
  expect(await one(`maintenance.ticket WHERE state = 'open'`)).toBe(2);
  const types = await query<{ type: string }>('SELECT DISTINCT type FROM documents.document ORDER BY type');
  expect(types.map((r) => r.type)).toEqual([
    'bill_of_sale',
    'collection_slip',
    'delivery_note',
    'donation_agreement',
    'erasure_certificate',
    'handover_bank',
    'handover_structure',
    'label_sheet',
    'reuse_proof',
    'sim_slip',
    'tax_receipt_person',
    'transfer_slip',
  ]);
  const [bill] = await query<{ facts: object }>(`SELECT facts FROM documents.document WHERE type = 'bill_of_sale'`);
  expect(bill!.facts).toMatchObject({
    priceCents: 6000,
    seller: { address: '3 rue des Essais, 92220 Bagneux' },
    guarantee: { box: { text: expect.stringContaining('EXEMPLE') } },
    attested: { publicOrigin: true, criterion: 'Étudiant boursier' },
  });
  await expect(t.app.get(FiguresService).figures(fixtures.people.paul)).resolves.toBeDefined();
});

test('it is told once, in an empty database only', async () => {
  expect(await isDemoSeeded(t.app)).toBe(true);
  const before = await query('SELECT count(*) FROM devices.device_event');
  const signIns = await prepareDemo(t.app, t.database.ownerUrl, () => undefined);
  expect(signIns.map((s) => s.email)).toContain('leila@demo.example');
  expect(await query('SELECT count(*) FROM devices.device_event')).toEqual(before);
});
