import type { EntityManager } from 'typeorm';
import { readableIf } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, type Member, NotFound, organisationOf, READ } from '#platform/kernel';
import {
  REMOVED_LIFECYCLE,
  type RemovedReason,
  type RemovedState,
  type RemovedVerb,
} from './removed-medium.lifecycle.js';

/** A removed medium that is locked for a change. */
export interface RemovedRow {
  id: string;
  code: string;
  state: RemovedState;
  holderOrgId: string;
  atTheBank: boolean;
  placeId: string | null;
  evidenceId: string;
  slip: string | null;
  seenAgain: boolean;
  mediumId: string;
  serialKey: string | null;
  removedAt: Date;
}

/**
 * Who sees a removed medium: the bank, and the workshop that has it.
 * @param x SQL alias of `refurbishment.removed_medium`; @param param the placeholder of the actor's organisation.
 */
export const visibleRemoved = (actor: Actor, x: string, param: string): string =>
  readableIf(actor, READ.workshop, `${x}.holder_org_id = ${param}::uuid`, param);

/** Removed media `x`, each with its medium `m` and the organisation `o` that has it; a condition and a lock follow. */
const REMOVED = `SELECT x.id, x.code, x.state, x.holder_org_id AS "holderOrgId", o.kind = 'bank' AS "atTheBank", x.place_id AS "placeId",
    x.evidence_id AS "evidenceId", x.slip, refurbishment.seen_after(m, x.removed_at) AS "seenAgain", m.id AS "mediumId", m.serial_key AS "serialKey",
    x.removed_at AS "removedAt"
  FROM refurbishment.removed_medium x JOIN devices.medium m ON m.id = x.medium_id JOIN people.organisation o ON o.id = x.holder_org_id`;

/** The file of the slip of a destroyed medium `x`: the newest since it was destroyed. */
export const SLIP_FILE = `(SELECT s.slip_blob_id FROM refurbishment.removed_medium_event s WHERE x.state = 'destroyed' AND s.removed_medium_id = x.id
    AND s.slip_blob_id IS NOT NULL AND s.id >= (SELECT max(d.id) FROM refurbishment.removed_medium_event d WHERE d.removed_medium_id = x.id AND d.verb = 'destroy')
    ORDER BY s.id DESC LIMIT 1)`;

/** Locks a removed medium that the actor sees, by its code. @throws NotFound */
export async function lockRemoved(tx: EntityManager, actor: Actor, code: string): Promise<RemovedRow> {
  const [row] = await rows<RemovedRow>(
    tx,
    `${REMOVED} WHERE x.code = $1 AND ${visibleRemoved(actor, 'x', '$2')} FOR UPDATE OF x`,
    [code, organisationOf(actor)],
  );
  if (!row) throw new NotFound('removed_medium');
  return row;
}

/** Locks what is followed of a medium, if it ever was taken out. */
export async function lockRemovedOf(tx: EntityManager, mediumId: string): Promise<RemovedRow | undefined> {
  const [row] = await rows<RemovedRow>(tx, `${REMOVED} WHERE x.medium_id = $1 FOR UPDATE OF x`, [mediumId]);
  return row;
}

/** Locks those that are out by these statements. */
export const lockRemovedBy = (tx: EntityManager, evidenceIds: readonly string[]): Promise<RemovedRow[]> =>
  rows<RemovedRow>(tx, `${REMOVED} WHERE x.evidence_id = ANY($1) ORDER BY x.id FOR UPDATE OF x`, [evidenceIds]);

/** Locks those with these serials that wait to be erased, of those that the actor sees. */
export const lockWaiting = (tx: EntityManager, actor: Actor, serialKeys: readonly string[]): Promise<RemovedRow[]> =>
  rows<RemovedRow>(
    tx,
    `${REMOVED} WHERE x.state = 'kept' AND m.serial_key = ANY($1) AND ${visibleRemoved(actor, 'x', '$2')} ORDER BY x.id FOR UPDATE OF x`,
    [serialKeys, organisationOf(actor)],
  );

export interface RemovedChange {
  readonly holderOrgId?: string;
  readonly placeId?: string | null;
  readonly evidenceId?: string;
  readonly driveResultId?: string;
  readonly statedText?: string;
  readonly slip?: string | null;
  /** Of the slip's file, sealed. */
  readonly slipBlobId?: string | null;
  readonly reason?: RemovedReason;
}

/** Carries out one verb on a locked removed medium: its row and its history row, in a single statement. @returns the history row's id. */
export async function changeRemoved(
  tx: EntityManager,
  actor: Member,
  verb: Exclude<RemovedVerb, 'take_out'>,
  removed: Pick<RemovedRow, 'id' | 'state' | 'holderOrgId' | 'placeId' | 'evidenceId' | 'slip'>,
  change: RemovedChange = {},
): Promise<string> {
  const { to } = REMOVED_LIFECYCLE.steps[verb];
  const after = { ...removed, ...change };
  const state = to === 'same' ? removed.state : to;
  const [event] = await rows<{ id: string }>(
    tx,
    `WITH event AS (
       INSERT INTO refurbishment.removed_medium_event (removed_medium_id, verb, from_state, to_state, holder_org_id, place_id, evidence_id,
         drive_result_id, stated_text, slip, slip_blob_id, reason, membership_id, operator_number, organisation_id, channel)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $16, $11, $12, $13, $14, $15) RETURNING id
     ), changed AS (
       UPDATE refurbishment.removed_medium x SET state = $4, holder_org_id = $5, place_id = $6, evidence_id = $7, slip = $10,
         last_event_id = event.id, changed_at = platform.now()
       FROM event WHERE x.id = $1
     )
     SELECT id::text FROM event`,
    [
      removed.id,
      verb,
      removed.state,
      state,
      after.holderOrgId,
      after.placeId,
      after.evidenceId,
      change.driveResultId ?? null,
      change.statedText ?? null,
      state === 'destroyed' ? after.slip : null,
      change.reason ?? null,
      actor.membershipId,
      actor.operatorNumber,
      actor.organisationId,
      actor.channel,
      change.slipBlobId ?? null,
    ],
  );
  return event!.id;
}

/** The first history row and the removed medium itself, in a single statement. */
export async function insertRemoved(
  tx: EntityManager,
  actor: Member,
  made: {
    id: string;
    code: string;
    mediumId: string;
    deviceId: string;
    evidenceId: string;
    holderOrgId: string;
    placeId: string | null;
  },
): Promise<void> {
  await run(
    tx,
    `WITH event AS (
       INSERT INTO refurbishment.removed_medium_event (removed_medium_id, verb, from_state, to_state, holder_org_id, place_id, evidence_id,
         membership_id, operator_number, organisation_id, channel)
       VALUES ($1, 'take_out', 'none', 'kept', $6, $7, $5, $8, $9, $10, $11) RETURNING id
     )
     INSERT INTO refurbishment.removed_medium (id, code, medium_id, device_id, evidence_id, holder_org_id, place_id, state, last_event_id)
     SELECT $1, $2, $3, $4, $5, $6, $7, 'kept', event.id FROM event`,
    [
      made.id,
      made.code,
      made.mediumId,
      made.deviceId,
      made.evidenceId,
      made.holderOrgId,
      made.placeId,
      actor.membershipId,
      actor.operatorNumber,
      actor.organisationId,
      actor.channel,
    ],
  );
}
