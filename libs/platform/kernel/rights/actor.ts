/** What an organisation is in the chain. `ea` and `esat` are the workshops. */
export const ORGANISATION_KINDS = [
  'bank',
  'collection_point',
  'ea',
  'esat',
  'structure',
  'committee',
  'donor',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Workshops erase, test and repair for the bank. */
export const WORKSHOP_KINDS: readonly OrganisationKind[] = ['ea', 'esat'];

/** The kinds of organisations as pages and papers name them. */
export const ORGANISATION_KIND_WORDS: Readonly<Record<OrganisationKind, string>> = {
  bank: 'Banque',
  collection_point: 'Point de collecte',
  ea: 'Entreprise adaptée',
  esat: 'ESAT',
  structure: 'Structure',
  committee: 'Comité de pilotage',
  donor: 'Donateur',
};

/** Every role is held through a membership in one organisation; the instance administrator is a flag on the user. */
export const ROLES = [
  'bank_admin',
  'coordinator',
  'collector',
  'workshop_supervisor',
  'technician',
  'structure_manager',
  'structure_agent',
  'committee_reader',
  'auditor',
  'donor_contact',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that make sense in each kind of organisation; Postgres holds members to it (`people.roles_fit`). */
export const ROLES_OF: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  bank: ['bank_admin', 'coordinator'],
  collection_point: ['collector'],
  ea: ['workshop_supervisor', 'technician'],
  esat: ['workshop_supervisor', 'technician'],
  structure: ['structure_manager', 'structure_agent'],
  committee: ['committee_reader', 'auditor'],
  donor: ['donor_contact'],
};

/** The ways an action reaches us; written on every history row. */
export const CHANNELS = ['page', 'api', 'offline', 'import', 'agent', 'system'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Somebody acting for one organisation. Outside that organisation they are only their operator number. */
export interface Member {
  readonly kind: 'member';
  readonly userId: string;
  readonly membershipId: string;
  readonly operatorNumber: number;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly roles: readonly Role[];
  /** Those of `roles` that are a colleague's who is away, and not their own. */
  readonly lent?: readonly Role[];
  readonly channel: Channel;
  /** Of a page: SHA-256 of the session's cookie, to which what was just confirmed is bound. A program has none. */
  readonly session?: string;
}

/** Manages organisations and users; sees no operational data. */
export interface InstanceAdmin {
  readonly kind: 'instance_admin';
  readonly userId: string;
  readonly channel: Channel;
}

/** Nobody signed in: the person with a broken device. */
export interface Stranger {
  readonly kind: 'stranger';
  readonly channel: Channel;
}

/** The program itself: worker, demo, scheduled work. */
export interface System {
  readonly kind: 'system';
  readonly channel: Channel;
}

export type Actor = Member | InstanceAdmin | Stranger | System;

/** Acts for one organisation. */
export const isMember = (actor: Actor): actor is Member => actor.kind === 'member';
/** True when the actor holds one of the roles. */
export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  isMember(actor) && actor.roles.some((r) => roles.includes(r));

/** For which organisation; null for whoever is no member. */
export const organisationOf = (actor: Actor): string | null => (isMember(actor) ? actor.organisationId : null);

/** As a member of which organisation; null for whoever is no member. */
export const membershipOf = (actor: Actor): string | null => (isMember(actor) ? actor.membershipId : null);

/** By which number others know who acts; null for whoever is no member. */
export const operatorOf = (actor: Actor): number | null => (isMember(actor) ? actor.operatorNumber : null);

/** Who writes a row, as entities keep it; nulls for whoever is no member. */
export const writtenBy = (actor: Actor): { membershipId: string | null; operatorNumber: number | null } => ({
  membershipId: membershipOf(actor),
  operatorNumber: operatorOf(actor),
});

/** Who acts, as history rows keep it: `membership_id`, `operator_number`, `organisation_id`, `channel`. */
export const actorColumns = (actor: Actor): readonly [string | null, number | null, string | null, Channel] => [
  membershipOf(actor),
  operatorOf(actor),
  organisationOf(actor),
  actor.channel,
];
