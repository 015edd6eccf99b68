import type { SealedColumn } from '#platform/kernel';
import { marksOf } from './provider-logout.service.js';

/** What a provider said of who opened a session. */
export const SEALED_ORIGIN = {
  table: 'people.session_origin',
  row: ['session_id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (id) => `session origin ${id}`,
  found: { column: 'marks', hash: (plain, ring) => marksOf(plain.toString(), ring) },
} as const satisfies SealedColumn;
