import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { DecisionKind } from './deposit.js';

/** Append-only: by what a public donor decided its gift. The newest counts. */
@Entity({ schema: 'intake', name: 'donation_decision' })
export class DonationDecision {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  /** Whose decision; it counts while the donation is theirs. */
  @Column('uuid', { name: 'donor_id' }) donorId: string;
  @Column('text') kind: DecisionKind;
  @Personal('words', 'Assemblée ou autorité qui a décidé', 'paper')
  @Column('text', { nullable: true })
  assembly: string | null;
  @Personal('words', 'Numéro d’une délibération ou d’une décision', 'paper')
  @Column('text')
  number: string;
  @Column('date', { name: 'decided_on' }) decidedOn: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
}

/** Append-only: who represents a donor, from a day on. */
@Entity({ schema: 'intake', name: 'donor_representative' })
export class DonorRepresentative {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'donor_id' }) donorId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Personal('signing', 'Nom et qualité de qui représente un donateur, sous scellé', 'signatory')
  @Column('bytea')
  sealed: Buffer;
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
}
