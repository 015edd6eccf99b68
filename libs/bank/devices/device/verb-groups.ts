import type { Verb } from './device.lifecycle.js';

/** Verbs by which a device leaves for good with whatever data it holds: that is proven, or said and signed (docs/adr/0031). */
export const ENDINGS = ['recycle', 'dismantle', 'return_to_donor'] as const satisfies readonly Verb[];
export type Ending = (typeof ENDINGS)[number];

/** Verbs that leave a device as it was logged: after any other, it is too late to say that it was logged by mistake. */
export const UNTOUCHING = [
  'log',
  'declare',
  'correct',
  'correct_origin',
  'move',
  'take_inventory',
  'find_lock',
  'release_lock',
  'withdraw',
  'undo_double',
] as const satisfies readonly Verb[];
