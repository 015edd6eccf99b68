import type { DataSource, EntityManager } from 'typeorm';
import { fingerprint, PERIODS, personalColumn } from '#kernel';
import { rows, run } from './statement.js';

/** How often one subject may try something. */
export interface Allowance {
  /** What is tried; the same subject counts apart for each. */
  readonly of: string;
  readonly times: number;
  readonly minutes: number;
}

/** Somebody's tries: an account's, a network address's. */
export interface Tries {
  readonly allowance: Allowance;
  readonly by: string;
}

personalColumn(
  'platform.attempt',
  'subject_hash',
  'security',
  'Empreinte d’un compte ou d’une adresse de réseau',
  'attempts',
);

/** Only a keyed hash is kept, and for a day. */
const hashOf = ({ allowance, by }: Tries): string => fingerprint(`${allowance.of}:${by}`);

/** When the oldest of the tries that still count against somebody no longer does: in how many minutes, whole ones, of the clock that noted them. */
const WAIT = `(SELECT ceil(extract(epoch FROM a.at + make_interval(mins => t.minutes) - now()) / 60)::int FROM platform.attempt a
  WHERE a.subject_hash = t.hash AND a.at > now() - make_interval(mins => t.minutes) ORDER BY a.at DESC OFFSET t.times - 1 LIMIT 1)`;
const RECENT = `(SELECT count(*) FROM platform.attempt a WHERE a.subject_hash = t.hash AND a.at > now() - make_interval(mins => t.minutes))`;

/** Minutes until all of them may try again, rounded up; null when nobody tried as often as it may. */
export async function minutesToWait(on: DataSource | EntityManager, ...tries: Tries[]): Promise<number | null> {
  const [found] = await rows<{ minutes: number | null }>(
    on,
    `SELECT max(${WAIT}) AS minutes FROM unnest($1::text[], $2::int[], $3::int[]) AS t(hash, times, minutes)`,
    [tries.map(hashOf), tries.map((t) => t.allowance.times), tries.map((t) => t.allowance.minutes)],
  );
  return found!.minutes;
}

/** Notes that each tried, whatever is allowed. */
export async function noteAttempts(on: DataSource | EntityManager, ...tries: Tries[]): Promise<void> {
  await run(on, 'INSERT INTO platform.attempt (subject_hash) SELECT unnest($1::text[])', [tries.map(hashOf)]);
}

/**
 * Notes a try, unless there were as many as allowed: then gives false. Of many at once no more pass than are allowed.
 * @param tx whose end lets the next one in.
 */
export async function mayTry(tx: EntityManager, tries: Tries): Promise<boolean> {
  const hash = hashOf(tries);
  await run(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [hash]);
  const noted = await run(
    tx,
    `INSERT INTO platform.attempt (subject_hash) SELECT t.hash FROM (VALUES ($1::text, $2::int, $3::int)) AS t(hash, times, minutes)
     WHERE ${RECENT} < t.times`,
    [hash, tries.allowance.times, tries.allowance.minutes],
  );
  return noted > 0;
}

/** Forgets somebody's tries, who succeeded. */
export async function forgiveAttempts(on: DataSource | EntityManager, tries: Tries): Promise<void> {
  await run(on, 'DELETE FROM platform.attempt WHERE subject_hash = $1', [hashOf(tries)]);
}

/** Forgets what was tried more than a day ago, whoever it was. */
export async function forgetOldAttempts(on: DataSource | EntityManager): Promise<void> {
  await run(on, 'DELETE FROM platform.attempt WHERE at < now() - make_interval(days => $1)', [PERIODS.attempts.days]);
}
