import { type AskedOf, byMoment, byText, defineList, like, ofWords } from '#platform/database';
import type { OrganisationView } from './organisation.views.js';

const NAME = byText('o.name');
const CHANGED = byMoment('o.changed_at');

export const ORGANISATION_COLUMNS = `o.id, o.kind, o.name, o.siren, o.commune, o.address, o.opening_hours AS "openingHours", o.on_papers AS "onPapers", o.helpline, o.name_is_public AS "nameIsPublic", o.active,
  o.structure_type AS "structureType", CASE WHEN o.merged_into IS NOT NULL THEN people.structure_stands(o.id) END AS "standsAs"`;

/** The list of organisations that stand for themselves. */
export const ORGANISATIONS = defineList<OrganisationView, null>()({
  sorts: {
    kind: { label: 'Par type', heading: 'Type', order: 'ascending', keys: [byText('o.kind'), NAME] },
    name: { label: 'Par nom', heading: 'Nom', order: 'ascending', keys: [NAME] },
    newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciennes d’abord', order: 'ascending', keys: [] },
    latest: { label: 'Derniers changements d’abord', order: 'descending', keys: [CHANGED] },
    changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [CHANGED] },
  },
  usual: 'kind',
  filters: {
    q: ofWords({
      label: 'Chercher',
      longest: 100,
      example: 'Nom, commune ou SIREN',
      where: (typed, value) => {
        const pattern = value(like(typed));
        return `(unaccent(concat_ws(' ', o.name, o.commune)) ILIKE unaccent(${pattern}) OR o.siren LIKE ${pattern})`;
      },
    }),
  },
  scopes: [null],
  rows: () => ({
    id: 'o.id',
    columns: ORGANISATION_COLUMNS,
    from: 'people.organisation o',
    where: ['o.merged_into IS NULL'],
  }),
});
export type OrganisationsAsked = AskedOf<typeof ORGANISATIONS>;
