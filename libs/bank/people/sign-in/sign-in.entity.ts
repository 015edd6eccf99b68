import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { LinkPurpose } from '../word-lists.js';

@Entity({ schema: 'people', name: 'session' })
export class Session {
  /** SHA-256 of the cookie, which is kept nowhere. */
  @PrimaryColumn('text', { name: 'secret_hash' }) secretHash: string;
  @Personal('security', 'Session ouverte', 'session')
  @Column('uuid', { name: 'user_id' })
  userId: string;
  /** The organisation acted for; null before one was chosen. */
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('uuid') id: string;
  /** `Firefox sur Windows`: what a person knows it by, not what the browser says of itself. */
  @Personal('security', 'Appareil d’une session, en mots', 'session')
  @Column('text')
  device: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** To five minutes. */
  @Column('timestamptz', { name: 'last_seen_at' }) lastSeenAt: Date;
  /** When its person had signed in before; null: never. */
  @Column('timestamptz', { name: 'last_visit', nullable: true }) lastVisit: Date | null;
  /** Twelve hours after its beginning: use does not move it. */
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  /** Until they set up the second factor that the bank requires, it opens nothing else. */
  @Column('boolean') unproven: boolean;
  /** The identity provider that let them in proved two things: no second factor is asked of it. */
  @Column('boolean', { name: 'two_proofs' }) twoProofs: boolean;
}

/** A browser that an account was opened with. */
@Entity({ schema: 'people', name: 'known_device' })
export class KnownDevice {
  /** SHA-256 of the browser's cookie and the account. */
  @PrimaryColumn('text', { name: 'device_hash' }) deviceHash: string;
  @Personal('security', 'Navigateur déjà utilisé pour se connecter', 'known_device')
  @Column('uuid', { name: 'user_id' })
  userId: string;
  @Column('timestamptz', { name: 'signed_in_at' }) signedInAt: Date;
}

/** A link on which somebody chooses a password, or says that a mail address is theirs. */
@Entity({ schema: 'people', name: 'one_time_link' })
export class OneTimeLink {
  @PrimaryColumn('text', { name: 'secret_hash' }) secretHash: string;
  @Personal('security', 'Lien à usage unique', 'one_time_link')
  @Column('uuid', { name: 'user_id' })
  userId: string;
  /** Null: the command line. */
  @Column('uuid', { name: 'made_by', nullable: true }) madeBy: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: Date | null;
  @Column('text') purpose: LinkPurpose;
  /** Of a link that leads to it. */
  @Personal('security', 'Nouvelle adresse mail, pas encore confirmée', 'one_time_link')
  @Column('text', { name: 'new_email', nullable: true })
  newEmail: string | null;
  /** What it makes somebody a member of. */
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
}

/** The one-time address at which a bank is opened: one row. */
@Entity({ schema: 'people', name: 'opening' })
export class Opening {
  @PrimaryColumn('boolean', { name: 'only_one' }) onlyOne: boolean;
  @Column('text', { name: 'secret_hash' }) secretHash: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  /** Null until the bank is open; afterwards no address opens it again. */
  @Column('timestamptz', { name: 'opened_at', nullable: true }) openedAt: Date | null;
}
