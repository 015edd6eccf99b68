import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import { keyring, NotFound, newId, seal, unseal } from '#platform/kernel';
import { SEALED_CHUNK } from '../sealed.js';

export interface StoredBlob {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
}

export interface OpenedBlob extends StoredBlob {
  readonly mime: string;
  readonly stream: AsyncIterable<Buffer>;
}

const CHUNK = 1024 * 1024;

/** Files in Postgres, in chunks of 1 MB: never more than two chunks of a file are in memory. */
@Injectable()
export class BlobStore {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** In the caller's transaction. @param sealed encrypt each chunk (AES-256-GCM); the hash is of the file itself */
  async put(
    tx: EntityManager,
    source: AsyncIterable<Uint8Array> | Uint8Array,
    mime: string,
    { sealed = false }: { sealed?: boolean } = {},
  ): Promise<StoredBlob> {
    const id = newId();
    const ring = sealed ? keyring() : null;
    const hash = createHash('sha256');
    let size = 0;
    let n = 0;
    for await (const chunk of chunks(source)) {
      hash.update(chunk);
      size += chunk.length;
      const bytes = ring ? seal(ring, chunk, SEALED_CHUNK.context(id, String(n))).bytes : chunk;
      await run(tx, 'INSERT INTO documents.blob_chunk (blob_id, n, bytes) VALUES ($1, $2, $3)', [id, n, bytes]);
      n++;
    }
    const digest = hash.digest('hex');
    await run(tx, 'INSERT INTO documents.blob (id, sha256, size, mime, key_id) VALUES ($1, $2, $3, $4, $5)', [
      id,
      digest,
      size,
      mime,
      ring?.current ?? null,
    ]);
    return { id, sha256: digest, size };
  }

  /** Chunk by chunk; the stream throws at its end if the bytes are not those that were put. @throws NotFound */
  async read(id: string, tx: EntityManager = this.db.manager): Promise<OpenedBlob> {
    const [blob] = await rows<{ sha256: string; size: number; mime: string; keyId: string | null }>(
      tx,
      'SELECT sha256, size::float8 AS size, mime, key_id AS "keyId" FROM documents.blob WHERE id = $1',
      [id],
    );
    if (!blob) throw new NotFound('file');
    return {
      id,
      sha256: blob.sha256,
      size: blob.size,
      mime: blob.mime,
      stream: this.stream(tx, { id, ...blob }),
    };
  }

  /** Of a file that is known to be small (a log, an inventory). */
  async bytes(id: string, tx: EntityManager = this.db.manager): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of (await this.read(id, tx)).stream) parts.push(part);
    return Buffer.concat(parts);
  }

  /** Only for what may be forgotten. */
  async drop(tx: EntityManager, id: string): Promise<void> {
    await run(tx, 'DELETE FROM documents.blob WHERE id = $1', [id]);
  }

  private async *stream(
    tx: EntityManager,
    { id, sha256, size, keyId }: StoredBlob & { readonly keyId: string | null },
  ): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    for (let n = 0, read = 0; read < size; n++) {
      const [row] = await rows<{ bytes: Buffer }>(
        tx,
        'SELECT bytes FROM documents.blob_chunk WHERE blob_id = $1 AND n = $2',
        [id, n],
      );
      if (!row) break;
      const chunk: Buffer = keyId
        ? unseal(keyring(), { keyId, bytes: row.bytes }, SEALED_CHUNK.context(id, String(n)))
        : row.bytes;
      hash.update(chunk);
      read += chunk.length;
      yield chunk;
    }
    if (hash.digest('hex') !== sha256) throw new Error(`the stored file ${id} is not whole`);
  }
}

async function* chunks(source: AsyncIterable<Uint8Array> | Uint8Array): AsyncGenerator<Buffer> {
  const pieces = source instanceof Uint8Array ? [source] : source;
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let rest = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    while (length + rest.length >= CHUNK) {
      const take = CHUNK - length;
      yield Buffer.concat([...waiting, rest.subarray(0, take)]);
      rest = rest.subarray(take);
      waiting = [];
      length = 0;
    }
    if (rest.length > 0) {
      waiting.push(rest);
      length += rest.length;
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}
