import type { EntityManager } from 'typeorm';

/** A row of a table of dated rules, by column: its key if any, the day it begins, its values, its source. */
export type DatedRule = Readonly<Record<string, unknown>>;

/** How a library lets rules be added to its tables, and removed before they begin. Permission is checked before. */
export interface DatedRules<Table extends string> {
  /** False when there is a rule of that day already. */
  add(tx: EntityManager, table: Table, rule: DatedRule): Promise<boolean>;
  /** @param key what the rule is about; null in a table of one rule */
  remove(tx: EntityManager, table: Table, validFrom: string, key: string | null): Promise<boolean>;
}

/** The text that adds a rule of these columns, or that removes the one of a day (`$1`) and, where the table has a key, of that key (`$2`). */
export const ruleText = (what: 'add' | 'remove', table: string, columns: readonly string[]): string =>
  what === 'add'
    ? `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')}) ON CONFLICT DO NOTHING`
    : `DELETE FROM ${table} WHERE valid_from = $1${columns[0] === 'valid_from' ? '' : ` AND ${columns[0]} = $2`}`;

/**
 * The dated rules of a library.
 * @param tables the columns of each: the key first, if any, then the day
 * @param send sends `ruleText` from the library itself, so that `npm run check` knows whose tables are written
 */
export const datedRules = <Table extends string>(
  tables: Readonly<Record<Table, readonly string[]>>,
  send: (tx: EntityManager, what: 'add' | 'remove', table: Table, values: readonly unknown[]) => Promise<number>,
): DatedRules<Table> => ({
  add: async (tx, table, rule) => {
    const values = tables[table].map((column) => rule[column]);
    return (await send(tx, 'add', table, values)) > 0;
  },
  remove: async (tx, table, validFrom, key) =>
    (await send(tx, 'remove', table, key === null ? [validFrom] : [validFrom, key])) > 0,
});
