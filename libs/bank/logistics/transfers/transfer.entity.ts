import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { State } from '#bank/devices';
import { Personal } from '#platform/kernel';
import type { CrateOutcome, CrateVerb, LineHow, LineOutcome, Resolution } from '../word-lists.js';
import type { Purpose, TransferState } from './transfer.lifecycle.js';

@Entity({ schema: 'logistics', name: 'transfer' })
export class Transfer {
  @PrimaryColumn('uuid') id: string;
  /** For people: L-2026-0001. */
  @Column('text') number: string;
  @Column('text') purpose: Purpose;
  @Column('text') state: TransferState;
  @Column('uuid', { name: 'from_org_id' }) fromOrgId: string;
  @Column('uuid', { name: 'from_place_id' }) fromPlaceId: string;
  @Column('uuid', { name: 'to_org_id' }) toOrgId: string;
  @Column('uuid', { name: 'to_place_id' }) toPlaceId: string;
  /** What asked for it: `request`; null: somebody at the desk. */
  @Column('text', { name: 'cause_kind', nullable: true }) causeKind: string | null;
  @Column('uuid', { name: 'cause_id', nullable: true }) causeId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('uuid', { name: 'sent_by', nullable: true }) sentBy: string | null;
  @Column('integer', { name: 'sent_operator', nullable: true }) sentOperator: number | null;
  /** A delivery, ordered by the bank and `sent` at once: when it was handed to whoever carries it. */
  @Column('timestamptz', { name: 'departed_at', nullable: true }) departedAt: Date | null;
  @Column('uuid', { name: 'departed_by', nullable: true }) departedBy: string | null;
  @Column('integer', { name: 'departed_operator', nullable: true }) departedOperator: number | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy: string | null;
  @Column('integer', { name: 'ended_operator', nullable: true }) endedOperator: number | null;
}

/** A device of a lot, and what came of it. Custody moves for what the receiver confirmed, line by line. */
@Entity({ schema: 'logistics', name: 'transfer_line' })
export class TransferLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'transfer_id' }) transferId: string;
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId: string | null;
  /** What was scanned and is not on the list: the text alone when the receiver may not see the device. */
  @Personal('words', 'Code tapé d’un appareil en trop', 'thing')
  @Column('text', { nullable: true })
  typed: string | null;
  /** What it goes back to when it is called back, as `place_before`. */
  @Column('text', { name: 'state_before', nullable: true }) stateBefore: State | null;
  @Column('uuid', { name: 'place_before', nullable: true }) placeBefore: string | null;
  @Column('uuid', { name: 'container_id', nullable: true }) containerId: string | null;
  @Column('text') outcome: LineOutcome;
  @Column('text', { nullable: true }) how: LineHow | null;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz', { nullable: true }) at: Date | null;
  @Column('timestamptz', { name: 'arrived_at', nullable: true }) arrivedAt: Date | null;
  @Column('text', { nullable: true }) resolution: Resolution | null;
  /** Something is still to be done about it; kept by Postgres, one open line a device. */
  @Column({ type: 'boolean', nullable: true, insert: false, update: false }) open: boolean | null;
}

@Entity({ schema: 'logistics', name: 'transfer_container' })
export class TransferContainer {
  @PrimaryColumn('uuid', { name: 'transfer_id' }) transferId: string;
  @PrimaryColumn('uuid', { name: 'container_id' }) containerId: string;
  @Column('uuid', { name: 'place_before' }) placeBefore: string;
  @Personal('words', 'Numéro d’un scellé, sur un bordereau', 'paper')
  @Column('text', { nullable: true })
  seal: string | null;
  @Column('text') outcome: CrateOutcome;
  @Column({ type: 'boolean', nullable: true, insert: false, update: false }) open: boolean | null;
}

/** Append-only: the life of a crate. Moving one is one row, however many devices are in it. */
@Entity({ schema: 'logistics', name: 'container_event' })
export class ContainerEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'container_id' }) containerId: string;
  @Column('text') verb: CrateVerb;
  @Column('uuid', { name: 'place_from', nullable: true }) placeFrom: string | null;
  @Column('uuid', { name: 'place_to', nullable: true }) placeTo: string | null;
  @Column('uuid', { name: 'transfer_id', nullable: true }) transferId: string | null;
  @Personal('words', 'Numéro d’un scellé, dans l’histoire de la caisse', 'paper')
  @Column('text', { nullable: true })
  seal: string | null;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
}

/** Append-only: a departure that was noted by mistake, and who said so. */
@Entity({ schema: 'logistics', name: 'departure_undone' })
export class DepartureUndone {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'transfer_id' }) transferId: string;
  @Column('timestamptz', { name: 'departed_at' }) departedAt: Date;
  @Column('uuid', { name: 'departed_by', nullable: true }) departedBy: string | null;
  @Column('integer', { name: 'departed_operator', nullable: true }) departedOperator: number | null;
  @Column('timestamptz', { name: 'undone_at' }) undoneAt: Date;
  @Column('uuid', { name: 'undone_by', nullable: true }) undoneBy: string | null;
  @Column('integer', { name: 'undone_operator', nullable: true }) undoneOperator: number | null;
}
