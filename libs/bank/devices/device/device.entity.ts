import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { Category } from './categories.js';
import type { CheckPoint, Condition } from './conditions.js';
import type { State } from './device.lifecycle.js';

/** A device, from its logging for ever. State, place and holder change only with a history row of the same transaction (`changeDevices`). */
@Entity({ schema: 'devices', name: 'device' })
export class Device {
  @PrimaryColumn('uuid') id: string;
  /** Seven symbols, the last one a check symbol; shown as BN-7K3M-Q4R. */
  @Column('text') code: string;
  @Column('text') category: Category;
  @Personal('files', 'Marque d’un appareil, telle qu’elle a été tapée', 'device')
  @Column('text')
  make: string;
  @Personal('files', 'Modèle d’un appareil, tel qu’il a été tapé', 'device')
  @Column('text')
  model: string;
  @Personal('files', 'Numéro de série d’un appareil', 'device')
  @Column('text', { nullable: true })
  serial: string | null;
  /** `serialKey(serial)`: one living device per key; null for none or a generic one. */
  @Personal('files', 'Numéro de série d’un appareil, pour comparer', 'device')
  @Column('text', { name: 'serial_key', nullable: true })
  serialKey: string | null;
  @Column('text') condition: Condition;
  /** Working memory, in MB (2^20 bytes). */
  @Column('integer', { name: 'memory_mb', nullable: true }) memoryMb: number | null;
  @Personal('files', 'Processeur d’un appareil', 'device')
  @Column('text', { nullable: true })
  processor: string | null;
  /** Copied from the newest standing grading. */
  @Column('text', { nullable: true }) grade: 'A' | 'B' | 'C' | null;
  @Column('text') state: State;
  /** Written by Postgres when the state changes. */
  @Column('timestamptz', { name: 'state_since' }) stateSince: Date;
  /** Exactly one of place, container and transfer, none while a person has it. */
  @Column('uuid', { name: 'place_id', nullable: true }) placeId: string | null;
  @Column('uuid', { name: 'container_id', nullable: true }) containerId: string | null;
  @Column('uuid', { name: 'transfer_id', nullable: true }) transferId: string | null;
  /** Exactly one of organisation and person. */
  @Column('uuid', { name: 'holder_org_id', nullable: true }) holderOrgId: string | null;
  @Column('uuid', { name: 'holder_ref', nullable: true }) holderRef: string | null;
  /** Counted by Postgres: one more each time it comes back from a holder; evidence of an older epoch proves nothing. */
  @Column('smallint', { name: 'data_epoch' }) dataEpoch: number;
  @Column('uuid', { name: 'donation_id', nullable: true }) donationId: string | null;
  /** Copied with the next three from the donor's rule at logging: what the law said then stays true of it. */
  @Column('text', { name: 'donor_kind', nullable: true }) donorKind:
    | 'public_body'
    | 'company'
    | 'sole_trader'
    | 'association'
    | 'person'
    | null;
  @Column('boolean', { name: 'public_origin' }) publicOrigin: boolean;
  @Column('boolean', { name: 'resale_forbidden' }) resaleForbidden: boolean;
  /** With all taxes, in cents of euro; null: no ceiling. */
  @Column('integer', { name: 'price_ceiling_cents', nullable: true }) priceCeilingCents: number | null;
  /** Written by Postgres: its public donor has not decided to give it yet, so nobody is given it. */
  @Column('boolean', { name: 'in_deposit' }) inDeposit: boolean;
  /** What the list that brought it left to be looked at, until somebody says that it was; ids of `CHECK_POINTS`. */
  @Column('text', { name: 'to_check', array: true }) toCheck: CheckPoint[];
  /** Withdrawn as the double of another: that one stands for it, and its code leads there. */
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: string | null;
  @Column('bigint', { name: 'last_event_id' }) lastEventId: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}

@Entity({ schema: 'devices', name: 'alias' })
export class Alias {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Personal('words', 'Qui a donné un ancien numéro', 'device')
  @Column('text')
  issuer: string;
  @Personal('words', 'Ancien numéro', 'device')
  @Column('text')
  number: string;
  /** `serialKey(number, { generic: true })`: what is searched. */
  @Personal('words', 'Ancien numéro, pour comparer', 'device')
  @Column('text', { name: 'number_key' })
  numberKey: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** Its device was logged by mistake; the number may come again on another. */
  @Column('timestamptz', { name: 'freed_at', nullable: true }) freedAt: Date | null;
}

@Entity({ schema: 'devices', name: 'device_note' })
export class DeviceNote {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('bigint', { name: 'event_id' }) eventId: string;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Personal('words', 'Note sur un appareil', 'free_text')
  @Column('text')
  note: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
