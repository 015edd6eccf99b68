import { assembled, listed, moment, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';
import type { RemovedState } from './removed-medium.lifecycle.js';

export type RemovedSort = 'newest' | 'oldest' | 'changed';

/** The orders of the list of removed media. */
export const REMOVED_SORTS: Sorts<RemovedSort> = {
  newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciens d’abord', heading: 'Retiré de', order: 'ascending', keys: [] },
  changed: {
    label: 'Anciens changements d’abord',
    order: 'ascending',
    keys: [moment('x.changed_at')],
  },
};
export const REMOVED_SORT_NAMES = sortNames(REMOVED_SORTS);

export const REMOVED_COLUMNS = `x.id, x.code, x.state, m.kind, m.model, m.serial, m.size_bytes::float8 AS "sizeBytes", d.code AS "deviceCode",
    x.removed_at AS "removedAt", e.operator_number AS "operatorNumber", x.holder_org_id AS "holderOrgId", o.name AS holder,
    o.kind = 'bank' AS "atTheBank", x.place_id AS "placeId", p.name AS place, x.slip`;
export const REMOVED_FROM = `refurbishment.removed_medium x JOIN devices.medium m ON m.id = x.medium_id JOIN devices.device d ON d.id = x.device_id
  JOIN refurbishment.evidence e ON e.id = x.evidence_id JOIN people.organisation o ON o.id = x.holder_org_id
  LEFT JOIN people.place p ON p.id = x.place_id`;

/** @param scope who has them; null for all. */
export const REMOVED = assembled(
  (scope: string | null, state: RemovedState | undefined, turn: Turn<RemovedSort>) =>
    listed(REMOVED_SORTS, turn, (value) => {
      const where: string[] = [];
      if (scope) where.push(`x.holder_org_id = ${value(scope)}`);
      if (state) where.push(`x.state = ${value(state)}`);
      return {
        id: 'x.id',
        columns: REMOVED_COLUMNS,
        from: REMOVED_FROM,
        where,
        counted: 'refurbishment.removed_medium x',
      };
    }),
  [
    ...turnsOf(REMOVED_SORTS).map((turn): [null, undefined, Turn<RemovedSort>] => [null, undefined, turn]),
    ['x', 'kept', turnsOf(REMOVED_SORTS)[0]!],
  ],
);
