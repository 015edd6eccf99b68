import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { WorkshopQueries } from '#bank/workshop';
import { benchDemo } from '../support/counting/bench.js';
import { BENCH_TOOLS, benchKey, bootBench } from '../support/machines/bench-machine.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { transactions } from '../support/servers/services.js';

const MINUTES = 60_000;

// The real script, from a USB stick, in a machine of its own with two disks.
needs(BENCH_TOOLS, 'the bench PC, in a virtual machine', () => {
  let t: TestApp;
  let fixtures: Fixtures;
  let demo: ReturnType<typeof benchDemo>;
  let db: DataSource;
  beforeAll(async () => {
    ({ t, fixtures } = await testAppWith('fixtures', { listen: true }));
    db = t.app.get(DataSource);
    demo = benchDemo({ app: t.app, fixtures, work: transactions(db) });
  }, 2 * MINUTES);
  afterAll(() => t?.close());

  const fresh = (prefix: string): string => `${prefix}${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
  async function machine() {
    const [id] = await demo.atWorkshop();
    const [code] = await demo.codesOf([id!]);
    const [{ serial }] = await db.query('SELECT serial FROM devices.device WHERE id = $1', [id]);
    const disks = { MACHINE_SERIAL: serial as string, SATA_SERIAL: fresh('WD-'), NVME_SERIAL: fresh('S3') };
    return { id: id!, code: code!, disks };
  }
  const logsOf = (id: string) =>
    db.query(
      `SELECT l.kind, l.outcome, r.serial, r.status, r.reasons FROM refurbishment.erasure_log l JOIN refurbishment.log_sent_for s ON s.log_id = l.id
       LEFT JOIN refurbishment.drive_result r ON r.log_id = l.id WHERE s.device_id = $1 ORDER BY r.serial`,
      [id],
    );
  const outcomes = async (id: string) =>
    (await db.query('SELECT outcome FROM refurbishment.bench_run WHERE device_id = $1', [id])).map(
      (r: { outcome: string }) => r.outcome,
    );
  const failures = async (id: string) => (await t.app.get(WorkshopQueries).gate(fixtures.people.karim, id)).failures;

  test(
    'nothing is typed but the code: both disks are inventoried, erased and proven, and the stick is empty again',
    async () => {
      const { id, code, disks } = await machine();
      const said = await bootBench(t.url, await benchKey(t, fixtures), code, disks);
      expect(said).toMatch(/OK +BN-/);
      expect(said).toContain('===EXIT 0');
      expect(said).not.toContain('===LEFT');
      expect(await logsOf(id)).toMatchObject([
        { kind: 'bench_bundle', outcome: 'read', serial: disks.NVME_SERIAL, status: 'passed', reasons: [] },
        { kind: 'bench_bundle', outcome: 'read', serial: disks.SATA_SERIAL, status: 'passed', reasons: [] },
      ]);
      expect(await outcomes(id)).toEqual(['done']);
      expect((await failures(id)).filter((f) => f.startsWith('medi'))).toEqual([]);
    },
    8 * MINUTES,
  );
});
