import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventOrigin } from '#bank/devices';
import { Personal } from '#platform/kernel';
import type { DriveAnswerKind, LogQuestion, MethodClass, ResultStatus, Verification } from '../codes.js';
import type { EvidenceFileKind, FileOutcome } from './evidence-files.js';

/** A file of an erasing tool as it came, sealed; the server says when. What was read of it is noted once, and nothing else of it changes. */
@Entity({ schema: 'refurbishment', name: 'erasure_log' })
export class ErasureLog {
  @PrimaryColumn('uuid') id: string;
  /** Null once its period is over: what was read of it stays, with its hash. */
  @Personal('files', 'Journal d’effacement, qui peut nommer un opérateur', 'log_file')
  @Column('uuid', { name: 'blob_id', nullable: true })
  blobId: string | null;
  /** Of its bytes, in hex: the same log is kept once. */
  @Column('text') sha256: string;
  @Personal('files', 'Nom d’un journal d’effacement', 'thing')
  @Column('text')
  filename: string;
  /** Null until it was read, as `outcome` and `readAt`. */
  @Column('text', { nullable: true }) kind: EvidenceFileKind | null;
  @Column('text', { nullable: true }) outcome: FileOutcome | null;
  @Column('timestamptz', { name: 'read_at', nullable: true }) readAt: Date | null;
  /** Its text without names; null of what is no text. A file of before is unsealed, and its own. */
  @Personal('files', 'Copie d’un journal d’effacement, sans les noms', 'log_file')
  @Column('uuid', { name: 'shown_blob_id', nullable: true })
  shownBlobId: string | null;
  /** How often reading failed, and when it is due again. */
  @Column('smallint') attempts: number;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('text', { nullable: true }) tool: string | null;
  @Column('text', { nullable: true }) version: string | null;
  /** Of a bench PC: which script wrote it, on which live image; by SHA-256. */
  @Column('text', { name: 'script_sha256', nullable: true }) scriptSha256: string | null;
  @Column('text', { name: 'image_sha256', nullable: true }) imageSha256: string | null;
  @Personal('files', 'Numéro de série qu’un journal donne à sa machine', 'device')
  @Column('text', { name: 'machine_serial', nullable: true })
  machineSerial: string | null;
  /** The same as serials are compared; null where it names none, or one that many have. */
  @Personal('files', 'Le même, pour comparer', 'device')
  @Column('text', { name: 'machine_key', nullable: true })
  machineKey: string | null;
  /** The station of the workshop that it was, when the log came. By Postgres. */
  @Column('uuid', { name: 'dock_id', nullable: true }) dockId: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Declared: left behind by another tool, not received in its time. */
  @Column('text') origin: EventOrigin;
}

/** Append-only: what one log says of one drive: the unit of evidence. */
@Entity({ schema: 'refurbishment', name: 'drive_result' })
export class DriveResult {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'log_id' }) logId: string;
  @Column('smallint') position: number;
  @Column('text') path: string;
  @Personal('files', 'Modèle d’un disque dans un journal', 'device')
  @Column('text', { nullable: true })
  model: string | null;
  @Personal('files', 'Numéro de série d’un disque dans un journal', 'device')
  @Column('text', { nullable: true })
  serial: string | null;
  /** Null without a serial, or with a generic one. */
  @Personal('files', 'Le même, pour comparer', 'device')
  @Column('text', { name: 'serial_key', nullable: true })
  serialKey: string | null;
  @Column('bigint', { name: 'size_bytes', nullable: true }) sizeBytes: string | null;
  /** The size that the tool prints, where no drive can have it. */
  @Column('text', { name: 'said_size', nullable: true }) saidSize: string | null;
  @Column('text') status: ResultStatus;
  /** Why it is not `passed`: `FAILED_REASONS`, `DOUBTFUL_REASONS`. */
  @Column('text', { array: true }) reasons: string[];
  @Column('text', { nullable: true }) method: string | null;
  /** NIST SP 800-88. */
  @Column('text', { name: 'method_class' }) methodClass: MethodClass;
  @Column('text') verification: Verification;
  @Column('smallint') rounds: number;
  /** When its run began, by the log's own clock: it may raise a question, and orders nothing. */
  @Column('text', { name: 'began_at_log', nullable: true }) beganAtLog: string | null;
  /** The log's own clock: shown as the tool's, never judged by. */
  @Column('text', { name: 'ended_at_log', nullable: true }) endedAtLog: string | null;
  /** The run, not the file: one result retyped into another file is still the same result. */
  @Column('text') fingerprint: string;
}

/** Append-only: what a log's clock or its tool's version left to confirm, confirmed of one file, one donation, one version, or one model of drive. */
@Entity({ schema: 'refurbishment', name: 'log_confirmation' })
export class LogConfirmation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') question: LogQuestion;
  @Column('uuid', { name: 'log_id', nullable: true }) logId: string | null;
  @Column('uuid', { name: 'donation_id', nullable: true }) donationId: string | null;
  @Column('text', { nullable: true }) tool: string | null;
  @Column('text', { nullable: true }) version: string | null;
  /** Of drives, where the tool prints a size that none can have; empty where it names no model. */
  @Column('text', { nullable: true }) model: string | null;
  @Column('text', { name: 'stated_text' }) statedText: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

/** Append-only: what a drive is that a machine's own log speaks of and that nothing listed in it. */
@Entity({ schema: 'refurbishment', name: 'drive_answer' })
export class DriveAnswer {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'bigint', insert: false, update: false }) seq: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('uuid', { name: 'drive_result_id' }) driveResultId: string;
  /** Its serial as it is compared; without one, its run. */
  @Personal('files', 'Numéro de série d’un disque dont on a répondu', 'device')
  @Column('text', { name: 'drive_key' })
  driveKey: string;
  @Column('text') answer: DriveAnswerKind;
  @Column('uuid', { name: 'medium_id', nullable: true }) mediumId: string | null;
  @Column('uuid', { name: 'other_device_id', nullable: true }) otherDeviceId: string | null;
  @Column('text', { name: 'stated_text' }) statedText: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

@Entity({ schema: 'refurbishment', name: 'log_sent_for' })
export class LogSentFor {
  @PrimaryColumn('uuid', { name: 'device_id' }) deviceId: string;
  @PrimaryColumn('uuid', { name: 'log_id' }) logId: string;
}

/** Append-only: the medium that somebody said a file is about. */
@Entity({ schema: 'refurbishment', name: 'file_medium' })
export class FileMedium {
  @PrimaryColumn('uuid', { name: 'log_id' }) logId: string;
  @PrimaryColumn('uuid', { name: 'medium_id' }) mediumId: string;
}

/** A station of a workshop that erases drives of other machines. */
@Entity({ schema: 'refurbishment', name: 'dock' })
export class Dock {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Personal('words', 'Nom d’un dock', 'thing')
  @Column('text')
  name: string;
  @Personal('files', 'Numéro de série d’un dock', 'device')
  @Column('text')
  serial: string;
  @Personal('files', 'Numéro de série d’un dock, pour comparer', 'device')
  @Column('text', { name: 'serial_key' })
  serialKey: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('integer', { name: 'ended_by', nullable: true }) endedBy: number | null;
}
