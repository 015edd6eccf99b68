import { Column, Entity, PrimaryColumn } from 'typeorm';

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
