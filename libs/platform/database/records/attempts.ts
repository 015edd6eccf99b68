import type { DataSource, EntityManager } from 'typeorm';
import { fingerprint, PERIODS, personalColumn } from '#platform/kernel';
import { rows, run } from '../statements/statement.js';

export interface Allowance {
  /** What is tried; one subject's tries are counted separately for each. */
  readonly of: string;
  readonly times: number;
  readonly minutes: number;
  /**
   * Without it, whoever used all tries waits until one of them is `minutes` old. With it they wait a second, two after the next try, then four, up to
   * so many seconds.
   */
  readonly growsTo?: number;
}

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

/** Only a keyed hash is stored, and for a day. */
const hashOf = ({ allowance, by }: Tries): string => fingerprint(`${allowance.of}:${by}`);

/** SQL: the tries that still count for a subject `t`. */
const COUNTED =
  'FROM platform.attempt a WHERE a.subject_hash = t.hash AND a.at > platform.now() - make_interval(mins => t.minutes)';
/** SQL: when they may try again, by the database's clock. */
const UNTIL = `CASE WHEN t.longest IS NULL
  THEN (SELECT a.at + make_interval(mins => t.minutes) ${COUNTED} ORDER BY a.at DESC OFFSET t.times - 1 LIMIT 1)
  ELSE (SELECT max(a.at) + make_interval(secs => least(power(2, least(count(*) - t.times, 30)), t.longest)) ${COUNTED} HAVING count(*) >= t.times) END`;
const RECENT = `(SELECT count(*) ${COUNTED})`;

/** Seconds until all of them may try again, rounded up; null when they may now. */
export async function secondsToWait(on: DataSource | EntityManager, ...tries: Tries[]): Promise<number | null> {
  const [found] = await rows<{ seconds: number | null }>(
    on,
    `SELECT nullif(greatest(max(ceil(extract(epoch FROM (${UNTIL}) - platform.now()))::int), 0), 0) AS seconds
     FROM unnest($1::text[], $2::int[], $3::int[], $4::int[]) AS t(hash, times, minutes, longest)`,
    [
      tries.map(hashOf),
      tries.map((t) => t.allowance.times),
      tries.map((t) => t.allowance.minutes),
      tries.map((t) => t.allowance.growsTo ?? null),
    ],
  );
  return found!.seconds;
}

export async function noteAttempts(on: DataSource | EntityManager, ...tries: Tries[]): Promise<void> {
  await run(on, 'INSERT INTO platform.attempt (subject_hash) SELECT unnest($1::text[])', [tries.map(hashOf)]);
}

/**
 * Notes a try of all and gives true, unless one of them has none left: then notes nothing and gives false. The locks last until `tx` ends, so that of
 * many at once no more pass than are allowed.
 */
export async function mayTry(tx: EntityManager, ...tries: Tries[]): Promise<boolean> {
  const hashes = tries.map(hashOf);
  await run(tx, 'SELECT pg_advisory_xact_lock(hashtextextended(hash, 0)) FROM unnest($1::text[]) AS hash', [hashes]);
  const noted = await run(
    tx,
    `INSERT INTO platform.attempt (subject_hash) SELECT unnest($1::text[]) WHERE NOT EXISTS (
       SELECT 1 FROM unnest($1::text[], $2::int[], $3::int[]) AS t(hash, times, minutes) WHERE ${RECENT} >= t.times)`,
    [hashes, tries.map((t) => t.allowance.times), tries.map((t) => t.allowance.minutes)],
  );
  return noted > 0;
}

export async function forgiveAttempts(on: DataSource | EntityManager, tries: Tries): Promise<void> {
  await run(on, 'DELETE FROM platform.attempt WHERE subject_hash = $1', [hashOf(tries)]);
}

/** Forgets tries that are more than a day old. */
export async function forgetOldAttempts(on: DataSource | EntityManager): Promise<void> {
  await run(on, 'DELETE FROM platform.attempt WHERE at < platform.now() - make_interval(days => $1)', [
    PERIODS.attempts.days,
  ]);
}
