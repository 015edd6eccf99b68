import pg from 'pg';
import { KEEP_ALIVE } from './keep-alive.js';

/** When a wait for Postgres is doubted: how long after the last sign of life another connection asks, and how long that may take. */
export interface Doubt {
  readonly afterMs: number;
  readonly lookMs: number;
}

/** For what may rightly last: migrating, a backup, a job. A loss is noticed within 40 s (two checks in vain). */
export const DOUBT: Doubt = { afterMs: 10_000, lookMs: 15_000 };

type Found = 'works' | 'idle' | 'gone';

/**
 * Asks on a connection of its own what a backend of the same server does.
 * @param pid of the backend
 * @returns null when nobody answers in time. Where Postgres answers but does not say (no connection is free, a pooler stands between), the backend is
 * taken to work.
 */
export async function stillThere(config: pg.ClientConfig, pid: number, withinMs: number): Promise<Found | null> {
  const client = new pg.Client({
    ...config,
    application_name: 'bn watch',
    options: undefined,
    connectionTimeoutMillis: withinMs,
    query_timeout: withinMs,
    ...KEEP_ALIVE,
  } as pg.ClientConfig);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ here: number; there: boolean; state: string | null }>(
      `SELECT pg_backend_pid() AS here, a.pid IS NOT NULL AS there, a.state FROM (SELECT $1::int AS pid) p LEFT JOIN pg_stat_activity a USING (pid)`,
      [pid],
    );
    const { here, there, state } = rows[0]!;
    if (!there) return here === (client as unknown as { processID: number }).processID ? 'gone' : 'works';
    return state?.startsWith('idle') ? 'idle' : 'works';
  } catch (error) {
    // A code of five characters is Postgres's own: it answered.
    return /^[0-9A-Z]{5}$/.test((error as { code?: string }).code ?? '') ? 'works' : null;
  } finally {
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}
