import type { EntityManager } from 'typeorm';
import { type Actor, isBank, isMember } from '#kernel';

/**
 * The one place that says who sees a device: the bank always; an organisation while it holds it, or while an open
 * transfer, work order, request or ticket names it (rows of `devices.sight`). Everybody else: nobody.
 * @param device SQL alias of `devices.device`; @param param the placeholder that will hold `organisationOf(actor)`.
 * @returns a SQL condition.
 */
export function visibleTo(actor: Actor, device: string, param: string): string {
  if (isBank(actor)) return `(${param}::uuid IS NULL OR true)`;
  if (!isMember(actor)) return `(${param}::uuid IS NOT NULL AND false)`;
  if (actor.organisationKind === 'committee' || actor.organisationKind === 'donor') return `(${param}::uuid IS NULL)`;
  return `${device}.id IN (SELECT s.device_id FROM devices.sight s WHERE s.organisation_id = ${param}::uuid)`;
}

/** The organisation whose sight counts, for the placeholder of `visibleTo`. */
export const organisationOf = (actor: Actor): string | null => (isMember(actor) ? actor.organisationId : null);

/** Lets an organisation see devices for as long as a cause is open. */
export async function grantSight(
  tx: EntityManager,
  organisationId: string,
  deviceIds: readonly string[],
  cause: { kind: 'transfer' | 'work_order' | 'request' | 'handover' | 'ticket'; id: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO devices.sight (organisation_id, device_id, cause_kind, cause_id)
     SELECT $1, unnest($2::uuid[]), $3, $4 ON CONFLICT DO NOTHING`,
    [organisationId, deviceIds, cause.kind, cause.id],
  );
}

/** Ends what a cause let anybody see, of all devices or of one. */
export async function endSight(tx: EntityManager, causeId: string, deviceId?: string): Promise<void> {
  await tx.query(
    `DELETE FROM devices.sight WHERE cause_id = $1 AND cause_kind <> 'holder' AND ($2::uuid IS NULL OR device_id = $2)`,
    [causeId, deviceId ?? null],
  );
}
