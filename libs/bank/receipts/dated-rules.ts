import { datedRules, ruleText, run } from '#platform/database';

/** The columns of each table: what a rule speaks of first, if anything, then its day. */
const TABLES = {
  'receipts.legal_text': ['subject', 'valid_from', 'text', 'second_hand', 'source'],
} as const;

/** The dated rules of this room: what papers say. */
export const RECEIPTS_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
