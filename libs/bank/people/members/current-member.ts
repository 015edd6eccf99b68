import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { type Actor, type Channel, isMember, type Member } from '#platform/kernel';

/**
 * Who asked for something, with their roles of today; on a page, a colleague's whom they stand in for too.
 * @returns null when they left, or their account or the organisation is closed
 */
export async function currentMember(tx: EntityManager, membershipId: string, channel: Channel): Promise<Member | null> {
  const [m] = await rows<Omit<Member, 'kind' | 'channel'>>(
    tx,
    `SELECT m.user_id AS "userId", m.id AS "membershipId", m.operator_number AS "operatorNumber", m.organisation_id AS "organisationId",
       o.kind AS "organisationKind", CASE WHEN $2 = 'page' THEN people.roles_now(m.id, m.roles) ELSE m.roles END AS roles
     FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id AND o.active
     JOIN people.app_user u ON u.id = m.user_id AND u.active WHERE m.id = $1 AND m.active`,
    [membershipId, channel],
  );
  return m ? { ...m, kind: 'member', channel } : null;
}

/** The person who sent a file or said that it be recorded, for the worker: history names their operator number, channel import. */
export async function importer(tx: EntityManager, membershipId: string | null): Promise<Actor> {
  const [m] = membershipId
    ? await rows<Omit<Member, 'kind' | 'channel'>>(
        tx,
        `SELECT m.user_id AS "userId", m.id AS "membershipId", m.operator_number AS "operatorNumber", m.organisation_id AS "organisationId",
           o.kind AS "organisationKind", m.roles FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id WHERE m.id = $1`,
        [membershipId],
      )
    : [];
  return m ? ({ ...m, kind: 'member', channel: 'import' } satisfies Member) : { kind: 'system', channel: 'import' };
}

/** The same, of who asks for it before the answer. */
export const asImporter = (actor: Actor): Actor =>
  isMember(actor) ? { ...actor, channel: 'import' } : { kind: 'system', channel: 'import' };
