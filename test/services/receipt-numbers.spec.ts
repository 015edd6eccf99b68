import { spawn } from 'node:child_process';
import pg from 'pg';
import { ReceiptsService } from '#bank/receipts';
import { newId } from '#platform/kernel';
import { COMPANY, type ReceiptFixtures, receiptFixtures, SIGNED } from '../support/papers/receipts.js';
import { eventually } from '../support/servers/eventually.js';
import { broken } from '../support/servers/services.js';

/** Somebody who may sign receipts. */
const SIGNS = `SELECT id FROM people.signatory WHERE act = 'receipt'`;

let s: ReceiptFixtures;
let owner: pg.Client;

beforeAll(async () => {
  s = await receiptFixtures();
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await s?.close();
});

const numbers = async (year?: number): Promise<{ n: number; year: number; number: string; paper: string }[]> =>
  (
    await owner.query(
      `SELECT r.n, r.year, r.number, d.number AS paper, r.issued_at FROM receipts.receipt r JOIN documents.document d ON d.id = r.document_id
       WHERE $1::int IS NULL OR r.year = $1 ORDER BY r.issued_at, r.n`,
      [year ?? null],
    )
  ).rows;

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** The bank's clock as receipts read it. */
const setClock = (sql: string) =>
  owner.query(
    `CREATE OR REPLACE FUNCTION platform.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE RETURN ${sql}`,
  );

