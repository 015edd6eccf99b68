import type { EntityManager } from 'typeorm';
import { readableIf } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, type Member, NotFound, newId, organisationOf, READ } from '#platform/kernel';
import type { LogQuestion } from '../codes.js';
import { LogConfirmation } from '../erasure/erasure-log.entity.js';
import {
  REMOVED_LIFECYCLE,
  type RemovedReason,
  type RemovedState,
  type RemovedVerb,
} from './removed-medium.lifecycle.js';
import { STATEMENTS } from './statements.js';

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

/** Who sees a removed medium: the bank, and the workshop that has it. @param x SQL alias @param param placeholder of the actor's organisation */
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

export const lockRemovedBy = (tx: EntityManager, evidenceIds: readonly string[]): Promise<RemovedRow[]> =>
  rows<RemovedRow>(tx, `${REMOVED} WHERE x.evidence_id = ANY($1) ORDER BY x.id FOR UPDATE OF x`, [evidenceIds]);

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
  const { to } = REMOVED_LIFECYCLE.transitions[verb];
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

export async function insertRemoved(
  tx: EntityManager,
  actor: Member,
  removed: {
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
      removed.id,
      removed.code,
      removed.mediumId,
      removed.deviceId,
      removed.evidenceId,
      removed.holderOrgId,
      removed.placeId,
      actor.membershipId,
      actor.operatorNumber,
      actor.organisationId,
      actor.channel,
    ],
  );
}

export interface Waits {
  readonly id: string;
  readonly code: string;
  readonly resultId: string;
  readonly logId: string;
  readonly tool: string;
  readonly version: string | null;
  readonly questions: readonly LogQuestion[];
}

const OF = `SELECT x.id, x.code, w.result_id AS "resultId", w.log_id AS "logId", l.tool, l.version, w.questions::text[] AS questions
  FROM refurbishment.removed_medium x CROSS JOIN LATERAL refurbishment.removed_waits(x.id) w JOIN refurbishment.erasure_log l ON l.id = w.log_id`;

export const waitingOn = (tx: EntityManager, removedIds: readonly string[]): Promise<Waits[]> =>
  rows<Waits>(tx, `${OF} WHERE x.id = ANY ($1) ORDER BY x.code`, [removedIds]);

export const leaveQuestions = async (tx: EntityManager, removedIds: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set((await waitingOn(tx, removedIds)).map((w) => w.id));

export const waitingAt = (tx: EntityManager, organisationId: string): Promise<Waits[]> =>
  rows<Waits>(tx, `${OF} WHERE x.state = 'kept' AND x.holder_org_id = $1 ORDER BY x.code`, [organisationId]);

/** Writes what was signed of a log: a version, and a model whose size cannot be, for ever; a clock of this file or, with `donationId`, of the whole donation. */
export async function confirmLog(
  tx: EntityManager,
  member: Member,
  of: Pick<Waits, 'logId' | 'tool' | 'version' | 'questions'> & { readonly donationId: string | null },
): Promise<void> {
  const { membershipId, operatorNumber, organisationId } = member;
  const models = of.questions.includes('size_impossible') ? await oddModels(tx, of.logId) : [];
  type About = Partial<Pick<LogConfirmation, 'logId' | 'donationId' | 'tool' | 'version' | 'model'>>;
  const about = of.questions.flatMap((question): (About & Pick<LogConfirmation, 'question'>)[] => {
    if (question === 'size_impossible') return models.map((model) => ({ question, tool: of.tool, model }));
    if (question === 'version_unknown') return [{ question, tool: of.tool, version: of.version }];
    return [{ question, ...(of.donationId ? { donationId: of.donationId } : { logId: of.logId }) }];
  });
  await tx.insert(
    LogConfirmation,
    about.map((what) => ({
      id: newId(),
      ...{ logId: null, donationId: null, tool: null, version: null, model: null },
      ...what,
      statedText: STATEMENTS.log_confirmed,
      ...{ membershipId, operatorNumber, organisationId },
    })),
  );
}

/** The models of drives of which a log prints a size that none can have. */
export const oddModels = async (tx: EntityManager, logId: string): Promise<string[]> =>
  (
    await rows<{ model: string }>(
      tx,
      `SELECT DISTINCT coalesce(model, '') AS model FROM refurbishment.drive_result WHERE log_id = $1 AND said_size IS NOT NULL`,
      [logId],
    )
  ).map((r) => r.model);

/** Of removed media: those whose donor demands more than a log of overwriting proves. */
export async function demandMore(tx: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const held = await rows<{ id: string }>(
    tx,
    `SELECT x.id FROM refurbishment.removed_medium x JOIN refurbishment.evidence e ON e.id = x.evidence_id JOIN devices.medium m ON m.id = x.medium_id
     CROSS JOIN LATERAL refurbishment.class_demanded(m.device_id, e.data_epoch) demanded WHERE x.id = ANY($1)
       AND array_position(refurbishment.method_classes(), refurbishment.class_of('overwrite', m.kind, platform.now())) < array_position(refurbishment.method_classes(), demanded)`,
    [ids],
  );
  return new Set(held.map((x) => x.id));
}
