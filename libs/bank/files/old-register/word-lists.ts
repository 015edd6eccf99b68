import type { Lists } from '#platform/database';
import { OLD_LOG_OUTCOMES, type OldLogOutcome } from './old-logs/old-log-views.js';

export const BATCH_STATES = ['reading', 'read'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export const OLD_LOG_KINDS = ['nwipe', 'smartctl'] as const;
export type OldLogKind = (typeof OLD_LOG_KINDS)[number];

const outcomes = (...some: OldLogOutcome[]) => some;

export const DATA_IMPORT_LISTS: Lists = {
  words: {
    'data_import.batch_state': BATCH_STATES,
    'data_import.old_log_kind': OLD_LOG_KINDS,
    'data_import.old_log_outcome': OLD_LOG_OUTCOMES,
  },
  groups: {
    'data_import.unplaced_outcomes': outcomes('number_unknown', 'ambiguous', 'other_machine'),
    'data_import.placed_outcomes': outcomes('attached', 'again'),
  },
};
