import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConfirmationForm, SignedAct } from '../word-lists.js';

/** Append-only: somebody authenticated afresh to sign an act. */
@Entity({ schema: 'people', name: 'confirmation' })
export class ConfirmationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  /** The organisation that is signed for. */
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('text') act: SignedAct;
  @Column('text') form: ConfirmationForm;
  @Column('timestamptz') at: Date;
  /** Of the session, which may be gone; null: a program's. */
  @Column('text', { name: 'session_hash', nullable: true }) sessionHash: string | null;
}
