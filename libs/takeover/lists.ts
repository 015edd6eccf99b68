import type { Lists } from '#database';
import { OLD_LOG_OUTCOMES, type OldLogOutcome } from './old-log-views.js';
import { MAPPED_FIELDS, type MappedField } from './sheet-columns.js';
import { TAKEOVER_STATES, type TakeoverState } from './views.js';

/** Where a folder of old logs is. */
export const BATCH_STATES = ['reading', 'read'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** Kinds of old logs that can be read. */
export const OLD_LOG_KINDS = ['nwipe', 'smartctl'] as const;
export type OldLogKind = (typeof OLD_LOG_KINDS)[number];

const states = (...some: TakeoverState[]) => some;
const fields = (...some: MappedField[]) => some;
const outcomes = (...some: OldLogOutcome[]) => some;

/** A person has still to decide about the file. */
export const OPEN_STATES = states('mapping', 'ready');

/** What the takeover of other tools shares with Postgres. */
export const TAKEOVER_LISTS: Lists = {
  words: {
    'takeover.batch_state': BATCH_STATES,
    'takeover.file_state': TAKEOVER_STATES,
    'takeover.mapped_field': MAPPED_FIELDS,
    'takeover.old_log_kind': OLD_LOG_KINDS,
    'takeover.old_log_outcome': OLD_LOG_OUTCOMES,
  },
  groups: {
    // In the order in which a person maps them.
    'takeover.mapped_fields': MAPPED_FIELDS,
    // The same bytes may come again.
    'takeover.failed_states': states('refused', 'failed'),
    // What a person may ask to be made.
    'takeover.made_fields': fields('structure', 'place'),
    'takeover.open_states': OPEN_STATES,
    'takeover.unplaced_outcomes': outcomes('number_unknown', 'ambiguous', 'other_machine'),
    'takeover.placed_outcomes': outcomes('attached', 'again'),
  },
};
