import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** That somebody tried something which may be tried a few times only (`attempts.ts`). */
@Entity({ schema: 'platform', name: 'attempt' })
export class Attempt {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  /** Of what is tried and of an account or a network address, under the installation's key. */
  @Column('text', { name: 'subject_hash' }) subjectHash: string;
  @Column('timestamptz') at: Date;
}
