import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#platform/database';
import { keyring, seal, unseal } from '#platform/kernel';
import { SealedSimCodes } from './sim.entity.js';

/** The secrets of a card. Both are kept together: whoever may read one may read the other. */
export interface SimCodes {
  readonly pin: string | null;
  readonly puk: string | null;
}

/** Seals the codes of new cards, each bound to its card. Cards without codes leave no row. */
export async function keepCodes(tx: EntityManager, cards: readonly ({ id: string } & SimCodes)[]): Promise<void> {
  const ring = keyring();
  const sealed = cards
    .filter((c) => c.pin || c.puk)
    .map((c) => ({ sim_id: c.id, ...seal(ring, Buffer.from(JSON.stringify({ pin: c.pin, puk: c.puk })), c.id) }));
  if (!sealed.length) return;
  await run(
    tx,
    `INSERT INTO sims.sim_codes (${SEALED.names}) ${SEALED.select}`,
    SEALED.values(sealed.map((s) => ({ sim_id: s.sim_id, key_id: s.keyId, bytes: s.bytes }))),
  );
}

const SEALED = columnTable({ sim_id: 'uuid', key_id: 'text', bytes: 'bytea' });

/** Opens a card's codes; null when it came without, or they are gone. */
export async function openCodes(tx: EntityManager, simId: string): Promise<SimCodes | null> {
  const row = await tx.findOneBy(SealedSimCodes, { simId });
  return row ? unsealed(row, simId) : null;
}

/** The codes in the row of a card. */
export const unsealed = (row: { readonly keyId: string; readonly bytes: Buffer }, simId: string): SimCodes =>
  JSON.parse(unseal(keyring(), row, simId).toString()) as SimCodes;

/** A card that ended keeps no secret. */
export const dropCodes = (tx: EntityManager, simIds: readonly string[]): Promise<unknown> =>
  run(tx, 'DELETE FROM sims.sim_codes WHERE sim_id = ANY($1)', [simIds]);
