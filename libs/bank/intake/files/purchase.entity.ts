import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When its donor bought a device, as far as their list says it. */
@Entity({ schema: 'intake', name: 'device_purchase' })
export class DevicePurchase {
  @PrimaryColumn('uuid', { name: 'device_id' }) deviceId: string;
  @Column('integer') year: number;
  @Column('date', { nullable: true }) day: string | null;
}
