import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BlobStore, signaturePicture } from '#bank/documents';
import { INTAKE_RULES } from '#bank/intake';
import {
  BankService,
  bankDay,
  type OrganisationForm,
  OrganisationsService,
  SIGNATORY_ACTS,
  SignatoriesService,
  type SignatoryAct,
  type StructureType,
  UsersService,
} from '#bank/people';
import { rows } from '#platform/database';
import { type Member, type OrganisationKind, packageRoot, type Role } from '#platform/kernel';

/** Nobody real: the invented people and organisations of the demo that trial, tests and documentation share. */
export const DEMO_PASSWORD = 'une phrase de démonstration';

interface Part {
  readonly name: string;
  readonly email: string;
  readonly organisation: keyof typeof ORGANISATIONS;
  readonly roles: readonly Role[];
  readonly who: string;
}

/** Numbers that are formed as SIREN are and belong to nobody: none that INSEE gives begins with 0000. */
const ORGANISATIONS = {
  bank: { kind: 'bank', name: 'Banque du Numérique des Hauts-de-Seine', siren: '000000018', commune: 'Nanterre (92)' },
  collection: {
    kind: 'collection_point',
    name: 'Point de collecte de Suresnes',
    siren: '000000026',
    commune: 'Suresnes (92)',
  },
  workshop: { kind: 'esat', name: 'ESAT Les Ateliers', siren: '000000034', commune: 'Gennevilliers (92)' },
  structure: {
    kind: 'structure',
    name: 'CCAS de Bagneux',
    siren: '000000042',
    commune: 'Bagneux (92)',
    structureType: 'ccas',
  },
  otherStructure: {
    kind: 'structure',
    name: 'Tiers-lieu des Hautes-Rives',
    siren: null,
    commune: 'Nanterre (92)',
    structureType: 'digital_place',
  },
  otherWorkshop: { kind: 'ea', name: 'EA Nouvel Élan', siren: null, commune: 'Montreuil (93)' },
  committee: { kind: 'committee', name: 'Comité de pilotage départemental', siren: null, commune: 'Nanterre (92)' },
} as const satisfies Record<
  string,
  { kind: OrganisationKind; name: string; siren: string | null; commune: string; structureType?: StructureType }
>;

const CAST = {
  leila: {
    name: 'Leïla',
    email: 'leila@demo.example',
    organisation: 'bank',
    roles: ['coordinator', 'bank_admin'],
    who: 'Coordination de la banque',
  },
  aude: {
    name: 'Aude',
    email: 'aude@demo.example',
    organisation: 'collection',
    roles: ['collector'],
    who: 'Point de collecte',
  },
  moussa: {
    name: 'Moussa',
    email: 'moussa@demo.example',
    organisation: 'workshop',
    roles: ['workshop_supervisor'],
    who: 'Responsable d’atelier',
  },
  karim: {
    name: 'Karim',
    email: 'karim@demo.example',
    organisation: 'workshop',
    roles: ['technician'],
    who: 'Technicien d’atelier',
  },
  ines: {
    name: 'Inès',
    email: 'ines@demo.example',
    organisation: 'structure',
    roles: ['structure_manager', 'structure_agent'],
    who: 'Structure (CCAS)',
  },
  omar: {
    name: 'Omar',
    email: 'omar@demo.example',
    organisation: 'otherStructure',
    roles: ['structure_manager'],
    who: 'Une autre structure',
  },
  elise: {
    name: 'Élise',
    email: 'elise@demo.example',
    organisation: 'otherWorkshop',
    roles: ['workshop_supervisor'],
    who: 'Un autre atelier',
  },
  paul: {
    name: 'Paul',
    email: 'paul@demo.example',
    organisation: 'committee',
    roles: ['committee_reader'],
    who: 'Comité de pilotage',
  },
  nora: {
    name: 'Nora',
    email: 'nora@demo.example',
    organisation: 'committee',
    roles: ['auditor'],
    who: 'Audit, en lecture seule et sans noms',
  },
} as const satisfies Record<string, Part>;

export type OrganisationKey = keyof typeof ORGANISATIONS;
export type Person = keyof typeof CAST;

export interface PlacedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly place: string;
}

/** Somebody with an account, never a key. */
export interface DemoMember extends Member {
  readonly userId: string;
}

export interface Fixtures {
  readonly people: Readonly<Record<Person, DemoMember>>;
  readonly organisations: Readonly<Record<OrganisationKey, PlacedOrganisation>>;
  readonly sacha: string;
}

export interface DemoSignIn {
  readonly who: string;
  readonly email: string;
  readonly password: string;
}

export const demoSignIns = (): DemoSignIn[] => [
  ...(['leila', 'aude', 'karim', 'moussa', 'ines', 'paul', 'nora'] as const).map((p) => ({
    who: CAST[p].who,
    email: CAST[p].email,
    password: DEMO_PASSWORD,
  })),
  { who: 'Gestion de l’installation', email: 'sacha@demo.example', password: DEMO_PASSWORD },
];

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** Makes the organisations, places and people of the demo in an empty database, through the public services. */
export async function makeFixtures(app: INestApplicationContext): Promise<Fixtures> {
  const people = [app.get(OrganisationsService), app.get(UsersService), app.get(BankService)] as const;
  return app.get(DataSource).transaction(async (tx) => {
    const made = await insertFixtures(tx, ...people);
    await signatories(tx, app.get(SignatoriesService), made.people);
    await sayCapacity(tx, made.people.leila);
    return made;
  });
}

