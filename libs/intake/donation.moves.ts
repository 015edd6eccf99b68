import type { EntityManager } from 'typeorm';
import { type Actor, isId, isMember, NotFound } from '#kernel';
import { intakeScope, mustIntake } from './access.js';
import { type CancelReason, DONATION_LIFECYCLE, type DonationState, type DonationVerb } from './donation.lifecycle.js';
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
}

/** What a history row holds besides its verb: a reason code, facts without anybody's name. */
export interface Told {
  readonly reason?: CancelReason;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Locks a donation of the actor's. `share` only keeps it from changing. @throws NotFound */
export async function lockDonation(
  tx: EntityManager,
  actor: Actor,
  id: string,
  mode: 'update' | 'share' = 'update',
): Promise<DonationRow> {
  mustIntake(actor);
  const [row] = isId(id)
    ? await tx.query(
        `SELECT n.id, n.number, n.state, n.donor_id, d.kind AS donor_kind, coalesce(k.name, d.name) AS donor_name, n.organisation_id, n.place_id
         FROM intake.donation n JOIN intake.donor d ON d.id = n.donor_id
         LEFT JOIN intake.donor_known k ON k.donor_id = n.donor_id AND k.organisation_id = n.organisation_id
         WHERE n.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2) FOR ${mode === 'update' ? 'NO KEY UPDATE' : 'SHARE'} OF n`,
        [id, intakeScope(actor)],
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
  await tx.query(
    `UPDATE intake.donation SET state = $2, cancel_reason = $3, expected_on = coalesce($4::date, expected_on),
       received_at = CASE WHEN $2 = 'received' THEN now() ELSE received_at END WHERE id = $1`,
    [donation.id, DONATION_LIFECYCLE.steps[verb].to, told.reason ?? null, told.on ?? null],
  );
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
  await tx.query(
    `INSERT INTO intake.donation_event (donation_id, verb, from_state, to_state, membership_id, operator_number, organisation_id, channel, reason, facts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      verb,
      from,
      DONATION_LIFECYCLE.steps[verb].to,
      member?.membershipId ?? null,
      member?.operatorNumber ?? null,
      member?.organisationId ?? null,
      actor.channel,
      told.reason ?? null,
      told.facts ?? {},
    ],
  );
}
