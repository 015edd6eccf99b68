import { assembled, day, listed, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';

export type BeneficiarySort = 'newest' | 'contact';

/** The orders of a structure's references: none by what somebody is called or is. */
export const BENEFICIARY_SORTS: Sorts<BeneficiarySort> = {
  newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
  contact: {
    label: 'Sans contact depuis le plus longtemps',
    heading: 'Dernier contact',
    order: 'ascending',
    keys: [day('b.last_contact_on')],
  },
};
export const BENEFICIARY_SORT_NAMES = sortNames(BENEFICIARY_SORTS);

export const BENEFICIARY_COLUMNS = `b.id, b.reference, b.age_band AS "ageBand", b.situation, b.commune, b.commune_code AS "communeCode",
  b.last_contact_on::text AS "lastContactOn", b.created_at AS "createdAt", b.origin, i.purge_on IS NOT NULL AS "hasIdentity",
  i.purge_on::text AS "identityUntil",
  (SELECT count(*)::int FROM allocation.handover h WHERE h.beneficiary_id = ANY (allocation.persons_of(b.id)) AND h.ended_at IS NULL) AS devices,
  (SELECT coalesce(json_agg(json_build_object('id', x.id, 'reference', x.reference, 'fresh', corrections.merge_is_fresh(x.id, 'beneficiary_merged')) ORDER BY x.id), '[]')
    FROM allocation.beneficiary x WHERE x.merged_into IS NOT NULL AND x.ended_on IS NULL AND x.id = ANY (allocation.persons_of(b.id))) AS merged`;
export const BENEFICIARY_FROM = `allocation.beneficiary b LEFT JOIN LATERAL (SELECT max(i.purge_on) AS purge_on FROM allocation.beneficiary_identity i
  WHERE i.beneficiary_id = ANY (allocation.persons_of(b.id))) i ON true`;

/** @param reference one that somebody typed; undefined: all. */
export const BENEFICIARIES = assembled(
  (structureId: string, reference: string | undefined, turn: Turn<BeneficiarySort>) =>
    listed(BENEFICIARY_SORTS, turn, (value) => {
      const where = [`b.structure_id = ${value(structureId)}`, 'b.ended_on IS NULL', 'b.merged_into IS NULL'];
      if (reference !== undefined)
        where.push(
          `b.id IN (SELECT allocation.person_stands(x.id) FROM allocation.beneficiary x WHERE x.reference = ${value(reference)})`,
        );
      return {
        id: 'b.id',
        columns: BENEFICIARY_COLUMNS,
        from: BENEFICIARY_FROM,
        where,
        counted: 'allocation.beneficiary b',
      };
    }),
  [
    ...turnsOf(BENEFICIARY_SORTS).map((turn): [string, undefined, Turn<BeneficiarySort>] => ['x', undefined, turn]),
    ['x', 'x', turnsOf(BENEFICIARY_SORTS)[0]!],
  ],
);
