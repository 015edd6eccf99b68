import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { brokenInvariants } from '../counting/invariants.js';
import { eventually } from '../servers/eventually.js';

/** Each device that was acknowledged is there once, with its code and one row of history, and no other; what must hold of them holds. */
export async function expectDevices(db: DataSource, acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const found: { serial: string; code: string; id: string; events: number }[] = await db.query(`
    SELECT d.serial, d.code, d.id, (SELECT count(*)::int FROM devices.device_event e WHERE e.device_id = d.id) AS events
    FROM devices.device d`);
  expect(new Map(found.map(({ serial, code }) => [serial, code]))).toEqual(acknowledged);
  expect(found).toHaveLength(acknowledged.size);
  expect(found.filter(({ events }) => events !== 1)).toEqual([]);
  const ids = found.map(({ id }) => id);
  expect(await brokenInvariants(db, ids)).toEqual([]);
}

/** After an accident, while everything goes on: each of these devices is there once, and what must hold of devices holds of them. */
export async function expectThese(url: string, acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const { found, broken } = await whenItAnswers(url, (db) =>
    seen(db, 'WHERE serial = ANY($1)', [[...acknowledged.keys()]]),
  );
  expect(found.map(({ serial, code }) => [serial, code]).sort()).toEqual([...acknowledged].sort());
  expect(broken).toEqual([]);
}

/** While everything goes on: each device that was acknowledged until now is there once, and what must hold of devices holds. */
export async function expectSoFar(url: string, acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const until = new Map(acknowledged);
  const { found, broken } = await whenItAnswers(url, (db) => seen(db));
  const codes = new Map(found.map(({ serial, code }) => [serial, code]));
  expect([...until].filter(([serial, code]) => codes.get(serial) !== code)).toEqual([]);
  expect(found).toHaveLength(codes.size);
  expect(broken).toEqual([]);
}

/** Devices as they are there, and what does not hold of them. */
async function seen(db: DataSource, which = '', values: unknown[] = []) {
  const found: { serial: string; code: string; id: string }[] = await db.query(
    `SELECT serial, code, id FROM devices.device ${which}`,
    values,
  );
  const ids = found.map(({ id }) => id);
  return { found, broken: await brokenInvariants(db, ids) };
}

/** A database that is away for longer is lost to who works with it. */
const AWAY_MS = 180_000;

/** Asks again when the database is killed meanwhile. */
async function whenItAnswers<T>(url: string, ask: (db: DataSource) => Promise<T>): Promise<T> {
  for (const from = Date.now(); ; ) {
    const db = new DataSource({ type: 'postgres', url });
    try {
      await db.initialize();
      return await ask(db);
    } catch (error) {
      if (Date.now() - from > AWAY_MS) throw error;
      await pause(500);
    } finally {
      await db.destroy().catch(() => undefined);
    }
  }
}

/** Each paper that was acknowledged is drawn, whoever was killed over it: one file each, and no part of a file without one. */
export async function expectPapers(db: DataSource, asked: ReadonlySet<string>, patience: number): Promise<void> {
  const unmade = () =>
    db.query(`SELECT state, starts, attempt, due_at - now() AS due FROM documents.document WHERE state <> 'ready'`);
  await eventually('every paper is drawn', async () => (await unmade()).length === 0, patience).catch(
    async (error: Error) => {
      throw new Error(`${error.message}: ${JSON.stringify(await unmade())}`);
    },
  );
  const [row] = await db.query(
    `
    SELECT (SELECT count(*)::int FROM documents.document) AS papers, (SELECT count(*)::int FROM documents.blob WHERE mime = 'application/pdf') AS files,
      (SELECT count(*)::int FROM documents.blob_chunk c WHERE NOT EXISTS (SELECT FROM documents.blob b WHERE b.id = c.blob_id)) AS lost,
      (SELECT count(*)::int FROM documents.document WHERE id = ANY($1::uuid[])) AS acknowledged`,
    [[...asked]],
  );
  expect(row).toEqual({ papers: asked.size, files: asked.size, lost: 0, acknowledged: asked.size });
}
