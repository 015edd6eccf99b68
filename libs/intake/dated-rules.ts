import { type DatedRule, type DatedRules, datedRules, ruleText, run } from '#database';
import { RuleBroken } from '#kernel';
import { isDonorKind, RECEIPT_OF } from './donor.js';

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
  'intake.law_rule': ['subject', 'valid_from', 'settled', 'text', 'decides', 'source'],
  'intake.receiving_capacity': ['valid_from', 'capacity', 'source', 'operator_number'],
  'intake.selling_rule': ['valid_from', 'mode', 'source', 'operator_number'],
  'intake.price_ceiling': ['category', 'valid_from', 'cents', 'source'],
  'intake.public_gift_cap': ['valid_from', 'cents', 'source'],
  'intake.reuse_age': ['valid_from', 'years', 'source'],
  'intake.delay': ['subject', 'valid_from', 'days', 'source'],
} as const;

const WRITTEN = datedRules(TABLES, (tx, what, table: keyof typeof TABLES, values) =>
  run(tx, ruleText(what, table, TABLES[table]), values),
);

/** The dated rules of this library: what the law or the bank wants of donations. */
export const INTAKE_RULES: DatedRules<keyof typeof TABLES> = {
  ...WRITTEN,
  add: (tx, table, rule) => {
    if (table === 'intake.donor_rule') mustPromiseWhatTheLawGives(rule);
    return WRITTEN.add(tx, table, rule);
  },
};

/** @throws RuleBroken `rules.receipt_not_for_donor` beside the papers. */
function mustPromiseWhatTheLawGives(rule: DatedRule): void {
  const kind = rule['donor_kind'];
  const papers = rule['papers'];
  const given = isDonorKind(kind) ? RECEIPT_OF[kind] : null;
  const others = Object.values(RECEIPT_OF).filter((paper) => paper !== null && paper !== given);
  if (Array.isArray(papers) && others.some((paper) => papers.includes(paper)))
    throw new RuleBroken('rules.receipt_not_for_donor', {}, 'papers');
}
