import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { type BodyKind, type OrganisationKind, Personal } from '#platform/kernel';
import type { FactorRole } from '../second-factor/factors.js';
import type { Ground, NameReason, PlaceKind, StructureType } from '../word-lists.js';

/** The one row that says who this bank is: its legal identity, printed on papers, and its time zone. */
@Entity({ schema: 'people', name: 'bank' })
export class Bank {
  /** Always true: the key that leaves room for one row. */
  @PrimaryColumn('boolean', { name: 'only_one' }) onlyOne: true;
  @Column('text') name: string;
  @Column('text', { name: 'legal_name' }) legalName: string;
  /** Nine digits: the register of companies (INSEE). */
  @Column('text', { nullable: true }) siren: string | null;
  @Column('text') address: string;
  /** Phone number printed on labels and slips. */
  @Column('text') helpline: string;
  /** When somebody answers: « du lundi au vendredi, 9 h à 17 h ». */
  @Column('text', { name: 'opening_hours' }) openingHours: string;
  @Personal('publishing', 'Adresse mail de la banque', 'bank')
  @Column('text')
  email: string;
  /** Whom to write to about personal data (GDPR, article 13). */
  @Personal('publishing', 'Contact pour les données personnelles', 'bank')
  @Column('text', { name: 'privacy_contact' })
  privacyContact: string;
  /** Legal notice: who answers for what is published. */
  @Personal('publishing', 'Nom de qui répond du site', 'bank')
  @Column('text')
  publisher: string;
  /** Legal notice: who runs the server. */
  @Column('text') hosting: string;
  /** IANA name. It decides years, days and due dates. */
  @Column('text', { name: 'time_zone' }) timeZone: string;
  /** From which hour of that zone on summaries of the day leave. */
  @Column('smallint', { name: 'summary_hour' }) summaryHour: number;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('text', { name: 'legal_form' }) legalForm: string;
  /** What the association is for, as on a tax receipt (CERFA 11580). */
  @Column('text') object: string;
  @Column('text') status: string;
  /** On which ground of the law it may issue receipts; null: it issues none. */
  @Column('text', { name: 'eligibility_ground', nullable: true }) eligibilityGround: Ground | null;
  /** The text behind it: decree, ruling, date. */
  @Column('text', { name: 'eligibility_basis' }) eligibilityBasis: string;
  /** Quality of whoever signs receipts. */
  @Personal('publishing', 'Qualité de qui signe', 'bank')
  @Column('text', { name: 'signatory_title' })
  signatoryTitle: string;
  /** Decides on what it holds people's data; null: nobody has said. */
  @Column('text', { name: 'body_kind', nullable: true }) bodyKind: BodyKind | null;
  /** The picture at the head of its papers. */
  @Column('uuid', { name: 'logo_blob', nullable: true }) logoBlob: string | null;
  /** Who must have a second factor: roles, and `instance_admin`. */
  @Column('text', { name: 'second_factor_roles', array: true }) secondFactorRoles: FactorRole[];
}

/** An organisation that works with the bank; its kind decides which roles its members may have. */
@Entity({ schema: 'people', name: 'organisation' })
export class Organisation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: OrganisationKind;
  @Column('text') name: string;
  /** Nine digits: the register of companies (INSEE). */
  @Column('text', { nullable: true }) siren: string | null;
  @Column('text') commune: string;
  /** INSEE code of `territory.commune`; null when nothing was said, or what was said before the list was asked is of several. */
  @Column('text', { name: 'commune_code', nullable: true }) communeCode: string | null;
  /** Where it is reached by post, as a deed of sale names a seller; empty: nobody has said. */
  @Column('text') address: string;
  /** When somebody is there; empty: nobody has said. */
  @Column('text', { name: 'opening_hours' }) openingHours: string;
  /** Whether the copy of a person who was handed a device names address and hours. */
  @Column('boolean', { name: 'on_papers' }) onPapers: boolean;
  @Column('text') helpline: string;
  /** Whether the page of a label may name it to strangers. */
  @Column('boolean', { name: 'name_is_public' }) nameIsPublic: boolean;
  @Column('boolean') active: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
  /** The same structure on another row, which stands for this one. */
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: string | null;
  /** Of a structure: what it is; null: nobody has said. */
  @Column('text', { name: 'structure_type', nullable: true }) structureType: StructureType | null;
  /** The bank's own, where it hands out itself. */
  @Column('boolean', { name: 'own_counter' }) ownCounter: boolean;
}

/** A place of an organisation: a tree of sites, rooms and shelves. Its parent never changes. */
@Entity({ schema: 'people', name: 'place' })
export class Place {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Of the same organisation; null for a site. */
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  @Column('text') kind: PlaceKind;
  @Personal('words', 'Nom d’un lieu', 'thing')
  @Column('text')
  name: string;
  @Column('boolean') active: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** Append-only: what an organisation or a place was called before. */
@Entity({ schema: 'people', name: 'former_name' })
export class FormerNameRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  /** One of the two. */
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('uuid', { name: 'place_id', nullable: true }) placeId: string | null;
  @Personal('words', 'Ancien nom d’un lieu ou d’une organisation', 'thing')
  @Column('text')
  name: string;
  @Column('text') reason: NameReason;
  @Personal('accounts', 'Qui a changé un nom', 'with_history')
  @Column('uuid', { name: 'changed_by', nullable: true })
  changedBy: string | null;
  @Column('timestamptz') at: Date;
}

/** Somebody is away from a day to a day, and a colleague takes over their work. */
@Entity({ schema: 'people', name: 'absence' })
export class Absence {
  @PrimaryColumn('uuid') id: string;
  @Personal('accounts', 'Absence, et qui remplace', 'with_history')
  @Column('uuid', { name: 'membership_id' })
  membershipId: string;
  @Column('uuid', { name: 'deputy_id' }) deputyId: string;
  @Column('date', { name: 'from_day' }) fromDay: string;
  @Column('date', { name: 'until_day' }) untilDay: string;
  @Column('timestamptz', { name: 'noted_at' }) notedAt: Date;
  @Column('uuid', { name: 'noted_by' }) notedBy: string;
  @Column('integer', { name: 'noted_operator' }) notedOperator: number;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('integer', { name: 'ended_operator', nullable: true }) endedOperator: number | null;
}
