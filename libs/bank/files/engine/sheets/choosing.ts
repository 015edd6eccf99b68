import type { EntityManager } from 'typeorm';
import { run } from '#platform/database';
import { type Actor, operatorOf, RuleBroken } from '#platform/kernel';
import type { AnyKind } from '../kind.js';
import type { FileFormat } from '../word-lists.js';
import type { Choices, ListedSheet } from './opened-file.js';
import { MOST_TOGETHER } from './sheets.js';
import { COLUMN_LIMIT, signatureOf } from './titles.js';

/** What a person says about a file, as a form gives it. */
export interface SheetAnswers {
  readonly sheet?: number | undefined;
  readonly also?: readonly number[] | undefined;
  readonly headerRow?: number | undefined;
  readonly hiddenRows?: boolean | undefined;
  /** In the order of the file's columns; '' or anything unknown: nothing to us. */
  readonly columns?: readonly string[] | undefined;
  readonly defaults?: Readonly<Record<string, string>> | undefined;
}

export interface FoundBefore {
  readonly format: FileFormat | null;
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
  readonly headerRow: number;
  readonly header: readonly string[];
}

/**
 * What is to be done with what a person said. Columns are forgotten when the sheet or the row of titles changes with them: they
 * were said of others.
 * @throws RuleBroken `columns_twice` of the kind (two columns for one thing).
 */
export function readChoices(kind: AnyKind, file: FoundBefore, said: SheetAnswers): Choices {
  const sheet = said.sheet ?? file.sheet;
  const headerRow = said.headerRow ?? file.headerRow;
  const same = sheet === file.sheet && headerRow === file.headerRow;
  const columns = same
    ? said.columns?.slice(0, COLUMN_LIMIT).map((c) => (kind.fields.includes(c) ? c : null))
    : undefined;
  const twice = columns?.findIndex((field, i) => field !== null && columns.indexOf(field) !== i) ?? -1;
  if (twice >= 0)
    throw new RuleBroken(
      kind.refusals.columns_twice,
      { field: columns![twice], title: file.header[twice] ?? '' },
      `columns.${columns!.lastIndexOf(columns![twice]!)}`,
    );
  const found = file.header.length > 0;
  const also = sheet === file.sheet ? alsoOf(file, said.also) : [];
  return {
    sheet: file.format !== 'csv' ? sheet : undefined,
    also: also.length ? also : undefined,
    hiddenRows: said.hiddenRows ? true : undefined,
    headerRow: found && sheet === file.sheet ? headerRow : undefined,
    columns: columns?.some(Boolean) ? columns : undefined,
    defaults: said.defaults,
  };
}

/** Of the sheets that a person wants too, those that may be taken together: each once, in the workbook's order. */
const alsoOf = ({ sheets, sheet }: FoundBefore, said: readonly number[] = []): number[] =>
  [...new Set(said)]
    .filter((i) => i !== sheet && sheets[i]?.alike)
    .sort((a, b) => a - b)
    .slice(0, MOST_TOGETHER);

export async function rememberColumns(
  tx: EntityManager,
  actor: Actor,
  kind: AnyKind,
  scope: string | null,
  header: readonly string[],
  { columns, defaults = {}, headerRow }: Choices,
): Promise<void> {
  const signature = headerRow === 0 ? null : signatureOf(header);
  if (!columns || !signature || scope === null) return;
  await run(
    tx,
    `INSERT INTO imports.remembered_columns (kind, scope, signature, columns, defaults, operator_number) VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6)
     ON CONFLICT (kind, scope, signature) DO UPDATE SET columns = excluded.columns, defaults = excluded.defaults,
       operator_number = excluded.operator_number, chosen_at = platform.now()`,
    [kind.name, scope, signature, JSON.stringify(columns), JSON.stringify(defaults), operatorOf(actor)],
  );
}
