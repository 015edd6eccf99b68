import { assembled, inText, like, listed, moment, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';

export type OrganisationSort = 'kind' | 'name' | 'newest' | 'oldest' | 'latest' | 'changed';

const NAME = inText('o.name');
const CHANGED = moment('o.changed_at');

/** The orders of the list of organisations. */
export const ORGANISATION_SORTS: Sorts<OrganisationSort> = {
  kind: { label: 'Par type', heading: 'Type', order: 'ascending', keys: [inText('o.kind'), NAME] },
  name: { label: 'Par nom', heading: 'Nom', order: 'ascending', keys: [NAME] },
  newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciennes d’abord', order: 'ascending', keys: [] },
  latest: { label: 'Derniers changements d’abord', order: 'descending', keys: [CHANGED] },
  changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [CHANGED] },
};
export const ORGANISATION_SORT_NAMES = sortNames(ORGANISATION_SORTS);

export const ORGANISATION_COLUMNS = `o.id, o.kind, o.name, o.siren, o.commune, o.address, o.opening_hours AS "openingHours", o.on_papers AS "onPapers", o.helpline, o.name_is_public AS "nameIsPublic", o.active,
  o.structure_type AS "structureType", CASE WHEN o.merged_into IS NOT NULL THEN people.structure_stands(o.id) END AS "standsAs"`;

export const ORGANISATIONS = assembled(
  (typed: string | undefined, turn: Turn<OrganisationSort>) =>
    listed(ORGANISATION_SORTS, turn, (value) => {
      const where = ['o.merged_into IS NULL'];
      const pattern = like(typed);
      if (pattern) {
        const words = value(pattern);
        where.push(`(unaccent(concat_ws(' ', o.name, o.commune)) ILIKE unaccent(${words}) OR o.siren LIKE ${words})`);
      }
      return { id: 'o.id', columns: ORGANISATION_COLUMNS, from: 'people.organisation o', where };
    }),
  [
    ...turnsOf(ORGANISATION_SORTS).map((turn): [undefined, Turn<OrganisationSort>] => [undefined, turn]),
    ['x', turnsOf(ORGANISATION_SORTS)[0]!],
  ],
);
