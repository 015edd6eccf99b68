import { keyring, type SealedColumn, seal, unseal } from './sealer.js';

// Sealed words as rows carry them in JSON: sealed before they are written, opened after they were read.

export interface SealedJson {
  readonly of: readonly string[];
  readonly keyId: string;
  readonly bytes: string;
}

/** SQL: sealed bytes of the alias, with what they are bound to and the key's id, as `SealedJson`. */
export const sealedJson = (alias: string, column: SealedColumn): string =>
  `json_build_object('of', json_build_array(${column.row.map((name) => `${alias}.${name}`).join(', ')}), 'keyId', ${alias}.${column.keyId},
    'bytes', encode(${alias}.${column.bytes}, 'base64'))`;

/** Seals words for a column, bound to the values of its `row`. */
export function sealWords(column: SealedColumn, row: readonly string[], words: object) {
  const { keyId, bytes } = seal(keyring(), Buffer.from(JSON.stringify(words)), column.context(...row));
  return { keyId, sealed: bytes };
}

/** Opens what `sealWords` sealed. @throws when the bytes were changed, or moved from another row */
export const openWords = <T>(column: SealedColumn, { of, keyId, bytes }: SealedJson): T =>
  JSON.parse(unseal(keyring(), { keyId, bytes: Buffer.from(bytes, 'base64') }, column.context(...of)).toString());
