import { randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { fingerprint, PERIODS, sha256 } from '#platform/kernel';

/** From where somebody tries to come in. */
export interface Doorstep {
  readonly address: string;
  /** What their browser says of itself; kept in a few words, for the list of one's sessions. */
  readonly browser?: string;
  readonly device?: string | null;
}

/** 128 random bits, then a mark that we alone can make. */
const DRAWN = 22;
const LENGTH = 43;
const markOf = (drawn: string): string => fingerprint(`browser:${drawn}`).slice(0, LENGTH - DRAWN);

function newDevice(): string {
  const drawn = randomBytes(16).toString('base64url');
  return drawn + markOf(drawn);
}

/** Whether we gave this secret to a browser: known without asking Postgres, and nobody invents one. To which account it is known, only Postgres says. */
export const isDeviceOfOurs = (secret: string): boolean =>
  secret.length === LENGTH && markOf(secret.slice(0, DRAWN)) === secret.slice(DRAWN);

/** With the account in it, no two rows tell that two people share a browser. */
export const deviceHash = (secret: string, user: string) =>
  `encode(sha256(convert_to(${secret}::text || ' ' || ${user}::text, 'UTF8')), 'hex')`;

/** Whether somebody signed in to an account before with the browser that has this secret. @returns by what its tries are counted; null for one that is new */
export async function knownDevice(
  on: Reader,
  secret: string | null,
  userId: string | undefined,
): Promise<string | null> {
  if (!secret) return null;
  const [found] = await rows<{ hash: string }>(
    on,
    `SELECT device_hash AS hash FROM people.known_device WHERE device_hash = ${deviceHash('$1', "coalesce($2, '')")}
       AND signed_in_at > platform.now() - make_interval(days => $3)`,
    [secret, userId ?? null, PERIODS.known_device.days],
  );
  return found?.hash ?? null;
}

/** The same for whoever types an account's address; it takes the same one trip whether or not there is such an account. */
export async function knownDeviceOf(on: Reader, secret: string | null, email: string): Promise<string | null> {
  if (!secret) return null;
  const [found] = await rows<{ hash: string }>(
    on,
    `SELECT device_hash AS hash FROM people.known_device
     WHERE device_hash = ${deviceHash('$1', "coalesce((SELECT u.id::text FROM people.app_user u WHERE u.email = $2), '')")}
       AND signed_in_at > platform.now() - make_interval(days => $3)`,
    [secret, email, PERIODS.known_device.days],
  );
  return found?.hash ?? null;
}

/** The next wrong passwords of others do not shut this browser's person out. @param secret the one that it has already @returns the one to keep */
export async function rememberDevice(on: DataSource, session: string, secret: string | null): Promise<string> {
  const device = keptDevice(secret);
  await run(on, noted('s.user_id', 'people.session s WHERE s.secret_hash = $1'), [sha256(session), device]);
  return device;
}

/** SQL: notes that the account of a row is known at the browser with the secret `$2`. */
const noted = (user: string, from: string) =>
  `INSERT INTO people.known_device (device_hash, user_id) SELECT ${deviceHash('$2', user)}, ${user} FROM ${from}
   ON CONFLICT (device_hash) DO UPDATE SET signed_in_at = platform.now()`;

const keptDevice = (secret: string | null): string => (secret && isDeviceOfOurs(secret) ? secret : newDevice());

/** Notes that somebody who proved that an account is theirs is at this browser. @returns the secret that it is to keep */
export async function knowDevice(tx: EntityManager, userId: string, secret: string | null): Promise<string> {
  const device = keptDevice(secret);
  await run(tx, noted('u.id', 'people.app_user u WHERE u.id = $1'), [userId, device]);
  return device;
}

export async function forgetOldDevices(on: DataSource): Promise<void> {
  await run(on, 'DELETE FROM people.known_device WHERE signed_in_at < platform.now() - make_interval(days => $1)', [
    PERIODS.known_device.days,
  ]);
}

/** Ends somebody's sessions but one, given by its hash. */
export async function endOtherSessions(tx: EntityManager, userId: string, hash: string | null): Promise<void> {
  await run(tx, 'DELETE FROM people.session WHERE user_id = $1 AND secret_hash IS DISTINCT FROM $2', [userId, hash]);
}

/** The same, and knows none of their browsers any more: one may be another's by now. @param but the session, by its hash, and the browser, by its secret, that stay */
export async function endSessionsAndDevices(
  tx: EntityManager,
  userId: string,
  but: { readonly session?: string; readonly device?: string | null } = {},
): Promise<void> {
  await endOtherSessions(tx, userId, but.session ?? null);
  await run(
    tx,
    `DELETE FROM people.known_device WHERE user_id = $1 AND ($2::text IS NULL OR device_hash <> ${deviceHash('$2', '$1')})`,
    [userId, but.device ?? null],
  );
}

/** Of a bank that came back from a backup, they may have been ended since, and nobody knows it any more. @returns how many of each */
export async function endAllAccess(tx: EntityManager): Promise<{ readonly sessions: number; readonly links: number }> {
  const sessions = await run(tx, 'DELETE FROM people.session WHERE expires_at > platform.now()');
  await run(tx, 'DELETE FROM people.session');
  const links = await run(
    tx,
    'UPDATE people.one_time_link SET expires_at = platform.now() WHERE used_at IS NULL AND expires_at > platform.now()',
  );
  return { sessions, links };
}
