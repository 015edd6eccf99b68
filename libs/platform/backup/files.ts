import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { BackupError } from './backup-error.js';
import type { StoredFile } from './manifest.js';

/** Loaded only when something is encrypted: it has 5 MB of code, which few processes need. */
const age = () => import('age-encryption');

export class Measured {
  bytes = 0;
  readonly #hash: Hash = createHash('sha256');
  readonly stream = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      this.bytes += chunk.length;
      this.#hash.update(chunk);
      next(null, chunk);
    },
  });

  /** In hexadecimal; can be read once. */
  get sha256(): string {
    return this.#hash.digest('hex');
  }
}

/**
 * Writes a file gzipped and, where there are recipients, encrypted with age (https://age-encryption.org/v1), under another name until it is complete.
 * Memory is bounded whatever its length.
 * @returns size and hash of the file, and the hash of its content
 */
export async function writePacked(
  path: string,
  content: Readable,
  recipients: readonly string[],
): Promise<StoredFile & { content: string }> {
  const [plain, kept] = [new Measured(), new Measured()];
  const packed = content.compose(plain.stream).compose(createGzip({ level: 6 })) as unknown as Readable;
  const outward = recipients.length > 0 ? await encrypted(packed, recipients) : packed;
  const draft = `${path}.part`;
  await pipeline(outward, kept.stream, createWriteStream(draft, { mode: 0o600 }));
  await rename(draft, path);
  return { bytes: kept.bytes, sha256: kept.sha256, content: plain.sha256 };
}

/** A key that lives as long as one backup is made: with it the encrypted files are opened again and proven. It is written nowhere. */
export interface Witness {
  readonly identity: string;
  readonly recipient: string;
}

export async function newKeyPair(): Promise<Witness> {
  const { generateIdentity, identityToRecipient } = await age();
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The recipients of a file, with the witness if it is encrypted at all. */
export const witnessed = (recipients: readonly string[], witness?: Witness | null): readonly string[] =>
  witness && recipients.length > 0 ? [...recipients, witness.recipient] : recipients;

async function encrypted(content: Readable, recipients: readonly string[]): Promise<Readable> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const stream = await encrypter.encrypt(Readable.toWeb(content) as never);
  return Readable.fromWeb(stream as unknown as ReadableStream);
}

export type Key = string | null;

/** The key in a file, as `age-keygen` writes it. @throws BackupError when there is none in it */
export async function readKey(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const key = text.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (!key) throw new BackupError(`Il n'y a pas de clé (AGE-SECRET-KEY-…) dans ${path}.`);
  return key.trim();
}

/** The content of a file that `writePacked` wrote. @throws BackupError when it is encrypted to somebody else */
export async function readPacked(path: string, encrypted: boolean, key: Key): Promise<Readable> {
  const file = createReadStream(path);
  return (encrypted ? await decrypted(file, key) : file).compose(createGunzip()) as unknown as Readable;
}

async function decrypted(file: Readable, key: Key): Promise<Readable> {
  if (!key) throw new BackupError('Cette sauvegarde est chiffrée : donnez la clé qui l’ouvre avec --key.');
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  try {
    const stream = await decrypter.decrypt(Readable.toWeb(file) as never);
    return Readable.fromWeb(stream as unknown as ReadableStream);
  } catch {
    throw new BackupError('Cette clé n’ouvre pas cette sauvegarde.');
  }
}

export async function measure(path: string): Promise<StoredFile | null> {
  const measured = new Measured();
  try {
    for await (const _ of createReadStream(path).compose(measured.stream));
    return { bytes: measured.bytes, sha256: measured.sha256 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
