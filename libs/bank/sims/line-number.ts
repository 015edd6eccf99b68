import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#platform/database';
import { fingerprint, fingerprints, keyring, type SecretKeyring, seal, unseal } from '#platform/kernel';

/** French mobile numbers in any usual form, also without the zero that a spreadsheet ate (ARCEP: 06, 07; 0700 for data). */
export function internationalNumber(text: string): string | null {
  const digits = text.replace(/[\s.\-()/]/g, '');
  const national = /^(?:\+33|0033|33|0)?([67]\d{8}|700\d{10})$/.exec(digits)?.[1];
  if (national) return `+33${national}`;
  return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : null;
}

/** What a row has of a sealed number, as a list reads it. */
export interface SealedNumber {
  readonly numberKey: string | null;
  readonly numberBytes: Buffer | null;
}

/** Finds a number that is given whole, and says nothing of it to whoever has the database alone. `msisdn` is E.164. */
export const numberHash = (msisdn: string, ring: SecretKeyring = keyring()): string =>
  fingerprint(`line:${msisdn}`, ring);

/** The hashes under which a number may stand: also those made with earlier secrets. */
export const numberHashes = (msisdn: string): string[] => fingerprints(`line:${msisdn}`);

/** Keeps the numbers of new cards under seal, each bound to its card. */
export async function keepNumbers(
  tx: EntityManager,
  cards: readonly { readonly id: string; readonly msisdn: string | null }[],
): Promise<void> {
  const ring = keyring();
  const sealed = cards.flatMap(({ id, msisdn }) => {
    if (!msisdn) return [];
    const { keyId, bytes } = seal(ring, Buffer.from(msisdn), id);
    return [{ sim_id: id, number_hash: numberHash(msisdn), key_id: keyId, bytes }];
  });
  if (!sealed.length) return;
  await run(tx, `INSERT INTO sims.line_number (${SEALED.names}) ${SEALED.select}`, SEALED.values(sealed));
}

const SEALED = columnTable({ sim_id: 'uuid', number_hash: 'text', key_id: 'text', bytes: 'bytea' });

/** A card's number, E.164; null when none was known, the line has ended, or nobody heard of it for its period. */
export const openNumber = (simId: string, { numberKey, numberBytes }: SealedNumber): string | null =>
  numberKey && numberBytes ? unseal(keyring(), { keyId: numberKey, bytes: numberBytes }, simId).toString() : null;

/** The number goes with its line: the carrier gives it to somebody else. */
export const dropNumbers = (tx: EntityManager, simIds: readonly string[]): Promise<unknown> =>
  run(tx, 'DELETE FROM sims.line_number WHERE sim_id = ANY($1)', [simIds]);
