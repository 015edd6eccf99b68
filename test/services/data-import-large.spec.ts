import { Outbox } from '#queue';
import { DataImportApplying } from '../../libs/data-import/applying.js';
import { DataImport, glpiFile, glpiRow } from '../support/data-import.js';
import { brokenInvariants } from '../support/invariants.js';

let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
}, 60_000);
afterAll(() => t.s.close());

const count = async (sql: string) => (await t.s.db.query(`SELECT count(*)::int AS n FROM ${sql}`))[0].n as number;
const file = (id: string) => t.queries.byId(t.leila, id);
/** What a worker does with what waits, without the queue between. */
const workerPasses = async () => {
  const outbox = t.s.app.get(Outbox).works.find((w) => w.queue === 'data_import')!;
  for (const waiting of await outbox.pending(50))
    await outbox.process(waiting).catch((error: Error) => outbox.failed(waiting, error));
};

const STRUCTURES = ['CCAS de Bagneux', ...Array.from({ length: 60 }, (_, i) => `Structure n° ${i + 1}`)];
const rows = (length: number) =>
  Array.from({ length }, (_, i) =>
    i % 4
      ? glpiRow({ state: 'En service', entity: `Entité racine > ${STRUCTURES[i % STRUCTURES.length]}` })
      : glpiRow({ state: 'En stock' }),
  );

test('four thousand devices take seconds, and a server that dies in the middle leaves none of them', async () => {
  const begun = performance.now();
  const id = await t.upload(glpiFile(...rows(4_000)));
  await t.map(id);
  const checked = performance.now();
  await t.apply(id);
  expect(await file(id)).toMatchObject({ state: 'applying', rowsRead: 4_000, rowsWrong: 0 });
  const dies = t.s.db.transaction(async (tx) => {
    await t.s.app.get(DataImportApplying).apply(tx, id);
    expect(await tx.query('SELECT 1 FROM devices.device')).toHaveLength(4_000);
    await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await expect(dies).rejects.toThrow();
  expect(await count(`devices.device_event WHERE verb = 'declare'`)).toBe(0);
  expect(await count('allocation.beneficiary')).toBe(0);
  expect((await file(id)).state).toBe('applying');
  const again = performance.now();
  await Promise.all([workerPasses(), workerPasses(), workerPasses()]);
  const took = performance.now() - again;
  expect(await file(id)).toMatchObject({ state: 'applied', rowsMade: 4_000 });
  expect(await count('devices.device')).toBe(4_000);
  expect(await count(`allocation.handover WHERE origin = 'declared'`)).toBe(3_000);
  expect(checked - begun + took).toBeLessThan(40_000);
  process.stdout.write(
    `4,000 rows: read and checked in ${Math.round(checked - begun)} ms, taken over in ${Math.round(took)} ms\n`,
  );
  const sample: { id: string }[] = await t.s.db.query('SELECT id FROM devices.device LIMIT 300');
  expect(
    await brokenInvariants(
      t.s.db,
      sample.map((d) => d.id),
    ),
  ).toEqual([]);
}, 60_000);
