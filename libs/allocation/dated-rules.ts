import { type DatedRules, insertionOf, removalOf, run } from '#database';

/** The columns of each table: what a rule speaks of first, if anything, then its day. */
const TABLES = {
  'allocation.retention_rule': ['kind', 'valid_from', 'months', 'source'],
  'allocation.approval_rule': ['valid_from', 'days', 'source'],
  'allocation.warranty_rule': ['mode', 'valid_from', 'months', 'source'],
} as const;

/** The dated rules of this library: how long an agreement, a warranty and what names a person last. */
export const ALLOCATION_RULES: DatedRules<keyof typeof TABLES> = {
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
