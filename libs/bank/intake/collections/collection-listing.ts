import { type AskedOf, day, defineList, inText, ofDay } from '#platform/database';
import { unnamed } from '../donor.js';
import { GIVER } from '../donors/donor-known.js';
import { LOCK_KINDS } from '../locks/locks.js';
import { COLLECTION_JSON, CONTACT_JSON } from '../sealing.js';
import type { PlannedView, SealedPlan } from './collections.service.js';

const WHEN = [day('n.expected_on'), inText(`coalesce(to_char(l.from_time, 'HH24:MI'), '99')`)];

/** The columns of a `CollectionRow`, of `intake.collection` as `l`, its commune as `lm`, its contact as `c`. */
export const COLLECTION = `l.mode, to_char(l.from_time, 'HH24:MI') AS "from", to_char(l.to_time, 'HH24:MI') AS "to", ${COLLECTION_JSON} AS words,
  l.postal_code AS "postalCode", l.commune_code AS "communeCode", lm.name AS commune, l.contact_id AS "contactId",
  CASE WHEN c.id IS NOT NULL THEN ${CONTACT_JSON} END AS contact`;

/** The list of planned collections, which are few: all, or those of one organisation. */
export const PLANNED = defineList<SealedPlan<PlannedView> & { readonly id: string }>()({
  sorts: {
    day: { label: 'Par date', order: 'ascending', keys: WHEN },
    last: { label: 'Dernière date d’abord', order: 'descending', keys: WHEN },
    place: { label: 'Par lieu', order: 'ascending', keys: [inText('o.name'), inText('p.name'), ...WHEN] },
    newest: { label: 'Dons récents d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Dons anciens d’abord', order: 'ascending', keys: [] },
  },
  usual: 'day',
  filters: {
    until: ofDay({
      label: 'Jusqu’à',
      about: 'The last day of interest.',
      page: 'jusque',
      keep: (until, value) => `n.expected_on <= ${value(until)}::date`,
    }),
  },
  scopes: [null, 'x'],
  rows: (own, value) => ({
    id: 'n.id',
    columns: `n.id, n.id AS "donationId", n.number, n.expected_on::text AS "on", n.expected_on < b.today AS late, r.kind AS "donorKind",
         coalesce(k.name, r.name, ${unnamed('r.kind')}) AS "donorName", p.name AS place, o.name AS organisation, ${COLLECTION},
         coalesce((SELECT json_agg(json_build_object('category', e.category, 'quantity', e.quantity) ORDER BY e.quantity DESC)
           FROM intake.donation_expected e WHERE e.donation_id = n.id), '[]') AS expected,
         (SELECT ${value(LOCK_KINDS.length)}::int - count(*)::int FROM intake.release_tick t WHERE t.donation_id = n.id AND t.answer <> 'not_yet') AS unreleased`,
    from: `intake.donation n JOIN intake.collection l ON l.donation_id = n.id ${GIVER}
       CROSS JOIN (SELECT (platform.now() AT TIME ZONE time_zone)::date AS today FROM people.bank) b
       LEFT JOIN territory.commune lm ON lm.code = l.commune_code LEFT JOIN intake.donor_contact c ON c.id = l.contact_id
       JOIN people.place p ON p.id = n.place_id JOIN people.organisation o ON o.id = n.organisation_id`,
    where: [`n.state = 'planned'`, ...(own ? [`n.organisation_id = ${value(own)}`] : [])],
  }),
});
export type PlannedAsked = AskedOf<typeof PLANNED>;
