import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A public key to which backups are encrypted: the newest. Its private key is stored nowhere here. */
@Entity({ schema: 'backup', name: 'key' })
export class BackupKey {
  /** As age writes it, `age1…`. */
  @PrimaryColumn('text') recipient: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
}

@Entity({ schema: 'backup', name: 'restoration' })
export class Restoration {
  @PrimaryColumn('uuid') id: string;
  /** The moment of the restored state; null when unknown. */
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt: Date | null;
  @Column('timestamptz', { name: 'restored_at' }) restoredAt: Date;
  @Column('timestamptz', { name: 'prepared_at', nullable: true }) preparedAt: Date | null;
  @Column('integer', { name: 'sessions_ended', nullable: true }) sessionsEnded: number | null;
  @Column('integer', { name: 'links_ended', nullable: true }) linksEnded: number | null;
  @Column('timestamptz', { name: 'mails_settled_at', nullable: true }) mailsSettledAt: Date | null;
  @Column('timestamptz', { name: 'looked_at', nullable: true }) lookedAt: Date | null;
}
