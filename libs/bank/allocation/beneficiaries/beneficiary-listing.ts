import { readReference } from '#bank/devices';
import { type AskedOf, byDay, defineList, ofWords } from '#platform/database';
import type { BeneficiaryView } from './beneficiary.views.js';

export const BENEFICIARY_COLUMNS = `b.id, b.reference, b.age_band AS "ageBand", b.situation, b.commune, b.commune_code AS "communeCode",
  b.last_contact_on::text AS "lastContactOn", b.created_at AS "createdAt", b.origin, i.purge_on IS NOT NULL AS "hasIdentity",
  i.purge_on::text AS "identityUntil",
  (SELECT count(*)::int FROM allocation.handover h WHERE h.beneficiary_id = ANY (allocation.persons_of(b.id)) AND h.ended_at IS NULL) AS devices,
  (SELECT coalesce(json_agg(json_build_object('id', x.id, 'reference', x.reference, 'fresh', corrections.merge_is_fresh(x.id, 'beneficiary_merged')) ORDER BY x.id), '[]')
    FROM allocation.beneficiary x WHERE x.merged_into IS NOT NULL AND x.ended_on IS NULL AND x.id = ANY (allocation.persons_of(b.id))) AS merged`;
export const BENEFICIARY_FROM = `allocation.beneficiary b LEFT JOIN LATERAL (SELECT max(i.purge_on) AS purge_on FROM allocation.beneficiary_identity i
  WHERE i.beneficiary_id = ANY (allocation.persons_of(b.id))) i ON true`;

/** The list of a structure's references: in no order by what somebody is called or is. */
export const BENEFICIARIES = defineList<BeneficiaryView, string>()({
  sorts: {
    newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
    contact: {
      label: 'Sans contact depuis le plus longtemps',
      heading: 'Dernier contact',
      order: 'ascending',
      keys: [byDay('b.last_contact_on')],
    },
  },
  usual: 'newest',
  pageCursor: 'apres',
  filters: {
    q: ofWords({
      label: 'Référence, nom ou téléphone',
      about: 'A typed reference.',
      longest: 120,
      example: 'R-7K3F9',
      where: (typed, value) =>
        `b.id IN (SELECT allocation.person_stands(x.id) FROM allocation.beneficiary x WHERE x.reference = ${value(readReference(typed) ?? '')})`,
    }),
  },
  scopes: ['x'],
  rows: (structureId, value) => ({
    id: 'b.id',
    columns: BENEFICIARY_COLUMNS,
    from: BENEFICIARY_FROM,
    counted: 'allocation.beneficiary b',
    where: [`b.structure_id = ${value(structureId)}`, 'b.ended_on IS NULL', 'b.merged_into IS NULL'],
  }),
});
export type BeneficiariesAsked = AskedOf<typeof BENEFICIARIES>;
