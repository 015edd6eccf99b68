import type { Lists } from '#platform/database';
import { BULK_LIFECYCLE, BULK_STATES } from './bulk.lifecycle.js';
import { BULK_VERB_NAMES } from './bulk-verbs.js';

const ITEM_STATES = ['waiting', 'done', 'refused'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What bulk acts share with Postgres. */
export const BULK_LISTS: Lists = {
  words: { 'bulk.verb': BULK_VERB_NAMES, 'bulk.state': BULK_STATES, 'bulk.item_state': ITEM_STATES },
  groups: {
    'bulk.ended_states': BULK_LIFECYCLE.stateNames.filter((state) => !BULK_LIFECYCLE.startsFrom('cancel', state)),
  },
};
