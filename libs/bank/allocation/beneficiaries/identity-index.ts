import type { EntityManager } from 'typeorm';
import { run } from '#platform/database';
import { keyring, type NameAsked, nameTexts, phoneTexts, textsAsked, tokensAsked, tokensOf } from '#platform/kernel';
import type { PersonIdentity } from './identity.store.js';

/** The way hashes are made: another number makes them all anew. */
const WAY = 1;

/** What the hashes of an identity say of themselves. */
export const indexedAs = (): string => `${WAY}:${keyring().current}`;

/** The structure is in what is hashed, so that nobody sees from two structures' rows that they know the same person. */
const scopeOf = (structureId: string): string => `person:${structureId}`;

/** Makes the hashes of an identity that is kept, in place of those it had. */
export async function indexIdentity(
  tx: EntityManager,
  structureId: string,
  beneficiaryId: string,
  { name, contact }: PersonIdentity,
): Promise<void> {
  const tokens = tokensOf(scopeOf(structureId), [...nameTexts(name), ...phoneTexts(contact ?? '')]);
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

/** A typed telephone, or a name whose words are whole; null when it is not exact enough to look for somebody by. */
export const askedOf = (structureId: string, typed: string): NameAsked | null =>
  tokensAsked(scopeOf(structureId), textsAsked(typed));
