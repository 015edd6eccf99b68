import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { type Channel, Personal, type Role } from '#platform/kernel';

@Entity({ schema: 'people', name: 'app_user' })
export class User {
  @PrimaryColumn('uuid') id: string;
  @Personal('accounts', 'Adresse mail', 'account')
  @Column('text')
  email: string;
  @Personal('accounts', 'Nom', 'account')
  @Column('text')
  name: string;
  /** argon2; null until the first link was used. */
  @Personal('accounts', 'Empreinte du mot de passe', 'account')
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;
  /** Runs the server: manages organisations and users, sees no operational data. */
  @Column('boolean', { name: 'instance_admin' }) instanceAdmin: boolean;
  @Column('boolean') active: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  /** Since when name and address say nothing any more; never open again. */
  @Column('timestamptz', { name: 'erased_at', nullable: true }) erasedAt: Date | null;
  @Personal('accounts', 'Dernière connexion', 'account')
  @Column('timestamptz', { name: 'last_seen_at', nullable: true })
  lastSeenAt: Date | null;
  @Column('timestamptz', { name: 'last_invited_at', nullable: true }) lastInvitedAt: Date | null;
  /** Since when its end is announced; null: it is in use. */
  @Personal('accounts', 'Fermeture annoncée', 'closing_notice')
  @Column('timestamptz', { name: 'closing_told_at', nullable: true })
  closingToldAt: Date | null;
  /** It closed because nobody used it: an invitation opens it again. */
  @Column('boolean', { name: 'closed_unused' }) closedUnused: boolean;
}

/** A user, or a key, acting for an organisation. The application changes `roles` and `active` only. */
@Entity({ schema: 'people', name: 'membership' })
export class Membership {
  @PrimaryColumn('uuid') id: string;
  /** Null: that of an organisation's keys, which is never active. */
  @Column('uuid', { name: 'user_id', nullable: true }) userId: string | null;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Drawn by Postgres; what other organisations see in place of a name. */
  @Personal('accounts', 'Numéro d’opérateur', 'with_history')
  @Column('integer', { name: 'operator_number' })
  operatorNumber: number;
  @Column('text', { array: true }) roles: Role[];
  @Column('boolean') active: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** The membership of who invited; null: the installation's administrator, the command line. */
  @Column('uuid', { name: 'invited_by', nullable: true }) invitedBy: string | null;
  /** Of who has an account and has not said yes: how the inviter called them. Null: they are a member. */
  @Personal('accounts', 'Nom que l’organisation a écrit, jusqu’à la réponse', 'invitation')
  @Column('text', { name: 'invited_as', nullable: true })
  invitedAs: string | null;
  @Column('timestamptz', { name: 'invited_at', nullable: true }) invitedAt: Date | null;
}

@Entity({ schema: 'people', name: 'saved_filter' })
export class SavedFilterRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('text') list: string;
  @Personal('accounts', 'Filtre de liste enregistré, sans les mots cherchés', 'account')
  @Column('text')
  query: string;
  @Personal('accounts', 'Nom d’un filtre de liste enregistré', 'account')
  @Column('text')
  name: string;
}

/** Append-only: who changed what in organisations, users and rules. */
@Entity({ schema: 'people', name: 'audit_entry' })
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'user_id', nullable: true }) userId: string | null;
  @Column('text') verb: string;
  @Column('text', { name: 'subject_kind' }) subjectKind: string;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  /** Never a secret. */
  @Personal('security', 'Ce qui a été changé, par numéro', 'audit')
  @Column('jsonb')
  facts: object;
  /** As what they acted; null for the installation's administrator, the system, a command line. */
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  /** Whose affair it is: its manager reads it. Null: the bank's administrators alone do. */
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  /** Null in what was written before channels were kept. */
  @Column('text', { nullable: true }) channel: Channel | null;
}
