import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProofKind } from './proofs.js';

@Entity({ schema: 'platform', name: 'worker' })
export class WorkerProcess {
  @PrimaryColumn('uuid') id: string;
  @Column('text') host: string;
  @Column('integer') pid: number;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
  @Column('timestamptz', { name: 'seen_at' }) seenAt: Date;
}

/** A request that was carried out, kept for 30 days so that a phone may send it again. */
@Entity({ schema: 'platform', name: 'idempotency_key' })
export class IdempotencyKey {
  /** A membership, or a stranger. */
  @PrimaryColumn('text', { name: 'actor_key' }) actorKey: string;
  @PrimaryColumn('text') route: string;
  @PrimaryColumn('text') key: string;
  /** SHA-256 of what was sent: the same key with another body is refused. */
  @Column('text', { name: 'request_hash' }) requestHash: string;
  /** A reference to the result; null while the first request is at work. */
  @Column('text', { nullable: true }) ref: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** When something that the bank must be able to prove last held. Written by `proofs.ts` alone. */
@Entity({ schema: 'platform', name: 'proof' })
export class Proof {
  @PrimaryColumn('text') kind: ProofKind;
  @Column('timestamptz', { name: 'tried_at', nullable: true }) triedAt: Date | null;
  @Column('timestamptz', { name: 'succeeded_at', nullable: true }) succeededAt: Date | null;
  @Column('text', { nullable: true }) failure: string | null;
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince: Date | null;
  /** How much was left to do at the last try; null where that is not counted. */
  @Column('bigint', { nullable: true }) remaining: string | null;
  @Column('timestamptz', { name: 'well_at', nullable: true }) wellAt: Date | null;
  @Column('timestamptz', { name: 'warned_at', nullable: true }) warnedAt: Date | null;
}

/** A known text sealed with each secret, by which a start knows whether it still has that secret. */
@Entity({ schema: 'platform', name: 'secret_canary' })
export class SecretCanary {
  @PrimaryColumn('text', { name: 'key_id' }) keyId: string;
  @Column('bytea') sealed: Buffer;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
}
