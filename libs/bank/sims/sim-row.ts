import type { Sim } from './sim.entity.js';

/** What a card's own row says of it, to the rules of its lifecycle and to whoever sees it. */
export type SimRow = Readonly<
  Pick<Sim, 'id' | 'iccid' | 'carrier' | 'plan' | 'status' | 'structureId' | 'beneficiaryId'>
>;

/** The same in SQL, of `sims.sim s`. */
export const SIM_ROW = `s.id, s.iccid, s.carrier, s.plan, s.status, s.structure_id AS "structureId", s.beneficiary_id AS "beneficiaryId"`;

/** What a supplier's list writes of a card: columns of `sims.sim`, with their types. */
export const IMPORTED_COLUMNS = { iccid: 'text', iccid_key: 'text', carrier: 'text', plan: 'text' } as const;
