import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { type Actor, isMember, MANAGERS, mayAll, ORGANISATION_KINDS, ROLES_OF, WRITE } from '#platform/kernel';
import type { MembershipView } from './user.views.js';

/** Why an account is somebody else's affair, as the code of the rule; null: it is not. */
export type NotTheirs = `people.${string}` | null;

/** Organisations that keep what even the bank does not read: their manager sees to their people. */
const KEEP_THEIR_OWN = ORGANISATION_KINDS.filter(
  (kind) => kind !== 'bank' && ROLES_OF[kind].some((r) => MANAGERS.includes(r)),
);

/**
 * Why an account is not this actor's: it leads to what others keep, or to the installation. The bank's administrator invites everywhere, and no
 * more: a link for somebody who came in before, or another address, would open what only their organisation may read.
 * @param touch `name`: what they are called; `access`: how they come in
 */
export async function whyNotTheirs(
  on: EntityManager,
  actor: Actor,
  { userId, organisationId }: Pick<MembershipView, 'userId' | 'organisationId'>,
  touch: 'name' | 'access',
): Promise<NotTheirs> {
  if (!isMember(actor) || actor.userId === userId) return null;
  const [user] = await rows<{ runs: boolean; elsewhere: boolean; opens: boolean }>(
    on,
    `SELECT u.instance_admin AS runs,
       EXISTS (SELECT 1 FROM people.membership m WHERE m.user_id = u.id AND m.organisation_id <> $2 AND m.invited_as IS NULL) AS elsewhere,
       ${everSignedIn('u')} AND EXISTS (SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
         WHERE m.user_id = u.id AND m.organisation_id <> $3 AND m.invited_as IS NULL AND o.kind = ANY ($4)) AS opens
     FROM people.app_user u WHERE u.id = $1`,
    [userId, organisationId, actor.organisationId, KEEP_THEIR_OWN],
  );
  if (user?.runs) return 'people.runs_the_installation';
  if (user?.elsewhere && !mayAll(actor, WRITE.members)) return 'people.works_elsewhere';
  return user?.opens && touch === 'access' ? 'people.has_a_password' : null;
}

/** SQL: whether somebody came in with an account, given by its alias in SQL: they chose a password, or linked an identity provider. */
export const everSignedIn = (user: string): string =>
  `(${user}.password_hash IS NOT NULL OR EXISTS (SELECT FROM people.provider_identity p WHERE p.user_id = ${user}.id))`;
