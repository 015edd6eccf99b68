import type { Lists } from '#database';
import { OLD_LOG_OUTCOMES, type OldLogOutcome } from './old-log-views.js';
import { MAPPED_FIELDS, type MappedField } from './sheet-columns.js';
import { DATA_IMPORT_STATES, type DataImportState } from './views.js';

/** Where a folder of old logs is. */
export const BATCH_STATES = ['reading', 'read'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** Kinds of old logs that can be read. */
export const OLD_LOG_KINDS = ['nwipe', 'smartctl'] as const;
export type OldLogKind = (typeof OLD_LOG_KINDS)[number];

const states = (...some: DataImportState[]) => some;
const fields = (...some: MappedField[]) => some;
const outcomes = (...some: OldLogOutcome[]) => some;

/** A person has still to decide about the file. */
export const OPEN_STATES = states('mapping', 'ready');

/** What the data import of other tools shares with Postgres. */
export const DATA_IMPORT_LISTS: Lists = {
  words: {
    'data_import.batch_state': BATCH_STATES,
    'data_import.file_state': DATA_IMPORT_STATES,
    'data_import.mapped_field': MAPPED_FIELDS,
    'data_import.old_log_kind': OLD_LOG_KINDS,
    'data_import.old_log_outcome': OLD_LOG_OUTCOMES,
  },
  groups: {
    // In the order in which a person maps them.
    'data_import.mapped_fields': MAPPED_FIELDS,
    // The same bytes may come again.
    'data_import.failed_states': states('refused', 'failed'),
    // What a person may ask to be made.
    'data_import.made_fields': fields('structure', 'place'),
    'data_import.open_states': OPEN_STATES,
    'data_import.unplaced_outcomes': outcomes('number_unknown', 'ambiguous', 'other_machine'),
    'data_import.placed_outcomes': outcomes('attached', 'again'),
  },
};
