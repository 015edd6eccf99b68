/** The last run that was done: it alone is shown. */
export const LAST_RUN = `(SELECT id FROM allocation.matching_run WHERE state = 'done' ORDER BY ended_at DESC LIMIT 1)`;
/** The last run that failed or was stopped since: nothing new was proposed. */
export const ENDED_WITHOUT = `(SELECT x.id FROM allocation.matching_run x WHERE x.state <> 'done'
  AND x.ended_at > coalesce((SELECT max(y.ended_at) FROM allocation.matching_run y WHERE y.state = 'done'), '-infinity') ORDER BY x.ended_at DESC LIMIT 1)`;
