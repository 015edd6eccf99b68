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
  /** How often nobody came for the device. */
  @Personal('handing_over', 'Nombre d’absences à un rendez-vous', 'appointment')
  @Column('smallint')
  missed: number;
  /** Until when the device is kept after an absence; null while nobody has said of this appointment that nobody came. */
  @Personal('handing_over', 'Jusqu’à quand l’appareil est gardé après une absence', 'appointment')
  @Column('date', { name: 'kept_until', nullable: true })
  keptUntil: string | null;
  @Column('uuid', { name: 'set_by' }) setBy: string;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
}
