import { Outbox } from '#platform/queue';
import { ImportApplying } from '../../libs/bank/files/engine/steps/applying.js';
import { brokenInvariants } from '../support/counting/invariants.js';
import { statementsOf } from '../support/counting/statements.js';
import { DataImport, glpiFile, glpiRow } from '../support/sheets/data-import.js';
import { neverAnalysed, rowsTakenUpBy } from '../support/sheets/rows-taken-up.js';

let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
  // What Postgres believes of them stays what it believed when they were empty.
  await neverAnalysed(t.s.database);
});
afterAll(() => t.s.close());

const count = async (sql: string) => (await t.s.db.query(`SELECT count(*)::int AS n FROM ${sql}`))[0].n as number;
const file = (id: string) => t.queries.byId(t.leila, id);
/** What a worker does with what waits, without the queue between. */
const workerPasses = async () => {
  const outbox = t.s.app.get(Outbox).works.find((w) => w.queue === 'imports')!;
  for (const waiting of await outbox.pending(50))
    await outbox.process(waiting).catch((error: Error) => outbox.failed(waiting, error));
};

const STRUCTURES = ['CCAS de Bagneux', ...Array.from({ length: 60 }, (_, i) => `Structure n° ${i + 1}`)];
const rows = (length: number) =>
  Array.from({ length }, (_, i) =>
    i % 4
      ? glpiRow({ state: 'Remis', entity: `Entité racine > ${STRUCTURES[i % STRUCTURES.length]}` })
      : glpiRow({ state: 'En stock' }),
  );

test('each statement of declaring takes up a few rows for each device', async () => {
  const devices = 1_500;
  const id = await t.upload(glpiFile(...rows(devices)));
  await workerPasses();
  await t.map(id);
  await workerPasses();
  await t.apply(id);
  const taken = await rowsTakenUpBy(t.s, async (tx) => {
    await t.s.app.get(ImportApplying).apply(tx, id);
    expect(await tx.query('SELECT 1 FROM devices.device')).toHaveLength(devices);
  });
  await t.s.db.query(`UPDATE imports.file SET state = 'ready' WHERE id = $1`, [id]);
  expect(taken.length).toBeGreaterThan(20);
  expect(taken.filter(([, n]) => n > 10 * devices)).toEqual([]);
});

test('four thousand devices take few statements, and a server that dies in the middle leaves none of them', async () => {
  const id = await t.upload(glpiFile(...rows(4_000)));
  await workerPasses();
  await t.map(id);
  await workerPasses();
  await t.apply(id);
  expect(await file(id)).toMatchObject({ state: 'applying', rowsRead: 4_000, rowsWrong: 0 });
  const dies = t.s.db.transaction(async (tx) => {
    await t.s.app.get(ImportApplying).apply(tx, id);
    expect(await tx.query('SELECT 1 FROM devices.device')).toHaveLength(4_000);
    await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await expect(dies).rejects.toThrow();
  expect(await count(`devices.device_event WHERE verb = 'declare'`)).toBe(0);
  expect(await count('allocation.beneficiary')).toBe(0);
  expect((await file(id)).state).toBe('applying');
  const asked = await statementsOf(() => Promise.all([workerPasses(), workerPasses(), workerPasses()]));
  expect(await file(id)).toMatchObject({ state: 'applied', rowsMade: 4_000 });
  expect(await count('devices.device')).toBe(4_000);
  expect(await count(`allocation.handover WHERE origin = 'declared'`)).toBe(3_000);
  // What one statement takes up is counted above: so few of them are seconds.
  expect(asked.length).toBeLessThan(4_000 / 10);
  const sample: { id: string }[] = await t.s.db.query('SELECT id FROM devices.device LIMIT 300');
  expect(
    await brokenInvariants(
      t.s.db,
      sample.map((d) => d.id),
    ),
  ).toEqual([]);
});

test('each statement that checks a second file of an issuer takes up a few rows for each of its own', async () => {
  const devices = 1_000;
  const id = await t.upload(glpiFile(...rows(devices)));
  await workerPasses();
  // What is agreed with is read anew, and checked, at once.
  const taken = await rowsTakenUpBy(t.s, (tx) => t.service.map(tx, t.leila, id, { targets: new Map() }));
  expect(taken.some(([text]) => text.includes('devices.alias'))).toBe(true);
  expect(taken.filter(([, n]) => n > 10 * devices)).toEqual([]);
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The tables that a plan reads from end to end within a loop: once a row, which never ends. Once for all of them is no harm. */
const readWholeForEachRow = (node: PlanNode, looped = false): string[] => [
  ...(looped && node['Node Type'] === 'Seq Scan' ? [node['Relation Name']!] : []),
  ...(node.Plans ?? []).flatMap((plan, i) =>
    readWholeForEachRow(plan, looped || (node['Node Type'] === 'Nested Loop' && i > 0)),
  ),
];

test('rows are read and checked a thousand at a time, and no table is read whole for each, whatever Postgres believes of its tables', async () => {
  const reading = async (length: number): Promise<string[]> => {
    const id = await t.upload(glpiFile(...rows(length)));
    const asked = await statementsOf(workerPasses);
    expect(await file(id)).toMatchObject({ state: 'mapping', rowsRead: length });
    // How far it is, is told every so often, not every so many rows; bytes come by the megabyte.
    return asked.filter((text) => !/imports\.progress|blob_chunk/.test(text));
  };
  const [few, many] = [await reading(3_000), await reading(6_000)];
  // Of a thousand rows: three questions about what is there, the good rows, and those with something to say.
  expect(many.length - few.length).toBeLessThanOrEqual(3 * 5);

  // Four thousand devices were just made, and no statistics of them exist.
  const [{ n: analysed }] = await t.s.db.query(
    `SELECT count(*)::int AS n FROM pg_stat_user_tables WHERE schemaname = 'devices' AND relname = 'device' AND (last_analyze IS NOT NULL OR last_autoanalyze IS NOT NULL)`,
  );
  const checks = [...new Set(many.filter((text) => /unnest/.test(text) && /devices\./.test(text)))];
  expect([analysed <= 1, checks.length]).toEqual([true, 3]);
  for (const text of checks) {
    const [explained]: { 'QUERY PLAN': { Plan: PlanNode }[] }[] = await t.s.db.query(
      `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`,
    );
    expect(readWholeForEachRow(explained!['QUERY PLAN'][0]!.Plan)).toEqual([]);
  }
});
