import type { everybody } from '../browser/everybody.js';

interface ReadList {
  /** Who reads it. */
  readonly as: keyof ReturnType<typeof everybody>;
  readonly page: string;
  readonly api: string;
  /** The name of its cursor in the page's address. */
  readonly cursor?: string;
}

/** The declared lists, where people and programs read them. */
export const READ_LISTS: readonly ReadList[] = [
  { as: 'coordinator', page: 'pannes', api: 'tickets' },
  { as: 'coordinator', page: 'demandes', api: 'requests', cursor: 'apres' },
  { as: 'coordinator', page: 'dons/donateurs', api: 'donors' },
  { as: 'coordinator', page: 'sim', api: 'sims' },
  { as: 'coordinator', page: 'dons', api: 'donations' },
  { as: 'coordinator', page: 'lots', api: 'transfers' },
  { as: 'coordinator', page: 'caisses', api: 'containers' },
  { as: 'coordinator', page: 'corrections', api: 'corrections' },
  { as: 'coordinator', page: 'documents', api: 'documents' },
  { as: 'coordinator', page: 'appareils', api: 'devices' },
];
