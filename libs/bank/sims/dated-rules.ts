import { datedRules, ruleText, run } from '#platform/database';

const TABLES = {
  'sims.cap_rule': ['valid_from', 'cards', 'months', 'source'],
  'sims.credit_rule': ['valid_from', 'days', 'source'],
} as const;

/** The dated rules of this room: how many cards a person may get, and how long before the end of a card's credit its structure is told. */
export const SIM_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
