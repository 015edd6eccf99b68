import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';

/** What an application on somebody's telephone makes codes from. */
@Entity({ schema: 'people', name: 'totp' })
export class Totp {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Personal('security', 'Secret de l’application de codes', 'account')
  @Column('bytea')
  sealed: Buffer;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
  /** Half minutes since 1970: a code of this one, or of one before, is not taken again. */
  @Column('bigint', { name: 'last_step' }) lastStep: string;
}

/** A key pair that a telephone, a computer or a security key holds for this site; we have the public half. */
@Entity({ schema: 'people', name: 'passkey' })
export class Passkey {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Personal('security', 'Numéro d’une clé d’identification', 'account')
  @Column('text', { name: 'credential_id' })
  credentialId: string;
  @Personal('security', 'Clé d’identification, partie publique', 'account')
  @Column('bytea', { name: 'public_key' })
  publicKey: Buffer;
  @Column('bigint') counter: string;
  @Column('text', { array: true }) transports: string[];
  @Personal('security', 'Nom donné à une clé d’identification', 'account')
  @Column('text')
  name: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
}

/** One of ten, kept on paper for when the telephone is lost. */
@Entity({ schema: 'people', name: 'recovery_code' })
export class RecoveryCode {
  @PrimaryColumn('text', { name: 'secret_hash' }) secretHash: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt: Date | null;
}

/** What a passkey signed, or what came back from an identity provider: once; and who left one, as a keyed hash. */
@Entity({ schema: 'people', name: 'challenge_met' })
export class ChallengeMet {
  @Personal('security', 'Empreinte de qui est parti d’un fournisseur d’identité', 'attempts')
  @PrimaryColumn('text', { name: 'challenge_hash' })
  challengeHash: string;
  @Column('timestamptz') at: Date;
}

/** One administrator asks that somebody's second factor be taken away, or that they get a link to choose a password; another confirms. */
@Entity({ schema: 'people', name: 'factor_reset' })
export class FactorReset {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('uuid', { name: 'asked_by' }) askedBy: string;
  @Column('uuid', { name: 'link_for', nullable: true }) linkFor: string | null;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('uuid', { name: 'confirmed_by', nullable: true }) confirmedBy: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
}
