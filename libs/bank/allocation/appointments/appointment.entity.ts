import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';

/** When somebody comes to fetch the device that is kept for them. */
@Entity({ schema: 'allocation', name: 'appointment' })
export class Appointment {
  @PrimaryColumn('uuid', { name: 'reservation_id' }) reservationId: string;
  @Personal('handing_over', 'Jour d’un rendez-vous', 'appointment')
  @Column('date', { name: 'comes_on' })
  on: string;
  @Personal('handing_over', 'Heure d’un rendez-vous', 'appointment')
  @Column('time', { name: 'comes_at' })
  at: string;
  @Column('uuid', { name: 'set_by' }) setBy: string;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
}
