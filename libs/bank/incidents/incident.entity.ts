import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Channel } from '#platform/kernel';
import type {
  ControllerAnswer,
  ControllerKind,
  HowLost,
  IncidentState,
  IncidentVerb,
  ToldHow,
} from './incident.lifecycle.js';

/** A loss or theft of what may still hold data. Opened by Postgres; its state changes only with a history row of the same transaction. */
@Entity({ schema: 'incidents', name: 'incident' })
export class Incident {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('text') how: HowLost;
  @Column('text') state: IncidentState;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  /** Within how many hours of the opening the controllers are told, and what they then have: as the rules said that day. */
  @Column('smallint', { name: 'notice_hours' }) noticeHours: number;
  @Column('smallint', { name: 'controller_hours' }) controllerHours: number;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('bigint', { name: 'last_event_id' }) lastEventId: string;
}

/** Whose data was lost. */
@Entity({ schema: 'incidents', name: 'controller' })
export class IncidentController {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'incident_id' }) incidentId: string;
  @Column('text') kind: ControllerKind;
  @Column('uuid', { name: 'donor_id', nullable: true }) donorId: string | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('timestamptz', { name: 'told_at', nullable: true }) toldAt: Date | null;
  @Column('text', { name: 'told_how', nullable: true }) toldHow: ToldHow | null;
  /** Since when its data are known to be another's: the gift was put right. */
  @Column('timestamptz', { name: 'replaced_at', nullable: true }) replacedAt: Date | null;
  /** When its letter was prepared: it waits until somebody says that it went. */
  @Column('timestamptz', { name: 'letter_at', nullable: true }) letterAt: Date | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('text', { nullable: true }) answer: ControllerAnswer | null;
}

/** A device, or a medium that had been taken out of one. */
@Entity({ schema: 'incidents', name: 'lost_item' })
export class LostItem {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'incident_id' }) incidentId: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('uuid', { name: 'removed_medium_id', nullable: true }) removedMediumId: string | null;
  @Column('text') how: HowLost;
  /** Null: a person had it. */
  @Column('uuid', { name: 'custodian_id', nullable: true }) custodianId: string | null;
  @Column('text') location: string;
  @Column('timestamptz', { name: 'held_since', nullable: true }) heldSince: Date | null;
  @Column('timestamptz', { name: 'seen_at', nullable: true }) seenAt: Date | null;
  @Column('integer', { name: 'seen_operator', nullable: true }) seenOperator: number | null;
  @Column('uuid', { name: 'seen_organisation_id', nullable: true }) seenOrganisationId: string | null;
  @Column('timestamptz', { name: 'lost_at' }) lostAt: Date;
  @Column('timestamptz', { name: 'found_at', nullable: true }) foundAt: Date | null;
  /** It never was lost: said by mistake, or entered twice. */
  @Column('boolean', { name: 'by_mistake' }) byMistake: boolean;
}

/** What of it the gate did not know to be erased, by epoch of its data. */
@Entity({ schema: 'incidents', name: 'lost_medium' })
export class LostMedium {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'lost_item_id' }) lostItemId: string;
  @Column('uuid', { name: 'medium_id', nullable: true }) mediumId: string | null;
  @Column('text') why: string;
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('uuid', { name: 'controller_id' }) controllerId: string;
}

@Entity({ schema: 'incidents', name: 'incident_event' })
export class IncidentEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'incident_id' }) incidentId: string;
  @Column('text') verb: IncidentVerb;
  @Column('text', { name: 'from_state' }) fromState: IncidentState | 'none';
  @Column('text', { name: 'to_state' }) toState: IncidentState;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'controller_id', nullable: true }) controllerId: string | null;
  @Column('uuid', { name: 'custodian_id', nullable: true }) custodianId: string | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text') channel: Channel;
}
