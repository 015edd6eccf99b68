import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProofKind } from './proofs.js';

/** A process that does background work, as it says of itself. */
@Entity({ schema: 'platform', name: 'worker' })
export class WorkerProcess {
  @PrimaryColumn('uuid') id: string;
  /** The machine's or the container's name. */
  @Column('text') host: string;
  @Column('integer') pid: number;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
  /** When it last said that it is there. */
  @Column('timestamptz', { name: 'seen_at' }) seenAt: Date;
}

/** A request that was carried out once, kept for 30 days so that a phone may send it again. */
@Entity({ schema: 'platform', name: 'idempotency_key' })
export class IdempotencyKey {
  /** Who sent it: a membership, or a stranger. */
  @PrimaryColumn('text', { name: 'actor_key' }) actorKey: string;
  /** Method and path, without values. */
  @PrimaryColumn('text') route: string;
  @PrimaryColumn('text') key: string;
  /** SHA-256 of what was sent: the same key with other words is refused. */
  @Column('text', { name: 'request_hash' }) requestHash: string;
  /** What came of it, as a reference; null while the first request is at work. */
  @Column('text', { nullable: true }) ref: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** When something that the bank must be able to prove last held, and last did not. Written by `proofs.ts` alone. */
@Entity({ schema: 'platform', name: 'proof' })
export class Proof {
  @PrimaryColumn('text') kind: ProofKind;
  @Column('timestamptz', { name: 'tried_at', nullable: true }) triedAt: Date | null;
  @Column('timestamptz', { name: 'succeeded_at', nullable: true }) succeededAt: Date | null;
  /** Why the last try failed: a code; null when it succeeded. */
  @Column('text', { nullable: true }) failure: string | null;
  /** Since when every try has failed. */
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince: Date | null;
  /** How much of it was left over at the last try; null where that is not counted. */
  @Column('bigint', { nullable: true }) remaining: string | null;
  /** When it was last seen to be well. */
  @Column('timestamptz', { name: 'well_at', nullable: true }) wellAt: Date | null;
  /** When somebody was last warned. */
  @Column('timestamptz', { name: 'warned_at', nullable: true }) warnedAt: Date | null;
}

/** A known text sealed with each secret, by which a start knows whether it still has that secret. */
@Entity({ schema: 'platform', name: 'secret_canary' })
export class SecretCanary {
  /** As beside everything that is sealed; tells nothing of the secret. */
  @PrimaryColumn('text', { name: 'key_id' }) keyId: string;
  @Column('bytea') sealed: Buffer;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
}
