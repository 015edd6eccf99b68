import type { SealedColumn } from '#platform/kernel';

/** What an application on somebody's telephone makes codes from. */
export const SEALED_TOTP = {
  table: 'people.totp',
  row: ['id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (id) => `totp ${id}`,
} as const satisfies SealedColumn;
