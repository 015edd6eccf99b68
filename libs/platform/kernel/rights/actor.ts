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

export const WORKSHOP_KINDS: readonly OrganisationKind[] = ['ea', 'esat'];

export const ORGANISATION_KIND_WORDS: Readonly<Record<OrganisationKind, string>> = {
  bank: 'Banque',
  collection_point: 'Point de collecte',
  ea: 'Entreprise adaptée',
  esat: 'ESAT',
  structure: 'Structure',
  committee: 'Comité de pilotage',
  donor: 'Donateur',
};

interface RoleSpec {
  readonly label: string;
  /** The kinds of organisations in which it makes sense; Postgres enforces it (`people.roles_fit`). */
  readonly at: readonly OrganisationKind[];
  /** How lists of people call it, in plain words; the first that fits counts. */
  readonly called: RegExp;
}

/**
 * Every role is held through a membership in one organisation; the instance administrator is a flag on the user. `rights.ts` says what each may do.
 */
const ROLE_SPECS = {
  bank_admin: { label: 'Administration de la banque', at: ['bank'], called: /\badmin/ },
  coordinator: { label: 'Coordination', at: ['bank'], called: /\bcoord/ },
  collector: { label: 'Collecte', at: ['collection_point'], called: /\bcollect|\bbenevole|\bcomptoir|\baccueil/ },
  workshop_supervisor: {
    label: 'Responsable d’atelier',
    at: WORKSHOP_KINDS,
    called: /\bresponsable|\bmonit|\bencadr|\bchef/,
  },
  technician: { label: 'Atelier', at: WORKSHOP_KINDS, called: /\btechn|\batelier|\boperat/ },
  structure_manager: {
    label: 'Responsable de structure',
    at: ['structure'],
    called: /\bresponsable|\bdirect|\bchef|\bmanager/,
  },
  structure_agent: {
    label: 'Agent de structure',
    at: ['structure'],
    called: /\bagent|\bconseill|\breferent|\bmediat|\baccueil/,
  },
  committee_reader: { label: 'Comité de pilotage', at: ['committee'], called: /\bcomite|\bmembre|\blect/ },
  auditor: { label: 'Audit', at: ['committee'], called: /\baudit/ },
  donor_contact: { label: 'Donateur', at: ['donor'], called: /\bcontact|\bdonat/ },
} as const satisfies Readonly<Record<string, RoleSpec>>;
export type Role = keyof typeof ROLE_SPECS;
export const ROLES = Object.keys(ROLE_SPECS) as readonly Role[];

const SPECS: Readonly<Record<Role, RoleSpec>> = ROLE_SPECS;
/** The role that a list of people names. @param words plain (`plainWords`) */
export const roleCalled = (words: string, among: readonly Role[]): Role | undefined =>
  among.find((role) => SPECS[role].called.test(words));
/** '' for a role that no longer exists. */
export const labelOfRole = (role: Role): string => (SPECS[role] as RoleSpec | undefined)?.label ?? '';

export const ROLES_OF = Object.fromEntries(
  ORGANISATION_KINDS.map((kind) => [kind, ROLES.filter((role) => SPECS[role].at.includes(kind))] as const),
) as Readonly<Record<string, readonly Role[]>> as Readonly<Record<OrganisationKind, readonly Role[]>>;

/** The ways an action reaches us; written on every history row. */
export const CHANNELS = ['page', 'api', 'offline', 'import', 'agent', 'system'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Somebody, or an organisation's key, acting for one organisation. Outside that organisation they are only their operator number. */
export interface Member {
  readonly kind: 'member';
  /** Null: an organisation's key, which is nobody. */
  readonly userId: string | null;
  readonly membershipId: string;
  readonly operatorNumber: number;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly roles: readonly Role[];
  /** Those of `roles` that are lent by a colleague who is away. */
  readonly lent?: readonly Role[];
  readonly channel: Channel;
  /** Of a page: SHA-256 of the session's cookie, to which a fresh confirmation is bound. */
  readonly session?: string;
  /** Of an organisation's key: what it was made for. It does nothing else, whatever its roles may. */
  readonly scopes?: readonly string[];
}

/** Manages organisations and users; sees no operational data. */
export interface InstanceAdmin {
  readonly kind: 'instance_admin';
  readonly userId: string;
  readonly channel: Channel;
}

export interface Stranger {
  readonly kind: 'stranger';
  readonly channel: Channel;
}

export interface System {
  readonly kind: 'system';
  readonly channel: Channel;
}

export type Actor = Member | InstanceAdmin | Stranger | System;

export const isMember = (actor: Actor): actor is Member => actor.kind === 'member';
/** The first role, in words; '' for the instance administrator. */
export const roleLabel = (actor: Actor): string => (isMember(actor) ? labelOfRole(actor.roles[0]!) : '');
export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  isMember(actor) && actor.roles.some((r) => roles.includes(r));

/** The actor's organisation; null for whoever is no member. */
export const organisationOf = (actor: Actor): string | null => (isMember(actor) ? actor.organisationId : null);

export const membershipOf = (actor: Actor): string | null => (isMember(actor) ? actor.membershipId : null);

export const operatorOf = (actor: Actor): number | null => (isMember(actor) ? actor.operatorNumber : null);

/** Who writes a row, as entities store it; nulls for whoever is no member. */
export const writtenBy = (actor: Actor): { membershipId: string | null; operatorNumber: number | null } => ({
  membershipId: membershipOf(actor),
  operatorNumber: operatorOf(actor),
});

/** Who acts, as history rows store it: `membership_id`, `operator_number`, `organisation_id`, `channel`. */
export const actorColumns = (actor: Actor): readonly [string | null, number | null, string | null, Channel] => [
  membershipOf(actor),
  operatorOf(actor),
  organisationOf(actor),
  actor.channel,
];
