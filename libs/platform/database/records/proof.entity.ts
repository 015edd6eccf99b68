import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProofKind } from './proofs.js';

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
