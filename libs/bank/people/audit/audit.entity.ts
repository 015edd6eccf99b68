import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { type Channel, Personal } from '#platform/kernel';
import type { AccessScreen } from './access-records.js';

/** Append-only until its period is over: somebody read who a person is, or where they are reached. It holds no name. */
@Entity({ schema: 'people', name: 'identity_look' })
export class IdentityAccess {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Personal('looking', 'Qui a consulté, quand, quel écran', 'looks')
  @Column('uuid', { name: 'membership_id' })
  membershipId: string;
  @Column('text') screen: AccessScreen;
  /** Whose identity, as its screen says: a beneficiary, a card, a ticket, a donor, a paper. Null: a list. */
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  @Column('text') channel: Channel;
}

/** A head of the audit's chain that was read whole and held; what is under an old one may go. Written by `checkpointAudit` alone. */
@Entity({ schema: 'people', name: 'audit_checkpoint' })
export class AuditCheckpoint {
  @PrimaryColumn('bigint') seal: string;
  @Column('text') mac: string;
  @Column('timestamptz') at: Date;
  /** HMAC-SHA256 of the three, in hexadecimal. */
  @Column('text') proof: string;
}

/** A link of the audit's chain. Written by `sealAudit` alone. */
@Entity({ schema: 'people', name: 'audit_seal' })
export class AuditSeal {
  @PrimaryColumn('bigint') n: string;
  /** HMAC-SHA256 of the link before and of the entries' hashes, in hexadecimal; by a secret that the database does not have. */
  @Column('text') mac: string;
  @Column('timestamptz', { name: 'sealed_at' }) sealedAt: Date;
}
