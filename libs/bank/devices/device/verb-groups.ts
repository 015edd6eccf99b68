import type { Verb } from './device.lifecycle.js';

/** Verbs by which a device leaves for good with whatever data it holds: that is proven, or said and signed (docs/adr/0031). */
export const LEAVES_FOR_GOOD = ['recycle', 'dismantle', 'return_to_donor'] as const satisfies readonly Verb[];
export type Ending = (typeof LEAVES_FOR_GOOD)[number];

/** Verbs that leave a device as it was logged: after any other, it is too late to say that it was logged by mistake. */
export const UNTOUCHING = [
  'log',
  'declare',
  'correct',
  'correct_origin',
  'verify',
  'unverify',
  'move',
  'take_inventory',
  'find_lock',
  'release_lock',
  'withdraw',
  'undo_double',
] as const satisfies readonly Verb[];

/** Verbs by which somebody else may have a device: it arrives, goes to a person or comes back from one, is found, or never was with whom a file said. */
export const CHANGES_HANDS = [
  'arrive',
  'arrive_at_workshop',
  'arrive_in_stock',
  'arrive_delivered',
  'arrive_for_repair',
  'hand_over',
  'undo_hand_over',
  'correct_holder',
  'take_back',
  'take_for_repair',
  'give_back',
  'find',
  'withdraw',
] as const satisfies readonly Verb[];
