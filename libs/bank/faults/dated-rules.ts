import { datedRules, ruleText, run } from '#platform/database';

const TABLES = {
  'maintenance.delay': ['subject', 'valid_from', 'days', 'source'],
  'maintenance.series_rule': ['valid_from', 'faults', 'months', 'source'],
} as const;

/** The dated rules of this room: after how many days without a step a fault is late, and how many faults of one model the bank is told of. */
export const FAULT_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
