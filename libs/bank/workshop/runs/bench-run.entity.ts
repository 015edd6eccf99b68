import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { BenchDriveState, BenchOutcome, BenchVerdict } from '../codes.js';

/** A machine that a bench PC announced before its first byte was erased. */
@Entity({ schema: 'refurbishment', name: 'bench_run' })
export class BenchRun {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** As whom the PC signed in. */
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  /** By the server's clock. */
  @Column('timestamptz', { name: 'announced_at' }) announcedAt: Date;
  @Column('timestamptz', { name: 'heard_at' }) heardAt: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) outcome: BenchOutcome | null;
  @Column('integer', { name: 'abandoned_by', nullable: true }) abandonedBy: number | null;
}

@Entity({ schema: 'refurbishment', name: 'bench_run_drive' })
export class BenchRunDrive {
  @PrimaryColumn('uuid', { name: 'run_id' }) runId: string;
  @PrimaryColumn('smallint') position: number;
  @Personal('files', 'Numéro de série d’un disque annoncé par un poste', 'device')
  @Column('text')
  serial: string;
  @Personal('files', 'Modèle d’un disque annoncé par un poste', 'device')
  @Column('text')
  model: string;
  @Column('bigint', { name: 'size_bytes', nullable: true }) sizeBytes: string | null;
  @Personal('files', 'Branchement d’un disque annoncé par un poste', 'device')
  @Column('text')
  bus: string;
  @Column('text') state: BenchDriveState;
  @Column('smallint') percent: number;
  /** Null until its evidence came. */
  @Column('text', { nullable: true }) verdict: BenchVerdict | null;
}
