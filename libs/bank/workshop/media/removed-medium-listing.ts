import { dayBegan } from '#bank/people';
import { type AskedOf, byMoment, defineList, ofChoice, type Reader, rows, waiting } from '#platform/database';
import { type Actor, joined, may, organisationOf, READ, type SearchHit } from '#platform/kernel';
import type { RemovedView } from './removed-media.queries.js';
import { visibleRemoved } from './removed-medium.change.js';
import { REMOVED_STATES, readMediumCode, showMediumCode } from './removed-medium.lifecycle.js';

/** One that is to be erased or destroyed; also once it is found again, since it was taken out: its data are there since. */
const WAITING = waiting('x.removed_at', `x.state = 'kept'`);

export const REMOVED_COLUMNS = `x.id, x.code, x.state, x.medium_id AS "mediumId", m.kind, m.model, m.serial, m.size_bytes::float8 AS "sizeBytes", d.code AS "deviceCode",
    x.removed_at AS "removedAt", ${WAITING.column}, e.operator_number AS "operatorNumber", x.holder_org_id AS "holderOrgId", o.name AS holder,
    o.kind = 'bank' AS "atTheBank", x.place_id AS "placeId", p.name AS place, x.slip`;
export const REMOVED_FROM = `refurbishment.removed_medium x JOIN devices.medium m ON m.id = x.medium_id JOIN devices.device d ON d.id = x.device_id
  JOIN refurbishment.evidence e ON e.id = x.evidence_id JOIN people.organisation o ON o.id = x.holder_org_id
  LEFT JOIN people.place p ON p.id = x.place_id`;

export const REMOVED = defineList<RemovedView>()({
  sorts: {
    newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciens d’abord', heading: 'Retiré de', order: 'ascending', keys: [] },
    changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [byMoment('x.changed_at')] },
    waiting: WAITING.sort,
  },
  usual: 'newest',
  filters: {
    state: ofChoice({
      label: 'État',
      about: 'A state, or `tous`: all of them.',
      page: 'etat',
      none: REMOVED_STATES.kept.label,
      choices: { ...REMOVED_STATES, tous: 'Tous' },
    }),
    waiting: WAITING.filter(dayBegan),
  },
  scopes: [null, 'x'],
  rows: (own, value, { state }) => ({
    id: 'x.id',
    columns: REMOVED_COLUMNS,
    from: REMOVED_FROM,
    counted: 'refurbishment.removed_medium x',
    where: [
      ...(own ? [`x.holder_org_id = ${value(own)}`] : []),
      ...(state && state !== 'tous' ? [`x.state = ${value(state)}`] : []),
    ],
  }),
});
export type RemovedAsked = AskedOf<typeof REMOVED>;

export async function searchRemovedMedia(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const code = readMediumCode(typed);
  if (!code || !may(actor, READ.workshop)) return [];
  const found = await rows<{ code: string; model: string; serial: string | null }>(
    on,
    `SELECT x.code, m.model, m.serial FROM refurbishment.removed_medium x JOIN devices.medium m ON m.id = x.medium_id
     WHERE x.code = $1 AND ${visibleRemoved(actor, 'x', '$2')}`,
    [code, organisationOf(actor)],
  );
  return found.map((x) => ({
    title: showMediumCode(x.code),
    detail: joined(', ', 'support retiré', x.model, x.serial),
    href: `/atelier/supports-retires/${x.code}`,
    exact: true,
  }));
}
