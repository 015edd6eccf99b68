import { datedRules, ruleText, run } from '#platform/database';

/** The columns of each table: what a rule speaks of first, then its day. */
const TABLES = {
  'people.eligibility_ground': ['ground', 'valid_from', 'for_companies', 'for_persons', 'text', 'source'],
  'people.retention': ['subject', 'valid_from', 'amount', 'unit', 'second_hand', 'source'],
} as const;

/** The dated rules of this room: the grounds on which the law lets a body issue tax receipts, and how long what names a person is kept. */
export const PEOPLE_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
