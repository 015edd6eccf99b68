import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { type Actor, isMember, type Member } from '#platform/kernel';

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
