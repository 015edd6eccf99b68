import { assembled, listed, moment, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';
import type { Purpose, TransferState } from './transfer.lifecycle.js';
import { LEAVING } from './transfer.row.js';

export type TransferSort = 'newest' | 'changed';

/** The orders of the list of lots. */
export const TRANSFER_SORTS: Sorts<TransferSort> = {
  newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
  changed: {
    label: 'Anciens changements d’abord',
    heading: 'Date',
    order: 'ascending',
    keys: [moment('coalesce(t.ended_at, t.sent_at, t.created_at)')],
  },
};
export const TRANSFER_SORT_NAMES = sortNames(TRANSFER_SORTS);

/** What the list keeps. */
export interface KeptTransfers {
  readonly state?: TransferState;
  readonly purpose?: Purpose;
  /** A LIKE pattern of the number, and of who sends or receives. */
  readonly pattern?: string;
  /** Sent, and confirmed by nobody for so many days. */
  readonly lateDays?: number;
  /** Sent: by order alone, or gone from where it was. */
  readonly leaving?: boolean;
  readonly direction?: 'in' | 'out';
}

export const TRANSFER_COLUMNS = `t.id, t.number, t.purpose, t.state, t.from_org_id AS "fromOrgId", f.name AS "from", f.kind AS "fromKind", t.from_place_id AS "fromPlaceId",
  fp.name AS "fromPlace", t.to_org_id AS "toOrgId", o.name AS "to", o.kind AS "toKind", t.to_place_id AS "toPlaceId", op.name AS "toPlace",
  t.created_at AS "createdAt", t.sent_at AS "sentAt", t.sent_operator AS "sentOperator",
  t.departed_at AS "departedAt", t.departed_operator AS "departedOperator", t.state = 'sent' AND ${LEAVING} AS leaving, t.ended_at AS "endedAt", t.ended_operator AS "endedOperator",
  n.devices, n.confirmed, n.missing, n.extra`;
const SENDER_AND_RECEIVER = `logistics.transfer t JOIN people.organisation f ON f.id = t.from_org_id JOIN people.organisation o ON o.id = t.to_org_id`;
export const TRANSFER_FROM = `${SENDER_AND_RECEIVER}
  JOIN people.place fp ON fp.id = t.from_place_id JOIN people.place op ON op.id = t.to_place_id
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE outcome <> 'extra')::int AS devices, count(*) FILTER (WHERE outcome = 'confirmed')::int AS confirmed,
    count(*) FILTER (WHERE outcome = 'missing' AND resolution IS NULL)::int AS missing, count(*) FILTER (WHERE outcome = 'extra')::int AS extra
    FROM logistics.transfer_line l WHERE l.transfer_id = t.id) n`;

/** Lots in an order: those that `org` sends or receives, or every one. */
export const TRANSFERS = assembled(
  (org: string | null, seesAll: boolean, kept: KeptTransfers, turn: Turn<TransferSort>) =>
    listed(TRANSFER_SORTS, turn, (value) => {
      const where: string[] = [];
      const own = seesAll && !kept.direction ? '' : `${value(org)}::uuid`;
      // A receiver sees nothing of a lot that has not left.
      if (!seesAll) where.push(`(t.from_org_id = ${own} OR (t.to_org_id = ${own} AND t.sent_at IS NOT NULL))`);
      if (kept.direction === 'in') where.push(`t.to_org_id = ${own} AND t.sent_at IS NOT NULL`);
      if (kept.direction === 'out') where.push(`t.from_org_id = ${own}`);
      if (kept.state) where.push(`t.state = ${value(kept.state)}`);
      if (kept.leaving !== undefined) where.push(`t.state = 'sent' AND ${kept.leaving ? '' : 'NOT '}(${LEAVING})`);
      if (kept.purpose) where.push(`t.purpose = ${value(kept.purpose)}`);
      if (kept.lateDays)
        where.push(`t.state = 'sent' AND t.sent_at < now() - make_interval(days => ${value(kept.lateDays)})`);
      if (kept.pattern) {
        const words = value(kept.pattern);
        where.push(
          `(t.number ILIKE ${words} OR unaccent(f.name) ILIKE unaccent(${words}) OR unaccent(o.name) ILIKE unaccent(${words}))`,
        );
      }
      return { id: 't.id', columns: TRANSFER_COLUMNS, from: TRANSFER_FROM, where, counted: SENDER_AND_RECEIVER };
    }),
  [
    ...turnsOf(TRANSFER_SORTS).map((turn): [null, boolean, KeptTransfers, Turn<TransferSort>] => [
      null,
      true,
      {},
      turn,
    ]),
    [
      'x',
      false,
      { state: 'sent', purpose: 'delivery', pattern: '%x%', lateDays: 7, direction: 'in' },
      turnsOf(TRANSFER_SORTS)[0]!,
    ],
    ['x', true, { direction: 'out' }, turnsOf(TRANSFER_SORTS)[0]!],
    ['x', false, { direction: 'out', leaving: true }, turnsOf(TRANSFER_SORTS)[0]!],
    ['x', false, { direction: 'out', leaving: false }, turnsOf(TRANSFER_SORTS)[0]!],
  ],
);
