import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Category } from '#bank/devices';
import { Personal } from '#platform/kernel';
import type { EraseMethod, EvidenceKind, MediaStatement, MediumLocationKind, Verdict } from '../codes.js';
import type { Answers, Grade } from '../grading/test-points.js';

/** Append-only: proof that one medium holds no data, or is gone. It counts in its data epoch alone. */
@Entity({ schema: 'refurbishment', name: 'evidence' })
export class Evidence {
  @PrimaryColumn('uuid') id: string;
  /** Given by Postgres: the newest standing one counts. Rows of before the numbers have none, and are older. */
  @Column('bigint', { nullable: true }) seq: string | null;
  @Column('uuid', { name: 'medium_id' }) mediumId: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('text') kind: EvidenceKind;
  @Column('uuid', { name: 'drive_result_id', nullable: true }) driveResultId: string | null;
  /** A person tied a result without a serial to this medium, and said why. */
  @Column('boolean') decided: boolean;
  @Personal('files', 'Phrase signée sur un support, avec la raison qu’une personne a écrite', 'device')
  @Column('text', { name: 'stated_text', nullable: true })
  statedText: string | null;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Personal('words', 'Numéro d’une facture', 'paper')
  @Column('text', { nullable: true })
  invoice: string | null;
  /** Of another tool: by which technique, and the file that it wrote. */
  @Column('text', { nullable: true }) method: EraseMethod | null;
  @Column('uuid', { name: 'file_id', nullable: true }) fileId: string | null;
  /** It proves nothing before a second person signed. By Postgres. */
  @Column('boolean') awaits: boolean;
  @Column('bigint', { name: 'order_no', nullable: true }) orderNo: string | null;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

@Entity({ schema: 'refurbishment', name: 'media_statement' })
export class SignedMediaStatement {
  @PrimaryColumn('uuid') id: string;
  /** Given by Postgres: the newest standing one counts. Rows of before the numbers have none, and are older. */
  @Column('bigint', { nullable: true }) seq: string | null;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('text') kind: MediaStatement;
  @Column('text', { name: 'stated_text' }) statedText: string;
  @Column('bigint', { name: 'order_no', nullable: true }) orderNo: string | null;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

/** Append-only: where a medium is whose number is proven in two devices. */
@Entity({ schema: 'refurbishment', name: 'medium_location' })
export class MediumLocation {
  @PrimaryColumn('uuid') id: string;
  @Column('bigint', { name: 'order_no' }) orderNo: string;
  @Column('text') kind: MediumLocationKind;
  @Personal('files', 'Numéro de série d’un support, situé', 'device')
  @Column('text', { name: 'serial_key' })
  serialKey: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('uuid', { name: 'other_device_id' }) otherDeviceId: string;
  @Column('text', { name: 'stated_text' }) statedText: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

/** Append-only: the nine points of a test, and its verdict. */
@Entity({ schema: 'refurbishment', name: 'test_sheet' })
export class TestSheet {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'bigint', insert: false, update: false }) seq: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('smallint', { name: 'template_version' }) templateVersion: number;
  /** Of the device when it was tested: what is asked depends on it. */
  @Column('text') category: Category;
  @Column('jsonb') answers: Answers;
  @Personal('words', 'Système d’un appareil, tel qu’il a été tapé', 'device')
  @Column('text', { nullable: true })
  system: string | null;
  /** Computed from the answers, also by Postgres. */
  @Column('text') verdict: Verdict;
  @Column('bigint', { name: 'order_no', nullable: true }) orderNo: string | null;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

/** Append-only: a grade, and the criteria in words as they were on that day. */
@Entity({ schema: 'refurbishment', name: 'grading' })
export class Grading {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'bigint', insert: false, update: false }) seq: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('text') grade: Grade;
  @Column('text') criteria: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

/** Append-only: who gave a proof takes it back, once. One of the four ids is set. */
@Entity({ schema: 'refurbishment', name: 'withdrawal' })
export class EvidenceWithdrawal {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'evidence_id', nullable: true }) evidenceId: string | null;
  @Column('uuid', { name: 'media_statement_id', nullable: true }) mediaStatementId: string | null;
  @Column('uuid', { name: 'test_sheet_id', nullable: true }) testSheetId: string | null;
  @Column('uuid', { name: 'grading_id', nullable: true }) gradingId: string | null;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('timestamptz', { name: 'withdrawn_at' }) withdrawnAt: Date;
}

/** Append-only: another person witnesses that a medium was removed or destroyed. One of the two ids is set. */
@Entity({ schema: 'refurbishment', name: 'countersignature' })
export class Countersignature {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'evidence_id', nullable: true }) evidenceId: string | null;
  @Column('bigint', { name: 'removed_event_id', nullable: true }) removedEventId: string | null;
  @Column('text', { name: 'stated_text' }) statedText: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

/** A certificate of a donation that is to be made again. */
@Entity({ schema: 'refurbishment', name: 'certificate_due' })
export class CertificateDue {
  @PrimaryColumn('uuid', { name: 'cause_id' }) causeId: string;
  @Column('text', { name: 'cause_kind' }) causeKind: 'donation';
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('smallint') attempts: number;
}
