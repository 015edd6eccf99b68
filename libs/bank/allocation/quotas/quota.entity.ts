import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Requestable } from '../requests/needs.js';

/** How many devices of a kind a structure may be given in a period: calendar days in the bank's time zone, both ends included. No row: none. */
@Entity({ schema: 'allocation', name: 'quota' })
export class Quota {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'structure_id' }) structureId: string;
  @Column('text') category: Requestable;
  @Column('date', { name: 'starts_on' }) startsOn: string;
  @Column('date', { name: 'ends_on' }) endsOn: string;
  @Column('integer') allowed: number;
  /** What the ledger says; kept by Postgres. */
  @Column('integer') used: number;
  @Column('uuid', { name: 'set_by', nullable: true }) setBy: string | null;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
}

/** Append-only, written by Postgres: what a quota was until it changed. */
@Entity({ schema: 'allocation', name: 'quota_change' })
export class QuotaChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'quota_id' }) quotaId: string;
  @Column('uuid', { name: 'structure_id' }) structureId: string;
  @Column('date', { name: 'starts_on' }) startsOn: string;
  @Column('date', { name: 'ends_on' }) endsOn: string;
  @Column('integer') allowed: number;
  @Column('uuid', { name: 'set_by', nullable: true }) setBy: string | null;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
  @Column('timestamptz') at: Date;
}
