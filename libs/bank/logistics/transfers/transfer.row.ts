import type { EntityManager } from 'typeorm';
import { type DeviceRow, lockDevices } from '#bank/devices';
import { activePlace } from '#bank/people';
import { rowOf, rows } from '#platform/database';
import {
  type Actor,
  isId,
  mayAll,
  NotFound,
  type OrganisationKind,
  organisationOf,
  READ,
  RuleBroken,
  writtenBy,
} from '#platform/kernel';
import { Transfer } from './transfer.entity.js';
import { TRANSFER_LIFECYCLE, type TransferState, type TransferVerb } from './transfer.lifecycle.js';

export interface TransferRow {
  id: string;
  number: string;
  purpose: string;
  state: TransferState;
  from_org_id: string;
  from_place_id: string;
  to_org_id: string;
  to_place_id: string;
  to_kind: OrganisationKind;
  from_kind: OrganisationKind;
  cause_kind: string | null;
  leaving: boolean;
  departed_at: Date | null;
}

/** SQL condition on a transfer that was sent: a delivery that the bank ordered, and of which nothing says that it left: no word, no arrival. */
export const LEAVING = `t.purpose = 'delivery' AND t.departed_at IS NULL
  AND NOT EXISTS (SELECT FROM logistics.transfer_line l WHERE l.transfer_id = t.id AND l.outcome = 'confirmed')`;

/** SQL condition: the transfers an actor sees. A receiver sees nothing of a lot that has not left. */
export function visibleTo(actor: Actor, alias: string, param: string): string {
  if (mayAll(actor, READ.transfers)) return `(${param}::uuid IS NULL OR true)`;
  return `(${alias}.from_org_id = ${param}::uuid OR (${alias}.to_org_id = ${param}::uuid AND ${alias}.sent_at IS NOT NULL))`;
}

/** A transfer the actor sees, locked or not. @throws NotFound */
export async function findTransfer(
  tx: EntityManager,
  actor: Actor,
  id: string,
  lock: '' | 'FOR UPDATE OF t' = '',
): Promise<TransferRow> {
  const row = await rowOf<TransferRow>(
    tx,
    `SELECT t.id, t.number, t.purpose, t.state, t.from_org_id, t.from_place_id, t.to_org_id, t.to_place_id, t.cause_kind, ${LEAVING} AS leaving, t.departed_at, f.kind AS from_kind, o.kind AS to_kind FROM logistics.transfer t
     JOIN people.organisation o ON o.id = t.to_org_id JOIN people.organisation f ON f.id = t.from_org_id
     WHERE t.id = $1 AND ${visibleTo(actor, 't', '$2')} ${lock}`,
    [id, organisationOf(actor)],
    { transfer: id },
  );
  return row;
}

/** Locks the devices that are on a transfer's open lines, in the order everybody uses, and before the transfer itself. */
export async function lockListed(tx: EntityManager, transferId: string): Promise<DeviceRow[]> {
  if (!isId(transferId)) throw new NotFound('transfer');
  const listed = await rows<{ device_id: string }>(
    tx,
    'SELECT device_id FROM logistics.transfer_line WHERE transfer_id = $1 AND open',
    [transferId],
  );
  return lockDevices(
    tx,
    listed.map((l) => l.device_id),
  );
}

export const lockTransfer = (tx: EntityManager, actor: Actor, id: string): Promise<TransferRow> =>
  findTransfer(tx, actor, id, 'FOR UPDATE OF t');

/** Whose lot it is comes first: the other side is told that, whatever the state. @throws RuleBroken `logistics.not_yours`, `logistics.not_now` */
export function mustMay(actor: Actor, verb: TransferVerb, t: TransferRow): void {
  const { number, state, leaving, departed_at: departedAt, from_org_id: fromOrgId, to_org_id: toOrgId } = t;
  const standing = { number, state, leaving, departedAt, fromOrgId, toOrgId };
  if (!TRANSFER_LIFECYCLE.isFor(actor, verb, standing))
    throw new RuleBroken('logistics.not_yours', { number: t.number });
  TRANSFER_LIFECYCLE.mustMay(actor, verb, standing);
}

export async function callOff(tx: EntityManager, actor: Actor, t: TransferRow): Promise<void> {
  const { membershipId, operatorNumber } = writtenBy(actor);
  await tx.update(Transfer, t.id, {
    state: 'cancelled',
    endedAt: () => 'platform.now()',
    endedBy: membershipId,
    endedOperator: operatorNumber,
  });
}

/** The id of a place that serves, if it is one of the organisation's. @throws RuleBroken `logistics.place_unknown`, beside `field` */
export async function placeOf(
  tx: EntityManager,
  organisationId: string,
  placeId: string,
  field = 'placeId',
): Promise<string> {
  const place = await activePlace(tx, organisationId, placeId);
  if (!place) throw new RuleBroken('logistics.place_unknown', {}, field);
  return place;
}
