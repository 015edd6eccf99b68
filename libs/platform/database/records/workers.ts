import { hostname } from 'node:os';
import type { DataSource } from 'typeorm';
import { rows, run } from '../statements/statement.js';

/** How often a worker reports, in milliseconds; after `DEAD_SECONDS` without a report it counts as dead. */
export const WORKER_SAYS_MS = 10_000;
const DEAD_SECONDS = 35;
const FORGOTTEN_HOURS = 24;

export interface WorkerSeen {
  readonly host: string;
  readonly pid: number;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly alive: boolean;
}

/** Reports that this worker is alive, and forgets those silent for a day. @param id of this process */
export async function sayAlive(on: DataSource, id: string): Promise<void> {
  await run(
    on,
    `WITH old AS (DELETE FROM platform.worker WHERE seen_at < platform.now() - make_interval(hours => $4))
     INSERT INTO platform.worker (id, host, pid) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET seen_at = platform.now()`,
    [id, hostname(), process.pid, FORGOTTEN_HOURS],
  );
}

export async function sayGone(on: DataSource, id: string): Promise<void> {
  await run(on, 'DELETE FROM platform.worker WHERE id = $1', [id]);
}

export const workersSeen = (on: DataSource): Promise<WorkerSeen[]> =>
  rows<WorkerSeen>(
    on,
    `SELECT host, pid, started_at AS "startedAt", seen_at AS "seenAt", seen_at > platform.now() - make_interval(secs => $1) AS alive
     FROM platform.worker ORDER BY alive DESC, seen_at DESC LIMIT 100`,
    [DEAD_SECONDS],
  );
