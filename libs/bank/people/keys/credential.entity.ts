import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type BENCH_SCOPES, type OrganisationScope, Personal } from '#platform/kernel';
import type { CredentialKind, KeyScope } from '../word-lists.js';

/** With what a machine signs in: a program, or the agents of an organisation's machines. */
@Entity({ schema: 'people', name: 'machine_credential' })
export class MachineCredential {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: CredentialKind;
  /** As what it acts: its maker's membership, or one of nobody, which the keys of one name share. */
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** What it is called, until some time after its end. */
  @Personal('words', 'Nom d’une clé d’accès', 'key_name')
  @Column('text')
  name: string;
  /** Of an organisation's key: whom to call about it. */
  @Personal('words', 'Qui appeler au sujet d’une clé d’accès', 'key_name')
  @Column('text')
  contact: string;
  /** The membership of who made it. */
  @Column('uuid', { name: 'made_by' }) madeBy: string;
  /** SHA-256 of the key, which was shown once. */
  @Column('text', { name: 'secret_hash' }) secretHash: string;
  /** Its last four characters, for whoever looks for the one that a program has. */
  @Column('text', { name: 'secret_end' }) secretEnd: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** To a day. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('text', { array: true }) scopes: (KeyScope | OrganisationScope | (typeof BENCH_SCOPES)[number])[];
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  /** Since when its end is announced by mail. */
  @Column('timestamptz', { name: 'end_told_at', nullable: true }) endToldAt: Date | null;
}
