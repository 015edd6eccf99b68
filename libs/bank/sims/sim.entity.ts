import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { type Channel, Personal } from '#platform/kernel';
import type { EndReason, SimStatus, SimVerb } from './sim.lifecycle.js';
import type { BeyondCap } from './sim-cap.js';

/** A SIM card. Status, structure and beneficiary change only with a history row of the same transaction (`changeSims`). */
@Entity({ schema: 'sims', name: 'sim' })
export class Sim {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'batch_id' }) batchId: string;
  /** As supplied, digits only. */
  @Column('text') iccid: string;
  /** With its check digit also when the supplier left it out, so that one card cannot be two rows. */
  @Column('text', { name: 'iccid_key' }) iccidKey: string;
  @Personal('words', 'Opérateur d’une carte', 'device')
  @Column('text')
  carrier: string;
  /** What the carrier calls its tariff. */
  @Personal('words', 'Forfait d’une carte', 'device')
  @Column('text')
  plan: string;
  /** `2027-03-31`: until when its credit lasts; null where nobody said. */
  @Column('date', { name: 'credit_ends_on', nullable: true }) creditEndsOn: string | null;
  @Column('text') status: SimStatus;
  @Column('text', { name: 'ended_reason', nullable: true }) endedReason: EndReason | null;
  @Column('uuid', { name: 'structure_id', nullable: true }) structureId: string | null;
  @Column('uuid', { name: 'beneficiary_id', nullable: true }) beneficiaryId: string | null;
  /** Its newest history row, which says the same as this row. */
  @Column('bigint', { name: 'last_event_id' }) lastEventId: string;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}

/** A phone number under seal, E.164; it goes with its line, or after its period without news. One living card a number. */
@Entity({ schema: 'sims', name: 'line_number' })
export class LineNumber {
  @PrimaryColumn('uuid', { name: 'sim_id' }) simId: string;
  /** Keyed, of the number: finds it when it is given whole. */
  @Column('text', { name: 'number_hash' }) numberHash: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  /** AES-256-GCM, bound to the card. */
  @Personal('lines', 'Numéro de téléphone de la ligne, sous scellé', 'line')
  @Column('bytea')
  bytes: Buffer;
}

@Entity({ schema: 'sims', name: 'sim_event' })
export class SimEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'sim_id' }) simId: string;
  @Column('text') verb: SimVerb;
  @Column('text', { name: 'from_status' }) fromStatus: SimStatus | 'none';
  @Column('text', { name: 'to_status' }) toStatus: SimStatus;
  @Column('text', { nullable: true }) reason: EndReason | null;
  @Column('uuid', { name: 'structure_id', nullable: true }) structureId: string | null;
  @Column('uuid', { name: 'beneficiary_id', nullable: true }) beneficiaryId: string | null;
  /** Of a recharge: until when the credit lasts. */
  @Column('date', { name: 'credit_ends_on', nullable: true }) creditEndsOn: string | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text') channel: Channel;
}

/** Append-only, once a card, and once more after a hand-out that was undone: what was stated and confirmed by secret when it was given. */
@Entity({ schema: 'sims', name: 'hand_out' })
export class SimHandOut {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'sim_id' }) simId: string;
  @Column('uuid', { name: 'structure_id' }) structureId: string;
  @Column('uuid', { name: 'beneficiary_id' }) beneficiaryId: string;
  @Personal('words', 'Phrase signée à la remise d’une carte, avec le nom de son opérateur', 'device')
  @Column('text')
  statement: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
  @Column('smallint') turn: number;
  /** Why the person got it though the cap was reached. */
  @Column('text', { name: 'beyond_cap', nullable: true }) beyondCap: BeyondCap | null;
}

/** PIN and PUK under seal; they go with the end of the card, or after a line's period without news. */
@Entity({ schema: 'sims', name: 'sim_codes' })
export class SealedSimCodes {
  @PrimaryColumn('uuid', { name: 'sim_id' }) simId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  /** AES-256-GCM of `SimCodes`, bound to the card. */
  @Personal('lines', 'Codes PIN et PUK, sous scellé', 'line')
  @Column('bytea')
  bytes: Buffer;
}

@Entity({ schema: 'sims', name: 'batch' })
export class SimBatch {
  @PrimaryColumn('uuid') id: string;
  /** As its file was called; `liste` after some time, since that may be somebody's name. */
  @Personal('files', 'Nom d’une liste de cartes SIM', 'file_row')
  @Column('text')
  name: string;
  @Personal('words', 'Opérateur d’une livraison de cartes', 'device')
  @Column('text')
  carrier: string;
  @Personal('words', 'Forfait d’une livraison de cartes', 'device')
  @Column('text')
  plan: string;
  @Column('text') sha256: string;
  @Column('integer') made: number;
  @Column('integer') known: number;
  @Column('timestamptz', { name: 'imported_at' }) importedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
}
