import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { ContainerKind } from '../word-lists.js';
import type { VoidReason } from './asset-codes.service.js';

/** A code, printed or not, and the device it is stuck on. Taken off a device, it would lead old papers elsewhere: it stays. */
@Entity({ schema: 'devices', name: 'asset_code' })
export class AssetCode {
  @PrimaryColumn('text') code: string;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('uuid', { nullable: true }) batch: string | null;
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId: string | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'printed_at', nullable: true }) printedAt: Date | null;
  @Column('integer', { nullable: true }) n: number | null;
  /** With its roll: it no longer works on a device. */
  @Column('timestamptz', { name: 'voided_at', nullable: true }) voidedAt: Date | null;
}

/** A roll of codes printed before there are devices. */
@Entity({ schema: 'devices', name: 'code_roll' })
export class CodeRoll {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'place_id', nullable: true }) placeId: string | null;
  @Column('integer') codes: number;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'voided_at', nullable: true }) voidedAt: Date | null;
  @Column('text', { name: 'void_reason', nullable: true }) voidReason: VoidReason | null;
  /** Operator number. */
  @Column('integer', { name: 'voided_by', nullable: true }) voidedBy: number | null;
}

/** A crate or a pallet. What is in it is where it is. */
@Entity({ schema: 'devices', name: 'container' })
export class Container {
  @PrimaryColumn('uuid') id: string;
  /** From the devices' alphabet: a code is never both. */
  @Column('text') code: string;
  @Column('text') kind: ContainerKind;
  @Personal('words', 'Nom d’une caisse', 'thing')
  @Column('text')
  name: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Exactly one of place and transfer. */
  @Column('uuid', { name: 'place_id', nullable: true }) placeId: string | null;
  @Column('uuid', { name: 'transfer_id', nullable: true }) transferId: string | null;
  /** Number of the intact seal; null: open. */
  @Personal('words', 'Numéro d’un scellé', 'paper')
  @Column('text', { nullable: true })
  seal: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}
