import { LAST_RUN } from './last-run.js';

/** Of a unit `u`: it is granted and nothing is kept for it. */
export const WAITS = `u.state = 'approved' AND NOT EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.unit_id = u.id AND v.ended_at IS NULL)`;

/** What somebody waits for. */
export const WAITED_CATEGORIES = `SELECT u.category FROM allocation.request_unit u WHERE ${WAITS}`;

/** How many wait for what, and what the last run says of them: homes, blockers and proposals count by this alone. */
export const WAITING_BY_CATEGORY = `SELECT u.category, count(DISTINCT u.request_id)::int AS requests, count(*)::int AS units, min(r.submitted_at) AS since,
    count(l.device_id)::int AS possible, count(*) FILTER (WHERE l.unit_id IS NULL)::int AS unknown
  FROM allocation.request_unit u JOIN allocation.request r ON r.id = u.request_id
  LEFT JOIN allocation.matching_line l ON l.unit_id = u.id AND l.run_id = ${LAST_RUN}
  WHERE ${WAITS} GROUP BY u.category`;
