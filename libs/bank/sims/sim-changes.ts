import type { EntityManager } from 'typeorm';
import { readableIf } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, isId, NotFound, organisationOf, READ, RuleBroken } from '#platform/kernel';
import { SIM_LIFECYCLE, type SimVerb } from './sim.lifecycle.js';
import { SIM_ROW, type SimRow } from './sim-fields.js';

/** Who sees a card: the bank always, a structure those it was given. @param sim SQL alias @param param placeholder of the actor's organisation */
export function visibleTo(actor: Actor, sim: string, param: string): string {
  return readableIf(actor, READ.sims, `${sim}.structure_id = ${param}::uuid`, param);
}

export const seenSims = (
  tx: EntityManager,
  actor: Actor,
  ids: readonly string[],
  lock: '' | 'FOR UPDATE' = '',
): Promise<SimRow[]> =>
  rows<SimRow>(
    tx,
    `SELECT ${SIM_ROW} FROM sims.sim s WHERE s.id = ANY($1) AND ${visibleTo(actor, 's', '$2')} ORDER BY s.id ${lock}`,
    [ids.filter(isId), organisationOf(actor)],
  );

/** Locks cards the actor sees. @throws NotFound when one of them is not there, or not theirs to see */
export async function lockSims(tx: EntityManager, actor: Actor, ids: readonly string[]): Promise<SimRow[]> {
  const sims = await seenSims(tx, actor, ids, 'FOR UPDATE');
  if (sims.length !== new Set(ids).size) throw new NotFound('sim');
  return sims;
}

/** @throws RuleBroken `sims.already_handed_out`, `sims.not_now` or `sims.not_yours`. */
export function mustMay(actor: Actor, verb: SimVerb, sim: SimRow): void {
  if (verb === 'hand_out' && sim.status === 'handed_out')
    throw new RuleBroken('sims.already_handed_out', { iccid: sim.iccid, status: sim.status, verb });
  SIM_LIFECYCLE.mustMay(actor, verb, sim);
}

export interface SimChange {
  readonly structureId?: string | null;
  readonly beneficiaryId?: string | null;
  readonly reason?: string;
  readonly creditEndsOn?: string;
}

/** Carries out one verb on locked cards: their rows and one history row each, in a single statement. */
export async function changeSims(
  tx: EntityManager,
  actor: Actor,
  verb: SimVerb,
  sims: readonly SimRow[],
  change: SimChange = {},
): Promise<void> {
  await run(tx, CHANGE, [
    sims.map((s) => s.id),
    verb,
    SIM_LIFECYCLE.transitions[verb].to,
    change.reason ?? null,
    'structureId' in change,
    change.structureId ?? null,
    'beneficiaryId' in change,
    change.beneficiaryId ?? null,
    ...actorColumns(actor),
    change.creditEndsOn ?? null,
  ]);
}

const CHANGE = `
  WITH event AS (
    INSERT INTO sims.sim_event (sim_id, verb, from_status, to_status, reason, structure_id, beneficiary_id,
      membership_id, operator_number, organisation_id, channel, credit_ends_on)
    SELECT s.id, $2, s.status, $3, $4, CASE WHEN $5::boolean THEN $6::uuid ELSE s.structure_id END,
      CASE WHEN $7::boolean THEN $8::uuid ELSE s.beneficiary_id END, $9::uuid, $10::int, $11::uuid, $12, $13::date
    FROM sims.sim s WHERE s.id = ANY($1::uuid[])
    RETURNING id, sim_id, to_status, reason, structure_id, beneficiary_id, credit_ends_on
  )
  UPDATE sims.sim s SET status = e.to_status, ended_reason = e.reason, structure_id = e.structure_id,
    beneficiary_id = e.beneficiary_id, credit_ends_on = coalesce(e.credit_ends_on, s.credit_ends_on), last_event_id = e.id, changed_at = platform.now()
  FROM event e WHERE s.id = e.sim_id`;

export interface CardHolder {
  readonly reference: string;
  readonly structure: string;
  readonly siren: string | null;
}

/** A person of the structure that has the card, who is still there. @throws RuleBroken `sims.beneficiary_unknown` */
export async function mustBeHolder(tx: EntityManager, beneficiaryId: string, structureId: string): Promise<CardHolder> {
  const [row] = isId(beneficiaryId)
    ? await rows<CardHolder>(
        tx,
        `SELECT b.reference, o.name AS structure, o.siren FROM allocation.beneficiary b
         JOIN people.organisation o ON o.id = b.structure_id WHERE b.id = $1 AND b.structure_id = $2 AND b.ended_on IS NULL`,
        [beneficiaryId, structureId],
      )
    : [];
  if (!row) throw new RuleBroken('sims.beneficiary_unknown', {}, 'beneficiaryId');
  return row;
}