describe('the numbers of receipts', () => {
  it('run from 1 without a gap in the order of issue, whoever issues at once and whatever fails', async () => {
    const donations = await Promise.all(upTo(50).map(() => s.closed()));
    const receipts = s.app.get(ReceiptsService);
    const outcome = await Promise.all(
      donations.map((id, i) =>
        s
          .work(async (tx) => {
            await receipts.issue(tx, s.leila, id, { ...COMPANY, ...SIGNED });
            if (i % 3 === 0) throw new Error('the business failed after the number was given');
            if (i % 7 === 0) await tx.query('SELECT 1 / 0');
          })
          .then(
            () => 'issued',
            () => 'failed',
          ),
      ),
    );
    const issued = outcome.filter((o) => o === 'issued').length;
    expect(issued).toBeGreaterThan(20);
    const rows = await numbers();
    expect(rows.map((r) => r.n)).toEqual(upTo(issued));
    expect(rows.every((r) => r.number === r.paper)).toBe(true);
    const { rows: orphans } = await owner.query(
      `SELECT number FROM documents.document d WHERE type LIKE 'tax_receipt%' AND NOT EXISTS (SELECT 1 FROM receipts.receipt r WHERE r.document_id = d.id)`,
    );
    expect(orphans).toEqual([]);
    // Those that failed issue now, and go on where the others ended.
    for (const [i, id] of donations.entries()) if (outcome[i] === 'failed') await s.issue(id);
    expect((await numbers()).map((r) => r.n)).toEqual(upTo(50));
  });

  it('are given back by a process that is killed with one in its hands', async () => {
    const donation = await s.closed();
    const before = (await numbers()).length;
    const script = `
      const pg = (await import('pg')).default;
      const c = new pg.Client({ connectionString: process.argv[1] });
      await c.connect();
      await c.query('BEGIN');
      const r = await c.query(process.argv[2]);
      process.stdout.write(r.rows[0].number);
      await new Promise(() => setInterval(() => {}, 1000));`;
    const insert = `INSERT INTO receipts.receipt (id, kind, donation_id, value_id, value_cents, devices, document_id, membership_id, operator_number,
        donor_name, donor_legal_form, donor_address, donor_siren, signatory_id)
      SELECT '${newId()}', 'company', v.donation_id, v.id, v.cents, 1, '${newId()}', v.membership_id, v.operator_number, 'x', 'x', 'x', '000000026', (${SIGNS})
      FROM receipts.declared_value v WHERE v.donation_id = '${donation}' RETURNING number`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, s.database.url, insert]);
    const held = await new Promise<string>((said, failed) => {
      child.stdout.once('data', (bytes) => said(String(bytes)));
      child.stderr.once('data', (bytes) => failed(new Error(String(bytes))));
    });
    expect(held).toMatch(new RegExp(`-0*${before + 1}$`));
    const waiting = s.issue(await s.closed());
    await eventually('the next one waits for the number', async () => {
      const { rows } = await owner.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%receipts.receipt%'`,
      );
      return rows.length > 0;
    });
    child.kill('SIGKILL');
    expect((await waiting).number).toBe(held);
    expect((await numbers()).map((r) => r.n)).toEqual(upTo(before + 1));
  });

  it('belong to the calendar year of the bank’s time zone, also for whoever waits over midnight', async () => {
    try {
      const gifts = await Promise.all(upTo(4).map(() => s.closed()));
      await setClock(`timestamptz '2040-12-31 22:59:59+00'`);
      expect((await s.issue(gifts[0]!)).number).toBe('RF-2040-0001');
      await setClock(`timestamptz '2040-12-31 23:00:00+00'`);
      expect((await s.issue(gifts[1]!)).number).toBe('RF-2041-0001');
      expect((await s.issue(gifts[2]!)).number).toBe('RF-2041-0002');
      // The first look at the clock says 2041, the second, once the lock is held, 2042.
      await owner.query(`CREATE SEQUENCE receipts.looks; GRANT USAGE ON SEQUENCE receipts.looks TO bn_app`);
      await setClock(
        `CASE WHEN nextval('receipts.looks') = 1 THEN timestamptz '2041-12-31 22:59:59+00' ELSE timestamptz '2041-12-31 23:00:01+00' END`,
      );
      expect((await s.issue(gifts[3]!)).number).toBe('RF-2042-0001');
      expect((await owner.query('SELECT last FROM receipts.counter WHERE year = 2041')).rows).toEqual([{ last: 2 }]);
    } finally {
      await setClock('clock_timestamp()');
    }
  });

  it('are one per donation: of two who issue at once, one is refused', async () => {
    const id = await s.closed();
    const both = await Promise.all([broken(s.issue(id)), broken(s.issue(id))]);
    expect(both.sort()).toEqual(['done', 'receipts.already_issued']);
  });

  it('are struck once: of ten who cancel or replace one receipt at once, one succeeds', async () => {
    const donation = await s.closed();
    const receipt = await s.issue(donation);
    const receipts = s.app.get(ReceiptsService);
    const reason = { reason: 'value_wrong', ...SIGNED };
    const strike = (i: number) =>
      broken(
        s.work(async (tx) =>
          i % 2
            ? receipts.cancel(tx, s.leila, receipt.id, reason)
            : receipts.replace(tx, s.leila, receipt.id, { ...COMPANY, ...reason }),
        ),
      );
    const said = await Promise.all(upTo(10).map(strike));
    expect(said.sort()).toEqual(['done', ...upTo(9).map(() => 'receipts.already_cancelled')]);
    const counting = await owner.query(
      `SELECT 1 FROM receipts.receipt r WHERE donation_id = $1 AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = r.id)`,
      [donation],
    );
    expect(counting.rows.length).toBeLessThan(2);
  });

  it.each([
    ['a receipt deleted', 'DELETE FROM receipts.receipt'],
    ['a receipt renumbered', 'UPDATE receipts.receipt SET n = n + 100'],
    ['all receipts gone', 'TRUNCATE receipts.receipt CASCADE'],
    ['a number left out', 'UPDATE receipts.counter SET last = last + 2'],
    ['a number given again', 'UPDATE receipts.counter SET last = last - 1'],
    ['a number without its receipt', 'UPDATE receipts.counter SET last = last + 1'],
    ['a year that begins later', 'INSERT INTO receipts.counter VALUES (2050, 7)'],
    ['a counter gone', 'DELETE FROM receipts.counter'],
    ['a cancellation taken back', 'DELETE FROM receipts.cancellation'],
    ['another value', 'UPDATE receipts.declared_value SET cents = 1'],
  ])('cannot be touched: %s', async (_what, sql) => {
    const receipt = await s.issue(await s.closed());
    await s.work((tx) =>
      s.app.get(ReceiptsService).cancel(tx, s.leila, receipt.id, { reason: 'issued_by_mistake', ...SIGNED }),
    );
    await expect(owner.query(sql)).rejects.toMatchObject({ code: 'BN001' });
    await expect(s.db.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('come from Postgres, whatever an insert says', async () => {
    const donation = await s.closed();
    const client = new pg.Client({ connectionString: s.database.url });
    await client.connect();
    await client.query('BEGIN');
    const { rows } = await client.query(
      `INSERT INTO receipts.receipt (id, year, n, number, kind, donation_id, value_id, value_cents, devices, document_id, issued_at, membership_id, operator_number,
         donor_name, donor_legal_form, donor_address, donor_siren, signatory_id)
       SELECT $1, 2020, 99, 'RF-2020-0099', 'company', donation_id, id, cents, 1, $2, '2020-01-01', membership_id, operator_number, 'x', 'x', 'x', '000000026', (${SIGNS})
       FROM receipts.declared_value WHERE donation_id = $3 RETURNING year, n`,
      [newId(), newId(), donation],
    );
    expect(rows[0].year).toBeGreaterThan(2025);
    expect(rows[0].n).toBe((await numbers(rows[0].year)).length + 1);
    // And not without its paper.
    await expect(client.query('COMMIT')).rejects.toThrow(/document_id/);
    await client.end();
  });
});
