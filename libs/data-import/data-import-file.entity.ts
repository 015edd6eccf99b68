import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Columns, MappedField } from './sheet-columns.js';
import type { DataImportResult, DataImportState } from './views.js';

/** A file of another tool: read without what it says of people, mapped by a person, then taken over as a whole. */
@Entity({ schema: 'data_import', name: 'file' })
export class DataImportFile {
  @PrimaryColumn('uuid') id: string;
  /** Whose numbers these are: the issuer of every alias that comes out of the file. */
  @Column('text') issuer: string;
  @Column('text') filename: string;
  /** Of its bytes, in hex: the same ones are taken over once. */
  @Column('text') sha256: string;
  @Column('text') state: DataImportState;
  /** The titles. */
  @Column('text', { array: true }) header: string[];
  /** Titles of columns about people, of which nothing else is kept. */
  @Column('text', { array: true }) people: string[];
  /** Our field → the number of the column read for it, from 0. */
  @Column('jsonb') columns: Columns;
  @Column('uuid', { name: 'default_place_id', nullable: true }) defaultPlaceId: string | null;
  @Column('integer', { name: 'rows_read' }) rowsRead: number;
  @Column('integer', { name: 'rows_wrong' }) rowsWrong: number;
  @Column('integer', { name: 'rows_warned' }) rowsWarned: number;
  @Column('integer', { name: 'rows_skipped' }) rowsSkipped: number;
  /** Devices made. */
  @Column('integer', { name: 'rows_made' }) rowsMade: number;
  @Column('jsonb') result: DataImportResult;
  /** Code of the rule that stopped it; set when it failed. */
  @Column('text', { nullable: true }) error: string | null;
  @Column('jsonb', { name: 'error_facts' }) errorFacts: object;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** Not before: waits longer after each attempt. */
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('integer') attempts: number;
  @Column('timestamptz', { name: 'applied_at', nullable: true }) appliedAt: Date | null;
}

/** How many rows are taken over. Written outside of the transaction that does it, for the page that waits. */
@Entity({ schema: 'data_import', name: 'progress' })
export class DataImportProgress {
  @PrimaryColumn('uuid', { name: 'file_id' }) fileId: string;
  @Column('integer') done: number;
  @Column('timestamptz') at: Date;
}

/** What a word of another tool meant last time; never a donor who is a person. */
@Entity({ schema: 'data_import', name: 'remembered' })
export class RememberedWord {
  @PrimaryColumn('text') field: MappedField;
  /** The word without case and accents. */
  @PrimaryColumn('text') key: string;
  /** What it stands for: a state, a category, an id. */
  @Column('text') target: string;
  @Column('timestamptz') at: Date;
}
