import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Category, Inventory, InventorySource } from '#bank/devices';
import { Personal } from '#platform/kernel';
import type { MatchedBy, ReceivedChannel, ReceivedState } from './word-lists.js';

/** An inventory that a machine or a person sent, and the device it was found to be of. What was decided stays decided. */
@Entity({ schema: 'inventories', name: 'received' })
export class Received {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('text') channel: ReceivedChannel;
  /** Of the document after unpacking, byte for byte as it came: packing it otherwise does not make it another one. */
  @Column('text') sha256: string;
  @Column('text') source: InventorySource;
  @Personal('files', 'Programme qui a envoyé un inventaire, comme il se nomme', 'thing')
  @Column('text', { nullable: true })
  agent: string | null;
  @Column('boolean') partial: boolean;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('text') state: ReceivedState;
  @Column('text', { name: 'matched_by', nullable: true }) matchedBy: MatchedBy | null;
  @Column('text', { nullable: true }) reason: string | null;
  /** One open question a machine: its serial and maker, else its board. Null when it tells neither. */
  @Personal('files', 'Numéro d’une machine, pour comparer', 'device')
  @Column('text', { name: 'machine_key', nullable: true })
  machineKey: string | null;
  /** A code or an inventory number that was read in the name, the tag or the asset tag; never a host's name. */
  @Personal('files', 'Numéro lu dans un inventaire', 'device')
  @Column('text', { nullable: true })
  number: string | null;
  @Personal('files', 'Marque lue dans un inventaire', 'device')
  @Column('text', { nullable: true })
  make: string | null;
  @Personal('files', 'Modèle lu dans un inventaire', 'device')
  @Column('text', { nullable: true })
  model: string | null;
  @Personal('files', 'Numéro de série lu dans un inventaire', 'device')
  @Column('text', { nullable: true })
  serial: string | null;
  @Column('text', { nullable: true }) category: Category | null;
  @Column('uuid', { array: true }) candidates: string[];
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId: string | null;
  @Column('uuid', { name: 'snapshot_id', nullable: true }) snapshotId: string | null;
  /** Scrubbed, and for as long as nobody has decided. */
  @Personal('files', 'Inventaire, noms retirés', 'device')
  @Column('jsonb', { nullable: true })
  inventory: Inventory | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('integer', { name: 'decided_by', nullable: true }) decidedBy: number | null;
  @Column('text', { name: 'decision_reason', nullable: true }) decisionReason: string | null;
}
