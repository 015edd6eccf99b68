import type { Lists } from '#platform/database';
import { CATEGORIES, CATEGORY_IDS } from './device/categories.js';
import { CONDITION_IDS } from './device/conditions.js';
import {
  BACK_FROM_EXIT,
  CHANGES_HANDS,
  DEVICE_LIFECYCLE,
  EXITS,
  STATE_NAMES,
  STATES,
  type State,
  UNTOUCHING,
  type Verb,
} from './device/device.lifecycle.js';
import { URGENT_REASONS } from './device/reasons.js';
import { VOID_REASONS } from './identification/asset-codes.service.js';
import { MEDIA_UNKNOWN, MEDIUM_KINDS } from './inventory/inventory.js';

export const CONTAINER_KINDS = ['crate', 'pallet'] as const;
export type ContainerKind = (typeof CONTAINER_KINDS)[number];

/** How something is known: we saw it, or another tool said it (docs/adr/0019). */
export const EVENT_ORIGINS = ['seen', 'declared'] as const;
export type EventOrigin = (typeof EVENT_ORIGINS)[number];

type Flag = 'out' | 'gone' | 'proven' | 'waits';
const having = (flag: Flag): State[] => STATE_NAMES.filter((name) => STATES[name][flag]);

const verbs = (...some: Verb[]) => some;

/** What devices share with Postgres. */
export const DEVICE_LISTS: Lists = {
  words: {
    'devices.category': CATEGORY_IDS,
    'devices.condition': CONDITION_IDS,
    'devices.container_kind': CONTAINER_KINDS,
    'devices.media_unknown': MEDIA_UNKNOWN,
    'devices.medium_kind': MEDIUM_KINDS,
    'devices.origin': EVENT_ORIGINS,
    'devices.state': STATES,
    'devices.void_reason': VOID_REASONS,
  },
  groups: {
    'devices.gone_states': having('gone'),
    'devices.out_states': having('out'),
    // A wrong scan may have done it; where it leads back to.
    'devices.exit_states': EXITS,
    'devices.states_before_exit': BACK_FROM_EXIT,
    // Where it may still be said that it was logged by mistake.
    'devices.withdrawable_states': DEVICE_LIFECYCLE.transitions.withdraw.from,
    'devices.proven_states': having('proven'),
    'devices.waiting_states': having('waits'),
    // Not through the gate yet: its evidence may still be taken back.
    'devices.unproven_states': DEVICE_LIFECYCLE.transitions.put_in_stock.from,
    // A person has it from then on, whoever handed it over.
    'devices.handing_verbs': verbs('hand_over', 'declare'),
    // Somebody else has it from then on; by any other verb, who had it has it.
    'devices.passing_verbs': verbs(...CHANGES_HANDS),
    // Kinds that hold nobody's data by nature: that no medium is known of one needs no word.
    'devices.mute_categories': CATEGORIES.filter((c) => !c.hasMedia).map((c) => c.id),
    'devices.urgent_reasons': URGENT_REASONS,
    'devices.untouching_verbs': verbs(...UNTOUCHING),
    // What is put right of a device that a person has, without anybody touching it.
    'devices.paper_verbs': verbs('correct', 'correct_origin', 'correct_holder', 'verify', 'unverify'),
  },
  rows: {
    'devices.lifecycle': DEVICE_LIFECYCLE.rows().map(({ verb, from, to }) => ({
      verb,
      from_state: from,
      to_state: to,
    })),
  },
};
