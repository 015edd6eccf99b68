import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MatchingDecision, MatchingState } from '../codes.js';
import type { Missing, Why } from './reasons.js';

/** One computing of who would get which device. */
@Entity({ schema: 'allocation', name: 'matching_run' })
export class MatchingRun {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: MatchingState;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  /** Null: it began by itself. */
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('date', { name: 'order_since', nullable: true }) orderSince: string | null;
  @Column('bigint', { name: 'seen_request_event', nullable: true }) seenRequestEvent: string | null;
  @Column('bigint', { name: 'seen_device_event', nullable: true }) seenDeviceEvent: string | null;
  @Column('smallint', { nullable: true }) categories: number | null;
  @Column('smallint', { name: 'categories_done' }) categoriesDone: number;
  @Column('integer', { nullable: true }) units: number | null;
  @Column('integer', { nullable: true }) devices: number | null;
  @Column('integer', { nullable: true }) served: number | null;
  @Column('smallint') attempts: number;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
}

@Entity({ schema: 'allocation', name: 'matching_line' })
export class MatchingLine {
  @PrimaryColumn('uuid', { name: 'run_id' }) runId: string;
  @PrimaryColumn('integer') position: number;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId: string | null;
  @Column('jsonb') why: readonly Why[];
  @Column('jsonb', { nullable: true }) missing: Missing | null;
  @Column('text', { nullable: true }) decision: MatchingDecision | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
}
