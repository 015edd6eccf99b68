import type { EntityManager } from 'typeorm';
import { columnTable, rows, ruleFromPg, run } from '#database';
import { DECLARED, isCategory } from '#devices';
import { isId, RuleBroken } from '#kernel';
import { backoff } from '#queue';
import { DataImportFile } from './data-import-file.entity.js';
import type { OldRow } from './old-sheet.js';
import type { MappedField } from './sheet-columns.js';
import { ANSWERS, ORIGINS } from './value-words.js';
import type { ValueCounter } from './values.js';

const BATCH = 1_000;
const ROWS = columnTable({ line: 'int', cells: 'jsonb' }, { file_id: 'uuid' });

/** Rows that nobody decided about, and wrong ones, go after the same time as a donor's sheet. */
export async function forgetOldRows(tx: EntityManager): Promise<void> {
  for (const table of ['file_row', 'file_value'])
    await run(
      tx,
      `DELETE FROM data_import.${table} x USING data_import.file f WHERE f.id = x.file_id AND f.created_at < now() - make_interval(days => (
             SELECT days FROM intake.retention WHERE subject = 'file_row' AND valid_from <= now()::date ORDER BY valid_from DESC LIMIT 1))
             AND f.state <> 'applying'`,
    );
  await run(
    tx,
    `UPDATE data_import.file f SET state = 'refused' WHERE f.state = ANY (data_import.open_states()) AND NOT EXISTS (SELECT 1 FROM data_import.file_row r WHERE r.file_id = f.id)`,
  );
}

/** Whether a target is one that the field may have. */
export function fits(field: MappedField, target: string, ids: ReadonlySet<string>): boolean {
  if (field === 'state') return target === ANSWERS.skip || DECLARED.some((s) => s === target);
  if (field === 'category') return target === ANSWERS.byModel || isCategory(target);
  if (field === 'donor') return ORIGINS.some((o) => o === target);
  if (field === 'structure')
    return target === ANSWERS.none || target === ANSWERS.make || (isId(target) && ids.has(target));
  return target === ANSWERS.default || target === ANSWERS.make || (isId(target) && ids.has(target));
}

/** Keeps rows as they come, and counts their words. @returns how many. */
export async function keepRows(
  tx: EntityManager,
  fileId: string,
  source: AsyncIterable<OldRow>,
  values: ValueCounter,
): Promise<number> {
  let read = 0;
  let batch: OldRow[] = [];
  const keep = async () => {
    if (batch.length)
      await run(
        tx,
        `INSERT INTO data_import.file_row (file_id, line, cells)
         SELECT x.file_id, x.line, ARRAY(SELECT jsonb_array_elements_text(x.cells)) FROM (${ROWS.select}) x`,
        ROWS.values(batch, { file_id: fileId }),
      );
    read += batch.length;
    batch = [];
  };
  for await (const row of source) {
    values.add(row.cells);
    batch.push(row);
    if (batch.length === BATCH) await keep();
  }
  await keep();
  return read;
}

/** A rule says no for good; anything else is tried again a few times. */
export async function noteFailure(tx: EntityManager, fileId: string, error: Error): Promise<void> {
  const rule = error instanceof RuleBroken ? error : ruleFromPg(error);
  const [file] = await rows<{ attempts: number }>(
    tx,
    `SELECT attempts FROM data_import.file WHERE id = $1 AND state = 'applying' FOR NO KEY UPDATE`,
    [fileId],
  );
  if (!file) return;
  const wait = rule ? null : backoff(file.attempts + 1);
  if (wait !== null)
    await run(
      tx,
      'UPDATE data_import.file SET attempts = attempts + 1, due_at = now() + make_interval(secs => $2) WHERE id = $1',
      [fileId, wait / 1000],
    );
  else
    await tx.update(DataImportFile, fileId, {
      state: 'failed',
      error: rule?.code ?? 'data_import.failed',
      errorFacts: rule?.facts ?? {},
    });
}
