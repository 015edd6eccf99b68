import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LogQuestion } from '../codes.js';

/** Append-only: what a log's clock or its tool's version left to confirm, confirmed of one file, one donation or one version. */
@Entity({ schema: 'refurbishment', name: 'log_confirmation' })
export class LogConfirmation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') question: LogQuestion;
  @Column('uuid', { name: 'log_id', nullable: true }) logId: string | null;
  @Column('uuid', { name: 'donation_id', nullable: true }) donationId: string | null;
  @Column('text', { nullable: true }) tool: string | null;
  @Column('text', { nullable: true }) version: string | null;
  /** The sentence that was signed. */
  @Column('text', { name: 'stated_text' }) statedText: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}
