import { Column, Entity, PrimaryColumn } from 'typeorm';

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
