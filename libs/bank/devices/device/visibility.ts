import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#platform/database';
import { type Actor, may, mayAll, READ, type Right } from '#platform/kernel';

/**
 * The one place that says who sees a device: the bank always; an organisation while it holds it, or while an open transfer, work order,
 * request or ticket names it (`devices.visibility`); nobody else. @param device the alias @param param the placeholder of `organisationOf(actor)`
 */
export function visibleTo(actor: Actor, device: string, param: string): string {
  const own = `${device}.id IN (SELECT s.device_id FROM devices.visibility s WHERE s.organisation_id = ${param}::uuid)`;
  return readableIf(actor, READ.devices, own, param);
}

/** SQL: everything for whoever has the right on all, `own` for whoever has it, else nothing. @param param read in each case. */
export function readableIf(actor: Actor, right: Right, own: string, param: string): string {
  if (mayAll(actor, right)) return `(${param}::uuid IS NULL OR true)`;
  return may(actor, right) ? own : `(${param}::uuid IS NOT NULL AND false)`;
}

type VisibilityCause = 'transfer' | 'work_order' | 'request' | 'handover' | 'ticket';

export interface Visibility {
  readonly organisationId: string;
  readonly deviceId: string;
  readonly causeId: string;
}

const VISIBILITY = columnTable(
  { organisation_id: 'uuid', device_id: 'uuid', cause_id: 'uuid' },
  { cause_kind: 'text' },
);

/** For as long as its cause is open. */
export async function grantVisibilities(
  tx: EntityManager,
  kind: VisibilityCause,
  visibilities: readonly Visibility[],
): Promise<void> {
  const own = visibilities.map((s) => ({
    organisation_id: s.organisationId,
    device_id: s.deviceId,
    cause_id: s.causeId,
  }));
  await run(
    tx,
    `INSERT INTO devices.visibility (${VISIBILITY.names}) ${VISIBILITY.select} ON CONFLICT DO NOTHING`,
    VISIBILITY.values(own, { cause_kind: kind }),
  );
}

export async function grantVisibility(
  tx: EntityManager,
  organisationId: string,
  deviceIds: readonly string[],
  cause: { kind: VisibilityCause; id: string },
): Promise<void> {
  const { kind, id } = cause;
  await grantVisibilities(
    tx,
    kind,
    deviceIds.map((deviceId) => ({ organisationId, deviceId, causeId: id })),
  );
}

export async function endVisibility(tx: EntityManager, causeId: string, deviceId?: string): Promise<void> {
  await run(
    tx,
    `DELETE FROM devices.visibility WHERE cause_id = $1 AND cause_kind <> 'holder' AND ($2::uuid IS NULL OR device_id = $2)`,
    [causeId, deviceId ?? null],
  );
}
