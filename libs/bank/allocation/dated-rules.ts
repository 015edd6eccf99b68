import { datedRules, ruleText, run } from '#platform/database';

/** The columns of each table: what a rule speaks of first, if anything, then its day. */
const TABLES = {
  'allocation.absence_rule': ['valid_from', 'days', 'source'],
  'allocation.approval_rule': ['valid_from', 'days', 'source'],
  'allocation.price_grid': ['category', 'valid_from', 'grade_a', 'grade_b', 'grade_c', 'source'],
  'allocation.quota_rule': ['valid_from', 'percent', 'source'],
  'allocation.warranty_rule': ['mode', 'valid_from', 'months', 'source'],
} as const;

/** The dated rules of this room: how long an approval and a warranty last, how long a device is kept after an absence, what a device costs, from which part on a quota is nearly used. */
export const ALLOCATION_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
