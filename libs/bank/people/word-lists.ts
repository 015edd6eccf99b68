import type { Lists } from '#platform/database';
import {
  BENCH_SCOPES,
  BODY_KINDS,
  CHANNELS,
  DATED_PERIODS,
  DEPUTISED,
  MANAGERS,
  ORGANISATION_KINDS,
  ORGANISATION_SCOPES,
  PERIOD_UNITS,
  PERIODS,
  ROLES,
  ROLES_OF,
} from '#platform/kernel';
import { ACCESS_SCREENS } from './audit/access-records.js';

/**
 * The grounds on which a body may issue tax receipts (CGI, art. 200, 1 and art. 238 bis, 1): the words; what each says, for which donors
 * and since when are dated rules. Not among them: art. 200, 1 ter (meals, care and housing of people in difficulty: not computers), and
 * the list of bodies of the IFI, which is another article's.
 */
export const GROUNDS = {
  general_interest: { label: 'Œuvre ou organisme d’intérêt général' },
  public_utility: { label: 'Association ou fondation reconnue d’utilité publique' },
  endowment_fund: { label: 'Fonds de dotation' },
} as const;
export type Ground = keyof typeof GROUNDS;

/** In words. Of what Postgres keeps, which has no other. */
export const groundLabel = (ground: string): string => GROUNDS[ground as Ground].label;

export const STRUCTURE_TYPES = {
  ccas: 'CCAS ou CIAS',
  france_services: 'France Services',
  social_centre: 'Centre social',
  association: 'Association',
  digital_place: 'Tiers-lieu, espace numérique',
  library: 'Médiathèque',
  work_inclusion: 'Mission locale, insertion',
  housing: 'Hébergement, logement',
  school: 'Établissement scolaire',
  other: 'Autre structure',
} as const;
export type StructureType = keyof typeof STRUCTURE_TYPES;

/** True for a type of structure; ask before trusting what a form says. */
export const isStructureType = (text: unknown): text is StructureType =>
  typeof text === 'string' && Object.hasOwn(STRUCTURE_TYPES, text);

/** What an access key may do: `read` whatever its owner reads, send `inventories`, `write` all the rest. */
export const KEY_SCOPES = ['read', 'write', 'inventories'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** For how many days a key may be made: thirteen months, never shorter than these, is the longest that Postgres takes. */
export const KEY_TERMS = { month: 30, quarter: 91, half_year: 182, year: 365, thirteen_months: 394 } as const;
export type KeyTerm = keyof typeof KEY_TERMS;

/** As whom a machine's credential acts: as the member who made it, as their organisation, or as a bench PC of a workshop. */
export const CREDENTIAL_KINDS = ['person', 'organisation', 'bench'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** What a place is, from large to small. */
export const PLACE_KINDS = ['site', 'room', 'shelf'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** What is signed with a fresh authentication. One confirmation holds for one of these, and for no other. */
export const SIGNED_ACTS = [
  'agreement',
  'countersign',
  'data_end',
  'drive_answered',
  'erasure_judged',
  'hand_over',
  'log_confirmed',
  'media_gone',
  'media_list',
  'media_witness',
  'medium_ended',
  'old_logs',
  'receipt',
  'receipt_cancel',
  'receipt_list',
  'reuse_proof',
  'sim_hand_out',
  'test_sheet',
] as const;
export type SignedAct = (typeof SIGNED_ACTS)[number];

/** What a one-time link is for, and for how many hours it is good: nobody reads their mail for an invitation within the hour. */
export const LINK_HOURS = {
  invitation: PERIODS.one_time_link.days * 24,
  reset: 1,
  /** Made by whoever manages the organisation, and handed over. */
  handed: 24,
  /** Asks who has an account whether they work for one more organisation. */
  joining: PERIODS.one_time_link.days * 24,
  email: 24,
  sign_in: 0.25,
} as const;
export type LinkPurpose = keyof typeof LINK_HOURS;

/** What somebody invites with: an account that was closed for want of use opens again. */
const INVITING_LINKS = ['invitation', 'joining', 'handed'] as const satisfies readonly LinkPurpose[];

/** What link a stranger may ask for, to an address that they type. */
export const ASKED_LINKS = ['reset', 'sign_in'] as const satisfies readonly LinkPurpose[];
export type AskedLink = (typeof ASKED_LINKS)[number];

/** For so many minutes after one of these left, asking again sends no other: it is good for longer, and whoever has it can use it. */
export const ONE_LINK_MINUTES: Readonly<Record<AskedLink, number>> = { reset: 10, sign_in: 5 };

/** Why something gets another name: the one before was wrong, or was true until now. */
export const NAME_REASONS = { mistyped: 'C’était mal écrit', renamed: 'Cela a changé' } as const;
export type NameReason = keyof typeof NAME_REASONS;

/** What somebody is authorised to sign for their organisation. */
export const SIGNATORY_ACTS = ['agreement', 'receipt', 'attestation', 'statement', 'reception'] as const;
export type SignatoryAct = (typeof SIGNATORY_ACTS)[number];

export const CONFIRMATION_FORMS = ['password'] as const;
export type ConfirmationForm = (typeof CONFIRMATION_FORMS)[number];

/** What a bank may declare of accessibility (RGAA): none without an audit, or under half of the criteria. */
export const ACCESSIBILITY_LEVELS = {
  none: 'non conforme',
  partial: 'partiellement conforme',
  full: 'totalement conforme',
} as const;
export type AccessibilityLevel = keyof typeof ACCESSIBILITY_LEVELS;

export const PEOPLE_LISTS: Lists = {
  words: {
    'people.accessibility_level': ACCESSIBILITY_LEVELS,
    'people.body_kind': BODY_KINDS,
    'people.channel': CHANNELS,
    'people.confirmation_form': CONFIRMATION_FORMS,
    'people.credential_kind': CREDENTIAL_KINDS,
    'people.ground': GROUNDS,
    'people.link_purpose': LINK_HOURS,
    'people.look_screen': ACCESS_SCREENS,
    'people.name_reason': NAME_REASONS,
    'people.organisation_kind': ORGANISATION_KINDS,
    'people.period_unit': PERIOD_UNITS,
    'people.place_kind': PLACE_KINDS,
    'people.retained': DATED_PERIODS,
    'people.signatory_act': SIGNATORY_ACTS,
    'people.signed_act': SIGNED_ACTS,
    'people.structure_type': STRUCTURE_TYPES,
  },
  groups: {
    'people.inviting_links': INVITING_LINKS,
    'people.key_scopes': KEY_SCOPES,
    'people.bench_key_scopes': BENCH_SCOPES,
    'people.organisation_key_scopes': ORGANISATION_SCOPES,
    'people.roles': ROLES,
    'people.manager_roles': MANAGERS,
    'people.deputised_roles': DEPUTISED,
  },
  rows: {
    'people.role_of': ORGANISATION_KINDS.flatMap((organisation_kind) =>
      ROLES_OF[organisation_kind].map((role) => ({ organisation_kind, role })),
    ),
  },
};
