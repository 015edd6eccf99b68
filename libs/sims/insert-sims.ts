import type { EntityManager } from 'typeorm';
import { type Actor, isMember } from '#kernel';
import type { GoodCard } from './list-check.js';
import { keepCodes } from './sim-codes.js';

export interface NewSim extends GoodCard {
  readonly id: string;
  readonly plan: string;
}

/** Puts new cards in stock, each with its first history row and its codes under seal: two statements whatever their number. */
export async function insertSims(
  tx: EntityManager,
  actor: Actor,
  batchId: string,
  cards: readonly NewSim[],
): Promise<void> {
  const member = isMember(actor) ? actor : null;
  await tx.query(INSERT, [
    batchId,
    cards.map((c) => c.id),
    cards.map((c) => c.iccid),
    cards.map((c) => c.iccidKey),
    cards.map((c) => c.operator),
    cards.map((c) => c.plan),
    cards.map((c) => c.msisdn),
    member?.membershipId ?? null,
    member?.operatorNumber ?? null,
    member?.organisationId ?? null,
    actor.channel,
  ]);
  await keepCodes(tx, cards);
}

const INSERT = `
  WITH new AS (
    SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
      AS n(id, iccid, iccid_key, operator, plan, msisdn)
  ), event AS (
    INSERT INTO sims.sim_event (sim_id, verb, from_status, to_status, membership_id, operator_number, organisation_id, channel)
    SELECT id, 'import', 'none', 'in_stock', $8::uuid, $9::int, $10::uuid, $11 FROM new RETURNING id, sim_id
  )
  INSERT INTO sims.sim (id, batch_id, iccid, iccid_key, operator, plan, msisdn, status, last_event_id)
  SELECT n.id, $1::uuid, n.iccid, n.iccid_key, n.operator, n.plan, n.msisdn, 'in_stock', e.id FROM new n JOIN event e ON e.sim_id = n.id`;
