import { datedRules, ruleText, run } from '#database';

/** The columns of each table: what a rule speaks of first, if anything, then its day. */
const TABLES = {
  'allocation.retention_rule': ['kind', 'valid_from', 'months', 'source'],
  'allocation.approval_rule': ['valid_from', 'days', 'source'],
  'allocation.price_grid': ['category', 'valid_from', 'grade_a', 'grade_b', 'grade_c', 'source'],
  'allocation.warranty_rule': ['mode', 'valid_from', 'months', 'source'],
} as const;

/** The dated rules of this library: how long an agreement, a warranty and what names a person last. */
export const ALLOCATION_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
