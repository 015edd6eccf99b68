import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where to look for a device that is no longer in stock and of whose media something is asked: written by triggers alone. */
@Entity({ schema: 'refurbishment', name: 'asked_again' })
export class AskedAgain {
  @PrimaryColumn('uuid', { name: 'device_id' }) deviceId: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
}
