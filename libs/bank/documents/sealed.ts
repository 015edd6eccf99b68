import type { SealedColumn } from '#platform/kernel';

/** The chunks of a file, each bound to its place in it. */
export const SEALED_CHUNK = {
  table: 'documents.blob_chunk',
  row: ['blob_id', 'n'],
  bytes: 'bytes',
  keyId: 'key_id',
  under: { table: 'documents.blob', row: 'id' },
  context: (blob, n) => `${blob}/${n}`,
} as const satisfies SealedColumn;

/** What a paper says of a person. */
export const SEALED_FACTS = {
  table: 'documents.document',
  row: ['id'],
  bytes: 'sealed_facts',
  keyId: 'key_id',
  context: (id) => id!,
} as const satisfies SealedColumn;
