import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { EventOrigin } from '#bank/devices';
import { Personal } from '#platform/kernel';
import type { Purged, PurgeReason } from '../codes.js';
import type { AgeBand, Situation } from './beneficiary.views.js';

/** A reference to a person whom one structure knows, with what is counted: no name. */
@Entity({ schema: 'allocation', name: 'beneficiary' })
export class Beneficiary {
  @PrimaryColumn('uuid') id: string;
  /** R- and five symbols, random; `oubliée` once the row has ended. */
  @Personal(
    'accompanying',
    'Référence tirée au hasard (elle reste tant qu’un appareil est demandé ou en réparation pour la personne ; un papier signé qui la cite la garde jusqu’à sa propre fin)',
    'identity',
  )
  @Column('text')
  reference: string;
  @Column('uuid', { name: 'structure_id' }) structureId: string;
  @Personal('accompanying', 'Tranche d’âge', 'figures')
  @Column('text', { name: 'age_band' })
  ageBand: AgeBand;
  @Personal('accompanying', 'Situation, parmi quelques-unes', 'figures')
  @Column('text')
  situation: Situation;
  /** « Bagneux (92) », of the official list; `commune_code` is its INSEE code. */
  @Personal('accompanying', 'Commune', 'figures')
  @Column('text')
  commune: string;
  @Personal('accompanying', 'Code de la commune', 'figures')
  @Column('text', { name: 'commune_code', nullable: true })
  communeCode: string | null;
  @Personal('accompanying', 'Jour du dernier contact', 'identity')
  @Column('date', { name: 'last_contact_on' })
  lastContactOn: string;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** The person is nobody's reference any more: the row counts in figures, and is not found. */
  @Column('date', { name: 'ended_on', nullable: true }) endedOn: string | null;
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: string | null;
  @Column('text') origin: EventOrigin;
}

/** Name and contact under seal: apart, and the only rows about a person that are meant to go. */
@Entity({ schema: 'allocation', name: 'beneficiary_identity' })
export class BeneficiaryIdentity {
  @PrimaryColumn('uuid', { name: 'beneficiary_id' }) beneficiaryId: string;
  @Column('uuid', { name: 'structure_id' }) structureId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  /** AES-256-GCM of `{ name, contact }`, bound to the beneficiary. */
  @Personal('accompanying', 'Nom et contact, sous scellé', 'identity')
  @Column('bytea')
  sealed: Buffer;
  @Column('date', { name: 'purge_on' }) purgeOn: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  /** Under which key, and in which way, its hashes were made; null: not yet. */
  @Column('text', { name: 'indexed_as', nullable: true }) indexedAs: string | null;
}

/** Name and contact before they were put right. Postgres alone writes it; it goes with the identity, and at its own date. */
@Entity({ schema: 'allocation', name: 'former_identity' })
export class FormerIdentity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('bigint', { name: 'event_id' }) eventId: string;
  @Column('uuid', { name: 'beneficiary_id' }) beneficiaryId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Personal('accompanying', 'Anciens nom et contact, remplacés par d’autres, sous scellé', 'identity')
  @Column('bytea')
  sealed: Buffer;
}

/** What figures counted of a person before it was put right. It comes with the change, never changes, and goes as `FormerIdentity`. */
@Entity({ schema: 'allocation', name: 'former_description' })
export class FormerDescription {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('bigint', { name: 'event_id' }) eventId: string;
  @Column('uuid', { name: 'beneficiary_id' }) beneficiaryId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  /** AES-256-GCM of `Description`, bound to the beneficiary. */
  @Personal('accompanying', 'Anciennes tranche d’âge, situation et commune, sous scellé', 'identity')
  @Column('bytea')
  sealed: Buffer;
}

/** By what a structure finds one of its people again: keyed hashes, which go with the identity. */
@Entity({ schema: 'allocation', name: 'identity_token' })
export class IdentityToken {
  @PrimaryColumn('uuid', { name: 'structure_id' }) structureId: string;
  @Personal('accompanying', 'Empreinte du nom ou du téléphone, pour la recherche', 'identity')
  @PrimaryColumn('text')
  token: string;
  @PrimaryColumn('uuid', { name: 'beneficiary_id' }) beneficiaryId: string;
}

@Entity({ schema: 'allocation', name: 'purge_entry' })
export class PurgeEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'beneficiary_id' }) beneficiaryId: string;
  @Column('text') what: Purged;
  @Column('text') reason: PurgeReason;
  @Column('timestamptz', { name: 'purged_at' }) purgedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
}
