import type pg from 'pg';
import type { EntityManager } from 'typeorm';
import { openDataSource, type TestDatabase } from '../servers/database.js';
import type { Services } from '../servers/services.js';

/** What Postgres believes of the tables of devices stays what it believed when they were empty. */
export async function neverAnalysed({ ownerUrl }: TestDatabase): Promise<void> {
  const owner = await openDataSource(ownerUrl);
  for (const table of ['device', 'alias', 'asset_code', 'device_event'])
    await owner.query(`ALTER TABLE devices.${table} SET (autovacuum_enabled = false)`);
  await owner.destroy();
}

/** Postgres holds the tables for empty, and plans by that. */
export async function heldEmpty({ ownerUrl }: TestDatabase): Promise<void> {
  const owner = await openDataSource(ownerUrl, {}, 1);
  await owner.query(HELD_EMPTY);
  await owner.destroy();
}

/** A step of a plan that was carried out, as Postgres tells it. */
interface Step {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Step[];
}

/** How many rows the busiest step of a plan took up. */
const takenUp = (step: Step): number => {
  const each = step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0) + (step['Rows Removed by Join Filter'] ?? 0);
  return Math.max(each * step['Actual Loops'], ...(step.Plans ?? []).map(takenUp));
};

const TELL_PLANS = `LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
  SET auto_explain.log_analyze = on; SET auto_explain.log_timing = off; SET auto_explain.log_format = json;
  SET auto_explain.log_parameter_max_length = 0; SET auto_explain.log_level = notice`;

/** What a vacuum leaves that found nothing but rows of a transaction that died: Postgres holds each table for empty, however it grows. */
const held = (believed: string) => `UPDATE pg_class SET ${believed} WHERE relkind IN ('r', 'i')
  AND relnamespace IN ('devices'::regnamespace, 'allocation'::regnamespace, 'refurbishment'::regnamespace, 'imports'::regnamespace)`;
const HELD_EMPTY = held('reltuples = 0, relpages = greatest(relpages, 1)');
const HELD_UNKNOWN = held('reltuples = -1, relpages = 0');

/** How many rows each statement of a work took up, those of triggers included, while Postgres holds all tables for empty. Nothing of the work stays. */
export async function rowsTakenUpBy(
  { db, database }: Services,
  work: (tx: EntityManager) => Promise<void>,
): Promise<[text: string, rows: number][]> {
  const { entities } = db.options;
  const owner = await openDataSource(database.ownerUrl, entities ? { entities } : {}, 1);
  await owner.query(HELD_EMPTY);
  const taken = new Map<string, number>();
  const died = new Error('died');
  const dies = owner.transaction(async (tx) => {
    const client: pg.PoolClient = await tx.queryRunner!.connect();
    await tx.query(TELL_PLANS);
    client.on('notice', ({ message = '' }) => {
      const told = /^duration: [\d.]+ ms {2}plan:\n([\s\S]+)$/.exec(message)?.[1];
      if (!told) return;
      const { 'Query Text': text, Plan: plan } = JSON.parse(told) as { 'Query Text': string; Plan: Step };
      taken.set(text, (taken.get(text) ?? 0) + takenUp(plan));
    });
    await work(tx);
    throw died;
  });
  try {
    await expect(dies).rejects.toBe(died);
  } finally {
    await owner.query(HELD_UNKNOWN);
    await owner.destroy();
  }
  return [...taken];
}
