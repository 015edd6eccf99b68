import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Category } from '#devices';
import type { SheetName } from '#kernel';
import type { FileFormat } from '../words.js';
import type { FileState, FileView } from './file.views.js';
import type { SheetField } from './sheet-fields.js';
import type { SheetChoices } from './sheet-header.js';

/** A donor's spreadsheet, from its upload to the devices it made. */
@Entity({ schema: 'intake', name: 'file' })
export class DonorFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  @Column('text') filename: string;
  /** Of its bytes, in hex: the same ones make devices once. */
  @Column('text') sha256: string;
  /** It may name people: its bytes go once it is decided about. */
  @Column('uuid', { name: 'blob_id', nullable: true }) blobId: string | null;
  @Column('text') state: FileState;
  /** Field → title of the column it was read from. */
  @Column('jsonb') columns: Readonly<Record<string, string>>;
  @Column('integer', { name: 'rows_read' }) rowsRead: number;
  @Column('integer', { name: 'rows_wrong' }) rowsWrong: number;
  /** Rows with something to say that make a device all the same. */
  @Column('integer', { name: 'rows_warned' }) rowsWarned: number;
  /** Devices made. */
  @Column('integer', { name: 'rows_logged' }) rowsLogged: number;
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
  @Column('text', { nullable: true }) format: FileFormat | null;
  /** The workbook's sheets, in order. */
  @Column('jsonb') sheets: readonly SheetName[];
  /** Which of them was read, from 0. */
  @Column('integer') sheet: number;
  /** Line of the titles; 0: the file has none. */
  @Column('integer', { name: 'header_row' }) headerRow: number;
  /** The titles. */
  @Column('jsonb') header: readonly string[];
  /** First cells of each column. */
  @Column('jsonb') examples: readonly (readonly string[])[];
  /** What each column is read as. */
  @Column('jsonb') fields: readonly (SheetField | null)[];
  /** What somebody said about the file: sheet, titles, what each column is. */
  @Column('jsonb') choices: SheetChoices;
  /** Who found what the columns are. */
  @Column('text', { name: 'columns_by' }) columnsBy: FileView['columnsBy'];
  @Column('integer', { name: 'devices_read' }) devicesRead: number;
  /** All its rows or none of them. */
  @Column('boolean', { name: 'only_whole' }) onlyWhole: boolean;
  /** Code: why it came back to be decided about. */
  @Column('text', { nullable: true }) notice: string | null;
  /** Each time it is given to a worker anew. */
  @Column('integer') turn: number;
}

/** Rows of a file that make devices, many in one: nothing but their file ever asks for them. They go when it is decided about. */
@Entity({ schema: 'intake', name: 'file_part' })
export class FilePart {
  @PrimaryColumn('uuid', { name: 'file_id' }) fileId: string;
  /** From 0. */
  @PrimaryColumn('integer') n: number;
  /** Of its last row, as a spreadsheet counts. */
  @Column('integer', { name: 'last_line' }) lastLine: number;
  /** JSON as text (`packRows`): it is never looked into, and may hold what jsonb refuses. */
  @Column('text') rows: string;
}

/** How many rows are read or logged. Written outside of the transaction that does it, for the page that waits. */
@Entity({ schema: 'intake', name: 'file_progress' })
export class FileProgress {
  @PrimaryColumn('uuid', { name: 'file_id' }) fileId: string;
  @Column('integer') done: number;
  @Column('timestamptz') at: Date;
}

/** How a donor names columns: read so again the next time. */
@Entity({ schema: 'intake', name: 'file_mapping' })
export class FileMapping {
  @PrimaryColumn('uuid', { name: 'donor_id' }) donorId: string;
  /** SHA-256 of the titles. */
  @PrimaryColumn('text') signature: string;
  @Column('jsonb') columns: readonly (SheetField | null)[];
  /** Of a sheet without a column for it. */
  @Column('text', { nullable: true }) category: Category | null;
  /** Who said so. */
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz', { name: 'chosen_at' }) chosenAt: Date;
}

/** When its donor bought a device, as far as their list says it. */
@Entity({ schema: 'intake', name: 'device_purchase' })
export class DevicePurchase {
  @PrimaryColumn('uuid', { name: 'device_id' }) deviceId: string;
  @Column('integer') year: number;
  /** Null when the list gives the year alone. */
  @Column('date', { nullable: true }) day: string | null;
}
