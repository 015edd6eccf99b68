import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A list between its preview and its confirmation: it holds PIN codes, so it is sealed and goes after a day. */
@Entity({ schema: 'sims', name: 'staged_list' })
export class StagedList {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') name: string;
  /** Of rows that name none. */
  @Column('text') carrier: string;
  @Column('text') plan: string;
  /** Which key of the ring sealed it. */
  @Column('text', { name: 'key_id' }) keyId: string;
  /** The file, AES-256-GCM. */
  @Column('bytea') bytes: Buffer;
  @Column('timestamptz', { name: 'staged_at' }) stagedAt: Date;
}

/** A list that made cards. */
@Entity({ schema: 'sims', name: 'batch' })
export class SimBatch {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') carrier: string;
  @Column('text') plan: string;
  /** Of the file, in hex. */
  @Column('text') sha256: string;
  /** Cards made. */
  @Column('integer') made: number;
  /** Rows of cards that were there already. */
  @Column('integer') known: number;
  @Column('timestamptz', { name: 'imported_at' }) importedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
}
