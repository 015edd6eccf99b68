import type { EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { ROLES, type Role } from '#platform/kernel';
import { endSessionsAndDevices } from '../sign-in/known-devices.js';

export interface Factors {
  readonly totp: boolean;
  readonly passkeys: readonly { readonly id: string; readonly transports: readonly string[] }[];
}

/** SQL: whether a user, given as SQL, has a second factor. A code on paper alone is none. */
export const hasFactor = (user: string): string =>
  `(EXISTS (SELECT FROM people.totp f WHERE f.user_id = ${user} AND f.confirmed_at IS NOT NULL)
    OR EXISTS (SELECT FROM people.passkey f WHERE f.user_id = ${user}))`;

/** SQL: whether the bank requires a second factor of a user, given as SQL: by a role they have somewhere, or as who administers the installation. */
export const needsFactor = (user: string): string =>
  `EXISTS (SELECT FROM people.bank b WHERE
     EXISTS (SELECT FROM people.app_user n WHERE n.id = ${user} AND n.instance_admin AND 'instance_admin' = ANY (b.second_factor_roles))
     OR EXISTS (SELECT FROM people.membership n WHERE n.user_id = ${user} AND n.active AND n.roles && b.second_factor_roles))`;

export async function factorsOf(on: Reader, userId: string): Promise<Factors> {
  const [found] = await rows<Factors>(
    on,
    `SELECT EXISTS (SELECT FROM people.totp f WHERE f.user_id = $1 AND f.confirmed_at IS NOT NULL) AS totp,
       (SELECT coalesce(json_agg(json_build_object('id', p.credential_id, 'transports', p.transports) ORDER BY p.id), '[]')
        FROM people.passkey p WHERE p.user_id = $1) AS passkeys`,
    [userId],
  );
  return found!;
}

/** Takes away all that somebody proves besides their password, and ends their sessions. @returns whether there was any */
export async function dropFactors(tx: EntityManager, userId: string): Promise<boolean> {
  const totps = await run(tx, 'DELETE FROM people.totp WHERE user_id = $1', [userId]);
  const passkeys = await run(tx, 'DELETE FROM people.passkey WHERE user_id = $1', [userId]);
  await run(tx, 'DELETE FROM people.recovery_code WHERE user_id = $1', [userId]);
  await endSessionsAndDevices(tx, userId);
  return totps + passkeys > 0;
}

/** Of whom a bank may require a second factor: roles, and who administers the installation. */
export const FACTOR_ROLES: readonly FactorRole[] = [...ROLES, 'instance_admin'];
export type FactorRole = Role | 'instance_admin';
