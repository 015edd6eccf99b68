import type { SealedColumn } from '#kernel';

/** What a provider said of who opened a session. */
export const SEALED_ORIGIN = {
  table: 'people.session_origin',
  row: ['session_id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (id) => `session origin ${id}`,
} as const satisfies SealedColumn;
