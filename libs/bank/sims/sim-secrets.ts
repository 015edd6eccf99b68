import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#platform/database';
import { fingerprint, fingerprints, keyring, type SecretKeyring, seal, unseal } from '#platform/kernel';
import { SealedSimCodes } from './sim.entity.js';

/** French mobile numbers in any usual form, also without the zero that a spreadsheet ate (ARCEP: 06, 07; 0700 for data). */
export function internationalNumber(text: string): string | null {
  const digits = text.replace(/[\s.\-()/]/g, '');
  const national = /^(?:\+33|0033|33|0)?([67]\d{8}|700\d{10})$/.exec(digits)?.[1];
  if (national) return `+33${national}`;
  return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : null;
}

export interface SealedNumber {
  readonly numberKey: string | null;
  readonly numberBytes: Buffer | null;
}

/** Finds a number that is given whole, and says nothing of it to whoever has the database alone. `msisdn` is E.164. */
export const numberHash = (msisdn: string, ring: SecretKeyring = keyring()): string =>
  fingerprint(`line:${msisdn}`, ring);

/** The hashes under which a number may stand: also those made with earlier secrets. */
export const numberHashes = (msisdn: string): string[] => fingerprints(`line:${msisdn}`);

/** A card's number, E.164; null when none was known, the line has ended, or nobody heard of it for its period. */
export const openNumber = (simId: string, { numberKey, numberBytes }: SealedNumber): string | null =>
  numberKey && numberBytes ? unseal(keyring(), { keyId: numberKey, bytes: numberBytes }, simId).toString() : null;

/** The secrets of a card. Both are kept together: whoever may read one may read the other. */
export interface SimCodes {
  readonly pin: string | null;
  readonly puk: string | null;
}

const NUMBERS = columnTable({ sim_id: 'uuid', number_hash: 'text', key_id: 'text', bytes: 'bytea' });
const CODES = columnTable({ sim_id: 'uuid', key_id: 'text', bytes: 'bytea' });

/** Seals the numbers and codes of new cards, each bound to its card; what a card came without leaves no row. */
export async function keepSecrets(
  tx: EntityManager,
  cards: readonly ({ readonly id: string; readonly msisdn: string | null } & SimCodes)[],
): Promise<void> {
  const ring = keyring();
  const sealed = (id: string, text: string) => {
    const { keyId, bytes } = seal(ring, Buffer.from(text), id);
    return { sim_id: id, key_id: keyId, bytes };
  };
  const codes = cards
    .filter(({ pin, puk }) => pin || puk)
    .map(({ id, pin, puk }) => sealed(id, JSON.stringify({ pin, puk })));
  if (codes.length) await run(tx, `INSERT INTO sims.sim_codes (${CODES.names}) ${CODES.select}`, CODES.values(codes));
  const numbers = cards.flatMap(({ id, msisdn }) =>
    msisdn ? [{ ...sealed(id, msisdn), number_hash: numberHash(msisdn) }] : [],
  );
  if (numbers.length)
    await run(tx, `INSERT INTO sims.line_number (${NUMBERS.names}) ${NUMBERS.select}`, NUMBERS.values(numbers));
}

/** Opens a card's codes; null when it came without, or they are gone. */
export async function openCodes(tx: EntityManager, simId: string): Promise<SimCodes | null> {
  const row = await tx.findOneBy(SealedSimCodes, { simId });
  return row ? unsealed(row, simId) : null;
}

export const unsealed = (row: { readonly keyId: string; readonly bytes: Buffer }, simId: string): SimCodes =>
  JSON.parse(unseal(keyring(), row, simId).toString()) as SimCodes;

/** A card that ended keeps no secret, and its number goes: the carrier gives it to somebody else. */
export async function dropSecrets(tx: EntityManager, simIds: readonly string[]): Promise<void> {
  await run(tx, 'DELETE FROM sims.sim_codes WHERE sim_id = ANY($1)', [simIds]);
  await run(tx, 'DELETE FROM sims.line_number WHERE sim_id = ANY($1)', [simIds]);
}
