import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Channel, Personal } from '#platform/kernel';
import type { CorrectionKind, CorrectionReason, Touch } from './kinds.js';

/** Append-only: a mistake that was put right. What was before stays where it was written; this says that it no longer holds. */
@Entity({ schema: 'corrections', name: 'correction' })
export class Correction {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: CorrectionKind;
  /** The row that is put right; `label` is its number for people. */
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Personal('accompanying', 'Référence d’une personne, citée par une correction', 'identity')
  @Column('text')
  label: string;
  @Column('uuid', { name: 'about_organisation_id', nullable: true }) aboutOrganisationId: string | null;
  @Personal('accompanying', 'La même, dans ce qui était dit avant la correction', 'identity')
  @Column('jsonb', { name: 'from_facts' })
  from: object;
  @Personal('accompanying', 'La même, dans ce que la correction dit', 'identity')
  @Column('jsonb', { name: 'to_facts' })
  to: object;
  @Column('text') reason: CorrectionReason;
  /** What others already rely on: not empty, a second person reads it again. */
  @Column('text', { array: true }) touches: Touch[];
  @Column('boolean', { name: 'nobody_else' }) nobodyElse: boolean;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text') channel: Channel;
  @Column('timestamptz') at: Date;
}

/** Append-only: a second person read a correction again and agrees. */
@Entity({ schema: 'corrections', name: 'countersignature' })
export class Countersignature {
  @PrimaryColumn('uuid', { name: 'correction_id' }) correctionId: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz') at: Date;
}
