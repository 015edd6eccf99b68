import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows } from '#database';
import { RuleBroken } from '#kernel';
import { type AtTheDoor, auditSignIn } from './audit.js';
import { noteOrigin, type Origin } from './providers/origin.js';
import { hasFactor } from './second-factor/factors.js';
import { sealStep } from './second-factor/step.js';
import { FIRST_MEMBERSHIP, openSession } from './sessions.js';

/** In, or asked for a second proof: `step` is what the page of the second step carries. */
export type Entered = { readonly secret: string } | { readonly step: string };

/** An account at the door. */
export interface Known {
  readonly id: string;
  readonly passwordHash: string | null;
  readonly mayEnter: boolean;
  readonly hasFactor: boolean;
  /** In which they come in. */
  readonly membershipId: string | null;
}

/** How somebody comes in. */
export interface Way {
  /** `password`, `mail_link`…, or the name of an identity provider. */
  readonly by: string;
  /** What their browser says of itself. */
  readonly browser: string;
  /** It proved two things: no second factor is asked for. */
  readonly twoProofs?: boolean;
  /** The identity provider that let them in. */
  readonly origin?: Origin | undefined;
}

export const doorOf = ({ id, membershipId }: Known): AtTheDoor => ({ userId: id, membershipId, channel: 'page' });

/** SQL: accounts, `u`, as `Known`. */
export const KNOWN = `SELECT u.id, u.password_hash AS "passwordHash", ${hasFactor('u.id')} AS "hasFactor", d.id AS "membershipId",
  u.instance_admin OR d.id IS NOT NULL AS "mayEnter" FROM people.app_user u LEFT JOIN LATERAL (${FIRST_MEMBERSHIP}) d ON true`;

export async function knownBy(on: Reader, userId: string): Promise<Known | undefined> {
  const [user] = await rows<Known>(on, `${KNOWN} WHERE u.id = $1 AND u.active`, [userId]);
  return user;
}

/** Somebody proved one thing: who has a second factor is asked for it, for anybody else a session opens. @throws as `letIn` */
export async function comesIn(on: DataSource | EntityManager, user: Known, way: Way): Promise<Entered> {
  if (user.hasFactor && !way.twoProofs) return { step: sealStep(user.id, user.passwordHash, way.origin) };
  return { secret: await letIn(on, user, way) };
}

/** Opens a session, and notes by what. @returns its secret @throws RuleBroken `people.sign_in_refused` */
export async function letIn(on: DataSource | EntityManager, user: Known, way: Way): Promise<string> {
  const secret = await openSession(on, user.id, way.browser, way.twoProofs);
  if (!secret) throw new RuleBroken('people.sign_in_refused', {}, 'email');
  if (way.origin) await noteOrigin(on, secret, way.origin);
  await auditSignIn(on, doorOf(user), 'sign_in', way.by);
  return secret;
}
