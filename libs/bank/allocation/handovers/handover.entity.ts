import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventOrigin } from '#bank/devices';
import { Personal } from '#platform/kernel';
import type { HandoverEnd, HandoverMode, Payer, UnsignedWhy } from '../codes.js';
import type { Criterion } from './selling.js';
import type { Signature } from './signature.js';

/** A device given or sold to a person. What was stated stays; only its end is written later. */
@Entity({ schema: 'allocation', name: 'handover' })
export class Handover {
  @PrimaryColumn('uuid') id: string;
  /** Null for a declared one, and for what replaces its device: no request is behind it. */
  @Column('uuid', { name: 'unit_id', nullable: true }) unitId: string | null;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('uuid', { name: 'structure_id' }) structureId: string;
  @Column('uuid', { name: 'beneficiary_id' }) beneficiaryId: string;
  @Column('text') mode: HandoverMode;
  /** Of a sale, with all taxes, in cents of euro. */
  @Column('integer', { name: 'price_cents', nullable: true }) priceCents: number | null;
  /** Who pays it; older sales do not say. */
  @Column('text', { name: 'paid_by', nullable: true }) paidBy: Payer | null;
  @Column('text', { nullable: true }) criterion: Criterion | null;
  @Column('date', { name: 'criterion_attested_on', nullable: true }) criterionAttestedOn: string | null;
  @Column('text') undertaking: string;
  /** None: declared, nothing was signed here; or a replacement that says why not. */
  @Column('text', { name: 'signature_kind' }) signatureKind: Signature['kind'] | 'none';
  @Column('text', { name: 'unsigned_why', nullable: true }) unsignedWhy: UnsignedWhy | null;
  @Column('timestamptz', { name: 'handed_over_at' }) handedOverAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { nullable: true }) replaces: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason: HandoverEnd | null;
  @Column('text') origin: EventOrigin;
  /** False: declared without its day. */
  @Column('boolean', { name: 'date_known' }) dateKnown: boolean;
}

/** A drawn signature or a photographed paper, under seal until its date. */
@Entity({ schema: 'allocation', name: 'handover_signature' })
export class HandoverSignature {
  @PrimaryColumn('uuid', { name: 'handover_id' }) handoverId: string;
  @Column('uuid', { name: 'structure_id' }) structureId: string;
  @Column('text') mime: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Personal('handing_over', 'Signature, sous scellé', 'handover_sheet')
  @Column('bytea')
  sealed: Buffer;
  @Column('date', { name: 'purge_on' }) purgeOn: string;
}

/** Where the signed paper itself is stored; the newest row of a hand-over stands, and all go with its signature. */
@Entity({ schema: 'allocation', name: 'handover_original' })
export class HandoverOriginal {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'handover_id' }) handoverId: string;
  @Personal('handing_over', 'Où l’original signé est rangé', 'handover_sheet')
  @Column('text')
  place: string;
  @Column('timestamptz', { name: 'said_at' }) saidAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
}
