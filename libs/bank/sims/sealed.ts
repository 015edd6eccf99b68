import type { SealedColumn } from '#platform/kernel';
import { numberHash } from './sim-secrets.js';

export const SEALED_CODES = {
  table: 'sims.sim_codes',
  row: ['sim_id'],
  bytes: 'bytes',
  keyId: 'key_id',
  context: (sim) => sim!,
} as const satisfies SealedColumn;

export const SEALED_NUMBER = {
  table: 'sims.line_number',
  row: ['sim_id'],
  bytes: 'bytes',
  keyId: 'key_id',
  context: (sim) => sim!,
  found: { column: 'number_hash', hash: (plain, ring) => numberHash(plain.toString(), ring) },
} as const satisfies SealedColumn;
