import { anId, assembled, inText, listed, moment, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';

export type ContainerSort = 'newest' | 'oldest' | 'latest' | 'changed' | 'name' | 'place';

const CHANGED = moment('c.changed_at');

/** The orders of the list of crates and pallets. */
export const CONTAINER_SORTS: Sorts<ContainerSort> = {
  newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciennes d’abord', order: 'ascending', keys: [] },
  latest: { label: 'Derniers changements d’abord', order: 'descending', keys: [CHANGED] },
  changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [CHANGED] },
  name: { label: 'Par nom', heading: 'Code', order: 'ascending', keys: [inText('lower(c.name)')] },
  // What stands in one place, together; first what is on the road.
  place: {
    label: 'Lieu par lieu',
    heading: 'Lieu',
    order: 'ascending',
    keys: [anId(`coalesce(c.place_id, '00000000-0000-0000-0000-000000000000'::uuid)`)],
  },
};
export const CONTAINER_SORT_NAMES = sortNames(CONTAINER_SORTS);

export const CONTAINER_COLUMNS = `c.id, c.code, c.kind, c.name, c.seal, c.organisation_id AS "organisationId", o.name AS organisation, c.place_id AS "placeId",
    p.name AS place, c.transfer_id AS "transferId", t.number AS "transferNumber",
    CASE WHEN c.transfer_id IS NULL THEN (SELECT count(*)::int FROM devices.device d WHERE d.container_id = c.id)
         ELSE (SELECT count(*)::int FROM logistics.transfer_line l WHERE l.transfer_id = c.transfer_id AND l.container_id = c.id AND l.open) END AS devices`;
export const CONTAINER_FROM = `devices.container c JOIN people.organisation o ON o.id = c.organisation_id
  LEFT JOIN people.place p ON p.id = c.place_id LEFT JOIN logistics.transfer t ON t.id = c.transfer_id`;

export const CONTAINERS = assembled(
  (organisationId: string | null, turn: Turn<ContainerSort>) =>
    listed(CONTAINER_SORTS, turn, (value) => ({
      id: 'c.id',
      columns: CONTAINER_COLUMNS,
      from: CONTAINER_FROM,
      where: organisationId ? [`c.organisation_id = ${value(organisationId)}`] : [],
    })),
  [
    ...turnsOf(CONTAINER_SORTS).map((turn): [null, Turn<ContainerSort>] => [null, turn]),
    ['x', turnsOf(CONTAINER_SORTS)[0]!],
  ],
);
