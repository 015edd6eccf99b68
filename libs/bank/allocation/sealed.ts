import type { SealedColumn } from '#platform/kernel';

export const SEALED_IDENTITY = {
  table: 'allocation.beneficiary_identity',
  row: ['beneficiary_id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (beneficiary) => beneficiary!,
} as const satisfies SealedColumn;

/** Name and contact before they were put right: their bytes, bound as they were. */
export const SEALED_FORMER_IDENTITY = {
  ...SEALED_IDENTITY,
  table: 'allocation.former_identity',
} as const satisfies SealedColumn;

export const SEALED_FORMER_DESCRIPTION = {
  ...SEALED_IDENTITY,
  table: 'allocation.former_description',
  context: (beneficiary) => `described ${beneficiary}`,
} as const satisfies SealedColumn;

export const SEALED_SIGNATURE = {
  table: 'allocation.handover_signature',
  row: ['handover_id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (handover) => handover!,
} as const satisfies SealedColumn;
