import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ErasureClass } from '#platform/kernel';

/** Append-only: which class of erasure a donor demands for a donation; null: none any more. The newest counts. */
@Entity({ schema: 'intake', name: 'erasure_demand' })
export class ErasureDemand {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  @Column('text', { nullable: true }) demanded: ErasureClass | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
}
