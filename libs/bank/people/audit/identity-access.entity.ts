import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type Channel, Personal } from '#platform/kernel';
import type { AccessScreen } from './access-records.js';

/** Append-only until its period is over: somebody read who a person is, or where they are reached. It holds no name. */
@Entity({ schema: 'people', name: 'identity_look' })
export class IdentityAccess {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('timestamptz') at: Date;
  /** For whom they acted: whose log it is. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Personal('looking', 'Qui a consulté, quand, quel écran', 'looks')
  @Column('uuid', { name: 'membership_id' })
  membershipId: string;
  @Column('text') screen: AccessScreen;
  /** Whose identity, as its screen says: a beneficiary, a card, a ticket, a donor, a paper. Null: a list. */
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  @Column('text') channel: Channel;
}
