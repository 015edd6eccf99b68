import type { EntityManager } from 'typeorm';

/** A row of a table of dated rules, by column: what it speaks of if anything, the day it begins, its values, its source. */
export type DatedRule = Readonly<Record<string, unknown>>;

/** How a library lets the rules in its tables be added, and taken back before they begin. Whether one may is asked before. */
export interface DatedRules<Table extends string> {
  /** False when there is a rule of that day already. */
  add(tx: EntityManager, table: Table, rule: DatedRule): Promise<boolean>;
  /** @param key what the rule speaks of; null in a table of one rule. */
  remove(tx: EntityManager, table: Table, validFrom: string, key: string | null): Promise<boolean>;
}

/** The text that writes one row of these columns, which are its values in that order. */
export const insertionOf = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')}) ON CONFLICT DO NOTHING`;

/** The text that removes the rule of a day (`$1`) and, in a table whose first column is not the day, of what it speaks of (`$2`). */
export const removalOf = (table: string, [first]: readonly string[]): string =>
  `DELETE FROM ${table} WHERE valid_from = $1${first === 'valid_from' ? '' : ` AND ${first} = $2`}`;
