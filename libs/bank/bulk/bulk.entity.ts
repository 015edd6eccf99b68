import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Channel, Personal } from '#platform/kernel';
import type { BulkState } from './bulk.lifecycle.js';
import type { BulkSettings, BulkVerb } from './bulk-verbs.js';
import type { ItemState } from './word-lists.js';

@Entity({ schema: 'bulk', name: 'act' })
export class BulkAct {
  @PrimaryColumn('uuid') id: string;
  @Column('text') verb: BulkVerb;
  @Column('text') state: BulkState;
  @Column('jsonb') settings: BulkSettings;
  /** The filter as it was asked; empty when each was ticked. */
  @Column('jsonb') selection: Readonly<Record<string, string>>;
  @Column('integer') total: number;
  @Column('integer') done: number;
  @Column('integer') refused: number;
  /** A lot, a sheet of labels. */
  @Column('uuid', { name: 'result_id', nullable: true }) resultId: string | null;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Personal('accounts', 'Numéro d’opérateur d’une action groupée', 'with_history')
  @Column('integer', { name: 'operator_number' })
  operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') channel: Channel;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('integer') attempts: number;
}

@Entity({ schema: 'bulk', name: 'item' })
export class BulkItem {
  @PrimaryColumn('uuid', { name: 'act_id' }) actId: string;
  /** From 1, in the order in which they were chosen. */
  @PrimaryColumn('integer') n: number;
  @Column('uuid', { name: 'thing_id' }) thingId: string;
  @Column('text') state: ItemState;
  /** Code of a rule: what the look beforehand found, then why it was not done. */
  @Column('text', { nullable: true }) refusal: string | null;
  @Column('jsonb') facts: Readonly<Record<string, unknown>>;
}
