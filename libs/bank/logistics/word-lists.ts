import type { Lists } from '#platform/database';
import {
  HOLDING_KINDS,
  PURPOSES,
  TRANSFER_LIFECYCLE,
  TRANSFER_STATES,
  type TransferState,
} from './transfers/transfer.lifecycle.js';

export const LINE_OUTCOMES = ['pending', 'confirmed', 'missing', 'extra', 'withdrawn'] as const;
export type LineOutcome = (typeof LINE_OUTCOMES)[number];

/** How a device was confirmed: by itself, or by the seal of its crate. */
export const LINE_HOWS = ['scan', 'sealed'] as const;
export type LineHow = (typeof LINE_HOWS)[number];

export const RESOLUTIONS = ['called_back', 'lost', 'arrived_late'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const CRATE_OUTCOMES = ['pending', 'intact', 'arrived', 'missing', 'called_back', 'withdrawn'] as const;
export type CrateOutcome = (typeof CRATE_OUTCOMES)[number];

export const CRATE_VERBS = ['make', 'move', 'seal', 'unseal', 'depart', 'arrive', 'call_back'] as const;
export type CrateVerb = (typeof CRATE_VERBS)[number];

const states = (...some: TransferState[]) => some;
const lines = (...some: LineOutcome[]) => some;
const crates = (...some: CrateOutcome[]) => some;

export const LOGISTICS_LISTS: Lists = {
  words: {
    'logistics.crate_outcome': CRATE_OUTCOMES,
    'logistics.crate_verb': CRATE_VERBS,
    'logistics.line_how': LINE_HOWS,
    'logistics.line_outcome': LINE_OUTCOMES,
    'logistics.purpose': PURPOSES,
    'logistics.resolution': RESOLUTIONS,
    'logistics.transfer_state': TRANSFER_STATES,
  },
  groups: {
    'logistics.holding_kinds': HOLDING_KINDS,
    'logistics.sent_states': states('sent', 'received', 'received_with_differences'),
    'logistics.arrived_states': states('received', 'received_with_differences'),
    'logistics.ended_states': states('received', 'received_with_differences', 'cancelled'),
    'logistics.difference_outcomes': lines('missing', 'extra'),
    // Nothing more is said of such a line.
    'logistics.closed_outcomes': lines('extra', 'withdrawn'),
    'logistics.open_crate_outcomes': crates('pending', 'missing'),
  },
  rows: {
    'logistics.transfer_lifecycle': TRANSFER_LIFECYCLE.rows().map(({ verb, from, to }) => ({
      verb,
      from_state: from,
      to_state: to,
    })),
  },
};
