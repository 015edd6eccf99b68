import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { QueryRunner } from 'typeorm';
import { clock } from '#platform/kernel';
import type { Listening } from './connections/listening.js';
import { withClient } from './connections/with-client.js';
import { MIGRATIONS, SchemaError } from './migrating/migration.js';

type Ask = <Row>(text: string) => Promise<Row[]>;
const asking =
  (client: pg.ClientBase): Ask =>
  async <Row>(text: string) =>
    (await client.query(text)).rows as Row[];

/** The functions of the clock, `migrations/platform/pure/`, as they stand in Postgres when nobody moved it. */
const TRUE = {
  now: 'RETURN now()',
  clock_timestamp: 'RETURN clock_timestamp()',
  is_trial: 'RETURN false',
} as const;
const NAMES = Object.keys(TRUE) as (keyof typeof TRUE)[];

async function changed(ask: Ask): Promise<(keyof typeof TRUE)[]> {
  const found = await ask<{ name: keyof typeof TRUE; body: string }>(
    `SELECT proname AS name, pg_get_function_sqlbody(oid) AS body FROM pg_proc
     WHERE pronamespace = to_regnamespace('platform') AND pronargs = 0 AND proname IN (${NAMES.map((n) => `'${n}'`).join(', ')})`,
  );
  return found.filter(({ name, body }) => body !== TRUE[name]).map(({ name }) => name);
}

const isMoved = (names: readonly string[]): boolean => names.some((name) => name !== 'is_trial');

const WRITES_PAST = `hashtext('past of a trial bank')`;
const MARKED =
  'CREATE OR REPLACE FUNCTION platform.is_trial() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN true';
const AHEAD = 'SELECT extract(epoch FROM platform.now() - now())::float8 AS seconds';

/** What migrating must leave of the clock: how many seconds a trial is ahead; null where the database is marked as no trial. */
export async function clockBefore(q: QueryRunner): Promise<number | null> {
  const ask: Ask = (text) => q.query(text);
  if (!(await changed(ask)).includes('is_trial')) return null;
  const { seconds } = (await ask<{ seconds: number }>(AHEAD))[0]!;
  if (seconds >= 0) return seconds;
  // Negative: somebody writes the past now, or was killed while they did, which left the clock there.
  const [left] = await ask<{ alone: boolean }>(`SELECT pg_try_advisory_xact_lock(${WRITES_PAST}) AS alone`);
  return left!.alone ? 0 : seconds;
}

/**
 * At the end of migrating, in its transaction: a trial's clock goes on as before; any other is set right, and is no longer marked as a trial's.
 * @param ahead what `clockBefore` gave, of a database that stays a trial
 * @returns whether a clock was set right
 */
export async function leaveClock(q: QueryRunner, ahead: number | null): Promise<boolean> {
  const ask: Ask = (text) => q.query(text);
  if (ahead !== null) {
    await q.query(MARKED);
    await q.query('SELECT platform.set_clock(make_interval(secs => $1))', [ahead]);
    return false;
  }
  const wrong = await changed(ask);
  for (const name of wrong) await q.query(await readFile(join(MIGRATIONS, 'platform', 'pure', `${name}.sql`), 'utf8'));
  if (isMoved(wrong)) await q.query(`SELECT pg_notify('bn_clock', '0')`);
  return isMoved(wrong);
}

/** Marks a database as a trial bank, whose clock may be moved. @param ownerUrl the owner's address: nobody else may */
export const markTrial = (ownerUrl: string): Promise<void> =>
  withClient(ownerUrl, 'bn clock', async (client) => {
    await client.query(MARKED);
  });

export interface ClockSeen {
  readonly trial: boolean;
  readonly now: Date;
}

/**
 * Moves the clock of a trial bank forward, and notifies every process that serves it.
 * @param seconds how much further; 0 only reads it
 * @throws Postgres's error where this is no trial
 */
export const moveClock = (ownerUrl: string, seconds = 0): Promise<ClockSeen> =>
  withClient(ownerUrl, 'bn clock', async (client) => {
    if (seconds !== 0)
      await client.query('SELECT platform.set_clock(platform.now() - now() + make_interval(secs => $1))', [seconds]);
    const { rows } = await client.query<ClockSeen>('SELECT platform.is_trial() AS trial, platform.now() AS now');
    return rows[0]!;
  });

/** True while this process writes a trial's past: it follows its own moves, and ignores their late notifications. */
let writesPast = false;

/** Lets `work` set the clock of a trial bank to so many days ago, and this process's clock with it; at the end it says today again. */
export const withPastClock = <T>(
  ownerUrl: string,
  work: (goTo: (daysAgo: number) => Promise<void>) => Promise<T>,
): Promise<T> =>
  withClient(ownerUrl, 'bn clock', async (client) => {
    await client.query(`SELECT pg_advisory_lock(${WRITES_PAST})`);
    await client.query(MARKED);
    const goTo = async (daysAgo: number): Promise<void> => {
      await client.query('SELECT platform.set_clock(make_interval(days => $1))', [-daysAgo]);
      const { seconds } = (await client.query<{ seconds: number }>(AHEAD)).rows[0]!;
      clock.follow(Math.round(seconds * 1000));
    };
    writesPast = true;
    try {
      return await work(goTo);
    } finally {
      await goTo(0);
      writesPast = false;
    }
  });

const aheadOf = (url: string): Promise<number> =>
  withClient(url, 'bn clock', async (client) => {
    const { rows } = await client.query<{ seconds: number }>(AHEAD);
    return Math.round(rows[0]!.seconds * 1000);
  });

/**
 * Sets this process's clock by the database's, before anything is done by it.
 * @param trial whether the settings say that this is a trial bank
 * @throws SchemaError where they do not, and the clock was moved
 */
export async function readClock(url: string, trial: boolean): Promise<void> {
  if (!trial && isMoved(await withClient(url, 'bn clock', (client) => changed(asking(client)))))
    throw new SchemaError(
      'L’horloge de cette base a été avancée, comme celle d’une banque d’essai : ce qu’elle daterait serait faux. Lancez « npm run cli -- migrate » (« banque migrate » avec systemd) avec l’adresse du propriétaire dans MIGRATION_DATABASE_URL, qui la remet à l’heure.',
    );
  clock.follow(await aheadOf(url));
}

/** Follows the database's clock as long as the process lives: by notifications, and by asking after each reconnection. */
export function followClock(ears: Listening, url: string): void {
  let heard = 0;
  ears.hear('bn_clock', (ms) => {
    if (writesPast) return;
    const turn = ++heard;
    if (ms) clock.follow(Number(ms));
    else
      void aheadOf(url)
        .then((asked) => {
          if (turn === heard) clock.follow(asked);
        })
        // The listener reconnects by itself, and this is asked again.
        .catch(() => undefined);
  });
}
