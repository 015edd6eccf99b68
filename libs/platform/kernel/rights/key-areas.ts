import type { OrganisationKind, Role } from './actor.js';

/** What an organisation's key is made for, area by area. */
export const KEY_AREAS = {
  devices: 'Appareils et étiquettes',
  inventories: 'Inventaires',
  transfers: 'Lots et caisses',
  donations: 'Dons et donateurs',
  workshop: 'Atelier',
  requests: 'Demandes et remises',
  sims: 'Cartes SIM',
  tickets: 'Pannes',
  figures: 'Chiffres',
} as const;
export type KeyArea = keyof typeof KEY_AREAS;
const AREAS = Object.keys(KEY_AREAS) as readonly KeyArea[];
type Way = 'read' | 'write';

export type OrganisationScope = `${Way}:${KeyArea}` | 'names';

/** Figures are counted, never written. */
export const ORGANISATION_SCOPES: readonly OrganisationScope[] = [
  ...AREAS.map((area) => `read:${area}` as const),
  ...AREAS.filter((area) => area !== 'figures').map((area) => `write:${area}` as const),
  'names',
];

/** What a bench PC's key does; no other key is made for it, and it is made for nothing else. */
export const BENCH_SCOPES = ['bench:announce', 'bench:inventory', 'bench:evidence'] as const;
type BenchScope = (typeof BENCH_SCOPES)[number];

const FLOWS = ['devices', 'inventories', 'transfers'] as const;

/**
 * What keys of an organisation may be made for, and the role by which they see its things: the least that works there. None of them manages anybody,
 * and the committee's read its figures.
 */
export const KEYS_OF: Readonly<
  Partial<
    Record<OrganisationKind, { readonly role: Role; readonly areas: readonly KeyArea[]; readonly names: boolean }>
  >
> = {
  bank: { role: 'coordinator', areas: AREAS, names: true },
  collection_point: { role: 'collector', areas: [...FLOWS, 'donations'], names: true },
  ea: { role: 'technician', areas: [...FLOWS, 'workshop'], names: true },
  esat: { role: 'technician', areas: [...FLOWS, 'workshop'], names: true },
  structure: { role: 'structure_agent', areas: [...FLOWS, 'requests', 'sims', 'tickets'], names: true },
  committee: { role: 'committee_reader', areas: ['figures'], names: false },
};

export const scopesFor = (kind: OrganisationKind): readonly OrganisationScope[] => {
  const { areas = [], names = false } = KEYS_OF[kind] ?? {};
  return ORGANISATION_SCOPES.filter((scope) =>
    scope === 'names' ? names : (areas as readonly string[]).includes(scope.split(':')[1]!),
  );
};

interface Needs {
  readonly scope?: OrganisationScope | BenchScope;
  /** Who somebody is, or where they are reached, comes out by it. */
  readonly names?: true;
}

const area = (name: KeyArea, ...subjects: readonly string[]): (readonly [string, Needs])[] =>
  subjects.map((subject) => {
    const [way] = subject.split('.');
    return [subject, { scope: `${way === 'read' ? 'read' : 'write'}:${name}` }];
  });

/** The rights that keys reach; a verb of a thing is a right to write it. What is not here is no key's: papers, members, settings, the audit. */
const NEEDS = new Map<string, Needs>([
  ...area('devices', 'read.devices', 'read.locks', 'read.labels', 'write.labels', 'device'),
  ...area('inventories', 'read.inventories', 'write.inventories'),
  ...area('transfers', 'read.transfers', 'write.containers', 'transfer'),
  ...area('donations', 'read.donations', 'write.donations', 'donation'),
  ...area('workshop', 'read.workshop', 'write.workshop', 'write.benchHelp', 'removed_medium'),
  ...area('requests', 'read.requests', 'read.quotas', 'read.handovers', 'read.proposals'),
  ...area('requests', 'write.requests', 'write.deliveries', 'request'),
  ...area('sims', 'read.sims', 'read.simBatches', 'sim', 'write.simBeyondCap'),
  ...area('tickets', 'read.tickets', 'ticket'),
  ...area('figures', 'read.figures'),
  ['write.benchAnnounce', { scope: 'bench:announce' }],
  ['write.benchInventory', { scope: 'bench:inventory' }],
  ['write.benchEvidence', { scope: 'bench:evidence' }],
  // Of each event, the right to its thing decides.
  ['read.events', {}],
  // A supplier's list bears numbers of lines that people have.
  ['sim.import', { scope: 'write:sims', names: true }],
  ['read.donorNames', { names: true }],
  ['read.contacts', { names: true }],
  ['read.issuers', { names: true }],
  ['read.beneficiaries', { scope: 'read:requests', names: true }],
  ['write.beneficiaries', { scope: 'write:requests', names: true }],
]);

/** Whether a key with these scopes reaches a right, by its name: « read.devices », « device.move or withdraw ». */
export function isMadeFor(scopes: readonly string[], right: string): boolean {
  const needs = NEEDS.get(right) ?? NEEDS.get(right.split('.')[0]!);
  return (
    needs !== undefined &&
    (needs.scope === undefined || scopes.includes(needs.scope)) &&
    (!needs.names || scopes.includes('names'))
  );
}
