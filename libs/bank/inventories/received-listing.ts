import { assembled, inText, listed, moment, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';
import type { ReceivedState } from './word-lists.js';

export type ReceivedSort = 'newest' | 'oldest' | 'changed' | 'model';

/** The orders of the list of received inventories. */
export const RECEIVED_SORTS: Sorts<ReceivedSort> = {
  newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciens d’abord', heading: 'Reçu', order: 'ascending', keys: [] },
  changed: {
    label: 'Anciens changements d’abord',
    order: 'ascending',
    keys: [moment('coalesce(r.decided_at, r.received_at)')],
  },
  model: {
    label: 'Par marque et modèle',
    heading: 'Machine',
    order: 'ascending',
    keys: [inText(`lower(coalesce(r.make, ''))`), inText(`lower(coalesce(r.model, ''))`)],
  },
};
export const RECEIVED_SORT_NAMES = sortNames(RECEIVED_SORTS);

/** What the list keeps. */
export interface KeptReceived {
  readonly state?: ReceivedState;
  readonly ids?: readonly string[];
}

/** The columns of a document. @param visible SQL condition of the devices `d` that its reader sees: any other is, to them, unknown. */
export const receivedColumns = (visible: string) => `r.id, r.source, r.received_at AS "receivedAt", r.channel, r.state,
  CASE WHEN cardinality(r.candidates) > 0 AND NOT EXISTS (SELECT 1 FROM devices.device d WHERE d.id = ANY(r.candidates) AND ${visible})
    THEN 'unknown_machine' ELSE r.reason END AS reason,
  r.matched_by AS "matchedBy", o.name AS organisation, r.operator_number AS "operatorNumber", r.number,
  r.make, r.model, r.serial, r.category, r.partial,
  (SELECT d.code FROM devices.device d WHERE d.id = r.device_id AND ${visible}) AS "deviceCode"`;
export const RECEIVED_FROM = 'inventories.received r JOIN people.organisation o ON o.id = r.organisation_id';

/** A SQL condition of the devices that a reader sees, given the placeholder of their organisation. */
type Visible = (param: string) => string;
const EVERY_DEVICE: Visible = (param) => `(${param}::uuid IS NULL OR true)`;

/** @param scope whose documents; null for all. */
export const RECEIVED = assembled(
  (scope: string | null, org: string | null, visible: Visible, kept: KeptReceived, turn: Turn<ReceivedSort>) =>
    listed(RECEIVED_SORTS, turn, (value) => {
      const where: string[] = [];
      if (scope) where.push(`r.organisation_id = ${value(scope)}`);
      if (kept.state) where.push(`r.state = ${value(kept.state)}`);
      if (kept.ids) where.push(`r.id = ANY(${value(kept.ids)})`);
      return {
        id: 'r.id',
        columns: receivedColumns(visible(value(org))),
        from: RECEIVED_FROM,
        where,
        counted: 'inventories.received r',
      };
    }),
  [
    ...turnsOf(RECEIVED_SORTS).map((turn): [null, null, Visible, KeptReceived, Turn<ReceivedSort>] => [
      null,
      null,
      EVERY_DEVICE,
      {},
      turn,
    ]),
    ['x', 'x', EVERY_DEVICE, { state: 'waiting', ids: ['x'] }, turnsOf(RECEIVED_SORTS)[0]!],
  ],
);
