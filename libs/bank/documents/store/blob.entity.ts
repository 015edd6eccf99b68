import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';

/** A stored file; its bytes are in `documents.blob_chunk`, in pieces of 1 MB. It never changes. */
@Entity({ schema: 'documents', name: 'blob' })
export class Blob {
  @PrimaryColumn('uuid') id: string;
  /** Of the whole file, in hex. */
  @Column('text') sha256: string;
  @Column('bigint') size: string;
  @Column('text') mime: string;
  /** The key its chunks are sealed with; null for a file that is stored as it is. */
  @Column('text', { name: 'key_id', nullable: true }) keyId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** A piece of a file. It comes before its file, whose size and hash are known last, and goes with it. */
@Entity({ schema: 'documents', name: 'blob_chunk' })
export class BlobChunk {
  @PrimaryColumn('uuid', { name: 'blob_id' }) blobId: string;
  @PrimaryColumn('integer') n: number;
  /** At most 1 MB before sealing. */
  @Personal('papers', 'Papiers, photos et fichiers conservés', 'paper')
  @Column('bytea')
  bytes: Buffer;
}
