import { dayBegan } from '#bank/people';
import {
  type AskedOf,
  byDay,
  byMoment,
  defineList,
  like,
  ofChoice,
  ofId,
  ofWords,
  ofYes,
  waiting,
} from '#platform/database';
import { DONOR_KINDS, unnamed } from '../donor.js';
import { GIVER } from '../donors/donor-known.js';
import { CONTACT_JSON } from '../sealing.js';
import { IN_DEPOSIT } from './deposit.js';
import { DONATION_STATES } from './donation.lifecycle.js';
import type { DonationListRow } from './donation.views.js';

/** Who reads the list: one organisation's donations (null: all), and whether they may know how donors are called. */
interface DonationReader {
  readonly own: string | null;
  readonly names: boolean;
}

const WAITING = waiting('n.changed_at', 'n.state = ANY (intake.open_states())');

/** The columns of a donation in a list. @param scope the placeholder of the organisation whose they are; null for all. */
export const donationColumns = (
  scope: string,
) => `n.id, n.number, n.state, r.id AS "donorId", r.kind AS "donorKind", coalesce(k.name, r.name, ${unnamed('r.kind')}) AS "donorName",
  CASE WHEN r.kind = ANY (intake.person_kinds()) THEN (SELECT ${CONTACT_JSON} FROM intake.donor_contact c WHERE c.donor_id = ANY (intake.donors_of(r.id))
    AND c.main AND (${scope}::uuid IS NULL OR c.organisation_id = ${scope}) ORDER BY c.updated_at DESC LIMIT 1) END AS person,
  n.organisation_id AS "organisationId", o.name AS organisation, p.name AS place, n.expected_on::text AS "expectedOn",
  n.received_at AS "receivedAt", n.created_at AS "createdAt", n.changed_at AS "changedAt", ${WAITING.column},
  (SELECT coalesce(sum(e.quantity), 0)::int FROM intake.donation_expected e WHERE e.donation_id = n.id) AS announced,
  (SELECT count(*)::int FROM devices.device d WHERE d.donation_id = n.id AND d.state <> 'withdrawn') AS logged`;

export const DONATION_JOINS = `${GIVER} JOIN people.organisation o ON o.id = n.organisation_id JOIN people.place p ON p.id = n.place_id`;

export const DONATIONS = defineList<DonationListRow, DonationReader>()({
  sorts: {
    newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
    changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [byMoment('n.changed_at')] },
    waiting: WAITING.sort,
    // Last: what nobody announced for a day.
    expected: {
      label: 'Par date attendue',
      heading: 'Quand',
      order: 'ascending',
      keys: [byDay(`coalesce(n.expected_on, '9999-12-31'::date)`)],
    },
  },
  usual: 'newest',
  filters: {
    q: ofWords({
      label: 'Chercher',
      about: "A part of the donation's number or of the donor's name.",
      longest: 100,
      example: 'Numéro ou donateur',
      where: (typed, value, { names }) => {
        const pattern = value(like(typed));
        return `(n.number ILIKE ${pattern}${names ? ` OR unaccent(coalesce(k.name, r.name)) ILIKE unaccent(${pattern})` : ''})`;
      },
    }),
    state: ofChoice({
      label: 'État',
      page: 'etat',
      choices: DONATION_STATES,
      where: (state, value) => `n.state = ${value(state)}`,
    }),
    donorId: ofId({ where: (id, value) => `n.donor_id = ANY (intake.donors_of(${value(id)}))` }),
    donorKind: ofChoice({
      label: 'Qui donne',
      about: 'Who gives.',
      choices: DONOR_KINDS,
      where: (kind, value) => `r.kind = ${value(kind)}`,
    }),
    waiting: WAITING.filter<DonationReader>(dayBegan),
    fileReady: ofYes({
      page: 'tableur',
      says: 'a-verifier',
      about: '`a-verifier`: only donations with a spreadsheet that waits for a decision.',
      where: () =>
        `EXISTS (SELECT 1 FROM imports.file f WHERE f.subject_id = n.id AND f.kind = 'devices' AND f.state = ANY (imports.waiting_states()))`,
    }),
    agreementAwaited: ofYes({
      page: 'convention',
      says: 'a-signer',
      about: '`a-signer`: only donations whose agreement did not come back signed.',
      where: () => 'n.id IN (SELECT donation_id FROM intake.agreements_awaited())',
    }),
    inDeposit: ofYes({
      page: 'depot',
      says: 'oui',
      about: '`oui`: only donations whose devices wait for the decision of a public donor.',
      where: () => `n.id IN (${IN_DEPOSIT})`,
    }),
  },
  scopes: [
    { own: null, names: true },
    { own: 'x', names: false },
  ],
  rows: ({ own }, value) => {
    const scope = value(own);
    return {
      id: 'n.id',
      columns: donationColumns(scope),
      from: `intake.donation n ${DONATION_JOINS}`,
      where: [`(${scope}::uuid IS NULL OR n.organisation_id = ${scope})`],
    };
  },
});
export type DonationsAsked = AskedOf<typeof DONATIONS>;
