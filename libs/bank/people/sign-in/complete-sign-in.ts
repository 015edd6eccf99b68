import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { RuleBroken } from '#platform/kernel';
import { type AuditedAccount, auditSignIn } from '../audit/audit.js';
import { noteOrigin, type Origin } from '../providers/origin.js';
import { hasFactor } from '../second-factor/factors.js';
import { sealStep } from '../second-factor/step.js';
import { FIRST_MEMBERSHIP, openSession } from './sessions.js';

/** In, or asked for a second proof: `step` is what the page of the second step carries. */
export type SignInOutcome = { readonly secret: string } | { readonly step: string };

export interface Account {
  readonly id: string;
  readonly passwordHash: string | null;
  readonly mayEnter: boolean;
  readonly hasFactor: boolean;
  readonly membershipId: string | null;
}

export interface SignInMethod {
  /** `password`, `mail_link`…, or the name of an identity provider. */
  readonly by: string;
  readonly browser: string;
  readonly twoProofs?: boolean;
  readonly origin?: Origin | undefined;
}

export const auditedAccount = ({ id, membershipId }: Account): AuditedAccount => ({
  userId: id,
  membershipId,
  channel: 'page',
});

/** SQL: accounts, `u`, as `Account`. */
export const KNOWN = `SELECT u.id, u.password_hash AS "passwordHash", ${hasFactor('u.id')} AS "hasFactor", d.id AS "membershipId",
  u.instance_admin OR d.id IS NOT NULL AS "mayEnter" FROM people.app_user u LEFT JOIN LATERAL (${FIRST_MEMBERSHIP}) d ON true`;

export async function accountOf(on: Reader, userId: string): Promise<Account | undefined> {
  const [user] = await rows<Account>(on, `${KNOWN} WHERE u.id = $1 AND u.active`, [userId]);
  return user;
}

/** Somebody proved one thing: who has a second factor is asked for it, for anybody else a session opens. @throws as `beginSession` */
export async function completeSignIn(
  on: DataSource | EntityManager,
  user: Account,
  way: SignInMethod,
): Promise<SignInOutcome> {
  if (user.hasFactor && !way.twoProofs) return { step: sealStep(user.id, user.passwordHash, way.origin) };
  return { secret: await beginSession(on, user, way) };
}

/** Opens a session, and notes by what. @returns its secret @throws RuleBroken `people.sign_in_refused` */
export async function beginSession(on: DataSource | EntityManager, user: Account, way: SignInMethod): Promise<string> {
  const secret = await openSession(on, user.id, way.browser, way.twoProofs);
  if (!secret) throw new RuleBroken('people.sign_in_refused', {}, 'email');
  if (way.origin) await noteOrigin(on, secret, way.origin);
  await auditSignIn(on, auditedAccount(user), 'sign_in', way.by);
  return secret;
}
