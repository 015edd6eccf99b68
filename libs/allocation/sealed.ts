import type { SealedColumn } from '#kernel';

/** Name and contact of a person. */
export const SEALED_IDENTITY = {
  table: 'allocation.beneficiary_identity',
  row: ['beneficiary_id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (beneficiary) => beneficiary!,
} as const satisfies SealedColumn;

/** A drawn signature. */
export const SEALED_SIGNATURE = {
  table: 'allocation.handover_signature',
  row: ['handover_id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (handover) => handover!,
} as const satisfies SealedColumn;
