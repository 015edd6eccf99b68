import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { ProposalRefusalReason, UnitState } from '../codes.js';
import type { Why } from '../matching/reasons.js';
import type { Need, Requestable, Urgency } from './needs.js';
import type { RequestRefusal, RequestState, RequestVerb } from './request.lifecycle.js';

@Entity({ schema: 'allocation', name: 'request' })
export class Request {
  @PrimaryColumn('uuid') id: string;
  /** For people: DM-2026-0001; R- and five symbols is a person's reference, which it must not look like. */
  @Column('text') number: string;
  @Column('uuid', { name: 'structure_id' }) structureId: string;
  @Column('uuid', { name: 'place_id' }) placeId: string;
  @Column('text') state: RequestState;
  @Column('text') urgency: Urgency;
  @Column('text', { name: 'refusal_reason', nullable: true }) refusalReason: RequestRefusal | null;
  @Personal('words', 'Mots joints à un refus', 'free_text')
  @Column('text', { name: 'refusal_note' })
  refusalNote: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  /** When an approval gives its quota back. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('bigint', { name: 'last_event_id' }) lastEventId: string;
}

@Entity({ schema: 'allocation', name: 'request_event' })
export class RequestEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('text') verb: RequestVerb;
  @Column('text', { name: 'from_state' }) fromState: RequestState | 'none';
  @Column('text', { name: 'to_state' }) toState: RequestState;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
}

/** One kind of equipment of a request, and what it is for; never a reason about a person. */
@Entity({ schema: 'allocation', name: 'request_line' })
export class RequestLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('smallint') position: number;
  @Column('text') category: Requestable;
  @Column('text', { array: true }) needs: Need[];
}

/** One piece of a line: what is approved, counted in a quota, reserved and handed over. */
@Entity({ schema: 'allocation', name: 'request_unit' })
export class RequestUnit {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'line_id' }) lineId: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'structure_id' }) structureId: string;
  @Column('text') category: Requestable;
  @Column('smallint') position: number;
  @Column('uuid', { name: 'beneficiary_id', nullable: true }) beneficiaryId: string | null;
  @Column('text') state: UnitState;
  @Column('text', { name: 'refusal_reason', nullable: true }) refusalReason: RequestRefusal | null;
}

@Entity({ schema: 'allocation', name: 'proposal_refusal' })
export class ProposalRefusal {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('text') reason: ProposalRefusalReason;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
}

@Entity({ schema: 'allocation', name: 'reservation' })
export class Reservation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('jsonb') why: readonly Why[];
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  /** Membership; null: a proposal taken as it was. */
  @Column('uuid', { name: 'made_by', nullable: true }) madeBy: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason:
    | 'handed_over'
    | 'released'
    | 'cancelled'
    | 'refused'
    | 'expired'
    | 'swapped'
    | 'device_gone'
    | null;
}
