import type { EntityManager } from 'typeorm';
import { run } from '#database';
import { fingerprint, fingerprints, keyring } from '#kernel';
import type { PersonIdentity } from './identity.store.js';
import { nameWords, phonesIn } from './name-words.js';

/** The way hashes are made: another number makes them all anew. */
const WAY = 1;

/** What the hashes of an identity say of themselves. */
export const indexedAs = (): string => `${WAY}:${keyring().current}`;

type Kind = 'written' | 'sound' | 'phone';

/** What is hashed: the structure is in it, so that nobody sees from two structures' rows that they know the same person. */
const said = (structureId: string, kind: Kind, text: string): string => `person:${structureId}:${kind}:${text}`;
const short = (hash: string): string => hash.slice(0, 32);

/** Makes the hashes of an identity that is kept, in place of those it had. */
export async function indexIdentity(
  tx: EntityManager,
  structureId: string,
  beneficiaryId: string,
  { name, contact }: PersonIdentity,
): Promise<void> {
  const texts = nameWords(name).flatMap((word) => [
    ...word.written.map((text) => said(structureId, 'written', text)),
    ...word.sounds.map((text) => said(structureId, 'sound', text)),
  ]);
  texts.push(...phonesIn(contact ?? '').map((phone) => said(structureId, 'phone', phone)));
  const tokens = [...new Set(texts)].map((text) => short(fingerprint(text)));
  await run(tx, 'DELETE FROM allocation.identity_token WHERE beneficiary_id = $1', [beneficiaryId]);
  await run(
    tx,
    `INSERT INTO allocation.identity_token (structure_id, token, beneficiary_id) SELECT $1, unnest($3::text[]), $2`,
    [structureId, beneficiaryId, tokens],
  );
  await run(tx, 'UPDATE allocation.beneficiary_identity SET indexed_as = $2 WHERE beneficiary_id = $1', [
    beneficiaryId,
    indexedAs(),
  ]);
}

/** What must all be found of somebody: for each word the hashes of which one is enough, under every key of the ring. */
export interface PersonAsked {
  readonly words: number;
  /** The nth token is of the nth word here. */
  readonly ofWord: readonly number[];
  readonly tokens: readonly string[];
}

/** Digits that make a telephone rather than a guess. */
const ENOUGH_DIGITS = 9;
const ENOUGH_LETTERS = 3;

/**
 * A typed telephone, or a name whose words are whole; null when it is not exact enough to look for somebody by.
 */
export function askedOf(structureId: string, typed: string): PersonAsked | null {
  const alternatives = wordsOf(structureId, typed);
  if (!alternatives) return null;
  const pairs = alternatives.flatMap((texts, word) =>
    [...new Set(texts)].flatMap((text) => fingerprints(text).map((hash) => ({ word, token: short(hash) }))),
  );
  return { words: alternatives.length, ofWord: pairs.map((p) => p.word), tokens: pairs.map((p) => p.token) };
}

function wordsOf(structureId: string, typed: string): string[][] | null {
  const phones = phonesIn(typed);
  if (phones.length === 1 && phones[0]!.replace(/\D/g, '').length >= ENOUGH_DIGITS)
    return [[said(structureId, 'phone', phones[0]!)]];
  if (/\d/.test(typed)) return null;
  const words = nameWords(typed);
  const letters = words.reduce((n, word) => n + word.written[0]!.length, 0);
  if (!words.length || letters < ENOUGH_LETTERS) return null;
  return words.map((word) => [
    ...word.written.map((text) => said(structureId, 'written', text)),
    ...word.sounds.map((text) => said(structureId, 'sound', text)),
  ]);
}
