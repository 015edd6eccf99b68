import type { DataSource, EntityManager } from 'typeorm';
import { run } from '#platform/database';
import { type Actor, type Channel, isMember } from '#platform/kernel';
import type { AuditKind, AuditVerb } from './audit-acts.js';

/** Whose affair it is, so that its manager reads it: of what was done to, before that of whoever did it. */
const WHOSE = `CASE $6::text
  WHEN 'membership' THEN (SELECT m.organisation_id FROM people.membership m WHERE m.id = $7)
  WHEN 'user' THEN (SELECT m.organisation_id FROM people.membership m WHERE m.user_id = $7
    ORDER BY (m.organisation_id = $3) DESC NULLS LAST, m.active DESC, m.created_at LIMIT 1)
  WHEN 'organisation' THEN $7
  WHEN 'place' THEN (SELECT p.organisation_id FROM people.place p WHERE p.id = $7)
  WHEN 'signatory' THEN (SELECT s.organisation_id FROM people.signatory s WHERE s.id = $7)
  END`;

const INSERT = `INSERT INTO people.audit_entry (user_id, membership_id, organisation_id, channel, verb, subject_kind, subject_id, facts)
  SELECT $1::uuid, $2::uuid, coalesce(${WHOSE}, $3::uuid), $4, $5, $6, $7::uuid, $8::jsonb`;

/**
 * @param subject its `organisationId` says whose affair it is where the program did it by itself to what only a room above knows
 * @param facts never a name, an address or a secret
 */
export async function audit(
  tx: DataSource | EntityManager,
  actor: Actor,
  verb: AuditVerb,
  subject: { readonly kind: AuditKind; readonly id?: string; readonly organisationId?: string },
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const [membershipId, organisationId] = isMember(actor)
    ? [actor.membershipId, actor.organisationId]
    : [null, subject.organisationId ?? null];
  const userId = isMember(actor) || actor.kind === 'instance_admin' ? actor.userId : null;
  await run(tx, INSERT, [
    userId,
    membershipId,
    organisationId,
    actor.channel,
    verb,
    subject.kind,
    subject.id ?? null,
    facts,
  ]);
}

/** Somebody at the door, who is no actor yet: the account, and the membership in which they come in, if any. */
export interface AuditedAccount {
  readonly userId: string;
  readonly membershipId: string | null;
  readonly channel: Channel;
}

/** Of an unknown address nothing is kept: strangers write nothing, and what is typed there may be a password. @param by `password` and what else there is */
export const auditSignIn = (
  on: DataSource | EntityManager,
  { userId, membershipId, channel }: AuditedAccount,
  verb: 'sign_in' | 'sign_in_refused',
  by: string,
): Promise<unknown> =>
  run(
    on,
    `INSERT INTO people.audit_entry (user_id, membership_id, organisation_id, channel, verb, subject_kind, subject_id, facts)
     SELECT $1::uuid, $2::uuid, (SELECT m.organisation_id FROM people.membership m WHERE m.id = $2), $3, $4, 'session', NULL, $5::jsonb`,
    [userId, membershipId, channel, verb, { by }],
  );
