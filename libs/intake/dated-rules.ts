import { datedRules, ruleText, run } from '#database';

/** The columns of each table: what a rule speaks of first, if anything, then its day. */
const TABLES = {
  'intake.donor_rule': [
    'donor_kind',
    'valid_from',
    'public_origin',
    'resale_forbidden',
    'price_capped',
    'papers',
    'source',
  ],
  'intake.price_ceiling': ['category', 'valid_from', 'cents', 'source'],
  'intake.public_gift_cap': ['valid_from', 'cents', 'source'],
  'intake.reuse_age': ['valid_from', 'years', 'source'],
  'intake.delay': ['subject', 'valid_from', 'days', 'source'],
  'intake.retention': ['subject', 'valid_from', 'days', 'source'],
} as const;

/** The dated rules of this library: what the law or the bank wants of donations. */
export const INTAKE_RULES = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);