async function sayCapacity(tx: EntityManager, leila: Member): Promise<void> {
  await INTAKE_RULES.add(tx, 'intake.receiving_capacity', {
    valid_from: await bankDay(tx),
    capacity: 'precarity',
    source: 'Statuts de l’association de démonstration, article 2',
    operator_number: leila.operatorNumber,
  });
}

const entries = <T extends object>(of: T) => Object.entries(of) as { [K in keyof T]: [K, T[K]] }[keyof T][];

export async function addOrganisation(
  tx: EntityManager,
  service: OrganisationsService,
  organisation: OrganisationForm,
): Promise<PlacedOrganisation> {
  const id = await service.create(tx, SYSTEM, organisation);
  const [place] = await rows<{ id: string }>(tx, 'SELECT id FROM people.place WHERE organisation_id = $1', [id]);
  return { id, name: organisation.name, place: place!.id };
}

export async function addMember(
  tx: EntityManager,
  users: UsersService,
  { name, email, roles }: Pick<Part, 'name' | 'email' | 'roles'>,
  { id: organisationId }: PlacedOrganisation,
  organisationKind: OrganisationKind,
): Promise<DemoMember> {
  const userId = await users.create(tx, SYSTEM, { name, email, password: DEMO_PASSWORD });
  const membershipId = await users.join(tx, SYSTEM, userId, organisationId, roles);
  const [member] = await rows<{ operator_number: number }>(
    tx,
    'SELECT operator_number FROM people.membership WHERE id = $1',
    [membershipId],
  );
  const operatorNumber = member!.operator_number;
  return {
    kind: 'member',
    userId,
    membershipId,
    operatorNumber,
    organisationId,
    organisationKind,
    roles,
    channel: 'page',
  };
}

async function insertFixtures(
  tx: EntityManager,
  service: OrganisationsService,
  users: UsersService,
  bank: BankService,
): Promise<Fixtures> {
  const organisations = {} as Record<OrganisationKey, PlacedOrganisation>;
  for (const [key, organisation] of entries(ORGANISATIONS))
    organisations[key] = await addOrganisation(tx, service, organisation);
  const actors = {} as Record<Person, DemoMember>;
  for (const [key, { organisation, ...part }] of entries<Record<Person, Part>>(CAST))
    actors[key] = await addMember(tx, users, part, organisations[organisation], ORGANISATIONS[organisation].kind);
  const sacha = await users.create(tx, SYSTEM, {
    name: 'Sacha',
    email: 'sacha@demo.example',
    password: DEMO_PASSWORD,
    instanceAdmin: true,
  });
  await bank.change(tx, SYSTEM, {
    name: 'Banque du Numérique',
    legalName: 'Association Banque du Numérique (démonstration)',
    siren: '000000018',
    address: '1 place de la Démonstration, 92000 Nanterre',
    helpline: '01 99 00 12 34',
    openingHours: 'du lundi au vendredi, 9 h à 17 h',
    email: 'bonjour@demo.example',
    privacyContact: 'donnees@demo.example',
    publisher: 'La présidence de l’association',
    hosting: 'La machine qui fait tourner cette démonstration',
    timeZone: 'Europe/Paris',
    summaryHour: 7,
    legalForm: 'Association loi 1901',
    object:
      'Équiper et accompagner au numérique les personnes en situation de précarité, en réemployant du matériel donné',
    status: 'Organisme d’intérêt général à caractère social',
    eligibilityGround: 'general_interest',
    eligibilityBasis: 'Rescrit fiscal inventé pour la démonstration, n° 2025-000, du 3 mars 2025',
    signatoryTitle: 'La présidence de l’association',
    bodyKind: 'private_body',
  });
  return { people: actors, organisations, sacha };
}

const SIGNS: readonly [
  who: 'leila' | 'ines' | 'moussa',
  name: string,
  quality: string,
  acts: readonly SignatoryAct[],
][] = [
  ['leila', 'Leïla Inventée', 'directrice', SIGNATORY_ACTS],
  ['ines', 'Inès Inventée', 'responsable du CCAS', ['attestation', 'reception']],
  ['moussa', 'Moussa Inventé', 'responsable d’atelier', ['reception']],
];

/** Who signs by name in the demo; its technicians and agents stay numbers. */
async function signatories(
  tx: EntityManager,
  service: SignatoriesService,
  people: Readonly<Record<'leila' | 'ines' | 'moussa', Member>>,
): Promise<void> {
  const blobs = new BlobStore(tx.connection);
  const picture = await signaturePicture(demoFile('signature.png'), 'image');
  for (const [who, name, quality, acts] of SIGNS) {
    const { organisationId, membershipId } = people[who];
    // Receipts, which only the director signs, are refused without the picture of a signature.
    const imageBlob = acts.includes('receipt') ? (await blobs.put(tx, picture, 'image/png')).id : null;
    const form = { name, quality, acts, from: '2024-01-01', membershipId, imageBlob };
    await service.add(tx, people[who], organisationId, form);
  }
}

/** A file of the demo as it came: the same from the source tree and from `dist`. */
export const demoFile = (name: string): Buffer => readFileSync(join(packageRoot(), 'libs/bank/demo/files', name));
