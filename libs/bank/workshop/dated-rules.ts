import { datedRules, ruleText, run } from '#platform/database';

const TABLES = {
  'refurbishment.method_rule': ['method', 'valid_from', 'disk', 'ssd', 'nvme', 'emmc', 'sd', 'second_hand', 'source'],
} as const;

/** The dated rules of this room: which class a way of erasing is, for each kind of medium. */
export const WORKSHOP_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
