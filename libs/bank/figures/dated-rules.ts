import { datedRules, ruleText, run } from '#platform/database';

/** The columns of each table: what a rule speaks of first, if anything, then its day. */
const TABLES = {
  'reporting.donor_link_rule': ['valid_from', 'days', 'source'],
} as const;

/** The dated rules of this library: how long a donor's link opens. */
export const REPORTING_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
