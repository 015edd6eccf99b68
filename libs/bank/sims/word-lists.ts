import type { Lists } from '#platform/database';
import { END_REASONS, SIM_LIFECYCLE, SIM_STATUSES, type SimStatus } from './sim.lifecycle.js';
import { BEYOND_CAP } from './sim-cap.js';

export const SIMS_LISTS: Lists = {
  words: { 'sims.beyond_cap': BEYOND_CAP, 'sims.end_reason': END_REASONS, 'sims.status': SIM_STATUSES },
  // A line that somebody has: who has it is known for as long.
  groups: { 'sims.living_statuses': ['handed_out'] satisfies SimStatus[] },
  rows: {
    'sims.life': SIM_LIFECYCLE.rows().map(({ verb, from, to }) => ({ verb, from_status: from, to_status: to })),
  },
};
