import type { EntityManager } from 'typeorm';
import { currentYear, humanNumber, nextNumber } from '#database';
import { type Actor, isId, newId, type OrganisationKind, RuleBroken } from '#kernel';
import type { OrganisationsService } from '#people';
import { HOLDING_KINDS, type Purpose, purposeOf, TRANSFER_LIFECYCLE } from './transfer.lifecycle.js';
import { signer } from './transfer.row.js';

export interface NewTransfer {
  toOrganisationId: string;
  /** One of the receiver's places; its main site when nothing is said. */
  toPlaceId?: string | null | undefined;
  /** One of the sender's places; its main site when nothing is said. */
  fromPlaceId?: string | null | undefined;
}

/**
 * Opens an empty transfer from an organisation: the actor's, or for the bank the one that holds the devices.
 * @returns its id. @throws RuleBroken `logistics.not_yours`, `logistics.receiver_unknown`, `logistics.place_unknown`
 */
export async function openTransfer(
  tx: EntityManager,
  organisations: OrganisationsService,
  actor: Actor,
  fromOrg: string,
  to: NewTransfer,
  cause: { kind: string; id: string } | null,
): Promise<string> {
  const opening = { state: 'none', fromOrgId: fromOrg, toOrgId: to.toOrganisationId } as const;
  if (!TRANSFER_LIFECYCLE.isFor(actor, 'open', opening)) throw new RuleBroken('logistics.not_yours', {});
  const [pair] = await tx.query(
    `SELECT f.kind AS sender, t.kind AS receiver FROM people.organisation f, people.organisation t WHERE f.id = $1 AND t.id = $2 AND t.active`,
    [fromOrg, isId(to.toOrganisationId) ? to.toOrganisationId : null],
  );
  if (!pair || !HOLDING_KINDS.includes(pair.receiver) || fromOrg === to.toOrganisationId)
    throw new RuleBroken('logistics.receiver_unknown', {}, 'toOrganisationId');
  const purpose: Purpose = cause
    ? 'delivery'
    : purposeOf(pair.sender as OrganisationKind, pair.receiver as OrganisationKind);
  const from = await placeOf(tx, organisations, fromOrg, to.fromPlaceId, 'fromPlaceId');
  const place = await placeOf(tx, organisations, to.toOrganisationId, to.toPlaceId, 'toPlaceId');
  const [bank] = await tx.query('SELECT time_zone FROM people.bank');
  const year = await currentYear(tx, bank.time_zone);
  const number = humanNumber('L', year, await nextNumber(tx, 'L', year));
  const id = newId();
  await tx.query(
    `INSERT INTO logistics.transfer (id, number, purpose, from_org_id, from_place_id, to_org_id, to_place_id, created_by, cause_kind, cause_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      number,
      purpose,
      fromOrg,
      from,
      to.toOrganisationId,
      place,
      signer(actor)[0],
      cause?.kind ?? null,
      cause?.id ?? null,
    ],
  );
  return id;
}

async function placeOf(
  tx: EntityManager,
  organisations: OrganisationsService,
  organisationId: string,
  placeId: string | null | undefined,
  field: string,
): Promise<string> {
  if (!placeId) return (await organisations.mainPlace(organisationId)).id;
  const [place] = await tx.query('SELECT id FROM people.place WHERE id = $1 AND organisation_id = $2 AND active', [
    isId(placeId) ? placeId : null,
    organisationId,
  ]);
  if (!place) throw new RuleBroken('logistics.place_unknown', {}, field);
  return place.id;
}
