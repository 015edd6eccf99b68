import type { Lists } from '#platform/database';
import { rolesOf, WRITE } from '#platform/kernel';
import { CORRECTION_KINDS, CORRECTION_REASONS, CORRECTIONS, TOUCHES } from './kinds.js';

/** What corrections share with Postgres. */
export const CORRECTIONS_LISTS: Lists = {
  words: {
    'corrections.kind': CORRECTION_KINDS,
    'corrections.reason': CORRECTION_REASONS,
    'corrections.touch': TOUCHES,
  },
  groups: { 'corrections.countersigning_roles': rolesOf(WRITE.countersignatures.by) },
  rows: {
    'corrections.wanted': CORRECTION_KINDS.flatMap((kind) => CORRECTIONS[kind].wants.map((touch) => ({ kind, touch }))),
  },
};
