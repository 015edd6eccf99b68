import type { EntityManager } from 'typeorm';
import { keyring, seal, unseal } from '#kernel';

/** The secrets of a card. Both are kept together: whoever may read one may read the other. */
export interface SimCodes {
  readonly pin: string | null;
  readonly puk: string | null;
}

/** Seals the codes of new cards, each bound to its card. Cards without codes leave no row. */
export async function keepCodes(tx: EntityManager, cards: readonly ({ id: string } & SimCodes)[]): Promise<void> {
  const ring = keyring();
  const rows = cards
    .filter((c) => c.pin || c.puk)
    .map((c) => ({ id: c.id, ...seal(ring, Buffer.from(JSON.stringify({ pin: c.pin, puk: c.puk })), c.id) }));
  if (!rows.length) return;
  await tx.query(
    'INSERT INTO sims.sim_codes (sim_id, key_id, bytes) SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[])',
    [rows.map((r) => r.id), rows.map((r) => r.keyId), rows.map((r) => r.bytes)],
  );
}

/** Opens a card's codes; null when it came without, or they are gone. */
export async function openCodes(tx: EntityManager, simId: string): Promise<SimCodes | null> {
  const [row] = await tx.query('SELECT key_id AS "keyId", bytes FROM sims.sim_codes WHERE sim_id = $1', [simId]);
  return row ? (JSON.parse(unseal(keyring(), row, simId).toString()) as SimCodes) : null;
}

/** A card that ended keeps no secret. */
export const dropCodes = (tx: EntityManager, simIds: readonly string[]): Promise<unknown> =>
  tx.query('DELETE FROM sims.sim_codes WHERE sim_id = ANY($1)', [simIds]);
