import { type DatedRules, insertionOf, removalOf, run } from '#database';

/** The columns of each table: what a rule speaks of first, if anything, then its day. */
const TABLES = {
  'reporting.donor_link_rule': ['valid_from', 'days', 'source'],
} as const;

/** The dated rules of this library: how long a donor's link opens. */
export const REPORTING_RULES: DatedRules<keyof typeof TABLES> = {
  add: async (tx, table, rule) => {
    const columns = TABLES[table];
    const values = columns.map((column) => rule[column]);
    return (await run(tx, insertionOf(table, columns), values)) > 0;
  },
  remove: async (tx, table, validFrom, key) => {
    const removed = await run(tx, removalOf(table, TABLES[table]), key === null ? [validFrom] : [validFrom, key]);
    return removed > 0;
  },
};
