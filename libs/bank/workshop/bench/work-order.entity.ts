import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StepKind } from '../codes.js';
import type { HelpCode } from '../media/statements.js';

@Entity({ schema: 'refurbishment', name: 'work_order' })
export class WorkOrder {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  /** The device's epoch: each epoch has a work order of its own. */
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  /** A supervisor is called; `help_at` and `help_operator` say when and by whom. */
  @Column('text', { name: 'help_code', nullable: true }) helpCode: HelpCode | null;
  @Column('timestamptz', { name: 'help_at', nullable: true }) helpAt: Date | null;
  @Column('integer', { name: 'help_operator', nullable: true }) helpOperator: number | null;
}

@Entity({ schema: 'refurbishment', name: 'work_step' })
export class WorkStep {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'bigint', insert: false, update: false }) seq: string;
  @Column('uuid', { name: 'work_order_id' }) workOrderId: string;
  @Column('text') kind: StepKind;
  /** What the step made: evidence, statement, sheet or grading; of an undo, the step undone. */
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  @Column('bigint', { name: 'event_id', nullable: true }) eventId: string | null;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('jsonb') facts: object;
  @Column('timestamptz') at: Date;
}
