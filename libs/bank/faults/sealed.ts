import type { SealedColumn } from '#platform/kernel';

/** What somebody wrote when they reported a fault. */
export const SEALED_WORDS = {
  table: 'maintenance.ticket_words',
  row: ['report_id', 'kind'],
  bytes: 'bytes',
  keyId: 'key_id',
  context: (report, kind) => `${report}:${kind}`,
} as const satisfies SealedColumn;

/** What somebody noted who takes care of a fault. */
export const SEALED_NOTE = {
  table: 'maintenance.ticket_note',
  row: ['id'],
  bytes: 'bytes',
  keyId: 'key_id',
  context: (note) => `note:${note}`,
} as const satisfies SealedColumn;
