import type { Lists } from '#database';
import { END_REASONS, SIM_LIFECYCLE, SIM_STATUSES } from './sim.lifecycle.js';

/** What SIM cards share with Postgres. */
export const SIMS_LISTS: Lists = {
  words: { 'sims.end_reason': END_REASONS, 'sims.status': SIM_STATUSES },
  rows: {
    'sims.life': SIM_LIFECYCLE.rows().map(({ verb, from, to }) => ({ verb, from_status: from, to_status: to })),
  },
};
