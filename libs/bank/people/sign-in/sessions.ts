import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { newId, newSecret, PERIODS, sha256 } from '#platform/kernel';
import { hasFactor, needsFactor } from '../second-factor/factors.js';

/** SQL: in which membership a user, `u`, comes in. */
export const FIRST_MEMBERSHIP = `SELECT m.id FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
  WHERE m.user_id = u.id AND m.active AND o.active ORDER BY m.created_at, m.id LIMIT 1`;

/**
 * Opens a session in the user's first active membership, or as instance administrator. Where the bank requires a second factor of them that
 * they have not, it opens nothing but the page where they set it up.
 * @param twoProofs they proved two things elsewhere
 * @returns its secret, for the cookie; null for whoever may not sign in
 */
export async function openSession(
  on: DataSource | EntityManager,
  userId: string,
  browser: string,
  twoProofs = false,
): Promise<string | null> {
  const secret = newSecret();
  const opened = await run(
    on,
    `INSERT INTO people.session (id, secret_hash, user_id, membership_id, expires_at, device, unproven, two_proofs, last_visit)
     SELECT $2, $3, u.id, m.id, platform.now() + make_interval(hours => $4), $5, NOT $6 AND NOT ${hasFactor('u.id')} AND ${needsFactor('u.id')}, $6, u.last_seen_at
     FROM people.app_user u LEFT JOIN LATERAL (${FIRST_MEMBERSHIP}) m ON true
     WHERE u.id = $1 AND u.active AND (m.id IS NOT NULL OR u.instance_admin)`,
    [userId, newId(), sha256(secret), PERIODS.session.hours, browserWords(browser), twoProofs],
  );
  return opened ? secret : null;
}

/** Where its person has no second factor that is required now, and did not prove two things elsewhere; of no other session. */
export async function askSessions(tx: EntityManager): Promise<void> {
  await run(
    tx,
    `UPDATE people.session s SET unproven = n.needed FROM (
       SELECT x.id, NOT x.two_proofs AND NOT ${hasFactor('x.user_id')} AND ${needsFactor('x.user_id')} AS needed FROM people.session x) n
     WHERE n.id = s.id AND s.unproven <> n.needed`,
  );
}

/** Gives a session another secret, since what it opens has changed: whoever knew the one before has nothing. @returns the new one; null when it ended */
export async function renewSession(tx: EntityManager, hash: string): Promise<string | null> {
  const secret = newSecret();
  const renewed = await run(tx, 'UPDATE people.session SET secret_hash = $2 WHERE secret_hash = $1', [
    hash,
    sha256(secret),
  ]);
  return renewed ? secret : null;
}

export async function beganLately(on: Reader, hash: string, minutes: number): Promise<boolean> {
  const [found] = await rows<{ lately: boolean }>(
    on,
    'SELECT created_at > platform.now() - make_interval(mins => $2) AS lately FROM people.session WHERE secret_hash = $1',
    [hash, minutes],
  );
  return found?.lately ?? false;
}

/** What a browser's own line says, from the most particular: Edge and Opera also say Chrome, Chrome also says Safari. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Internet Samsung'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const DEVICES: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b(?=.*\bMobile\b)/, 'téléphone Android'],
  [/\bAndroid\b/, 'tablette Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
];

const first = (of: readonly (readonly [RegExp, string])[], said: string): string | undefined =>
  of.find(([sign]) => sign.test(said))?.[1];

/** « Firefox sur Windows »: enough to know one's own device by, and no more is kept. Empty when nothing is recognised. */
function browserWords(said: string): string {
  const [browser, device] = [first(BROWSERS, said), first(DEVICES, said)];
  return browser && device ? `${browser} sur ${device}` : (browser ?? device ?? '');
}
