import { type DatedRule, type DatedRules, datedRules, ruleText, run } from '#platform/database';
import { RuleBroken } from '#platform/kernel';
import { DATED_COLUMNS } from './dated-columns.js';
import { isDonorKind, RECEIPT_OF } from './donor.js';

const WRITTEN = datedRules(DATED_COLUMNS, (tx, what, table: keyof typeof DATED_COLUMNS, values) =>
  run(tx, ruleText(what, table, DATED_COLUMNS[table]), values),
);

/** The dated rules of this room: what the law or the bank wants of donations. */
export const INTAKE_RULES: DatedRules<keyof typeof DATED_COLUMNS> = {
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
