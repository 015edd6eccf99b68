import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A known text sealed with each secret, by which a start knows whether it still has that secret. */
@Entity({ schema: 'platform', name: 'secret_canary' })
export class SecretCanary {
  /** As beside everything that is sealed; tells nothing of the secret. */
  @PrimaryColumn('text', { name: 'key_id' }) keyId: string;
  @Column('bytea') sealed: Buffer;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
}
