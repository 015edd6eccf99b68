import { categoryOf } from '#bank/devices';
import { dayBegan } from '#bank/people';
import {
  type AskedOf,
  byMoment,
  byWhole,
  byYesOrNo,
  defineList,
  like,
  ofChoice,
  ofId,
  ofWords,
  waiting,
} from '#platform/database';
import { REQUESTABLE, type Requestable } from './needs.js';
import { EXPIRES_SOON_DAYS, REQUEST_STATES } from './request.lifecycle.js';
import type { RequestListView } from './request.views.js';

/** The filter of a list of requests that keeps those which end within days, unserved. */
export const EXPIRING = 'expiring';
/** Those approved in part, of which more waits for an answer: they have no end yet. */
export const IN_PART = 'in_part';
/** Those that still wait for an answer or for devices. */
export const RUNNING = 'running';

const WAITING = waiting('r.submitted_at', 'r.state = ANY (allocation.waiting_states())');

export const REQUEST_COLUMNS = `r.id, r.number, r.structure_id AS "structureId", o.name AS structure, o.commune, r.state, r.urgency,
  r.created_at AS "createdAt", r.submitted_at AS "submittedAt", r.expires_at AS "expiresAt", ${WAITING.column},
  (SELECT coalesce(json_agg(json_build_object('category', a.category, 'quantity', a.n) ORDER BY a.first), '[]') FROM (
     SELECT u.category, count(*)::int AS n, min(l.position) AS first FROM allocation.request_unit u JOIN allocation.request_line l ON l.id = u.line_id
     WHERE u.request_id = r.id GROUP BY u.category) a) AS asked,
  (SELECT count(*)::int FROM allocation.request_unit u WHERE u.request_id = r.id) AS units,
  (SELECT count(*)::int FROM allocation.request_unit u WHERE u.request_id = r.id AND u.state = 'asked') AS unanswered,
  (SELECT count(*)::int FROM allocation.request_unit u WHERE u.request_id = r.id AND u.state = 'fulfilled') AS fulfilled,
  (SELECT count(*)::int FROM allocation.request_unit u JOIN allocation.reservation v ON v.unit_id = u.id AND v.ended_at IS NULL
     WHERE u.request_id = r.id) AS reserved`;

/** The list of requests: the bank's are those that were sent, a structure's its own, with what it was before a merge, drafts included. */
export const REQUESTS = defineList<RequestListView>()({
  sorts: {
    newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciennes d’abord', heading: 'Envoyée', order: 'ascending', keys: [] },
    urgent: { label: 'Prioritaires d’abord', order: 'ascending', keys: [byYesOrNo(`r.urgency <> 'priority'`)] },
    // Last: what has no end.
    expiring: {
      label: 'Proches de leur fin d’abord',
      order: 'ascending',
      keys: [byMoment(`coalesce(r.expires_at, '9999-12-31 00:00:00+00'::timestamptz)`)],
    },
    waiting: WAITING.sort,
    // The newest row of its history grows with every change.
    changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [byWhole('r.last_event_id')] },
  },
  usual: 'newest',
  pageCursor: 'apres',
  filters: {
    q: ofWords({
      label: 'Chercher',
      about: "A part of the number, or of the structure's name or commune.",
      longest: 100,
      example: 'Numéro ou structure',
      where: (typed, value) => {
        const pattern = value(like(typed));
        return `(r.number ILIKE ${pattern} OR unaccent(concat_ws(' ', o.name, o.commune)) ILIKE unaccent(${pattern}))`;
      },
    }),
    state: ofChoice({
      label: 'État',
      page: 'etat',
      choices: {
        ...REQUEST_STATES,
        [IN_PART]: 'Acceptée en partie',
        [EXPIRING]: 'Expire bientôt',
        [RUNNING]: 'En cours',
      },
      where: (state, value) =>
        state === RUNNING
          ? 'r.state = ANY (allocation.waiting_states())'
          : state === IN_PART
            ? `r.state = 'approved' AND r.expires_at IS NULL`
            : state === EXPIRING
              ? `r.state = 'approved' AND r.expires_at <= platform.now() + make_interval(days => ${value(EXPIRES_SOON_DAYS)})`
              : `r.state = ${value(state)}`,
    }),
    category: ofChoice({
      label: 'Type',
      page: 'type',
      choices: Object.fromEntries(REQUESTABLE.map((c) => [c, categoryOf(c).label])) as Record<Requestable, string>,
      where: (category, value) =>
        `EXISTS (SELECT 1 FROM allocation.request_line l WHERE l.request_id = r.id AND l.category = ${value(category)})`,
    }),
    waiting: WAITING.filter(dayBegan),
    structureId: ofId({
      page: null,
      where: (id, value) => `r.structure_id = ANY (people.structures_of(${value(id)}))`,
    }),
  },
  scopes: [null, 'x'],
  rows: (own, value) => ({
    id: 'r.id',
    columns: REQUEST_COLUMNS,
    from: 'allocation.request r JOIN people.organisation o ON o.id = r.structure_id',
    where: [own ? `r.structure_id = ANY (people.structures_of(${value(own)}))` : `r.state <> 'draft'`],
  }),
});
export type RequestsAsked = AskedOf<typeof REQUESTS>;
