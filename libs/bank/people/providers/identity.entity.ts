import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';

/** Who somebody is at an identity provider: with it they sign in here. */
@Entity({ schema: 'people', name: 'provider_identity' })
export class ProviderIdentity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  /** As the provider calls itself: the same subject elsewhere is somebody else. */
  @Column('text') issuer: string;
  @Personal('security', 'Identifiant chez un fournisseur d’identité', 'account')
  @Column('text')
  subject: string;
  @Column('timestamptz', { name: 'linked_at' }) linkedAt: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
}

/** By which provider a session was opened, and what it wants back when the session ends. */
@Entity({ schema: 'people', name: 'session_origin' })
export class SessionOrigin {
  @PrimaryColumn('uuid', { name: 'session_id' }) sessionId: string;
  @Column('text') issuer: string;
  /** Keyed, of who is there and of the session: finds it when the provider says that somebody left. */
  @Column('text', { array: true }) marks: string[];
  @Column('text', { name: 'key_id' }) keyId: string;
  @Personal('security', 'Jeton d’identité d’une session, scellé', 'session')
  @Column('bytea')
  sealed: Buffer;
}
