import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { DonorKind } from '../donor.js';

/** Who gives. A person, also one who trades under their own name, has no name and no number here: they are contact details, in the table that can be emptied. */
@Entity({ schema: 'intake', name: 'donor' })
export class Donor {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: DonorKind;
  @Personal('giving', 'Nom d’une organisation qui donne', 'paper')
  @Column('text', { nullable: true })
  name: string | null;
  @Personal('giving', 'SIREN d’une organisation qui donne', 'paper')
  @Column('text', { nullable: true })
  siren: string | null;
  @Personal('giving', 'SIRET d’une organisation qui donne', 'paper')
  @Column('text', { nullable: true })
  siret: string | null;
  @Column('text', { nullable: true }) rna: string | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: string | null;
}

/** What one organisation knows of a donor: a collection point sees the donors it registered, and writes of them for itself. */
@Entity({ schema: 'intake', name: 'donor_known' })
export class DonorKnown {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId: string;
  @PrimaryColumn('uuid', { name: 'donor_id' }) donorId: string;
  /** As it calls the donor; null: by its name of record. */
  @Personal('giving', 'Nom d’un donateur, comme l’appelle un point de collecte', 'paper')
  @Column('text', { nullable: true })
  name: string | null;
  @Personal('giving', 'Forme d’une organisation qui donne', 'paper')
  @Column('text', { name: 'legal_form', nullable: true })
  legalForm: string | null;
  @Personal('giving', 'Adresse d’une organisation qui donne', 'paper')
  @Column('text', { nullable: true })
  address: string | null;
  @Column('text', { name: 'postal_code', nullable: true }) postalCode: string | null;
  @Personal('giving', 'Commune du donateur', 'with_history')
  @Column('text', { name: 'commune_code', nullable: true })
  communeCode: string | null;
}

/** Somebody to reach at a donor. Purged alone: nothing else names a person. */
@Entity({ schema: 'intake', name: 'donor_contact' })
export class Contact {
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'donor_id' }) donorId: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @PrimaryColumn('uuid') id: string;
  @Column('boolean') main: boolean;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Personal(
    'giving',
    'Nom, fonction, numéro de téléphone, adresse mail et, d’une personne qui donne, adresse et SIREN, sous scellé',
    'donor_contact',
  )
  @Column('bytea')
  sealed: Buffer;
  @Column('boolean', { name: 'has_email' }) hasEmail: boolean;
  @Personal(
    'giving',
    'Empreintes du nom, du téléphone, de l’adresse mail et du SIREN, pour la recherche',
    'donor_contact',
  )
  @Column('text', { array: true })
  tokens: string[];
}

/** What stood on a person's card before it was put right. It comes with the change, never changes, and goes with how the person is reached. */
@Entity({ schema: 'intake', name: 'former_card' })
export class FormerCard {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('bigint', { name: 'event_id' }) eventId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'donor_id' }) donorId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Personal(
    'giving',
    'Ancienne commune d’une personne qui donne, remplacée par une autre, sous scellé',
    'donor_contact',
  )
  @Column('bytea')
  sealed: Buffer;
  @Column('timestamptz') at: Date;
}

/** What stood in a contact before it was put right. Postgres alone writes it; it goes with its contact, and at its own date. */
@Entity({ schema: 'intake', name: 'former_contact' })
export class FormerContact {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'contact_id' }) contactId: string;
  @Column('bigint', { name: 'event_id' }) eventId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'donor_id' }) donorId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  @Personal('giving', 'Anciennes coordonnées, remplacées par d’autres, sous scellé', 'donor_contact')
  @Column('bytea')
  sealed: Buffer;
  @Column('timestamptz') at: Date;
}
