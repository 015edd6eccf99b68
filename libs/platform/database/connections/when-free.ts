import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { SchemaError } from '../migrating/schema-error.js';
import { isRetryable, pgErrorOf } from './pg-error.js';

const PAUSE_MS = 1_000;

/** Whether somebody else's lock was in the way: the same may succeed later. */
export const isInTheWay = (error: unknown): boolean => pgErrorOf(error).code === '55P03' || isRetryable(error);

/**
 * Does work that needs locks held by others: between tries it holds none, so that readers get through.
 * @param look a connection of its own, to find out who is in the way
 * @throws SchemaError after `forMs` milliseconds; a later run continues where it stopped
 */
export async function whenFree<T>(look: pg.Client, forMs: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + forMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isInTheWay(error)) throw error;
      if (performance.now() > until) throw new SchemaError(await whoWasThere(look, forMs));
    }
    await pause(PAUSE_MS);
  }
}

async function whoWasThere(look: pg.Client, forMs: number): Promise<string> {
  const { rows } = await look.query<{ pid: number; name: string; seconds: number }>(
    `SELECT pid, application_name AS name, extract(epoch FROM now() - xact_start)::int AS seconds FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < now() - interval '1 second' ORDER BY xact_start LIMIT 1`,
  );
  const [longest] = rows;
  const who = longest
    ? ` La plus ancienne travaille depuis ${longest.seconds} s : « ${longest.name} », processus ${longest.pid} de PostgreSQL.`
    : '';
  return `La base n'a pas été mise à jour : depuis ${Math.round(forMs / 1000)} s, une autre session tient ce qu'il faut changer.${who} Rien n'est perdu : attendez ou arrêtez-la, puis relancez, la mise à jour reprend où elle en est.`;
}
