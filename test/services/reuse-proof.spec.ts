import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { ReuseProofs, SMALL } from '#bank/figures';
import { RootModule } from '../../apps/server/app.module.js';
import type { TestDatabase } from '../support/servers/database.js';
import { broken, transactions } from '../support/servers/services.js';
import { seededDatabase } from '../support/things/seeded.js';

let app: INestApplicationContext;
let database: TestDatabase;
let fixtures: Fixtures;
let owner: pg.Client;
let proofs: ReuseProofs;

beforeAll(async () => {
  process.env.BN_SECRET ??= 'a secret of the tests, long enough';
  ({ database, fixtures } = await seededDatabase('demo'));
  const connection = { url: database.url, applicationName: 'bn test', max: 8 };
  app = await NestFactory.createApplicationContext(RootModule.for({ connection, work: false }), { logger: false });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  proofs = app.get(ReuseProofs);
});
afterAll(async () => {
  await owner?.end();
  await app?.close();
  await database?.drop();
});

const donorOf = async (kind: string) =>
  (
    await owner.query(
      `SELECT d.id FROM intake.donor d JOIN intake.donation n ON n.donor_id = d.id WHERE d.kind = $1 AND n.state = 'closed' LIMIT 1`,
      [kind],
    )
  ).rows[0]?.id;
const work = <T>(run: Parameters<ReturnType<typeof transactions>>[0]) =>
  transactions(app.get(DataSource))(run) as Promise<T>;

describe('the proof of reuse of a public donor', () => {
  test('counts each of its devices once, as the devices themselves say', async () => {
    const [year] = await proofs.provable(fixtures.people.leila);
    const donor = year!.donorId;
    const counts = await proofs.preview(fixtures.people.leila, donor, year!.year);
    const { rows } = await owner.query(
      `SELECT count(*)::int AS given, count(*) FILTER (WHERE d.state = 'handed_over')::int AS reused FROM devices.device d
       JOIN intake.donation n ON n.id = d.donation_id WHERE n.donor_id = $1`,
      [donor],
    );
    // So few were handed over that their number is not told, nor where, nor of which kind; nor by what is left of the others.
    expect(rows[0].reused).toBeGreaterThan(0);
    expect(rows[0].reused).toBeLessThan(SMALL);
    expect(counts).toMatchObject({ given: rows[0].given, reused: null, communes: [] });
    expect(counts.byCategory.map((c) => c.reused)).toEqual(counts.byCategory.map(() => null));
    expect(counts.outcomes.map((o) => o.label)).not.toContain('Remis à une personne accompagnée');
    const sum = (of: readonly { devices: number }[]) => of.reduce((total, o) => total + o.devices, 0);
    expect(sum(counts.outcomes)).toBe(counts.given);
    expect(counts.byCategory.reduce((total, c) => total + c.given, 0)).toBe(counts.given);
    const { log, no_need, ...others } = counts.evidence!;
    expect(log).toBeGreaterThan(0);
    // Each device is told once, by one kind: what nobody had to erase is in no proof.
    expect(Object.values(others).reduce((total, n) => total + n, log + no_need)).toBe(counts.given);
    expect(counts.ageUnknown).toBe(counts.given);
  });

  test('counts as too old what was surely bought more than the age before the gift came; without a date it is unknown', async () => {
    const [year] = await proofs.provable(fixtures.people.leila);
    const preview = () => proofs.preview(fixtures.people.leila, year!.donorId, year!.year);
    const before = await preview();
    expect(before).toMatchObject({ overTenYears: 0, ageYears: 10, ageSource: expect.stringContaining('2023-266') });
    const bought = `INSERT INTO intake.device_purchase (device_id, year, day)
      SELECT d.id, extract(year FROM x.day), CASE WHEN NOT x.year_alone THEN x.day END
      FROM (SELECT d.id, n.received_at, row_number() OVER (ORDER BY d.id) AS k FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id
        WHERE n.donor_id = $1) d
      CROSS JOIN LATERAL (SELECT (d.received_at AT TIME ZONE b.time_zone)::date AS received FROM people.bank b) r
      JOIN LATERAL (VALUES (1, (r.received - interval '10 years')::date - 1, false), (2, (r.received - interval '10 years')::date, false),
        (3, (r.received - interval '10 years')::date, true), (4, (r.received - interval '11 years')::date, true)) x (k, day, year_alone) ON x.k = d.k`;
    await owner.query(bought, [year!.donorId]);
    // The day after ten years, and the year eleven years before; not ten years to the day, nor a year that may have been ten.
    expect(await preview()).toMatchObject({ overTenYears: 2, ageUnknown: before.given - 4, given: before.given });
    const id = await work<string>((tx) =>
      proofs.make(tx, fixtures.people.leila, year!.donorId, year!.year, DEMO_PASSWORD),
    );
    const { rows } = await owner.query('SELECT facts FROM documents.document WHERE id = $1', [id]);
    expect(rows[0].facts).toMatchObject({ overTenYears: 2, ageYears: 10, ageUnknown: before.given - 4 });
  });

  test('is frozen on its paper, and made again gets another number', async () => {
    const [year] = await proofs.provable(fixtures.people.leila);
    const first = year!.paper!;
    const facts = async (id: string) =>
      (await owner.query('SELECT facts FROM documents.document WHERE id = $1', [id])).rows[0].facts;
    const before = await facts(first.id);
    const again = await work<string>((tx) =>
      proofs.make(tx, fixtures.people.leila, year!.donorId, year!.year, DEMO_PASSWORD),
    );
    expect(await facts(first.id)).toEqual(before);
    expect((await proofs.provable(fixtures.people.leila))[0]!.paper!.id).toBe(again);
    expect((await proofs.provable(fixtures.people.leila))[0]!.paper!.number).not.toBe(first.number);
  });

  test('is refused to other kinds, other years, other people', async () => {
    const [year] = await proofs.provable(fixtures.people.leila);
    const make = (donor: string, y: number, password = DEMO_PASSWORD) =>
      broken(work((tx) => proofs.make(tx, fixtures.people.leila, donor, y, password)));
    expect(await make(await donorOf('person'), year!.year)).toBe('receipts.proof_not_asked');
    expect(await make(year!.donorId, 1999)).toBe('receipts.nothing_given_that_year');
    expect(await make(year!.donorId, year!.year, 'pas la bonne')).toBe('receipts.secret_wrong');
    expect(await make('no-id', year!.year)).toBe('not_found');
    expect(await broken(proofs.provable(fixtures.people.aude))).toBe('not_found');
  });
});
