import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The private link on which a donor reads what became of its devices. */
@Entity({ schema: 'reporting', name: 'donor_link' })
export class DonorLink {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'donor_id' }) donorId: string;
  /** Whose donations it tells of: those of one collection point; null, when the bank made it: all of them. */
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  /** The secret itself is kept nowhere. */
  @Column('text', { name: 'secret_sha256' }) secretSha256: string;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  /** When somebody closed it before its day. */
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
}
