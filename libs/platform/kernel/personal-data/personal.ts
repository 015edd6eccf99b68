import type { PeriodName } from './periods.js';
import type { Processing } from './processings.js';

export interface PersonalUse {
  readonly processing: Processing;
  /** In words that people read: `Nom`, `Numéro de téléphone`. */
  readonly what: string;
  readonly kept: PeriodName;
}

/** A property of an entity, or a column of a table that has none (`schema.table`, `column`). */
export type PersonalColumn = PersonalUse &
  ({ readonly entity: object; readonly property: string } | { readonly table: string; readonly column: string });

const declared: PersonalColumn[] = [];

/** Declares that an entity's property holds people's data: why, what, and how long. `npm run check` asks for it. */
export const Personal =
  (processing: Processing, what: string, kept: PeriodName): PropertyDecorator =>
  (target, property) => {
    declared.push({ processing, what, kept, entity: target.constructor, property: String(property) });
  };

/** As `Personal`, for a column whose table has no entity. */
export function personalColumn(
  table: string,
  column: string,
  ...[processing, what, kept]: Parameters<typeof Personal>
): void {
  declared.push({ processing, what, kept, table, column });
}

export const personalColumns = (): readonly PersonalColumn[] => declared;
