import {
  assembled,
  listed,
  moment,
  type Sorts,
  sortNames,
  type Turn,
  turnsOf,
  whole,
  yesOrNo,
} from '#platform/database';
import type { RequestState } from './request.lifecycle.js';

export type RequestSort = 'newest' | 'oldest' | 'urgent' | 'expiring' | 'changed';

/** The orders of the list of requests. */
export const REQUEST_SORTS: Sorts<RequestSort> = {
  newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciennes d’abord', heading: 'Envoyée', order: 'ascending', keys: [] },
  urgent: { label: 'Prioritaires d’abord', order: 'ascending', keys: [yesOrNo(`r.urgency <> 'priority'`)] },
  // Last: what has no end.
  expiring: {
    label: 'Proches de leur fin d’abord',
    order: 'ascending',
    keys: [moment(`coalesce(r.expires_at, '9999-12-31 00:00:00+00'::timestamptz)`)],
  },
  // The newest row of its history grows with every change.
  changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [whole('r.last_event_id')] },
};
export const REQUEST_SORT_NAMES = sortNames(REQUEST_SORTS);

/** What the list keeps. */
export interface KeptRequests {
  /** Of one structure, with what it was before a merge. */
  readonly structureId?: string;
  readonly state?: RequestState;
  /** Those that are not sent yet too: its own structure's alone. */
  readonly drafts: boolean;
  readonly category?: string;
  /** A LIKE pattern of the number, and of the structure's name and commune. */
  readonly pattern?: string;
  /** Those that end within so many days. */
  readonly endsIn?: number;
}

export const REQUEST_COLUMNS = `r.id, r.number, r.structure_id AS "structureId", o.name AS structure, o.commune, r.state, r.urgency,
  r.created_at AS "createdAt", r.submitted_at AS "submittedAt", r.expires_at AS "expiresAt",
  (SELECT coalesce(json_agg(json_build_object('category', a.category, 'quantity', a.n) ORDER BY a.first), '[]') FROM (
     SELECT u.category, count(*)::int AS n, min(l.position) AS first FROM allocation.request_unit u JOIN allocation.request_line l ON l.id = u.line_id
     WHERE u.request_id = r.id GROUP BY u.category) a) AS asked,
  (SELECT count(*)::int FROM allocation.request_unit u WHERE u.request_id = r.id) AS units,
  (SELECT count(*)::int FROM allocation.request_unit u WHERE u.request_id = r.id AND u.state = 'fulfilled') AS fulfilled,
  (SELECT count(*)::int FROM allocation.request_unit u JOIN allocation.reservation v ON v.unit_id = u.id AND v.ended_at IS NULL
     WHERE u.request_id = r.id) AS reserved`;

export const REQUESTS = assembled(
  (kept: KeptRequests, turn: Turn<RequestSort>) =>
    listed(REQUEST_SORTS, turn, (value) => {
      const where: string[] = [];
      if (kept.structureId) where.push(`r.structure_id = ANY (people.structures_of(${value(kept.structureId)}))`);
      if (kept.state) where.push(`r.state = ${value(kept.state)}`);
      if (!kept.drafts) where.push(`r.state <> 'draft'`);
      if (kept.category)
        where.push(
          `EXISTS (SELECT 1 FROM allocation.request_line l WHERE l.request_id = r.id AND l.category = ${value(kept.category)})`,
        );
      if (kept.pattern) {
        const words = value(kept.pattern);
        where.push(`(r.number ILIKE ${words} OR unaccent(concat_ws(' ', o.name, o.commune)) ILIKE unaccent(${words}))`);
      }
      if (kept.endsIn) where.push(`r.expires_at <= now() + make_interval(days => ${value(kept.endsIn)})`);
      const from = 'allocation.request r JOIN people.organisation o ON o.id = r.structure_id';
      return { id: 'r.id', columns: REQUEST_COLUMNS, from, where };
    }),
  [
    ...turnsOf(REQUEST_SORTS).map((turn): [KeptRequests, Turn<RequestSort>] => [{ drafts: true }, turn]),
    [
      { drafts: false, structureId: 'x', state: 'approved', category: 'laptop', pattern: '%x%', endsIn: 7 },
      turnsOf(REQUEST_SORTS)[0]!,
    ],
  ],
);
