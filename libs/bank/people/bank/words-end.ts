import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { audit } from '../audit/audit.js';

/**
 * Ends what things are called, what papers say and what machines and tools told, each at its dated period: Postgres says where
 * (`platform.endings`), and lets no other change of these histories through. The audit says how many. @returns how many
 */
export async function endWords(tx: EntityManager): Promise<number> {
  const [ended] = await rows<{ n: number }>(tx, 'SELECT platform.end_words()::int AS n', []);
  if (ended!.n) await audit(tx, { kind: 'system', channel: 'system' }, 'forget', { kind: 'word' }, { count: ended!.n });
  return ended!.n;
}
