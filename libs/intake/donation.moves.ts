import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { type Actor, isId, isMember, mustHave, NotFound, scopeOf, WRITE } from '#kernel';
import { Donation, DonationEvent } from './donation.entity.js';
import { type CancelReason, DONATION_LIFECYCLE, type DonationState, type DonationVerb } from './donation.lifecycle.js';
import type { DonationEventView } from './donation.views.js';
import type { DonorKind } from './donor.js';

/** A donation locked for a change. */
export interface DonationRow {
  readonly id: string;
  readonly number: string;
  readonly state: DonationState;
  readonly donor_id: string;
  readonly donor_kind: DonorKind;
  /** As the collection point names it; null of a person. */
  readonly donor_name: string | null;
  readonly organisation_id: string;
  readonly place_id: string;
  /** Only known where it is asked for. */
  readonly logged?: number;
}

/** What a history row holds besides its verb: a reason code, facts without anybody's name. */
export interface Told {
  readonly reason?: CancelReason;
  readonly facts?: DonationEventView['facts'];
}

/** Locks a donation of the actor's. `share` only keeps it from changing. @throws NotFound */
export async function lockDonation(
  tx: EntityManager,
  actor: Actor,
  id: string,
  mode: 'update' | 'share' = 'update',
): Promise<DonationRow> {
  mustHave(actor, WRITE.donations);
  const [row] = isId(id)
    ? await rows<DonationRow>(
        tx,
        `SELECT n.id, n.number, n.state, n.donor_id, d.kind AS donor_kind, coalesce(k.name, d.name) AS donor_name, n.organisation_id, n.place_id
         FROM intake.donation n JOIN intake.donor d ON d.id = n.donor_id
         LEFT JOIN intake.donor_known k ON k.donor_id = n.donor_id AND k.organisation_id = n.organisation_id
         WHERE n.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2) FOR ${mode === 'update' ? 'NO KEY UPDATE' : 'SHARE'} OF n`,
        [id, scopeOf(actor, WRITE.donations)],
      )
    : [];
  if (!row) throw new NotFound('donation');
  return row;
}

/** The table's answer, for a locked donation. @throws RuleBroken `intake.donation_not_now`, NotFound */
export const mustMay = (actor: Actor, verb: DonationVerb, donation: DonationRow): void =>
  DONATION_LIFECYCLE.mustMay(actor, verb, { ...donation, organisationId: donation.organisation_id });

/** Moves a locked donation along the table, with its history row. @throws RuleBroken `intake.donation_not_now` */
export async function moveDonation(
  tx: EntityManager,
  actor: Actor,
  donation: DonationRow,
  verb: DonationVerb,
  told: Told & { readonly on?: string } = {},
): Promise<void> {
  mustMay(actor, verb, donation);
  await tellDonation(tx, actor, donation.id, verb, donation.state, told);
  const state = DONATION_LIFECYCLE.steps[verb].to;
  await tx.update(Donation, donation.id, {
    state,
    cancelReason: told.reason ?? null,
    ...(told.on ? { expectedOn: told.on } : {}),
    ...(state === 'received' ? { receivedAt: () => 'now()' } : {}),
    ...(state === 'cancelled' ? { receivedAt: null } : {}),
  });
}

/** Writes the history row of a move. */
export async function tellDonation(
  tx: EntityManager,
  actor: Actor,
  id: string,
  verb: DonationVerb,
  from: DonationState | 'none',
  told: Told = {},
): Promise<void> {
  const member = isMember(actor) ? actor : null;
  await tx.insert(DonationEvent, {
    donationId: id,
    verb,
    fromState: from,
    toState: DONATION_LIFECYCLE.steps[verb].to,
    membershipId: member?.membershipId ?? null,
    operatorNumber: member?.operatorNumber ?? null,
    organisationId: member?.organisationId ?? null,
    channel: actor.channel,
    reason: told.reason ?? null,
    facts: told.facts ?? {},
  });
}
