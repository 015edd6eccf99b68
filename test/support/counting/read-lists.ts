import type { everybody } from '../browser/everybody.js';

interface ReadList {
  /** Who reads it. */
  readonly as: keyof ReturnType<typeof everybody>;
  readonly page: string;
  /** Left out of a list that no program reads. */
  readonly api?: string;
  /** Nobody chooses its order. */
  readonly oneOrder?: true;
  /** It comes whole, and has no pages. */
  readonly whole?: true;
  /** Its page has no filters beside which to say what is wrong: it is said alone. */
  readonly bare?: true;
  /** It has no export: it is of people, or exported otherwise. */
  readonly noExport?: true;
  /** The name of its cursor in the page's address. */
  readonly cursor?: string;
}

/** The declared lists, where people and programs read them. */
export const READ_LISTS: readonly ReadList[] = [
  { as: 'coordinator', page: 'pannes', api: 'tickets' },
  { as: 'coordinator', page: 'incidents', api: 'incidents' },
  { as: 'coordinator', page: 'demandes', api: 'requests', cursor: 'apres' },
  { as: 'coordinator', page: 'dons/donateurs', api: 'donors' },
  { as: 'coordinator', page: 'sim', api: 'sims' },
  { as: 'coordinator', page: 'dons', api: 'donations' },
  { as: 'coordinator', page: 'lots', api: 'transfers' },
  { as: 'coordinator', page: 'caisses', api: 'containers' },
  { as: 'coordinator', page: 'corrections', api: 'corrections' },
  { as: 'coordinator', page: 'documents', api: 'documents' },
  { as: 'coordinator', page: 'appareils', api: 'devices' },
  { as: 'coordinator', page: 'collectes', api: 'collections' },
  { as: 'coordinator', page: 'verrous', api: 'locked-devices' },
  { as: 'coordinator', page: 'inventaires', api: 'inventories', cursor: 'suite' },
  { as: 'technician', page: 'atelier', noExport: true },
  { as: 'coordinator', page: 'atelier/journaux', api: 'erasure-logs' },
  { as: 'coordinator', page: 'atelier/supports-retires', api: 'removed-media' },
  { as: 'coordinator', page: 'remises', api: 'handovers', cursor: 'apres' },
  // At a counter the page is what waits to be handed over.
  { as: 'structure_agent', page: 'remises', api: 'handovers', cursor: 'apres', bare: true },
  { as: 'structure_manager', page: 'beneficiaires', api: 'beneficiaries', cursor: 'apres', noExport: true },
  { as: 'coordinator', page: 'recus', api: 'receipts', noExport: true },
  { as: 'coordinator', page: 'attributions', api: 'proposals', oneOrder: true, cursor: 'apres' },
  {
    as: 'coordinator',
    page: 'attributions/livraisons',
    api: 'reservations',
    cursor: 'apres',
    bare: true,
    noExport: true,
  },
  { as: 'coordinator', page: 'quotas', api: 'quotas', oneOrder: true, whole: true },
  { as: 'bank_admin', page: 'gestion/organisations' },
  { as: 'bank_admin', page: 'gestion/journal', api: 'audit' },
  { as: 'bank_admin', page: 'consultations', api: 'identity-looks', oneOrder: true, bare: true, noExport: true },
  { as: 'coordinator', page: 'actions-groupees', api: 'bulk-acts', oneOrder: true, bare: true },
  { as: 'coordinator', page: 'atelier/sorties', api: 'data-ends', oneOrder: true, bare: true },
  { as: 'coordinator', page: 'dons/etiquettes', api: 'label-sheets', oneOrder: true, bare: true },
  { as: 'coordinator', page: 'dons/etiquettes/rouleaux', api: 'code-rolls', oneOrder: true, bare: true },
];
