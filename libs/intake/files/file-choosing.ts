import type { EntityManager } from 'typeorm';
import { run } from '#database';
import { isCategory } from '#devices';
import { type Actor, isMember, RuleBroken } from '#kernel';
import type { FileView } from './file.views.js';
import { isSheetField, type SheetField } from './sheet-fields.js';
import { COLUMN_LIMIT, type SheetChoices, signatureOf } from './sheet-header.js';

/** What a person says about a file, as a form gives it. */
export interface FileChoices {
  readonly sheet?: number | undefined;
  readonly headerRow?: number | undefined;
  /** In the order of the file's columns; '' or anything unknown: nothing to us. */
  readonly columns?: readonly string[] | undefined;
  readonly category?: string | undefined;
}

/**
 * What is to be done with what a person said. Columns are forgotten when the sheet or the row of titles changes with them: they
 * were said of others.
 * @throws RuleBroken `intake.columns_twice` (two columns for one thing).
 */
export function readChoices(file: FileView, said: FileChoices): SheetChoices {
  const sheet = said.sheet ?? file.sheet;
  const headerRow = said.headerRow ?? file.headerRow;
  const same = sheet === file.sheet && headerRow === file.headerRow;
  const columns = same ? said.columns?.slice(0, COLUMN_LIMIT).map((c) => (isSheetField(c) ? c : null)) : undefined;
  const twice = columns?.find((field, i): field is SheetField => field !== null && columns.indexOf(field) !== i);
  if (twice) throw new RuleBroken('intake.columns_twice', { field: twice }, `columns.${columns!.lastIndexOf(twice)}`);
  const found = file.header.length > 0;
  return {
    ...(file.format === 'xlsx' ? { sheet } : {}),
    // Another sheet has its titles elsewhere.
    ...(found && sheet === file.sheet ? { headerRow } : {}),
    ...(columns?.some(Boolean) ? { columns } : {}),
    ...(isCategory(said.category) ? { category: said.category } : {}),
  };
}

/** Remembers what a donor's columns are, for their next file with the same titles. */
export async function rememberColumns(
  tx: EntityManager,
  actor: Actor,
  donationId: string,
  header: readonly string[],
  { columns, category, headerRow }: SheetChoices,
): Promise<void> {
  const signature = headerRow === 0 ? null : signatureOf(header);
  if (!columns || !signature) return;
  await run(
    tx,
    `INSERT INTO intake.file_mapping (donor_id, signature, columns, category, operator_number)
     SELECT donor_id, $2, $3::jsonb, $4, $5::int FROM intake.donation WHERE id = $1
     ON CONFLICT (donor_id, signature) DO UPDATE SET columns = excluded.columns, category = excluded.category,
       operator_number = excluded.operator_number, chosen_at = now()`,
    [donationId, signature, JSON.stringify(columns), category ?? null, isMember(actor) ? actor.operatorNumber : null],
  );
}
