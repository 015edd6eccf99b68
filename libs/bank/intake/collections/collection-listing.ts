import { assembled, day, inText, listed, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';
import { unnamed } from '../donor.js';
import { GIVER } from '../donors/donor-known.js';
import { LOCK_KINDS } from '../locks/locks.js';
import { COLLECTION_JSON, CONTACT_JSON } from '../sealing.js';

export type CollectionSort = 'day' | 'last' | 'place' | 'newest' | 'oldest';

const WHEN = [day('n.expected_on'), inText(`coalesce(to_char(l.from_time, 'HH24:MI'), '99')`)];

/** The orders of the list of planned collections, which are few. */
export const COLLECTION_SORTS: Sorts<CollectionSort> = {
  day: { label: 'Par date', order: 'ascending', keys: WHEN },
  last: { label: 'Dernière date d’abord', order: 'descending', keys: WHEN },
  place: { label: 'Par lieu', order: 'ascending', keys: [inText('o.name'), inText('p.name'), ...WHEN] },
  newest: { label: 'Dons récents d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Dons anciens d’abord', order: 'ascending', keys: [] },
};
export const COLLECTION_SORT_NAMES = sortNames(COLLECTION_SORTS);

/** The columns of a `CollectionRow`, of `intake.collection` as `l`, its commune as `lm`, its contact as `c`. */
export const COLLECTION = `l.mode, to_char(l.from_time, 'HH24:MI') AS "from", to_char(l.to_time, 'HH24:MI') AS "to", ${COLLECTION_JSON} AS words,
  l.postal_code AS "postalCode", l.commune_code AS "communeCode", lm.name AS commune, l.contact_id AS "contactId",
  CASE WHEN c.id IS NOT NULL THEN ${CONTACT_JSON} END AS contact`;

export const PLANNED = assembled(
  (scope: string | null, until: string | null, turn: Turn<CollectionSort>) =>
    listed(COLLECTION_SORTS, turn, (value) => {
      const where = [`n.state = 'planned'`];
      if (scope) where.push(`n.organisation_id = ${value(scope)}`);
      if (until) where.push(`n.expected_on <= ${value(until)}::date`);
      const columns = `n.id, n.id AS "donationId", n.number, n.expected_on::text AS "on", n.expected_on < b.today AS late, r.kind AS "donorKind",
         coalesce(k.name, r.name, ${unnamed('r.kind')}) AS "donorName", p.name AS place, o.name AS organisation, ${COLLECTION},
         coalesce((SELECT json_agg(json_build_object('category', e.category, 'quantity', e.quantity) ORDER BY e.quantity DESC)
           FROM intake.donation_expected e WHERE e.donation_id = n.id), '[]') AS expected,
         (SELECT ${value(LOCK_KINDS.length)}::int - count(*)::int FROM intake.release_tick t WHERE t.donation_id = n.id AND t.answer <> 'not_yet') AS unreleased`;
      const from = `intake.donation n JOIN intake.collection l ON l.donation_id = n.id ${GIVER}
       CROSS JOIN (SELECT (platform.now() AT TIME ZONE time_zone)::date AS today FROM people.bank) b
       LEFT JOIN territory.commune lm ON lm.code = l.commune_code LEFT JOIN intake.donor_contact c ON c.id = l.contact_id
       JOIN people.place p ON p.id = n.place_id JOIN people.organisation o ON o.id = n.organisation_id`;
      return { id: 'n.id', columns, from, where };
    }),
  [
    ...turnsOf(COLLECTION_SORTS).map((turn): [null, null, Turn<CollectionSort>] => [null, null, turn]),
    ['x', '2026-01-01', turnsOf(COLLECTION_SORTS)[0]!],
  ],
);
