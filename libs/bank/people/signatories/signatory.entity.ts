import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { ConfirmationForm, SignatoryAct, SignedAct } from '../word-lists.js';

@Entity({ schema: 'people', name: 'signatory' })
export class Signatory {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** The member who signs by this name; null for somebody who signs by hand. */
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Personal('signing', 'Nom', 'signatory')
  @Column('text')
  name: string;
  @Personal('signing', 'Qualité', 'signatory')
  @Column('text')
  quality: string;
  @Column('text') act: SignatoryAct;
  @Column('date', { name: 'valid_from' }) validFrom: string;
  /** The last day; null: until somebody says otherwise. */
  @Column('date', { name: 'valid_until', nullable: true }) validUntil: string | null;
  /** A picture of the signature, which papers may print. */
  @Personal('signing', 'Image de la signature', 'signatory')
  @Column('uuid', { name: 'image_blob', nullable: true })
  imageBlob: string | null;
  @Column('boolean', { name: 'image_legible' }) imageLegible: boolean;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  /** Operator number, as `ended_by`; null: the program. */
  @Column('integer', { name: 'recorded_by', nullable: true }) recordedBy: number | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('integer', { name: 'ended_by', nullable: true }) endedBy: number | null;
}

/** Append-only: somebody authenticated afresh to sign an act. */
@Entity({ schema: 'people', name: 'confirmation' })
export class ConfirmationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('text') act: SignedAct;
  @Column('text') form: ConfirmationForm;
  @Column('timestamptz') at: Date;
  /** Of the session, which may be gone; null: a program's. */
  @Column('text', { name: 'session_hash', nullable: true }) sessionHash: string | null;
}
