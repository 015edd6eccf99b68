import type { Lists } from '#platform/database';
import { FOUND, FOUND_OF } from './findings.js';
import {
  CLOSE_REASONS,
  type CloseReason,
  FAULT_DELAYS,
  isLive,
  PROBLEMS,
  SOLUTIONS,
  TICKET_LIFECYCLE,
  TICKET_STATE_NAMES,
  TICKET_STATES,
  type TicketState,
  WAITS_FOR,
} from './ticket.lifecycle.js';

export const WORDS_KINDS = ['sentence', 'phone'] as const;
export type WordsKind = (typeof WORDS_KINDS)[number];

const states = (...some: TicketState[]) => some;
const reasons = (...some: CloseReason[]) => some;

export const FAULTS_LISTS: Lists = {
  words: {
    'maintenance.close_reason': CLOSE_REASONS,
    'maintenance.delay_of': FAULT_DELAYS,
    'maintenance.found': FOUND,
    'maintenance.problem': PROBLEMS,
    'maintenance.solution': SOLUTIONS,
    'maintenance.state': TICKET_STATES,
    'maintenance.waits_for': WAITS_FOR,
    'maintenance.words_kind': WORDS_KINDS,
  },
  groups: {
    'maintenance.ended_states': TICKET_STATE_NAMES.filter((state) => !isLive(state)),
    // Somebody has to do something about it today.
    'maintenance.counted_states': states('open', 'device_in'),
    // No fault of a model.
    'maintenance.uncounted_reasons': reasons('duplicate', 'no_fault', 'not_ours'),
    // The bank may not know yet which device it is about.
    'maintenance.nameless_states': states('open', 'closed'),
  },
  rows: {
    'maintenance.found_of': FOUND_OF,
    'maintenance.life': TICKET_LIFECYCLE.rows().map(({ verb, from, to }) => ({ verb, from_state: from, to_state: to })),
  },
};
