import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { TODAY } from './standing.js';

/** What the warranty is, in words for a paper, by the dated rule in force: a sale carries one, a gift does not. */
export async function warrantyWords(tx: EntityManager, mode: 'gift' | 'sale'): Promise<string | null> {
  const [rule] = await rows<{ months: number; until: string }>(
    tx,
    `SELECT months, to_char(${TODAY} + make_interval(months => months), 'DD/MM/YYYY') AS until
     FROM allocation.warranty_rule WHERE mode = $1 AND valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1`,
    [mode],
  );
  return rule?.months ? `Garantie légale de conformité jusqu’au ${rule.until}` : null;
}
