import { ROLES, type Role } from './actor.js';
import type { Grants, Right } from './grants.js';

// Groups are listed role by role: a new role gets nothing until somebody writes it here.

export const BANK: readonly Role[] = ['bank_admin', 'coordinator'];
/** They read everybody's things, whether or not they may change them. */
const OVERSEERS: readonly Role[] = [...BANK, 'auditor'];
export const COLLECTORS: readonly Role[] = ['collector'];
export const BENCH_ROLES: readonly Role[] = ['workshop_supervisor', 'technician'];
export const STRUCTURE: readonly Role[] = ['structure_manager', 'structure_agent'];
export const HOLDERS: readonly Role[] = [...COLLECTORS, ...BENCH_ROLES, ...STRUCTURE];
/** They manage their own organisation: its people, its places, its access keys. */
export const MANAGERS: readonly Role[] = ['bank_admin', 'structure_manager', 'workshop_supervisor', 'collector'];

/**
 * Roles that a colleague takes over from somebody who is away. Administering the bank is lent to nobody: who had it for a week could give it to
 * themselves for good.
 */
export const DEPUTISED: readonly Role[] = ROLES.filter((role) => role !== 'bank_admin');

/** What a deputy may not do, whatever role is lent to them: whoever manages members could keep the role, or sign in as the absent colleague, and a key outlives the absence. */
const NOT_LENT: ReadonlySet<string> = new Set(['write.members', 'write.keys', 'write.benchKeys', 'write.webhooks']);

/** Whether everybody's (`any`) or those of one's organisation (`own`). */
type Subjects = Readonly<Record<string, Grants<'own'>>>;

const rights = <const S extends Subjects>(kind: string, subjects: S): { readonly [K in keyof S]: Right } =>
  Object.fromEntries(
    Object.entries(subjects).map(([name, by]) => [
      name,
      { name: `${kind}.${name}`, by, lent: NOT_LENT.has(`${kind}.${name}`) ? false : undefined },
    ]),
  ) as never;

const EVERYTHING: Grants = { any: OVERSEERS };

/** Who may read what. Each room's `visibleTo` says which things are one's own. */
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
  /** Losses of what may hold data: own is what one's organisation had. */
  incidents: { any: OVERSEERS, own: ['collector', 'workshop_supervisor', 'structure_manager'] },
  /** What happened to what one sees; of each event the right to its thing decides. */
  events: { any: OVERSEERS, own: HOLDERS },
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

  /** Who managed what: all of it for the bank's administrators, one's own organisation's for its manager. */
  audit: { any: ['bank_admin'], own: ['structure_manager', 'workshop_supervisor', 'collector'] },

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
  benchHelp: { any: BANK, own: ['workshop_supervisor'] },
  /** What a bench PC reports by itself of the machine that it erases, or a technician's program. */
  benchAnnounce: { own: BENCH_ROLES },
  benchInventory: { own: BENCH_ROLES },
  benchEvidence: { own: BENCH_ROLES },
  /** Keys with which bench PCs report. */
  benchKeys: { own: ['workshop_supervisor'] },
  requests: { own: STRUCTURE },
  beneficiaries: { own: STRUCTURE },
  /** A card for somebody who got as many as the rule allows. */
  simBeyondCap: { own: ['structure_manager'] },
  deliveries: { any: BANK },
  quotas: { any: BANK },
  receipts: { any: BANK },
  dataImport: { any: BANK },
  papers: { any: BANK, own: [...HOLDERS, 'committee_reader', 'donor_contact'] },
  /** A second person reads again what somebody put right. */
  countersignatures: { any: BANK, own: [...COLLECTORS, 'workshop_supervisor', ...STRUCTURE] },
  rules: { any: ['bank_admin'] },
  bank: { any: ['bank_admin'] },
  organisations: { any: ['bank_admin'] },
  /** The affair of an organisation's manager, and of the bank's administrator, who invites everywhere. */
  members: { any: ['bank_admin'], own: ['structure_manager', 'workshop_supervisor', 'collector'] },
  ownOrganisation: { own: MANAGERS },
  /** Keys with which programs act as one's organisation. */
  keys: { own: [...MANAGERS, 'committee_reader'] },
  /** Programs of one's organisation that are told what happens. */
  webhooks: { own: MANAGERS },
});
