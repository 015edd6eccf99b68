import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { DataEnd } from '../codes.js';

/** Append-only: a signed sentence that says what becomes of the data of devices that went out without proof. */
@Entity({ schema: 'refurbishment', name: 'data_end' })
export class SignedDataEnd {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: DataEnd;
  @Column('text', { name: 'stated_text' }) statedText: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}

@Entity({ schema: 'refurbishment', name: 'data_end_device' })
export class DataEndDevice {
  @PrimaryColumn('uuid', { name: 'device_id' }) deviceId: string;
  @PrimaryColumn('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @PrimaryColumn('uuid', { name: 'data_end_id' }) dataEndId: string;
}

/** Append-only: the slip of whoever destroyed the media; the newest counts. */
@Entity({ schema: 'refurbishment', name: 'data_end_slip' })
export class DataEndSlip {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'data_end_id' }) dataEndId: string;
  @Personal('words', 'Numéro d’un bordereau', 'paper')
  @Column('text')
  slip: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'told_at' }) toldAt: Date;
}

/** A device that had to go at once, while what becomes of its data was not said. Written by Postgres. */
@Entity({ schema: 'refurbishment', name: 'open_end' })
export class OpenEnd {
  @PrimaryColumn('uuid', { name: 'device_id' }) deviceId: string;
  @PrimaryColumn('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'began_at' }) beganAt: Date;
}
