import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Channel } from '#platform/kernel';
import { Personal } from '#platform/kernel';
import type { Inventory, InventorySource, MediaUnknown, MediumKind } from '../inventory/inventory.js';
import type { EventOrigin } from '../word-lists.js';
import type { Cause } from './acts/device-changes.js';
import type { State, Verb } from './device.lifecycle.js';
import type { Reason } from './reasons.js';

/** Append-only: what happened to a device. References and operator numbers, never a name. */
@Entity({ schema: 'devices', name: 'device_event' })
export class DeviceEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('text') verb: Verb;
  @Column('text', { name: 'from_state' }) fromState: State | 'none';
  @Column('text', { name: 'to_state' }) toState: State;
  /** `place:`, `container:` or `transfer:` and an id; null: with the person who holds it. */
  @Column('text', { name: 'location_from', nullable: true }) locationFrom: string | null;
  @Column('text', { name: 'location_to', nullable: true }) locationTo: string | null;
  /** `org:` or `ref:` and an id. */
  @Column('text', { name: 'holder_from', nullable: true }) holderFrom: string | null;
  @Column('text', { name: 'holder_to', nullable: true }) holderTo: string | null;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  /** Who; null: a stranger or the system. */
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text') channel: Channel;
  @Column('text', { nullable: true }) reason: Reason | null;
  /** What led to it; `causeId` is its row, `causeLabel` its number for people. */
  @Column('text', { name: 'cause_kind', nullable: true }) causeKind: Cause['kind'] | null;
  @Column('uuid', { name: 'cause_id', nullable: true }) causeId: string | null;
  @Personal('accompanying', 'Référence d’une personne, citée par l’histoire d’un appareil', 'identity')
  @Column('text', { name: 'cause_label', nullable: true })
  causeLabel: string | null;
  @Personal('words', 'Faits d’un geste, sans nom', 'device')
  @Column('jsonb')
  facts: object;
  @Column('bigint', { nullable: true }) undoes: string | null;
  @Column('text') origin: EventOrigin;
}

/** An inventory of a device as its machine told it. It never changes. */
@Entity({ schema: 'devices', name: 'snapshot' })
export class Snapshot {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('bigint', { name: 'event_id' }) eventId: string;
  @Column('text') source: InventorySource;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('text') sha256: string;
  /** True: its media are all that the device has. False: not known to be, never "there are none". */
  @Column('boolean', { name: 'has_storage_section' }) hasStorageSection: boolean;
  @Column('text', { name: 'media_unknown', nullable: true }) mediaUnknown: MediaUnknown | null;
  @Personal('files', 'Inventaire, noms retirés', 'device')
  @Column('jsonb')
  facts: Inventory;
  /** What was kept of the document, without what names people. */
  @Personal('files', 'Inventaire tel que reçu, noms retirés', 'device')
  @Column('jsonb')
  raw: object;
  /** Of `facts.machine.uuid`, one key for both spellings of a UUID; kept by Postgres. */
  @Column({ type: 'text', name: 'board_key', nullable: true, insert: false, update: false }) boardKey: string | null;
  /** Kept by Postgres. */
  @Column({ type: 'text', name: 'board_serial', nullable: true, insert: false, update: false }) boardSerial:
    | string
    | null;
  /** Given by Postgres: its place in the order of what is told of devices. */
  @Column('bigint', { name: 'order_no', nullable: true }) orderNo: string | null;
}

/** A storage medium ever seen in a device. It never leaves this list; that it left the device is evidence elsewhere. */
@Entity({ schema: 'devices', name: 'medium' })
export class SeenMedium {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('text') kind: MediumKind;
  @Personal('files', 'Numéro de série d’un support', 'device')
  @Column('text', { nullable: true })
  serial: string | null;
  /** Null without a serial or with a generic one: a person decides. */
  @Personal('files', 'Numéro de série d’un support, pour comparer', 'device')
  @Column('text', { name: 'serial_key', nullable: true })
  serialKey: string | null;
  @Personal('files', 'Modèle d’un support', 'device')
  @Column('text')
  model: string;
  @Column('bigint', { name: 'size_bytes', nullable: true }) sizeBytes: string | null;
  /** Of an NVMe drive: the identifier of its namespace, all that Windows tells of it. */
  @Column('text', { nullable: true }) eui: string | null;
  /** Tells twins without serial apart. */
  @Column('smallint') slot: number;
  @Column('uuid', { name: 'snapshot_id', nullable: true }) snapshotId: string | null;
  @Column('uuid', { name: 'declared_by', nullable: true }) declaredBy: string | null;
  @Column('timestamptz', { name: 'first_seen_at' }) firstSeenAt: Date;
  /** Given by Postgres to what no inventory named: its place in the order of what is told of devices. */
  @Column('bigint', { name: 'order_no', nullable: true }) orderNo: string | null;
}

/** A larger size of a medium that a later inventory told; written by Postgres. */
@Entity({ schema: 'devices', name: 'medium_size' })
export class MediumSize {
  @PrimaryColumn('uuid', { name: 'medium_id' }) mediumId: string;
  @PrimaryColumn('uuid', { name: 'snapshot_id' }) snapshotId: string;
  @Column('bigint', { name: 'size_bytes' }) sizeBytes: string;
  @Column('bigint', { name: 'order_no' }) orderNo: string;
}
