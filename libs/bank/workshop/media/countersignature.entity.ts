import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Append-only: another person witnesses that a medium was removed or destroyed. One of the two ids is set. */
@Entity({ schema: 'refurbishment', name: 'countersignature' })
export class Countersignature {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'evidence_id', nullable: true }) evidenceId: string | null;
  /** The end of a removed medium. */
  @Column('bigint', { name: 'removed_event_id', nullable: true }) removedEventId: string | null;
  /** The sentence that was signed. */
  @Column('text', { name: 'stated_text' }) statedText: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}
