import { ROLES, type Role } from './actor.js';
import type { Grants, Right } from './grants.js';

// Groups are said role by role: a new role gets nothing until somebody writes it here.

/** The bank's people at work. */
export const BANK: readonly Role[] = ['bank_admin', 'coordinator'];
/** Who reads what is everybody's, whether or not they may change it. */
const OVERSEERS: readonly Role[] = [...BANK, 'auditor'];
/** Who receives donations, at a collection point. */
export const COLLECTORS: readonly Role[] = ['collector'];
export const BENCH_ROLES: readonly Role[] = ['workshop_supervisor', 'technician'];
export const STRUCTURE: readonly Role[] = ['structure_manager', 'structure_agent'];
/** Everybody outside the bank through whose hands devices pass. */
export const HOLDERS: readonly Role[] = [...COLLECTORS, ...BENCH_ROLES, ...STRUCTURE];
/** Who settles the affairs of their own organisation: its people, its places, the tokens of its programs. */
export const MANAGERS: readonly Role[] = ['bank_admin', 'structure_manager', 'workshop_supervisor', 'collector'];

/**
 * What a colleague takes over from somebody who is away. Administering the bank is lent to nobody: who would hold it for a week could give
 * it to themselves for good.
 */
export const DEPUTISED: readonly Role[] = ROLES.filter((role) => role !== 'bank_admin');

/**
 * What a deputy does not do, whatever role is lent to them: who settles roles and makes links could keep what was lent, or come in as the
 * colleague who is away.
 */
const NOT_LENT: ReadonlySet<string> = new Set(['write.members']);

/** A subject of which one reads or writes everybody's (`any`), or what one's organisation has to do with (`own`). */
type Subjects = Readonly<Record<string, Grants<'own'>>>;

const rights = <const S extends Subjects>(kind: string, subjects: S): { readonly [K in keyof S]: Right } =>
  Object.fromEntries(
    Object.entries(subjects).map(([name, by]) => [
      name,
      { name: `${kind}.${name}`, by, lent: NOT_LENT.has(`${kind}.${name}`) ? false : undefined },
    ]),
  ) as never;

const EVERYTHING: Grants = { any: OVERSEERS };

/** Who may read what. Which things are somebody's own, each lib's `visibleTo` says. */
export const READ = rights('read', {
  devices: { any: OVERSEERS, own: HOLDERS },
  inventories: { any: OVERSEERS, own: HOLDERS },
  transfers: { any: OVERSEERS, own: HOLDERS },
  locks: { any: OVERSEERS, own: [...COLLECTORS, ...BENCH_ROLES] },
  donations: { any: OVERSEERS, own: COLLECTORS },
  labels: { any: OVERSEERS, own: COLLECTORS },
  workshop: { any: OVERSEERS, own: BENCH_ROLES },
  requests: { any: OVERSEERS, own: STRUCTURE },
  quotas: { any: OVERSEERS, own: STRUCTURE },
  handovers: { any: OVERSEERS, own: STRUCTURE },
  sims: { any: OVERSEERS, own: STRUCTURE },
  tickets: { any: OVERSEERS, own: STRUCTURE },
  proposals: EVERYTHING,
  simBatches: EVERYTHING,
  receipts: EVERYTHING,
  dataImport: EVERYTHING,
  rules: EVERYTHING,
  figures: { any: [...OVERSEERS, 'committee_reader'] },
  /** `any` is what is addressed to the bank: a structure's own signed sheets are nobody else's. */
  papers: { any: OVERSEERS, own: [...HOLDERS, 'committee_reader', 'donor_contact'] },

  /** Who of one's own organisation read whose identity. */
  looks: { own: ['bank_admin', 'structure_manager', 'collector'] },

  /** Who managed what: the whole of it for the bank's administrators, one's own organisation's for its manager. */
  audit: { any: ['bank_admin'], own: ['structure_manager', 'workshop_supervisor', 'collector'] },

  /** What was put right. */
  corrections: { any: OVERSEERS, own: HOLDERS },

  /** Names, addresses, numbers of people and of donors are rights of their own. */
  beneficiaries: { own: STRUCTURE },
  donorNames: { any: BANK, own: COLLECTORS },
  /** Where people are reached: who reported a fault, with their own words, and who was given a SIM card. */
  contacts: { any: BANK, own: STRUCTURE },
  /** Who gave a device its old number: most often its donor. */
  issuers: { any: BANK, own: HOLDERS },
});

/** Who may change what, beside the verbs of lifecycles. */
export const WRITE = rights('write', {
  inventories: { any: BANK, own: HOLDERS },
  containers: { any: BANK, own: HOLDERS },
  donations: { any: BANK, own: COLLECTORS },
  labels: { any: BANK, own: COLLECTORS },
  workshop: { any: BANK, own: BENCH_ROLES },
  /** Answering a request for help from the bench. */
  benchHelp: { any: BANK, own: ['workshop_supervisor'] },
  requests: { own: STRUCTURE },
  beneficiaries: { own: STRUCTURE },
  deliveries: { any: BANK },
  quotas: { any: BANK },
  receipts: { any: BANK },
  dataImport: { any: BANK },
  papers: { any: BANK, own: [...HOLDERS, 'committee_reader', 'donor_contact'] },
  /** A second person reads again what somebody put right. */
  countersignatures: { any: BANK, own: [...COLLECTORS, 'workshop_supervisor', ...STRUCTURE] },
  rules: { any: ['bank_admin'] },
  bank: { any: ['bank_admin'] },
  /** Which organisations work with the bank, and who works for each. */
  organisations: { any: ['bank_admin'] },
  /** Who works for an organisation: its manager's affair, and of the bank's administrator, who invites everywhere. */
  members: { any: ['bank_admin'], own: ['structure_manager', 'workshop_supervisor', 'collector'] },
  ownOrganisation: { own: MANAGERS },
});
