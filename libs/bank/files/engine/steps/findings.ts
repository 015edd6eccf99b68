import type { EntityManager } from 'typeorm';
import { run } from '#platform/database';
import { keyring, type Sealed, seal, type TableRow, unseal } from '#platform/kernel';
import type { AnyKind } from '../kind.js';
import { SEALED_SAMPLE } from '../sealed.js';
import type { Choices, ListedSheet, OpenedFile } from '../sheets/opened-file.js';
import { columnName, signatureOf } from '../sheets/titles.js';
import type { RowKeeping } from './row-keeping.js';
import { storable } from './rows.js';

export async function keepFindings(
  tx: EntityManager,
  kind: AnyKind,
  fileId: string,
  opened: OpenedFile<unknown>,
  counts: RowKeeping,
  choices: Choices,
): Promise<void> {
  const { header } = opened;
  const titles = header.titles.map(storable);
  const fields = titles.map((_, i) => kind.fields.find((field) => header.fields[field] === i) ?? null);
  const said = titles.map((title, i) => (kind.isTitle(title) ? title : columnName(i)));
  const columns = Object.fromEntries(
    Object.entries(header.fields).flatMap(([field, at]) => (at === undefined ? [] : [[field, said[at] ?? '']])),
  );
  const examples = opened.examples.map((row) => row.cells.slice(0, titles.length).map(storable));
  const sample = sealSample(fileId, {
    header: titles,
    examples: kind.secrets ? examples : withoutCodes(titles, examples),
  });
  const rows = (await opened.counts?.()) ?? [];
  const alike = await alikeSheets(opened);
  const sheets = opened.sheets.map(
    (s, i): ListedSheet => ({
      name: storable(s.name),
      hidden: s.hidden,
      rows: rows[i]?.rows ?? null,
      hiddenRows: rows[i]?.hidden ?? null,
      alike: alike.has(i) || undefined,
      ...(i === opened.sheet ? counts.marks.said(opened.notes?.()) : {}),
    }),
  );
  const { asked } = counts.words;
  await counts.words.keep(tx, fileId);
  await run(
    tx,
    `UPDATE imports.file SET state = $2, error = NULL, format = $3, sheets = $4, sheet = $5, header_row = $6, header = $7, sample = $8,
       sample_key = $9, fields = $10, columns = $11, columns_by = $12, rows_seen = $13, rows_good = $14, rows_wrong = $15, rows_left = $16,
       rows_warned = $17, things_read = $18, choices = choices || $19, words_asked = $20, likeness = $21, nameless = $22, rows_unsure = $23 WHERE id = $1`,
    [
      fileId,
      header.by === 'nobody' || (kind.mustAnswer && (asked > 0 || !choices.agreed)) ? 'asking' : 'ready',
      opened.format,
      JSON.stringify(sheets),
      opened.sheet,
      header.row,
      JSON.stringify(said.map((title, i) => (fields[i] ? title : ''))),
      sample.bytes,
      sample.keyId,
      JSON.stringify(fields),
      columns,
      header.by,
      counts.good + counts.wrong + counts.left,
      counts.good,
      counts.wrong,
      counts.left,
      counts.warned,
      counts.things,
      { defaults: header.defaults },
      asked,
      counts.likeness.key,
      counts.likeness.nameless,
      counts.unsure,
    ],
  );
}

/** What a title says, or a cell where the titles stand lower, above the codes of SIM cards. */
const OF_CODES = /\b(?:pin|puk|iccid|icc)\s?\d?\b/i;

/** Cells that may be shown: a list of SIM cards that is sent to the wrong place shows no code there. */
function withoutCodes(titles: readonly string[], examples: readonly (readonly string[])[]): string[][] {
  const secret = titles.map((title, i) =>
    [title, ...examples.map((row) => row[i] ?? '')].some((said) => OF_CODES.test(said)),
  );
  return examples.map((row) => row.map((cell, i) => (secret[i] && /\d/.test(cell) ? '••••' : cell)));
}

async function alikeSheets({ header, sheet, sheets, samples }: OpenedFile<unknown>): Promise<Set<number>> {
  const titles = header.row > 0 ? signatureOf(header.titles) : null;
  if (sheets.length < 2 || titles === null || !samples) return new Set();
  const first = await samples();
  const same = (row: TableRow) => signatureOf(row.cells) === titles;
  return new Set(first.flatMap((sample, i) => (i !== sheet && sample.some(same) ? [i] : [])));
}

interface Sample {
  readonly header: readonly string[];
  readonly examples: readonly (readonly string[])[];
}

/** Sealed, since a column that nobody reads may name people, and so may a row that was taken for titles. */
const sealSample = (fileId: string, sample: Sample): Sealed =>
  seal(keyring(), Buffer.from(JSON.stringify(sample)), SEALED_SAMPLE.context(fileId));

/** What a file's view shows of its columns: all of them while it is open, then the titles of those that were read. */
export function withSample<V extends { id: string; header: readonly string[] }>({
  sample,
  sampleKey,
  ...view
}: V & { sample: Buffer | null; sampleKey: string | null }): Omit<V, 'sample' | 'sampleKey'> & Sample {
  const shown: Sample =
    sample && sampleKey
      ? JSON.parse(unseal(keyring(), { keyId: sampleKey, bytes: sample }, SEALED_SAMPLE.context(view.id)).toString())
      : { header: view.header, examples: [] };
  return { ...(view as unknown as Omit<V, 'sample' | 'sampleKey'>), ...shown };
}
