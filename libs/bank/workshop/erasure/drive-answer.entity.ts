import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { DriveAnswerKind } from '../codes.js';

/** Append-only: what a drive is that a machine's own log speaks of and that nothing listed in it. */
@Entity({ schema: 'refurbishment', name: 'drive_answer' })
export class DriveAnswer {
  @PrimaryColumn('uuid') id: string;
  /** Given by Postgres: the newest counts. */
  @Column({ type: 'bigint', insert: false, update: false }) seq: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('uuid', { name: 'drive_result_id' }) driveResultId: string;
  /** Its serial as it is compared; without one, its run. */
  @Personal('files', 'Numéro de série d’un disque dont on a répondu', 'device')
  @Column('text', { name: 'drive_key' })
  driveKey: string;
  @Column('text') answer: DriveAnswerKind;
  /** Of one that belongs here: as it is listed now. */
  @Column('uuid', { name: 'medium_id', nullable: true }) mediumId: string | null;
  /** Of another's, when it is known whose. */
  @Column('uuid', { name: 'other_device_id', nullable: true }) otherDeviceId: string | null;
  /** The sentence that was signed. */
  @Column('text', { name: 'stated_text' }) statedText: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

/** Append-only: the device that a log was sent for. */
@Entity({ schema: 'refurbishment', name: 'log_sent_for' })
export class LogSentFor {
  @PrimaryColumn('uuid', { name: 'device_id' }) deviceId: string;
  @PrimaryColumn('uuid', { name: 'log_id' }) logId: string;
}

/** A station of a workshop that erases drives of other machines. */
@Entity({ schema: 'refurbishment', name: 'dock' })
export class Dock {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Personal('words', 'Nom d’un dock', 'thing')
  @Column('text')
  name: string;
  /** Of the machine, as its logs write it. */
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
