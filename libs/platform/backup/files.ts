import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { BackupError } from './backup-error.js';
import type { StoredFile } from './manifest.js';

/** Loaded where something is encrypted: every process knows this library, few need that one's 5 MB of code. */
const age = () => import('age-encryption');

/** Notes what passes. */
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

  /** In hexadecimal; once. */
  get sha256(): string {
    return this.#hash.digest('hex');
  }
}

/**
 * Writes a file packed and, where there are recipients, encrypted with age (https://age-encryption.org/v1), under another name until it is
 * whole. Memory is bounded whatever its length.
 * @returns the file as it lies there, and the hash of what was given.
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

/** A key that lives as long as one backup is made: by it the files that were just sealed are opened again and proven. It is written nowhere. */
export interface Witness {
  readonly identity: string;
  readonly recipient: string;
}

/** A new pair: what opens, and what is encrypted to. */
export async function newKeyPair(): Promise<Witness> {
  const { generateIdentity, identityToRecipient } = await age();
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Whom a file is encrypted to: nobody, or those who shall open it and the witness. */
export const witnessed = (recipients: readonly string[], witness?: Witness | null): readonly string[] =>
  witness && recipients.length > 0 ? [...recipients, witness.recipient] : recipients;

async function encrypted(content: Readable, recipients: readonly string[]): Promise<Readable> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const stream = await encrypter.encrypt(Readable.toWeb(content) as never);
  return Readable.fromWeb(stream as unknown as ReadableStream);
}

/** What opens encrypted files: an age identity (`AGE-SECRET-KEY-1…`), or null. */
export type Key = string | null;

/** The key in a file, as `age-keygen` writes it. @throws BackupError when there is none in it. */
export async function readKey(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const key = text.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (!key) throw new BackupError(`Il n'y a pas de clé (AGE-SECRET-KEY-…) dans ${path}.`);
  return key.trim();
}

/** The content of a file that `writePacked` wrote. @throws BackupError when it is encrypted to somebody else. */
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

/** A file as it lies there; null when there is none. */
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
