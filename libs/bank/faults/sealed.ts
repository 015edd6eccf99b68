import type { SealedColumn } from '#platform/kernel';

/** What somebody wrote when they reported a fault. */
export const SEALED_WORDS = {
  table: 'maintenance.ticket_words',
  row: ['ticket_id', 'kind'],
  bytes: 'bytes',
  keyId: 'key_id',
  context: (ticket, kind) => `${ticket}:${kind}`,
} as const satisfies SealedColumn;
