import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { secretsOf } from '../settings/settings.js';

/** Keys derived from the installation's secrets: one that seals, and older ones that still open. */
export interface SecretKeyring {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

/** What is stored: the key's id beside bytes of `nonce (12) · tag (16) · ciphertext`. */
export interface Sealed {
  readonly keyId: string;
  readonly bytes: Buffer;
}

/**
 * A column of sealed bytes: which columns identify the row, where the key's id is, what the bytes are bound to. With these a bank is resealed when
 * its secret changes.
 */
export interface SealedColumn {
  readonly table: string;
  /** Columns that say whose the bytes are: those of the primary key, or what the row belongs to. */
  readonly row: readonly string[];
  readonly bytes: string;
  readonly keyId: string;
  /** What the bytes are bound to, made of the values of `row`. */
  readonly context: (...row: readonly string[]) => string;
  /** Where the key's id stands in another table, once for several rows; the first column of `row` names its row there. */
  readonly under?: { readonly table: string; readonly row: string };
  /** A column by which the opened text is found, and the hash or hashes in it. */
  readonly found?: {
    readonly column: string;
    readonly hash: (plain: Buffer, ring: SecretKeyring) => string | string[];
  };
}

const NONCE = 12;
const TAG = 16;
const derive = (secret: string, info: string, length: number) =>
  Buffer.from(hkdfSync('sha256', secret, 'banque-du-numerique', info, length));

/** A keyring from secrets, the current one first. The id of a key tells nothing about the secret. */
export function keyringFrom(secrets: readonly string[]): SecretKeyring {
  if (secrets.length === 0 || secrets.some((s) => s.length < 16))
    throw new Error('BN_SECRET must hold at least 16 characters');
  const keys = new Map(
    secrets.map((secret) => [derive(secret, 'key id', 4).toString('hex'), derive(secret, 'seal', 32)] as const),
  );
  return { current: keys.keys().next().value as string, keys };
}

let known: { from: string; ring: SecretKeyring } | undefined;

export function keyring(secrets: readonly string[] = secretsOf()): SecretKeyring {
  const from = secrets.join('\n');
  if (known?.from !== from) known = { from, ring: keyringFrom(secrets) };
  return known.ring;
}

/**
 * Seals with AES-256-GCM under the current key. `context` (a row's id, a chunk's number) is bound to the result: sealed bytes moved to another place
 * do not open there.
 */
export function seal(ring: SecretKeyring, plain: Uint8Array, context = ''): Sealed {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', ring.keys.get(ring.current) as Buffer, nonce).setAAD(
    Buffer.from(context),
  );
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { keyId: ring.current, bytes: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
}

/** Opens what `seal` made. @throws when the key is not on the ring, or the bytes or their context were changed */
export function unseal(ring: SecretKeyring, sealed: Sealed, context = ''): Buffer {
  const key = ring.keys.get(sealed.keyId);
  if (!key) throw new Error(`no key ${sealed.keyId}: is the secret it was sealed with in BN_SECRET_PREVIOUS?`);
  const bytes = sealed.bytes;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
}

/**
 * Recognises a text without storing it: an HMAC under the current key, in hexadecimal. Unlike a plain hash, a copy of the database alone does not let
 * anybody guess short texts, such as phone numbers.
 */
export const fingerprint = (text: string, ring: SecretKeyring = keyring()): string =>
  under(ring.keys.get(ring.current) as Buffer, text);

/** `fingerprint` under every key of the ring, to find what was stored before the secret changed. */
export const fingerprints = (text: string, ring: SecretKeyring = keyring()): string[] =>
  [...ring.keys.values()].map((key) => under(key, text));

const under = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(`fingerprint:${text}`).digest('hex');

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
