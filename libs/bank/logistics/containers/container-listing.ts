import { readIdentifier, showAssetCode } from '#bank/devices';
import { type AskedOf, byId, byMoment, byText, defineList, type Reader, rows } from '#platform/database';
import { type Actor, may, mayAll, organisationOf, READ, type SearchHit } from '#platform/kernel';
import type { ContainerView } from '../transfers/transfer.queries.js';

const CHANGED = byMoment('c.changed_at');

export const CONTAINER_COLUMNS = `c.id, c.code, c.kind, c.name, c.seal, c.organisation_id AS "organisationId", o.name AS organisation, c.place_id AS "placeId",
    p.name AS place, c.transfer_id AS "transferId", t.number AS "transferNumber",
    CASE WHEN c.transfer_id IS NULL THEN (SELECT count(*)::int FROM devices.device d WHERE d.container_id = c.id)
         ELSE (SELECT count(*)::int FROM logistics.transfer_line l WHERE l.transfer_id = c.transfer_id AND l.container_id = c.id AND l.open) END AS devices`;
export const CONTAINER_FROM = `devices.container c JOIN people.organisation o ON o.id = c.organisation_id
  LEFT JOIN people.place p ON p.id = c.place_id LEFT JOIN logistics.transfer t ON t.id = c.transfer_id`;

export const CONTAINERS = defineList<ContainerView>()({
  sorts: {
    newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciennes d’abord', order: 'ascending', keys: [] },
    latest: { label: 'Derniers changements d’abord', order: 'descending', keys: [CHANGED] },
    changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [CHANGED] },
    name: { label: 'Par nom', heading: 'Code', order: 'ascending', keys: [byText('lower(c.name)')] },
    // What stands in one place, together; first what is on the road.
    place: {
      label: 'Lieu par lieu',
      heading: 'Lieu',
      order: 'ascending',
      keys: [byId(`coalesce(c.place_id, '00000000-0000-0000-0000-000000000000'::uuid)`)],
    },
  },
  usual: 'newest',
  filters: {},
  scopes: [null, 'x'],
  rows: (own, value) => ({
    id: 'c.id',
    columns: CONTAINER_COLUMNS,
    from: CONTAINER_FROM,
    where: own ? [`c.organisation_id = ${value(own)}`] : [],
  }),
});
export type ContainersAsked = AskedOf<typeof CONTAINERS>;

/** The container of a typed or scanned code: of the actor's organisation, or any for whoever sees all. */
export async function searchContainers(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const identifier = readIdentifier(typed);
  if (identifier.kind !== 'code' || !may(actor, READ.transfers)) return [];
  const found = await rows<{ code: string; holder: string }>(
    on,
    `SELECT c.code, o.name AS holder FROM devices.container c JOIN people.organisation o ON o.id = c.organisation_id
     WHERE c.code = $1 AND ($2 OR c.organisation_id = $3)`,
    [identifier.code, mayAll(actor, READ.transfers), organisationOf(actor)],
  );
  return found.map((c) => ({
    title: showAssetCode(c.code),
    detail: `caisse, ${c.holder}`,
    href: `/caisses/${c.code}`,
    exact: true,
  }));
}
