import { assembled, day, listed, moment, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';
import { type DonorKind, unnamed } from '../donor.js';
import { GIVER } from '../donors/donor-known.js';
import { CONTACT_JSON } from '../sealing.js';
import type { DonationState } from './donation.lifecycle.js';

export type DonationSort = 'newest' | 'changed' | 'expected';

/** The orders of the list of donations. */
export const DONATION_SORTS: Sorts<DonationSort> = {
  newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
  changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [moment('n.changed_at')] },
  // Last: what nobody announced for a day.
  expected: {
    label: 'Par date attendue',
    heading: 'Quand',
    order: 'ascending',
    keys: [day(`coalesce(n.expected_on, '9999-12-31'::date)`)],
  },
};
export const DONATION_SORT_NAMES = sortNames(DONATION_SORTS);

/** What the list keeps. */
export interface KeptDonations {
  readonly organisationId?: string;
  readonly state?: DonationState;
  /** A LIKE pattern of the number and, for whoever may know them, of who gave. */
  readonly pattern?: string;
  readonly namesToo?: boolean;
  readonly donorId?: string;
  readonly donorKind?: DonorKind;
  readonly fileReady?: boolean;
  readonly agreementAwaited?: boolean;
}

/** The columns of a donation in a list. @param scope the placeholder of the organisation whose they are; null for all. */
export const donationColumns = (
  scope: string,
) => `n.id, n.number, n.state, r.id AS "donorId", r.kind AS "donorKind", coalesce(k.name, r.name, ${unnamed('r.kind')}) AS "donorName",
  CASE WHEN r.kind = ANY (intake.person_kinds()) THEN (SELECT ${CONTACT_JSON} FROM intake.donor_contact c WHERE c.donor_id = ANY (intake.donors_of(r.id))
    AND c.main AND (${scope}::uuid IS NULL OR c.organisation_id = ${scope}) ORDER BY c.updated_at DESC LIMIT 1) END AS person,
  n.organisation_id AS "organisationId", o.name AS organisation, p.name AS place, n.expected_on::text AS "expectedOn",
  n.received_at AS "receivedAt", n.created_at AS "createdAt", n.changed_at AS "changedAt",
  (SELECT coalesce(sum(e.quantity), 0)::int FROM intake.donation_expected e WHERE e.donation_id = n.id) AS announced,
  (SELECT count(*)::int FROM devices.device d WHERE d.donation_id = n.id AND d.state <> 'withdrawn') AS logged`;

/** What those columns are of, beside the donation `n`. */
export const DONATION_JOINS = `${GIVER} JOIN people.organisation o ON o.id = n.organisation_id JOIN people.place p ON p.id = n.place_id`;

export const DONATIONS = assembled(
  (scope: string | null, kept: KeptDonations, turn: Turn<DonationSort>) =>
    listed(DONATION_SORTS, turn, (value) => {
      const own = value(scope);
      const where = [`(${own}::uuid IS NULL OR n.organisation_id = ${own})`];
      if (kept.organisationId) where.push(`n.organisation_id = ${value(kept.organisationId)}`);
      if (kept.state) where.push(`n.state = ${value(kept.state)}`);
      if (kept.pattern) {
        const words = value(kept.pattern);
        const names = kept.namesToo ? ` OR unaccent(coalesce(k.name, r.name)) ILIKE unaccent(${words})` : '';
        where.push(`(n.number ILIKE ${words}${names})`);
      }
      if (kept.donorId) where.push(`n.donor_id = ANY (intake.donors_of(${value(kept.donorId)}))`);
      if (kept.donorKind) where.push(`r.kind = ${value(kept.donorKind)}`);
      if (kept.fileReady)
        where.push(
          `EXISTS (SELECT 1 FROM imports.file f WHERE f.subject_id = n.id AND f.kind = 'devices' AND f.state = ANY (imports.waiting_states()))`,
        );
      if (kept.agreementAwaited) where.push('n.id IN (SELECT donation_id FROM intake.agreements_awaited())');
      return { id: 'n.id', columns: donationColumns(own), from: `intake.donation n ${DONATION_JOINS}`, where };
    }),
  [
    ...turnsOf(DONATION_SORTS).map((turn): [null, KeptDonations, Turn<DonationSort>] => [null, {}, turn]),
    [
      'x',
      {
        organisationId: 'x',
        state: 'received',
        pattern: '%x%',
        namesToo: true,
        donorId: 'x',
        donorKind: 'company',
        fileReady: true,
        agreementAwaited: true,
      },
      turnsOf(DONATION_SORTS)[0]!,
    ],
  ],
);
