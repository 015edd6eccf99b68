import { datedRules, ruleText, run } from '#platform/database';

const TABLES = { 'incidents.notice_rule': ['subject', 'valid_from', 'hours', 'source'] } as const;

/** The dated rules of this room: within how many hours a controller is told, and what it has then. */
export const INCIDENT_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
