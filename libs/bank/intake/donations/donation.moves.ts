import type { EntityManager } from 'typeorm';
import type { CorrectionReason } from '#bank/corrections';
import { rowOf, rows } from '#platform/database';
import { type Actor, mustHave, organisationOf, scopeOf, WRITE, writtenBy } from '#platform/kernel';
import type { DonorKind } from '../donor.js';
import { GIVER } from '../donors/donor-known.js';
import { Donation, DonationEvent } from './donation.entity.js';
import { type CancelReason, DONATION_LIFECYCLE, type DonationState, type DonationVerb } from './donation.lifecycle.js';
import type { DonationEventView } from './donation.views.js';

export interface DonationRow {
  readonly id: string;
  readonly number: string;
  readonly state: DonationState;
  readonly donor_id: string;
  readonly donor_kind: DonorKind;
  readonly donor_name: string | null;
  readonly organisation_id: string;
  readonly place_id: string;
  readonly logged?: number;
  readonly refusedCount?: number;
  readonly wasPromised?: boolean;
  readonly papers?: readonly string[];
}

/** What a history row holds besides its verb: a reason code, facts without anybody's name. */
export interface MoveDetails {
  readonly reason?: CancelReason | CorrectionReason;
  readonly facts?: DonationEventView['facts'];
  readonly to?: DonationState;
}

/** Locks a donation of the actor's. `share` only keeps it from changing. @throws NotFound */
export async function lockDonation(
  tx: EntityManager,
  actor: Actor,
  id: string,
  mode: 'update' | 'share' = 'update',
): Promise<DonationRow> {
  mustHave(actor, WRITE.donations);
  const row = await rowOf<DonationRow>(
    tx,
    `SELECT n.id, n.number, n.state, n.donor_id, r.kind AS donor_kind, coalesce(k.name, r.name) AS donor_name, n.organisation_id, n.place_id
         FROM intake.donation n ${GIVER}
         WHERE n.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2) FOR ${mode === 'update' ? 'NO KEY UPDATE' : 'SHARE'} OF n`,
    [id, scopeOf(actor, WRITE.donations)],
    { donation: id },
  );
  return row;
}

/**
 * Keeps a donation as it is until the transaction ends, for whoever makes a paper of it. One at a time: two would wait for each other over the paper.
 */
export async function holdDonation(tx: EntityManager, id: string): Promise<void> {
  await rows<{ id: string }>(tx, 'SELECT n.id FROM intake.donation n WHERE n.id = $1 FOR NO KEY UPDATE', [id]);
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
  details: MoveDetails & { readonly on?: string; readonly planned?: () => Promise<unknown> } = {},
): Promise<void> {
  mustMay(actor, verb, donation);
  await recordDonationEvent(tx, actor, donation.id, verb, donation.state, details);
  // Its plan stands before it is planned, and after the history row, beside which Postgres keeps the plan before.
  await details.planned?.();
  const state = targetState(verb, donation.state, details.to);
  await tx.update(Donation, donation.id, {
    state,
    cancelReason: state === 'cancelled' ? ((details.reason as CancelReason | undefined) ?? null) : null,
    expectedOn: details.on || undefined,
    // Reopened, it has arrived when it did.
    receivedAt: state === 'received' && donation.state !== 'closed' ? () => 'platform.now()' : undefined,
    ...(isHere(state) ? {} : { receivedAt: null }),
  });
}

const isHere = (state: DonationState): boolean => state === 'received' || state === 'closed';

/** Where a verb leads; where the table offers several states, the caller says which. */
function targetState(verb: DonationVerb, from: DonationState | 'none', chosen?: DonationState): DonationState {
  const to: string | readonly string[] = DONATION_LIFECYCLE.transition(verb).to;
  if (to === 'same') return from as DonationState;
  return typeof to === 'string' ? (to as DonationState) : chosen!;
}

export async function recordDonationEvent(
  tx: EntityManager,
  actor: Actor,
  id: string,
  verb: DonationVerb,
  from: DonationState | 'none',
  details: MoveDetails = {},
): Promise<void> {
  await tx.insert(DonationEvent, {
    donationId: id,
    verb,
    fromState: from,
    toState: targetState(verb, from, details.to),
    ...writtenBy(actor),
    organisationId: organisationOf(actor),
    channel: actor.channel,
    reason: details.reason ?? null,
    facts: details.facts ?? {},
  });
}
