import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { BatchState, OldLogKind } from '../word-lists.js';
import type { OldLogOutcome } from './old-log-views.js';

@Entity({ schema: 'data_import', name: 'log_batch' })
export class LogBatch {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: BatchState;
  @Column('integer') files: number;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('integer') attempts: number;
}

/** One file of a folder. Its bytes wait here until it is read; then a log is kept with the erasure logs, and what is none is let go. */
@Entity({ schema: 'data_import', name: 'old_log' })
export class OldLog {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'batch_id' }) batchId: string;
  @Column('integer') position: number;
  @Personal('files', 'Nom d’un ancien journal', 'thing')
  @Column('text')
  path: string;
  @Column('text') sha256: string;
  @Column('integer') size: number;
  @Personal('files', 'Ancien journal d’effacement, le temps de le lire', 'log_file')
  @Column('bytea', { nullable: true })
  bytes: Buffer | null;
  @Column('text', { nullable: true }) kind: OldLogKind | null;
  @Personal('files', 'Numéro dans le nom d’un ancien journal', 'thing')
  @Column('text', { nullable: true })
  number: string | null;
  @Column('text', { nullable: true }) outcome: OldLogOutcome | null;
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId: string | null;
  @Column('uuid', { name: 'erasure_log_id', nullable: true }) erasureLogId: string | null;
  /** Of what is kept but is no log of erasure. */
  @Personal('files', 'Fichier gardé d’un ancien dossier', 'log_file')
  @Column('uuid', { name: 'blob_id', nullable: true })
  blobId: string | null;
  @Personal('files', 'Ce qu’un ancien disque a répondu', 'log_file')
  @Column('jsonb')
  facts: object;
}
