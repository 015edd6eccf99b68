import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { DocumentType } from './document-types.js';
import type { DocumentState, RetentionClass } from './word-lists.js';

/** A paper. The row is the outbox of its rendering, and stays when its bytes are erased; nothing of what was asked changes. */
@Entity({ schema: 'documents', name: 'document' })
export class Document {
  @PrimaryColumn('uuid') id: string;
  @Column('text') type: DocumentType;
  @Personal('papers', 'Titre du papier', 'paper')
  @Column('text')
  title: string;
  /** What stands printed at its head, without a name or a code; null on papers of before it was kept. */
  @Column('text', { nullable: true }) heading: string | null;
  /** Printed on it, per type and year; of an unnumbered type made of its id. */
  @Column('text') number: string;
  @Column('text') state: DocumentState;
  @Personal('papers', 'Ce que dit le papier, sans nom de particulier', 'paper')
  @Column('jsonb')
  facts: object;
  /** Of the facts as Postgres writes them (`facts::text`), in hex. */
  @Column('text', { name: 'facts_sha256' }) factsSha256: string;
  /** Identity and drawn signature, AES-256-GCM: only on a paper that has an end. */
  @Personal('papers', 'Nom et signature d’un particulier, sous scellé', 'paper')
  @Column('bytea', { name: 'sealed_facts', nullable: true })
  sealedFacts: Buffer | null;
  @Column('text', { name: 'key_id', nullable: true }) keyId: string | null;
  @Column('uuid', { name: 'blob_id', nullable: true }) blobId: string | null;
  /** In hex; stays after the bytes are erased. */
  @Column('text', { name: 'pdf_sha256', nullable: true }) pdfSha256: string | null;
  @Column('integer', { name: 'pdf_size', nullable: true }) pdfSize: number | null;
  @Column('text', { name: 'cause_kind' }) causeKind: string;
  @Column('uuid', { name: 'cause_id' }) causeId: string;
  @Column('text', { name: 'retention_class' }) retentionClass: RetentionClass;
  /** When an `identity` paper is erased; null: never. */
  @Column('timestamptz', { name: 'retention_until', nullable: true }) retentionUntil: Date | null;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt: Date;
  @Column('uuid', { name: 'requested_by', nullable: true }) requestedBy: string | null;
  @Column('timestamptz', { name: 'ready_at', nullable: true }) readyAt: Date | null;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) erasedAt: Date | null;
  /** Names the job in the queue: one more each time somebody asks again. */
  @Column('integer') attempt: number;
  @Column('integer') tries: number;
  @Column('integer') starts: number;
  /** Not before: waits longer after each failure. */
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('text', { nullable: true }) error: string | null;
  /** In the address of its public page: 96 random bits that Postgres draws. */
  @Column('text') secret: string;
}

/** Append-only: an organisation that may open a paper. The bank opens all of them. */
@Entity({ schema: 'documents', name: 'document_reader' })
export class DocumentReader {
  @PrimaryColumn('uuid', { name: 'document_id' }) documentId: string;
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId: string;
}

/** A paper that no longer counts: it stays as it was, and says so wherever it is shown. */
@Entity({ schema: 'documents', name: 'withdrawal' })
export class DocumentWithdrawal {
  @PrimaryColumn('uuid', { name: 'document_id' }) documentId: string;
  @Column('timestamptz', { name: 'withdrawn_at' }) withdrawnAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'replaced_by', nullable: true }) replacedBy: string | null;
}

/** How many labels of a large sheet are drawn. Written outside of the transaction that stores the paper, for the page that waits. */
@Entity({ schema: 'documents', name: 'progress' })
export class PaperProgress {
  @PrimaryColumn('uuid', { name: 'document_id' }) documentId: string;
  @Column('integer') done: number;
  @Column('integer') total: number;
  @Column('timestamptz') at: Date;
}
