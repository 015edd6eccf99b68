import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';

/** Somebody is away from a day to a day, and a colleague takes over their work. */
@Entity({ schema: 'people', name: 'absence' })
export class Absence {
  @PrimaryColumn('uuid') id: string;
  @Personal('accounts', 'Absence, et qui remplace', 'with_history')
  @Column('uuid', { name: 'membership_id' })
  membershipId: string;
  @Column('uuid', { name: 'deputy_id' }) deputyId: string;
  @Column('date', { name: 'from_day' }) fromDay: string;
  @Column('date', { name: 'until_day' }) untilDay: string;
  @Column('timestamptz', { name: 'noted_at' }) notedAt: Date;
  @Column('uuid', { name: 'noted_by' }) notedBy: string;
  @Column('integer', { name: 'noted_operator' }) notedOperator: number;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('integer', { name: 'ended_operator', nullable: true }) endedOperator: number | null;
}
