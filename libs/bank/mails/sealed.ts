import type { SealedColumn } from '#platform/kernel';

/** The link of a mail that waits. */
export const SEALED_LINK = {
  table: 'notifications.mail',
  row: ['id'],
  bytes: 'link_sealed',
  keyId: 'link_key',
  context: (mail) => mail!,
} as const satisfies SealedColumn;
