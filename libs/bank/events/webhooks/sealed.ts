import type { SealedColumn } from '#platform/kernel';

/** With what a webhook's messages are signed. */
export const SEALED_WEBHOOK = {
  table: 'events.webhook_secret',
  row: ['id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (id) => `webhook secret ${id}`,
} as const satisfies SealedColumn;
