import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '#platform/kernel';
import type { LockCheck, LockKind, NoticeWay, ReleaseAnswer } from './locks.js';

/** A lock found on a device, which waits for its donor. It goes when somebody says how they made sure, and under which number. */
@Entity({ schema: 'intake', name: 'device_lock' })
export class DeviceLock {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('text') kind: LockKind;
  @Column('timestamptz', { name: 'found_at' }) foundAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text') channel: Channel;
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt: Date | null;
  /** The five `release…` columns come together. */
  @Column('text', { name: 'release_check', nullable: true }) releaseCheck: LockCheck | null;
  @Column('uuid', { name: 'released_by', nullable: true }) releasedBy: string | null;
  @Column('integer', { name: 'release_operator', nullable: true }) releaseOperator: number | null;
  @Column('uuid', { name: 'release_organisation_id', nullable: true }) releaseOrganisationId: string | null;
}

@Entity({ schema: 'intake', name: 'lock_notice' })
export class LockNotice {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  @Column('timestamptz') at: Date;
  @Column('text') way: NoticeWay;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
}

@Entity({ schema: 'intake', name: 'lock_notice_line' })
export class LockNoticeLine {
  @PrimaryColumn('uuid', { name: 'notice_id' }) noticeId: string;
  @PrimaryColumn('uuid', { name: 'lock_id' }) lockId: string;
  /** The day promised to the donor the first time stays. */
  @Column('date', { name: 'due_on' }) dueOn: string;
}

@Entity({ schema: 'intake', name: 'release_tick' })
export class ReleaseTick {
  @PrimaryColumn('uuid', { name: 'donation_id' }) donationId: string;
  @PrimaryColumn('text') item: LockKind;
  @Column('text') answer: ReleaseAnswer;
  @Column('timestamptz') at: Date;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
}
