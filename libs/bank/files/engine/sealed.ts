import type { SealedColumn } from '#platform/kernel';

/** Titles and first cells of a file that is being looked at. */
export const SEALED_SAMPLE = {
  table: 'imports.file',
  row: ['id'],
  bytes: 'sample',
  keyId: 'sample_key',
  context: (file) => `sample ${file}`,
} as const satisfies SealedColumn;

/** Good rows of a file, many in one. */
export const SEALED_PART = {
  table: 'imports.part',
  row: ['file_id', 'n'],
  bytes: 'rows',
  keyId: 'key_id',
  context: (file, n) => `part ${file} ${n}`,
} as const satisfies SealedColumn;
