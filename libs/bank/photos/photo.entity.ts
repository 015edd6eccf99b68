import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';

@Entity({ schema: 'photos', name: 'photo' })
export class Photo {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  /** Its place among the device's four, 1 to 4: what holds their number, also in a race. */
  @Column('smallint') rank: number;
  /** The picture, turned upright and without what the camera wrote of itself. */
  @Personal('files', 'Photo d’un appareil', 'device')
  @Column('uuid', { name: 'blob_id' })
  blobId: string;
  @Column('uuid', { name: 'thumb_blob_id' }) thumbBlobId: string;
  /** Of the file as it came, so that the same photo sent twice is one. */
  @Column('text') sha256: string;
  @Column('integer') width: number;
  @Column('integer') height: number;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('timestamptz', { name: 'taken_at' }) takenAt: Date;
}
