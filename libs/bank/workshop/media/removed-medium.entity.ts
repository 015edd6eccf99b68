import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { type Channel, Personal } from '#platform/kernel';
import type { RemovedReason, RemovedState, RemovedVerb } from './removed-medium.lifecycle.js';

/** A medium that was taken out of its device: one row a medium. It changes only with a history row of the same transaction. */
@Entity({ schema: 'refurbishment', name: 'removed_medium' })
export class RemovedMedium {
  @PrimaryColumn('uuid') id: string;
  /** Seven symbols with their check, shown like `SUP-7K3F-92Q`. */
  @Column('text') code: string;
  @Column('uuid', { name: 'medium_id' }) mediumId: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('uuid', { name: 'evidence_id' }) evidenceId: string;
  @Column('timestamptz', { name: 'removed_at' }) removedAt: Date;
  @Column('uuid', { name: 'holder_org_id' }) holderOrgId: string;
  /** Null: not put away yet. */
  @Column('uuid', { name: 'place_id', nullable: true }) placeId: string | null;
  @Column('text') state: RemovedState;
  @Personal('words', 'Numéro d’un bordereau de destruction', 'paper')
  @Column('text', { nullable: true })
  slip: string | null;
  @Column('bigint', { name: 'last_event_id' }) lastEventId: string;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}

/** Append-only: its history. What ends it is signed here. */
@Entity({ schema: 'refurbishment', name: 'removed_medium_event' })
export class RemovedMediumEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'removed_medium_id' }) removedMediumId: string;
  @Column('text') verb: RemovedVerb;
  @Column('text', { name: 'from_state' }) fromState: RemovedState | 'none';
  @Column('text', { name: 'to_state' }) toState: RemovedState;
  @Column('uuid', { name: 'holder_org_id' }) holderOrgId: string;
  @Column('uuid', { name: 'place_id', nullable: true }) placeId: string | null;
  @Column('uuid', { name: 'evidence_id' }) evidenceId: string;
  @Column('uuid', { name: 'drive_result_id', nullable: true }) driveResultId: string | null;
  @Column('text', { name: 'stated_text', nullable: true }) statedText: string | null;
  @Personal('words', 'Numéro d’un bordereau, dans l’histoire du support', 'paper')
  @Column('text', { nullable: true })
  slip: string | null;
  /** The slip itself, sealed: whoever destroyed it signs there. */
  @Personal('papers', 'Bordereau de destruction numérisé, sous scellé', 'paper')
  @Column('uuid', { name: 'slip_blob_id', nullable: true })
  slipBlobId: string | null;
  @Column('text', { nullable: true }) reason: RemovedReason | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') channel: Channel;
}
