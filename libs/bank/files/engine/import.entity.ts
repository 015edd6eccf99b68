import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { ImportResult } from './kind.js';
import type { Choices, ListedSheet } from './sheets/opened-file.js';
import type { ImportState } from './states.js';
import type { AnswerScope, ColumnsBy, FileFormat, ImportKindName, Sureness } from './word-lists.js';

/** A file that somebody sent to be taken in, from its upload to what it made. */
@Entity({ schema: 'imports', name: 'file' })
export class ImportFile {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: ImportKindName;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  @Personal('files', 'Nom du fichier', 'file_row')
  @Column('text')
  filename: string;
  /** The file that was sent, when this one takes another sheet of it. */
  @Column('uuid', { name: 'root_id', nullable: true }) rootId: string | null;
  /** Of its bytes, in hex: the same ones are taken in once. */
  @Column('text') sha256: string;
  @Column('uuid', { name: 'blob_id', nullable: true }) blobId: string | null;
  @Column('text') state: ImportState;
  @Column('text', { nullable: true }) format: FileFormat | null;
  @Personal('files', 'Noms des feuilles', 'file_row')
  @Column('jsonb')
  sheets: readonly ListedSheet[];
  @Column('integer') sheet: number;
  /** Line of the titles; 0: the file has none. */
  @Column('integer', { name: 'header_row' }) headerRow: number;
  @Personal('files', 'Titres des colonnes lues', 'file_row')
  @Column('jsonb')
  header: readonly string[];
  @Personal('files', 'Premières lignes, sous scellé', 'undecided_file')
  @Column('bytea', { nullable: true })
  sample: Buffer | null;
  @Column('text', { name: 'sample_key', nullable: true }) sampleKey: string | null;
  @Column('jsonb') fields: readonly (string | null)[];
  @Personal('files', 'Titres des colonnes lues, par information', 'file_row')
  @Column('jsonb')
  columns: Readonly<Record<string, string>>;
  @Column('text', { name: 'columns_by' }) columnsBy: ColumnsBy;
  /** What somebody said about the file: sheet, titles, what each column is, what rows leave unsaid. */
  @Personal('files', 'Choix et réponses sur le fichier', 'file_row')
  @Column('jsonb')
  choices: Choices;
  @Personal('files', 'Ce qui est dit avec un fichier', 'file_row')
  @Column('jsonb')
  settings: object;
  /** Rows below the titles that hold anything: good, wrong or left aside. */
  @Column('integer', { name: 'rows_seen' }) rowsSeen: number;
  @Column('integer', { name: 'rows_good' }) rowsGood: number;
  @Column('integer', { name: 'rows_wrong' }) rowsWrong: number;
  @Column('integer', { name: 'rows_left' }) rowsLeft: number;
  @Column('integer', { name: 'rows_warned' }) rowsWarned: number;
  @Column('integer', { name: 'words_asked' }) wordsAsked: number;
  @Column('integer', { name: 'rows_unsure' }) rowsUnsure: number;
  /** Hash of how many it has of each thing: the same list again has the same. */
  @Column('text', { nullable: true }) likeness: string | null;
  @Column('boolean') nameless: boolean;
  /** What the good rows make: a row may stand for several. */
  @Column('integer', { name: 'things_read' }) thingsRead: number;
  @Column('integer', { name: 'things_made' }) thingsMade: number;
  @Column('boolean', { name: 'only_whole' }) onlyWhole: boolean;
  @Column('text', { nullable: true }) notice: string | null;
  @Column('text', { nullable: true }) error: string | null;
  @Personal('files', 'Ce qui a arrêté la lecture du fichier', 'file_row')
  @Column('jsonb', { name: 'error_facts' })
  errorFacts: object;
  @Column('jsonb') result: ImportResult;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('integer') attempts: number;
  @Column('integer') turn: number;
  @Column('timestamptz', { name: 'applied_at', nullable: true }) appliedAt: Date | null;
  /** When its own words (name, titles, sheets, answers) ended; nothing of them stands afterwards. */
  @Column('timestamptz', { name: 'words_ended_at', nullable: true }) wordsEndedAt: Date | null;
}

/** Good rows of a file, many in one and sealed: nothing but their file ever asks for them. They go when it is decided about. */
@Entity({ schema: 'imports', name: 'part' })
export class ImportPart {
  @PrimaryColumn('uuid', { name: 'file_id' }) fileId: string;
  @PrimaryColumn('integer') n: number;
  @Column('integer', { name: 'last_line' }) lastLine: number;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Personal('files', 'Lignes lues, sous scellé', 'undecided_file')
  @Column('bytea')
  rows: Buffer;
}

/** The bytes of a workbook of which sheets remain: they wait here between two files. */
@Entity({ schema: 'imports', name: 'rest' })
export class ImportRest {
  @PrimaryColumn('uuid', { name: 'root_id' }) rootId: string;
  @Column('uuid', { name: 'blob_id' }) blobId: string;
}

/** How many rows are read or taken in. Written outside of the transaction that does it, for the page that waits. */
@Entity({ schema: 'imports', name: 'progress' })
export class ImportProgress {
  @PrimaryColumn('uuid', { name: 'file_id' }) fileId: string;
  @Column('integer') done: number;
  @Column('timestamptz') at: Date;
}

/** What columns with these titles are: read so again the next time. */
@Entity({ schema: 'imports', name: 'remembered_columns' })
export class RememberedColumns {
  @PrimaryColumn('text') kind: ImportKindName;
  @PrimaryColumn('text') scope: string;
  @PrimaryColumn('text') signature: string;
  @Column('jsonb') columns: readonly (string | null)[];
  @Personal('files', 'Réponses tapées pour toutes les lignes d’un tableur', 'thing')
  @Column('jsonb')
  defaults: Readonly<Record<string, string>>;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz', { name: 'chosen_at' }) chosenAt: Date;
}

/** A different word of a file's columns of words, and what it is taken for. */
@Entity({ schema: 'imports', name: 'word' })
export class ImportWord {
  @PrimaryColumn('uuid', { name: 'file_id' }) fileId: string;
  @PrimaryColumn('text') field: string;
  @Personal('files', 'Mots du tableur, sans capitales ni accents', 'file_row')
  @PrimaryColumn('text')
  key: string;
  @Personal('files', 'Mots du tableur', 'file_row')
  @Column('text')
  said: string;
  @Column('integer') count: number;
  @Column('text', { nullable: true }) meaning: string | null;
  @Column('text') sureness: Sureness;
  @Column('text') because: string;
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy: AnswerScope | null;
}

@Entity({ schema: 'imports', name: 'remembered_word' })
export class RememberedWord {
  @PrimaryColumn('text') kind: ImportKindName;
  @PrimaryColumn('text') scope: string;
  @PrimaryColumn('text') field: string;
  @Personal('files', 'Mot d’un tableur, retenu pour les suivants', 'free_text')
  @PrimaryColumn('text')
  key: string;
  @Column('text') meaning: string;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz') at: Date;
}
