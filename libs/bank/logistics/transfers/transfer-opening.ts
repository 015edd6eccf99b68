import type { EntityManager } from 'typeorm';
import { nextHumanNumber, type OrganisationsService } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, isId, isMember, newId, type OrganisationKind, RuleBroken, writtenBy } from '#platform/kernel';
import { Transfer } from './transfer.entity.js';
import { HOLDING_KINDS, type Purpose, purposeOf, TRANSFER_LIFECYCLE } from './transfer.lifecycle.js';
import { placeOf } from './transfer.row.js';
import type { Listing } from './transfer-contents.js';

export interface NewTransfer {
  toOrganisationId: string;
  /** Whose devices leave: the actor's own organisation when nothing is said; another one is the bank's to say. */
  fromOrganisationId?: string | null | undefined;
  toPlaceId?: string | null | undefined;
  fromPlaceId?: string | null | undefined;
}

/**
 * Opens an empty transfer from the actor's organisation or, for the bank, from the one that holds the devices. @returns its id.
 * @throws RuleBroken `logistics.not_yours`, `logistics.receiver_unknown`, `logistics.sender_unknown`, `logistics.goes_nowhere`, `logistics.place_unknown`
 */
export async function openTransfer(
  tx: EntityManager,
  organisations: OrganisationsService,
  actor: Actor,
  fromOrg: string,
  to: NewTransfer,
  cause: { kind: 'request'; id: string } | null,
): Promise<string> {
  const pair = await mustBeAbleToOpen(tx, actor, fromOrg, to.toOrganisationId);
  const purpose: Purpose = cause ? 'delivery' : purposeOf(pair.sender, pair.receiver);
  const stop = async (organisationId: string, placeId: string | null | undefined, field: string): Promise<string> =>
    placeId ? placeOf(tx, organisationId, placeId, field) : (await organisations.mainPlace(organisationId, tx)).id;
  const fromPlaceId = await stop(fromOrg, to.fromPlaceId, 'fromPlaceId');
  const toPlaceId = await stop(to.toOrganisationId, to.toPlaceId, 'toPlaceId');
  const number = await nextHumanNumber(tx, 'L');
  const id = newId();
  await tx.insert(Transfer, {
    id,
    number,
    purpose,
    fromOrgId: fromOrg,
    fromPlaceId,
    toOrgId: to.toOrganisationId,
    toPlaceId,
    createdBy: writtenBy(actor).membershipId,
    causeKind: cause?.kind ?? null,
    causeId: cause?.id ?? null,
  });
  return id;
}

/** A list that is not opened yet, from the actor's organisation or the one that is named. @throws RuleBroken as `openTransfer`. */
export async function listToCome(
  tx: EntityManager,
  actor: Actor,
  ends: Partial<Pick<NewTransfer, 'toOrganisationId' | 'fromOrganisationId'>>,
): Promise<Listing> {
  if (!isMember(actor)) throw new RuleBroken('logistics.not_yours', {});
  const from = ends.fromOrganisationId || actor.organisationId;
  const to = ends.toOrganisationId ?? '';
  const { sender, receiver } = await mustBeAbleToOpen(tx, actor, from, to);
  return { from_org_id: from, to_org_id: to, to_kind: receiver, purpose: purposeOf(sender, receiver) };
}

/** @throws RuleBroken `logistics.not_yours`, `logistics.receiver_unknown`, `logistics.sender_unknown`, `logistics.goes_nowhere` */
async function mustBeAbleToOpen(tx: EntityManager, actor: Actor, fromOrg: string, toOrganisationId: string) {
  const opening = { state: 'none', fromOrgId: fromOrg, toOrgId: toOrganisationId } as const;
  if (!TRANSFER_LIFECYCLE.isFor(actor, 'open', opening)) throw new RuleBroken('logistics.not_yours', {});
  const [pair] = await rows<{ sender: OrganisationKind; receiver: OrganisationKind }>(
    tx,
    `SELECT f.kind AS sender, t.kind AS receiver FROM people.organisation f, people.organisation t WHERE f.id = $1 AND t.id = $2 AND t.active`,
    [fromOrg, isId(toOrganisationId) ? toOrganisationId : null],
  );
  if (fromOrg === toOrganisationId) throw new RuleBroken('logistics.goes_nowhere', {}, 'toOrganisationId');
  if (!pair || !HOLDING_KINDS.includes(pair.receiver))
    throw new RuleBroken('logistics.receiver_unknown', {}, 'toOrganisationId');
  if (!HOLDING_KINDS.includes(pair.sender)) throw new RuleBroken('logistics.sender_unknown', {}, 'fromOrganisationId');
  return pair;
}
