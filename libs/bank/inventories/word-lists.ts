import type { Lists } from '#platform/database';
import type { Channel } from '#platform/kernel';

/** Where a document of a machine is; `replaced`: a newer one of the same machine took over its question. */
export const RECEIVED_STATES = {
  waiting: { label: 'À vérifier', tone: 'attention', icon: 'hourglass' },
  attached: { label: 'Rattaché', tone: 'ok', icon: 'circle-check' },
  discarded: { label: 'Écarté', tone: 'neutral', icon: 'ban' },
  replaced: { label: 'Remplacé', tone: 'neutral', icon: 'history' },
} as const;
export type ReceivedState = keyof typeof RECEIVED_STATES;

export const MATCHED_BY = ['number', 'serial', 'uuid', 'person'] as const;
export type MatchedBy = (typeof MATCHED_BY)[number];

export const RECEIVED_CHANNELS = ['agent', 'api', 'page'] as const satisfies readonly Channel[];
export type ReceivedChannel = (typeof RECEIVED_CHANNELS)[number];

export const INVENTORIES_LISTS: Lists = {
  words: {
    'inventories.channel': RECEIVED_CHANNELS,
    'inventories.matched_by': MATCHED_BY,
    'inventories.state': RECEIVED_STATES,
  },
};
