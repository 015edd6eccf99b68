import { datedRules, ruleText, run } from '#platform/database';

const TABLES = { 'sims.credit_rule': ['valid_from', 'days', 'source'] } as const;

/** The dated rule of this room: how long before the end of a card's credit its structure is told. */
export const SIM_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
